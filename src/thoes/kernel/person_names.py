"""Take a name apart into given name and family name, the ways lists and forms write it.

Not known for sure: which part is which when a name is "Anna Kowalska" in capitals throughout; the search key of
the register does not depend on it. Scripts other than Latin are kept as they are. Whether the family name stands first is
never decided for one name but for all names of a list, by `order_of_names`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from anyascii import anyascii

from thoes.kernel.refusals import Refusal
from thoes.kernel.yaml_text import read_yaml

# fmt: off
_PREFIXES = frozenset(
    {"van", "de", "der", "den", "het", "'t", "ter", "ten", "te", "in", "op", "'s", "von", "zu", "zur", "vom",
     "di", "da", "del", "della", "dos", "la", "le"}
)
# As compared: small Latin letters, without points.
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mw", "mevr", "mevrouw", "mej", "dhr", "heer", "meneer", "hr", "herr", "frau", "fr",
     "pan", "pani", "domnul", "doamna", "dl", "dna", "d-na", "domnisoara", "dra", "sr", "sra", "srta", "senor", "senora",
     "g-n", "g-zha", "gospodin", "gospozha", "mgr", "inz", "drs", "dr", "prof", "ur", "ing", "ir", "bc", "mudr", "sig",
     "sig.ra", "sigra", "p"}
)
# These are the names of people too, without a point.
_ONLY_WITH_A_POINT = frozenset({"fr", "ur", "dl", "dra", "sr", "ms", "ing", "ir", "bc", "sig", "p"})
_SUFFIXES = frozenset({"jr", "junior", "jun", "senior", "ml", "st"})
# Several people, whatever comes behind it.
_OF_SEVERAL = re.compile(
    r"(?:fam(?:ilie|ily|ilia)?|gezin|echtpaar|couple|ehepaar|rodzina|pa[nń]stwo|familia|семейство|родина|сім'я)\b[.:]?\s"
    r"|\d+\s*x\b|.*\s(?:family|familie|gezin|rodzina)$",
    re.IGNORECASE,
)
# How family names end in the countries that most names come from; anybody's given name ends otherwise.
_FAMILY_ENDINGS = (
    "ski", "ska", "cki", "cka", "dzki", "dzka", "sky", "skyy", "skyi", "skyj", "ckyy", "wicz", "vich", "czyk", "czuk", "chuk",
    "yuk", "enko", "escu", "eanu", "oiu", "ov", "ova", "ev", "eva", "iev", "ieva", "poulos", "ovic", "evic", "auskas",
    "aitis", "aite", "iene", "evicius", "shvili", "adze", "oglu", "ovych",
)
# fmt: on
_AND = re.compile(
    r"[&+/;\n]|(?<=\s)(?:en|and|und|oraz|și|si|и|й|та|і|és|met|with|mit|EN|AND|UND|ORAZ|i|u\.|ir|un|ve)(?=\s)",
    re.UNICODE,
)
# "and" in the languages where it may be part of one name: between two given names it is not.
_AND_OR_PART = re.compile(r"(?:^|\s)(\S+)\s(?:a|e|y)\s(\S+)")
# The name that somebody was born with, or got by marriage, behind the family name.
_BORN = re.compile(
    r",?\s+\(?(?P<word>geb\.?|geboren|née|nee|born|z\s?d\.|z\s?domu|e\.?v\.|e/v|roz\.|rozená|născută|родена|szül\.)"
    r"\s+(?P<name>[^,()]+)",
    re.IGNORECASE,
)
# "Samski" beside "Samska", "Petrov" beside "Petrova".
_FORM_OF_A_MAN, _FORM_WITHOUT_ENDING = re.compile(r"\w+[scd]z?k[iy]"), re.compile(r"\w+[oe]v")
_TWO_NAMES = 4
_NUMBER_IN_FRONT = re.compile(r"\s*(?:(?:#\s*)?\d{1,4}\s*[.):]+\s*|#?\d{1,4}\s+|[•*·–—-]+\s+)(?=[^\W\d_])")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?){1,4}")
_LONGEST_TITLE = max(map(len, _TITLES))
_SHORTEST_WITH_ENDING = 5
_PROOF_AGAINST_ONE = 10


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in two parts; `given` is empty when only one word is known."""

    given: str
    family: str


@dataclass(frozen=True, slots=True)
class NameOrder:
    """In which order the names of a list stand, with the places (0 is the first) of two names that show it.

    A place is None when no name shows that order. It `is_unclear` when so many show each that neither is a slip of the pen.
    """

    family_first: bool = False
    shows_family_first: int | None = None
    shows_given_first: int | None = None
    is_unclear: bool = False


def order_of_names(texts: Iterable[str]) -> NameOrder:
    """In which order a list writes names of two words or more, without a comma or capitals that say so themselves.

    A name proves an order by the way family names end ("Nepowski") or by a common given name on one side only. One against
    ten is taken for a slip of the pen; otherwise nothing is decided, and the given name comes first as in most lists.
    """
    proofs: dict[bool, list[int]] = {True: [], False: []}
    for place, text in enumerate(texts):
        found = _family_stands_first(text)
        if found is not None:
            proofs[found].append(place)
    first, last = proofs[True], proofs[False]
    family_first = len(first) > _PROOF_AGAINST_ONE * len(last)
    return NameOrder(
        family_first=family_first,
        shows_family_first=first[0] if first else None,
        shows_given_first=last[0] if last else None,
        is_unclear=bool(first) and not family_first and len(last) <= _PROOF_AGAINST_ONE * len(first),
    )


def split_name(text: str, *, family_first: bool = False) -> PersonName:
    """Given and family name from one text. Refusal `name_without_letters` when there is no letter in it.

    `family_first` says that the list writes them in that order, as under "Nazwisko i imię"; capitals and a comma say more.
    A number or a title in front ("1. ", "Dhr.") is no part of a name.
    """
    text = _bare(text)
    if not any(letter.isalpha() for letter in text):
        raise Refusal("name_without_letters")
    if "," in text:
        return _after_comma(text)
    words = _words(text)
    if len(words) == 1:
        return PersonName("", _cased(text))
    if _ends_with_initials(words):
        return PersonName(words[-1], _cased(" ".join(words[:-1])))
    in_family = _in_family(words)
    if in_family is not None:
        family = [word for word, inside in zip(words, in_family, strict=True) if inside]
        given = [word for word, inside in zip(words, in_family, strict=True) if not inside]
    else:
        given, family = _split_after_family(words) if family_first else _split_by_prefix(words)
    return PersonName(_cased(" ".join(given)), _cased(" ".join(family)))


def join_names(given: str, family: str) -> PersonName:
    """The name from two separate columns; Refusal `name_without_letters` when there is no letter in either."""
    given, family = _bare(given), _bare(family)
    if not any(letter.isalpha() for letter in given + family):
        raise Refusal("name_without_letters")
    return PersonName(_cased(given), _cased(family))


def is_one_name(text: str) -> bool:
    """Whether a text is a family name and nothing else: one word, apart from prefixes."""
    words = _bare(text).split()
    return "," not in text and sum(not _is_prefix(word) for word in words) == 1


def is_common_given_name(word: str) -> bool:
    """Whether a word is one of the given names that prove an order."""
    return _compared(word) in _given_names()


def names_two_people(given_name: str, family_name: str) -> bool:
    """Whether several people stand where one belongs: "Jan & Ana", "Jan/Ana", "Jan en Ana"; in one language or another.

    A capital I is an initial; "y", "e" and "-" stand in the name of one.
    """
    text = f"{given_name} {family_name}".strip(" &+/;")
    if text.isalpha():
        return False
    if _OF_SEVERAL.match(text):
        return True
    # Two words are one given and one family name, in all but few of 100,000 lines.
    if text.count(" ") <= 1 and text.replace(" ", "").isalpha():
        return False
    if _are_two_of_a_family(text.split()):
        return True
    if (pair := _AND_OR_PART.search(text)) and all(map(is_common_given_name, pair.groups())):
        return True
    return bool(_AND.search(_BORN.sub("", text)) or "," in given_name or " y " in given_name)


def _are_two_of_a_family(words: list[str]) -> bool:
    """Whether four words are two people of one family: "Bo Samski Al Samska", "Ana Nepescu Ion Nepescu".

    Nobody has a family name in the form of a man and of a woman. The same one twice is also in the name of one person
    (João Silva Santos Silva), unless given names stand before each.
    """
    if len(words) != _TWO_NAMES:
        return False
    for given, family in ((words[::2], words[1::2]), (words[1::2], words[::2])):
        one, other = sorted(map(_compared, family))
        if _FORM_OF_A_MAN.fullmatch(other) and one == f"{other[:-1]}a":
            return True
        if _FORM_WITHOUT_ENDING.fullmatch(one) and other == f"{one}a":
            return True
        if one == other and all(map(is_common_given_name, given)) and not is_common_given_name(family[0]):
            return True
    return False


def is_of_several(text: str) -> bool:
    """Whether the text of one cell or line names several people: as above, and in more than two parts by commas."""
    if text.isalpha():
        return False
    lines = [line for line in text.splitlines() if any(letter.isalpha() for letter in line)]
    if len(lines) > 1:
        return True
    if names_two_people("", without_number(text)):
        return True
    name = _bare(text)
    parts = [part for part in (part.strip() for part in name.split(",")) if part]
    if len(parts) > 2:
        return not any(all(_is_prefix(word) for word in part.split()) for part in parts[1:])
    return len(parts) == 2 and all(
        " " in part and is_common_given_name(part.split(" ", 1)[0]) and _ends_like_a_family(part) for part in parts
    )


def without_number(text: str) -> str:
    """A line without the number, dot or bullet that counts it."""
    return text[match.end() :] if (match := _NUMBER_IN_FRONT.match(text)) else text


def _bare(text: str) -> str:
    """On one line, without a number in front and without titles."""
    if text.isalpha() and (len(text) > _LONGEST_TITLE or (text.isascii() and text.lower() not in _TITLES)):
        return text
    text = " ".join(without_number(text).split()).strip(" ,;")
    if text.count(" ") > 1 and (born := _BORN.search(text)) and "(" not in born[0]:
        text = f"{text[: born.start()]} ({born['word']} {born['name'].strip()}){text[born.end() :]}"
    if "(" in text:
        text = re.sub(r"\s*\(([^)]*)\)", lambda found: "" if _is_title(found[1], []) else found[0], text)
    parts = [" ".join(_without_titles(part.split())) for part in text.split(",")]
    return ", ".join(part for part in parts if part)


def _words(text: str) -> list[str]:
    """The words of a name; what stands in brackets, and "jr.", belong to the word before."""
    words: list[str] = []
    for word in text.split(" "):
        is_open = bool(words) and words[-1].count("(") > words[-1].count(")")
        if words and (is_open or word.startswith("(") or _compared(word) in _SUFFIXES):
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _without_titles(words: list[str]) -> list[str]:
    while words and _is_title(words[0], words[1:]):
        words = words[1:]
    if len(words) > 1 and words[0].lower() == "de" and _compared(words[1]) in ("heer", "hr"):
        words = _without_titles(words[2:])
    return words


def _is_title(word: str, rest: list[str]) -> bool:
    title = _compared(word)
    if title not in _TITLES:
        return False
    if title == "pan":
        # Somebody may be called so: "Pan Wei".
        return len(rest) > 1 or any(_ends_like_a_family(other) for other in rest)
    return title not in _ONLY_WITH_A_POINT or word.endswith(".")


def _family_stands_first(text: str) -> bool | None:
    words = _words(_bare(text))
    if len(words) < 2 or "," in text or _in_family(words) is not None or any(map(_is_prefix, words)):
        return None
    first, last = words[0], words[-1]
    # Initials are a given name wherever they stand, and say nothing of the other names.
    if any(_INITIALS.fullmatch(word) or _are_initials(word) for word in (first, last)):
        return None
    family = _ends_like_a_family(first), _ends_like_a_family(last)
    given = is_common_given_name(first), is_common_given_name(last)
    if family[0] != family[1] and not given[0 if family[0] else 1]:
        return family[0]
    if given[0] != given[1] and family[0] == family[1]:
        return given[1]
    return None


def _ends_with_initials(words: list[str]) -> bool:
    """ "Nepski J.P.": initials are a given name. "Jan N." has those of the family name."""
    return bool(_INITIALS.fullmatch(words[-1]) or _are_initials(words[-1])) and not any(
        map(is_common_given_name, words[:-1])
    )


def _ends_like_a_family(text: str) -> bool:
    word = _compared(text.rpartition(" ")[2])
    if len(word) < _SHORTEST_WITH_ENDING or not word.endswith(_FAMILY_ENDINGS):
        return False
    return word not in _given_names()


@cache
def _given_names() -> frozenset[str]:
    lists = read_yaml(files("thoes.kernel").joinpath("given_names.yaml").read_text("utf-8"))
    return frozenset(_compared(name) for names in lists.values() for name in names.split())


def _compared(word: str) -> str:
    return anyascii(word).lower().replace("'", "").strip(". ")


def _in_family(words: list[str]) -> list[bool] | None:
    """Which words are the family name, where capitals say so; None where they do not."""
    capitals = [_is_capitals(word) and not _are_initials(word) for word in words]
    in_family = [caps or _is_prefix(word) for caps, word in zip(capitals, words, strict=True)]
    return in_family if any(capitals) and not all(in_family) else None


def _after_comma(text: str) -> PersonName:
    family, _, rest = (part.strip() for part in text.partition(","))
    parts = [part.strip() for part in rest.split(",")]
    words = [word for part in parts for word in part.split()]
    # "Berg, Piet van der" and "Berg, van der, Piet": the prefix is written behind, and belongs before.
    prefix = [word for word in words if _is_prefix(word)]
    given = [word for word in words if not _is_prefix(word)]
    return PersonName(_cased(" ".join(given)), _cased(" ".join([*prefix, family])))


def _split_by_prefix(words: list[str]) -> tuple[list[str], list[str]]:
    """Given and family words: a prefix opens the family name; without one the last word is the family name."""
    first = next((index for index, word in enumerate(words[:-1]) if _is_prefix(word)), len(words) - 1)
    if first > 0:
        return words[:first], words[first:]
    return _split_after_family(words)


def _split_after_family(words: list[str]) -> tuple[list[str], list[str]]:
    """ "van der Berg Piet": the family name stands in front and ends with the first word that is no prefix."""
    end = next((index for index, word in enumerate(words) if not _is_prefix(word)), len(words) - 1) + 1
    return words[end:], words[:end]


def _is_prefix(word: str) -> bool:
    return word.lower() in _PREFIXES


def _are_initials(word: str) -> bool:
    """ "WJ": two or three capitals that nobody can say as a name."""
    return len(word) in (2, 3) and word.isupper() and not set(anyascii(word)) & set("AEIOUY")


def _is_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper() and "." not in word and not _is_prefix(word)


def _cased(name: str) -> str:
    """Title case for a name in capitals only; anything else is how its bearer writes it."""
    if not name.isupper() or "." in name or len(name) < 2:
        return name
    words = [word.lower() if _is_prefix(word) else re.sub(r"[^\W\d_]+", _capital, word) for word in name.split(" ")]
    return " ".join(words)


def _capital(match: re.Match[str]) -> str:
    return match.group()[:1].upper() + match.group()[1:].lower()
