"""A cell of somebody else's table: a number, or one of the several ways to say that there is none; and what headings say.

A dash, a point, an x, an empty cell and a zero are five things. A mark behind a number (`*`, `¹`, `1)`) is kept beside it:
what it means stands in the notes of the table. "1,250" can be read in two ways and is refused.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from thoes.kernel.refusals import Refusal


class Missing(StrEnum):
    """Why there is no number. None of these is a zero."""

    DASH = "dash"
    """A dash: nothing, or not there; sources differ."""
    ABSENT = "absent"
    """A point: there are no data."""
    CONFIDENTIAL = "confidential"
    """An x: it may not be told."""
    NOT_YET = "not_yet"
    """"n.b.": not known, or not yet."""
    NOT_POSSIBLE = "not_possible"
    """"n.v.t.": there can be no number."""
    EMPTY = "empty"
    """Nothing stands there."""


@dataclass(frozen=True, slots=True)
class SaidNumber:
    """What a cell says: a number as it stands there, before its unit, or why there is none; and the mark behind it."""

    number: Decimal | None
    missing: Missing | None = None
    mark: str = ""


_SIGNS = {
    **dict.fromkeys(("-", "–", "—", "−", "--"), Missing.DASH),
    **dict.fromkeys((".", "..", "...", "…", ":"), Missing.ABSENT),
    **dict.fromkeys(("x", "geheim", "confidential"), Missing.CONFIDENTIAL),
    **dict.fromkeys(
        ("n.b.", "n.b", "nb", "n.n.b.", "nnb", "niet bekend", "nog niet bekend", "nog onbekend", "onbekend", "volgt",
         "not yet known", "not known", "unknown"),
        Missing.NOT_YET,
    ),
    **dict.fromkeys(("nvt", "n.v.t.", "n.v.t", "niet van toepassing", "n/a", "impossible"), Missing.NOT_POSSIBLE),
    "": Missing.EMPTY,
}  # fmt: skip
_MARKED = re.compile(r"^(.*?\d)\s*((?:[*†‡¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜ]+|\(?\d\)|\([a-z]\))+)$")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .']\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_TWO_READINGS = re.compile(r"\d{1,3}(?:,\d{3})+")


def read_said_number(cell: object) -> SaidNumber:
    """What a cell says. Refusals: `number_unreadable`, `number_ambiguous`."""
    if cell is None:
        return SaidNumber(None, Missing.EMPTY)
    if isinstance(cell, bool | date):
        raise Refusal("number_unreadable")
    if isinstance(cell, int | float):
        number = Decimal(str(cell))
        if number < 0:
            raise Refusal("number_unreadable")
        return SaidNumber(number)
    text = re.sub(r"\s+", " ", str(cell)).strip()
    if (missing := _SIGNS.get(text.casefold())) is not None:
        return SaidNumber(None, missing)
    found = _MARKED.match(text)
    bare, mark = (found[1].strip(), found[2]) if found else (text, "")
    return SaidNumber(_number_in(bare), mark=mark)


def _number_in(text: str) -> Decimal:
    if _TWO_READINGS.fullmatch(text):
        raise Refusal("number_ambiguous", text=text[:20])
    if _THOUSANDS.fullmatch(text):
        return Decimal(re.sub(r"[ .']", "", text).replace(",", "."))
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "."))
    raise Refusal("number_unreadable")


def is_number_or_sign(cell: object) -> bool:
    """Whether a cell holds a number, or a sign for none; an empty one does not."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return False
    try:
        read_said_number(cell)
    except Refusal as refusal:
        return refusal.code == "number_ambiguous"
    return True


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a quarter, a month or a day, as ISO 8601 writes it; `last` is its last day. `mark` stood behind it."""

    text: str
    last: date
    mark: str = ""


def first_day(text: str) -> date:
    """The first day of a period as it is written here: a year, a quarter, a month or a day."""
    year, _, rest = text.partition("-")
    if rest.startswith("Q"):
        return date(int(year), 3 * int(rest[1:]) - 2, 1)
    return date.fromisoformat(f"{text}-01-01"[:10])


_MONTHS = (
    ("januari", "january", "jan"), ("februari", "february", "feb"), ("maart", "march", "mrt", "mar"),
    ("april", "apr"), ("mei", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"),
    ("augustus", "august", "aug"), ("september", "sept", "sep"), ("oktober", "october", "okt", "oct"),
    ("november", "nov"), ("december", "dec"),
)  # fmt: skip
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_YEAR = r"(19[5-9]\d|20\d\d)"
_MARK = r"\s*(\*{1,2}|\(voorlopig\)|[¹²³])?"
_ORDINAL = r"([1-4])\s?(?:e|ste|de)?"
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?:jaar )?{_YEAR}(?:JJ00)?{_MARK}", re.I), "year"),
    (re.compile(rf"{_YEAR}KW0([1-4]){_MARK}", re.I), "quarter"),
    (re.compile(rf"{_YEAR}\s?-?\s?[QK]([1-4]){_MARK}", re.I), "quarter"),
    (re.compile(rf"{_YEAR},? {_ORDINAL}\s?kwartaal{_MARK}", re.I), "quarter"),
    (re.compile(rf"{_YEAR}MM(0[1-9]|1[0-2]){_MARK}", re.I), "month"),
    (re.compile(rf"{_YEAR}-(0[1-9]|1[0-2]){_MARK}"), "month"),
    (re.compile(rf"{_YEAR}-(\d\d)-(\d\d)(?:T.*)?{_MARK}"), "day"),
)
_QUARTER_FIRST = re.compile(rf"(?:[QK]([1-4])|{_ORDINAL}\s?kwartaal),?\s{_YEAR}{_MARK}", re.I)
_DAY_FIRST = re.compile(rf"(?:per |op )?(\d{{1,2}})[-/. ]([a-z]+|\d{{1,2}})\.?[-/. ]{_YEAR}{_MARK}", re.I)
_MONTH_WORD = re.compile(rf"([a-z]+)\.?[- ]{_YEAR}{_MARK}", re.I)
_YEAR_MONTH_WORD = re.compile(rf"{_YEAR} ([a-z]+){_MARK}", re.I)


def read_period(cell: object) -> Period | None:
    """The period that a cell or a heading names as a whole; None for something else."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _period(cell.year, month=cell.month, day=cell.day)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | str):
        return None
    text = re.sub(r"\s+", " ", str(cell)).strip()
    for pattern, kind in _PATTERNS:
        if found := pattern.fullmatch(text):
            year, *rest, mark = found.groups()
            return _of_kind(kind, int(year), [int(each) for each in rest], mark or "")
    return _in_words(text)


def _of_kind(kind: str, year: int, rest: list[int], mark: str) -> Period | None:
    if kind == "year":
        return _period(year, mark=mark)
    if kind == "quarter":
        return _period(year, quarter=rest[0], mark=mark)
    return _period(year, month=rest[0], day=rest[1] if kind == "day" else 0, mark=mark)


def _in_words(text: str) -> Period | None:
    if found := _QUARTER_FIRST.fullmatch(text):
        return _period(int(found[3]), quarter=int(found[1] or found[2]), mark=found[4] or "")
    if found := _DAY_FIRST.fullmatch(text):
        month = int(found[2]) if found[2].isdigit() else _MONTH_OF.get(found[2].lower(), 0)
        return _period(int(found[3]), month=month or 99, day=int(found[1]), mark=found[4] or "")
    if (found := _MONTH_WORD.fullmatch(text)) and found[1].lower() in _MONTH_OF:
        return _period(int(found[2]), month=_MONTH_OF[found[1].lower()], mark=found[3] or "")
    if (found := _YEAR_MONTH_WORD.fullmatch(text)) and found[2].lower() in _MONTH_OF:
        return _period(int(found[1]), month=_MONTH_OF[found[2].lower()], mark=found[3] or "")
    return None


def _period(year: int, *, quarter: int = 0, month: int = 0, day: int = 0, mark: str = "") -> Period | None:
    try:
        if day:
            return Period(date(year, month, day).isoformat(), date(year, month, day), mark)
        first = date(year, month or 3 * quarter - 2 if month or quarter else 1, 1)
    except ValueError:
        return None
    months = 1 if month else 3 if quarter else 12
    text = f"{year}-{month:02}" if month else f"{year}-Q{quarter}" if quarter else str(year)
    return Period(text, first + relativedelta(months=months) - timedelta(days=1), mark)


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a column of numbers: its period, the unit that its numbers are in, and the words that are left."""

    period: Period | None
    unit: int
    words: tuple[str, ...]
    is_share: bool = False


_UNIT = re.compile(
    r"\(?\s*(?:in\s+)?(?:(?:aantal\s+)?[x×*]\s*(1[ .]?000(?:[ .]000)?|mln|miljoen)|(duizendtallen|duizend))\s*\)?", re.I
)
_SHARE = re.compile(r"%|\bpercentages?\b|\baandeel\b|\bprocent(?:en)?\b|\bpromille\b", re.I)
_NEUTRAL = frozenset({"aantal", "aantallen", "number", "value", "waarde", "totaal", "total", "alle", "all", "absoluut"})
_ALL = re.compile(
    r"(?:totaal|total|alle|all)\b(?:\s*[:,(-].*|\s+(?:mannen en vrouwen|leeftijden|bedrijfstakken.*|werknemers.*"
    r"|nationaliteiten|herkomst(?:en|landen)?|mensen|personen))?",
    re.I,
)
PARTED = " · "


def read_unit(text: str) -> tuple[int, str]:
    """By how much the numbers are to be multiplied, as a heading says it, and the text without that."""
    found = _UNIT.search(text)
    if found is None:
        return 1, text
    said = re.sub(r"\D", "", found[1] or "")
    unit = int(said) if said else 1_000 if found[2] else 1_000_000
    return unit, (text[: found.start()] + " " + text[found.end() :]).strip(" ,;:-()")


def read_heading(parts: Iterable[str]) -> Heading:
    """What the lines of a heading, from top to bottom, say of the column below."""
    period, unit, words, is_share = None, 1, [], False
    for part in parts:
        is_share = is_share or _SHARE.search(part) is not None
        found, rest = read_unit(part)
        unit = max(unit, found)
        said = read_period(rest)
        if said is None and (inside := _period_at_the_edge(rest)):
            said, rest = inside
        elif said is not None:
            rest = ""
        period = said or period
        if words_left := " ".join(rest.split()):
            words.append(words_left)
    return Heading(period, unit, tuple(word for word in words if not says_all(word)), is_share)


_EDGE = re.compile(rf"^(?:(.+?)[ ,(]+(?:in |per )?({_YEAR}\*{{0,2}})\)?|({_YEAR}\*{{0,2}})[ ,:]+(.+))$")


def _period_at_the_edge(text: str) -> tuple[Period, str] | None:
    """A year that begins or ends a heading: "Arbeidsmigranten 2018", "2018 werkzaam"."""
    found = _EDGE.match(text)
    if found is None:
        return None
    period = read_period(found[2] or found[4])
    return (period, (found[1] or found[6]).strip()) if period else None


_SUBJECTS = re.compile(
    r"(?:aantal )?(?:banen(?: van werknemers)?|werknemers|personen|inwoners)|jobs|persons|employees|workers", re.I
)


def says_what_is_counted(text: str) -> bool:
    """Whether a word says what is counted and not of whom: "Banen", "personen"."""
    return _SUBJECTS.fullmatch(" ".join(text.split())) is not None


def says_all(text: str) -> bool:
    """Whether a word stands for everybody: "Totaal", "Alle nationaliteiten", or says nothing of whom: "aantal"."""
    said = " ".join(text.split())
    return said.casefold() in _NEUTRAL or _ALL.fullmatch(said) is not None


def is_a_total(text: str) -> bool:
    """Whether a heading or a line is the total of others beside it."""
    return re.match(r"(?:eind|sub)?totaal\b|(?:sub|grand )?total\b", text.strip(), re.I) is not None


def rounding_of(numbers: Iterable[int]) -> int:
    """The step to which all these numbers seem to be rounded: 1, 10, 100 and so on."""
    step, found = 1, [number for number in numbers if number]
    while found and step < 1_000_000 and all(number % (step * 10) == 0 for number in found):
        step *= 10
    return step


def adds_up(total: int, parts: list[int], *, step: int) -> bool:
    """Whether parts can be those of a total when each was rounded to a step by itself."""
    return abs(total - sum(parts)) * 2 <= step * (len(parts) + 1) if step > 1 else total == sum(parts)
