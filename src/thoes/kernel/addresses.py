"""Take a Dutch address apart that was typed as one text, whole or not at all.

What comes out says the same as what went in: nothing is left over and nothing is made up. A house number is kept as it was
typed ("12-A bis", "3-0072"), only a single letter stands right behind it ("7a"); a floor comes last. Not known: whether the
address exists, and which of two numbers in a row is that of the house ("Plein 1940 5"): then "nr" tells it.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace

from thoes.kernel.postcodes import last_postcode
from thoes.kernel.refusals import Refusal

_COUNTRY = re.compile(
    r"[\s,]*(?:\b(?:nederland|the netherlands|netherlands|niederlande|holandia|holland)|,\s*NL)\.?\s*$", re.I
)
_COUNTRY_IN_FRONT = re.compile(r"\bNL\s?-\s?(?=\d{4}\s?[A-Za-z]{2}\b)", re.I)
_ABROAD = re.compile(
    r"\b(?:duitsland|deutschland|germany|belgi[eëu]m?|belgique|belgien|polen|polska|poland|luxemburg|luxembourg|france|frankrijk)"
    r"\.?\s*$|\b(?:D|DE|B|BE|PL|L|LU|F|FR)\s?-\s?\d{2,5}\b|\bbus\s+\d+\b|(?:^|,)\s*\d{5}\b|(?:^|,)\s*\d{4}\s+[^\W\d_]{3,}"
    r"|\d\S*\s+\d{4,5}\s+[^\W\d_]{3,}[^\d]*$|(?:^|,)\s*\d{2}-\d{3}\b",
    re.I,
)
_FLOOR = re.compile(
    r"\b(?:\d{1,2}\s?(?:e|ste|de)\s+(?:verdieping|verd\b\.?|etage|woonlaag)|begane\s+grond|bg\b|souterrain|\d{1,2}[- ]?hoog)",
    re.I,
)
_NR = re.compile(r"[\s,]+(?:nr|no|nummer|huisnr|huisnummer)\b\.?\s*(?=\d)", re.I)
# Behind the number stand up to three additions: letters after a space, a dash or nothing; digits never after a space alone,
# for that may be a second number.
_ADDITION = (
    r"\s*[-/.]?\s*(?:bis|ter|huis|hs|boven|beneden|achter|voor|rechts|links|rood|zwart|wit|[^\W\d_]{1,4})(?:-?\d{1,4})?(?![^\W_])"
    r"|\s*-\s*\d{1,4}(?!\d)"
    r"|(?:\s|,\s)(?:unit|app\.?|appartement|kamer)\s\w{1,5}"
)
# Where post goes and nobody sleeps, and another's door.
_NO_HOUSE = re.compile(r"(?:postbus|postfach|p\.?\s?o\.?\s?box|antwoordnummer|skrytka|[cp]\s?/\s?[aop])\b", re.I)
_WHOLE_NUMBER = re.compile(rf"[1-9]\d{{0,4}}(?:{_ADDITION}){{0,3}}", re.I)
_LETTER_APART = re.compile(r"(?<=\d) (?=[^\W\d_](?:$|[^\w]))")
_ORDINAL = r"\d{1,3}(?:e|ste|de|\.)"
_STREET_AND_NUMBER = re.compile(
    rf"(?P<street>(?:{_ORDINAL}\s+)?[^\d,]*[^\W\d_][^\d,]*(?:{_ORDINAL}\s[^\d,]+)?)(?P<number>\d.*)", re.I
)
# "44 t/m 48", "44 + 46", "44/46", "44, 46": more than one house.
_SEVERAL = re.compile(r"\bt\s?/\s?m\b|\btm\b|\bt\.?e?\.?m\.|\btot\b|\ben\b|[+&;]|\d\s*/\s*\d", re.I)


@dataclass(frozen=True, slots=True)
class TypedAddress:
    """The parts of an address as they were typed; postcode and town are empty where the text has none."""

    street: str
    number: str
    postcode: str = ""
    town: str = ""


def parse_address(text: str) -> TypedAddress:
    """The parts of an address such as "Proefweg 7a, 5911 AB Venlo".

    Raises `Refusal` `address_abroad`, or `address_unreadable` for what does not come out whole or is about several houses.
    """
    whole = _COUNTRY_IN_FRONT.sub("", _COUNTRY.sub("", _tidy(text)))
    code = last_postcode(whole)
    if code is None and _ABROAD.search(whole):
        raise Refusal("address_abroad")
    before, behind = (whole[: code.start()], whole[code.end() :]) if code else (whole, "")
    parts, after = _parts(before), _parts(behind)
    town, parts = _town(parts, after)
    found = replace(_street_and_number(", ".join(parts)), town=town)
    if code:
        found = replace(found, postcode=f"{code[1]} {code[2].upper()}")
    if _letters(whole) != _letters(" ".join((found.street, found.number, found.postcode, found.town))):
        raise Refusal("address_unreadable")
    return found


def checked_number(text: str) -> str:
    """A house number with its additions, as it was typed; Refusal `address_unreadable` when it is no such thing."""
    number, floor = _without_floor(_tidy(text))
    if not _WHOLE_NUMBER.fullmatch(number) or _SEVERAL.search(number):
        raise Refusal("address_unreadable")
    number = _LETTER_APART.sub("", number)
    return f"{number}, {floor}" if floor else number


def number_key(number: str) -> str:
    """The same for one house number however it is parted: "7 A" and "7-a" are one, "1-23" and "12-3" are two."""
    found = ""
    for token in re.findall(r"\d+|[^\W\d_]+", number.casefold()):
        found += f"-{token}" if found[-1:].isdigit() and token[0].isdigit() else token
    return found


def _tidy(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    text = "".join("-" if unicodedata.category(char) == "Pd" or char == "\u2212" else char for char in text)
    return re.sub(r"\s*[,;|\n]\s*", ", ", " ".join(text.split())).strip(" ,")


def _parts(text: str) -> list[str]:
    return [part for part in (part.strip(" -") for part in text.split(",")) if part]


def _town(before: list[str], after: list[str]) -> tuple[str, list[str]]:
    """The town, and the parts that are street and number: the town stands behind the postcode, or last."""
    for parts in (after, before if len(before) > 1 else []):
        for place, part in enumerate(parts) if parts is after else reversed(list(enumerate(parts))):
            if not any(char.isdigit() for char in part) and not _FLOOR.fullmatch(part) and (parts is after or place):
                rest = [one for number, one in enumerate(parts) if number != place]
                return part, [*before, *rest] if parts is after else [*rest, *after]
    return "", [*before, *after]


def _street_and_number(line: str) -> TypedAddress:
    line, floor = _without_floor(line)
    parted = _NR.split(line, maxsplit=1)
    if len(parted) == 2:
        street, number = parted
    else:
        match = _STREET_AND_NUMBER.fullmatch(line)
        if match is None:
            raise Refusal("address_unreadable")
        street, number = match["street"], match["number"]
    street = street.strip(" ,")
    if not any(char.isalpha() for char in street) or _NO_HOUSE.match(street):
        raise Refusal("address_unreadable")
    return TypedAddress(street, checked_number(f"{number.strip(' ,')}, {floor}" if floor else number.strip(" ,")))


def _without_floor(text: str) -> tuple[str, str]:
    """The text without the one floor that it names, and the floor in full."""
    found = list(_FLOOR.finditer(text))
    if len(found) != 1:
        return text, ""
    rest = f"{text[: found[0].start()].rstrip(' ,')} {text[found[0].end() :].strip(' ,.')}".strip()
    return rest, re.sub(r"(?i)\bverd\b\.?", "verdieping", found[0].group())


def _letters(text: str) -> Counter[str]:
    """All letters and digits, without the words that only announce a number and with a floor in full."""
    text = re.sub(r"(?i)\bverd\b\.?", "verdieping", _NR.sub(" ", f" {text}"))
    return Counter(char for char in text.casefold() if char.isalnum())
