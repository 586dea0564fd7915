"""The lines of letters, digits and "<" on a passport or identity card, as a reader types them (ICAO Doc 9303, parts 3 to 6).

Taken out are the name, the birth date, the nationality, the kind and the number of the document. The optional data is only
counted in the check digits and given to nobody: on some documents it is a personal number such as a BSN. When a check digit
is wrong nothing is given. Our own piece: what there is for Python is not kept up, or reads pictures.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from thoes.kernel.refusals import Refusal

# How many lines of how many signs there are on an identity card (TD1), a larger card (TD2) and a passport (TD3).
_SHAPES = {90: (3, 30), 72: (2, 36), 88: (2, 44)}
_LINE_LENGTHS = frozenset(length for _lines, length in _SHAPES.values())
_SIGNS = re.compile(r"[A-Z0-9<]+")
# No name and no residence holds two of these signs in a row.
_SEEMS = re.compile(r"[A-Z0-9<]{5,}<<|^[A-Z][A-Z<][A-Z<]{3}[A-Z0-9]{9}[0-9<]|<<<")
_WEIGHTS = (7, 3, 1)


@dataclass(frozen=True, slots=True)
class TravelDocument:
    """What a zone says of its holder. Names are in Latin letters without accents; `state` codes are those of ICAO.

    `is_cut` says that a name did not fit and its end is missing. `date_of_birth` is None when the document does not know it.
    """

    is_passport: bool
    family_name: str
    given_name: str
    date_of_birth: date | None
    nationality: str
    number: str = field(repr=False)
    is_cut: bool = False


def seems_a_zone(text: str) -> bool:
    """Whether somebody held a document before the reader, also when not all of it came over."""
    return _SEEMS.search(text.strip().upper()) is not None


def read_zone(text: str, *, on: date) -> TravelDocument:
    """What the lines say; raises `Refusal`. Line ends and spaces do not count. A birth lies before the day `on`."""
    signs = "".join(text.split()).upper()
    if not _SIGNS.fullmatch(signs):
        raise Refusal("zone_unreadable")
    if len(signs) not in _SHAPES:
        raise Refusal("zone_incomplete")
    lines, length = _SHAPES[len(signs)]
    parts = [signs[at * length : (at + 1) * length] for at in range(lines)]
    return _card(parts, on=on) if lines == 3 else _two_lines(parts, on=on)


def split_zones(text: str) -> tuple[list[str], str]:
    """The zones in a text of many lines, each whole or as far as it came over, and the text without them."""
    zones: list[str] = []
    others: list[str] = []
    open_length = 0
    for line in text.splitlines():
        signs = "".join(line.split()).upper()
        # A last line may hold no "<" at all; it is known by its length, behind lines of the same.
        goes_on = bool(open_length) and len(signs) == open_length and _SIGNS.fullmatch(signs) is not None
        if goes_on and len(zones[-1]) + open_length in _lengths_of(open_length):
            zones[-1] += signs
            open_length = 0 if len(zones[-1]) in _SHAPES else open_length
        elif seems_a_zone(line):
            zones.append(signs)
            open_length = len(signs) if len(signs) in _LINE_LENGTHS else 0
        else:
            others.append(line)
            open_length = 0
    return zones, "\n".join(others)


def _lengths_of(length: int) -> range:
    """How long a zone of such lines is, from its second line on."""
    lines = next(lines for lines, each in _SHAPES.values() if each == length)
    return range(2 * length, (lines + 1) * length, length)


def _card(lines: list[str], *, on: date) -> TravelDocument:
    first, second, names = lines
    number = _number(first[5:14], first[14], first[15:30])
    _check(second[0:6], second[6])
    _check(second[8:14], second[14])
    _check(first[5:30] + second[0:7] + second[8:15] + second[18:29], second[29])
    return _document(first[0], names, born=second[0:6], nationality=second[15:18], number=number, on=on)


def _two_lines(lines: list[str], *, on: date) -> TravelDocument:
    first, second = lines
    optional = second[28:-1]
    is_passport = len(second) == 44
    number = _number(second[0:9], second[9], "" if is_passport else optional)
    _check(second[13:19], second[19])
    _check(second[21:27], second[27])
    if is_passport and not (second[42] == "<" and not optional[:-1].strip("<")):
        _check(optional[:-1], second[42])
    _check(second[0:10] + second[13:20] + second[21:-1], second[-1])
    return _document(first[0], first[5:], born=second[13:19], nationality=second[10:13], number=number, on=on)


def _number(signs: str, digit: str, optional: str) -> str:
    """The number of the document; one of more than nine signs goes on in the optional data, up to its check digit."""
    if digit == "<" and optional.strip("<"):
        rest = optional.partition("<")[0]
        signs, digit = signs + rest[:-1], rest[-1:]
    _check(signs, digit)
    return signs.strip("<")


def _check(signs: str, digit: str) -> None:
    worth = sum(_worth(sign) * _WEIGHTS[at % 3] for at, sign in enumerate(signs))
    if digit != str(worth % 10):
        raise Refusal("zone_check_digit_wrong")


def _worth(sign: str) -> int:
    """A digit is worth itself, A is 10 and so on; the filler nothing."""
    return 0 if sign == "<" else int(sign, 36)


def _document(kind: str, names: str, *, born: str, nationality: str, number: str, on: date) -> TravelDocument:
    family, _, given = names.partition("<<")
    if not family.strip("<"):
        raise Refusal("zone_unreadable")
    return TravelDocument(
        is_passport=kind == "P",
        family_name=_written(family),
        given_name=_written(given),
        date_of_birth=_birth(born, on=on),
        nationality=nationality.strip("<"),
        number=number,
        is_cut=not names.endswith("<"),
    )


def _written(name: str) -> str:
    words: Iterable[str] = filter(None, name.split("<"))
    return " ".join(word.capitalize() for word in words)


def _birth(signs: str, *, on: date) -> date | None:
    """The latest day with these two digits of a year that has been; None where a part of it is not known."""
    if "<" in signs:
        return None
    try:
        year, month, day = int(signs[:2]), int(signs[2:4]), int(signs[4:])
        this = date(on.year // 100 * 100 + year, month, day)
        return this if this <= on else date(this.year - 100, month, day)
    except ValueError as unreadable:
        raise Refusal("zone_unreadable") from unreadable
