"""Read a date out of a cell, whatever was typed there.

Real dates, Excel's day numbers (also as text), ISO, "14-05-2026", "14.5.26", "14 mei 2026", "14 maja 2026 r.",
"May 14, 2026". Whether 05/06 is the fifth of June is decided for a whole column, day first unless a value rules it
out. Time of day is dropped. Not guessed: a date without a year.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from anyascii import anyascii

from thoes.imports.reading.cells import Cell
from thoes.kernel.refusals import Refusal


class DateOrder(StrEnum):
    """Which of two numbers is the day."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# Day numbers of 1910 and of the end of 2100; a smaller number in a date column is a room or an age, not a day.
_LOWEST_SERIAL, _HIGHEST_SERIAL = 3654, 73_415
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
# A year of two digits, as POSIX reads it (69 is 1969); a birth year from 30 on is of the last century.
_PIVOT, _BIRTH_PIVOT = 69, 30
# fmt: off
_BLANK_WORDS = frozenset(
    {"-", "--", "---", "–", "—", "/", ".", "?", "??", "???", "x", "n/a", "na", "n.a.", "nvt", "n.v.t.",
     "open", "onbekend", "unknown", "none", "null", "tbd", "tba", "brak", "nieznana", "nieznany", "unbekannt",
     "necunoscut", "geen", "heden", "present", "now", "nu"}
)
# fmt: on
_MONTH_NAMES = (
    "januari jan january styczen stycznia sty januar ianuarie ian jaenner janner януари januar",
    "februari feb february luty lutego lut februar februarie fevruari февруари",
    "maart mrt march mar marzec marca marz maerz mrz martie март marcius",
    "april apr kwiecien kwietnia kwi aprilie април aprilis",
    "mei may maj maja mai май majus",
    "juni jun june czerwiec czerwca cze iunie iun юни junius",
    "juli jul july lipiec lipca lip iulie iul юли julius",
    "augustus aug august sierpien sierpnia sie август augusztus",
    "september sep sept wrzesien wrzesnia wrz septembrie септември szeptember",
    "oktober okt october oct pazdziernik pazdziernika paz octombrie октомври",
    "november nov listopad listopada lis noiembrie noi ноември",
    "december dec grudzien grudnia gru dezember dez decembrie декември",
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_MONTHS = {anyascii(name).lower(): number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()} | {
    name: number for number, name in enumerate(_ROMAN, 1)
}
_TIME = re.compile(r"[T ]\s*\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?|Z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,2})\.?")
_NUMERIC = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})(?:\s*[a-z]{1,4}\.?)?")
_SERIAL = re.compile(r"\d{4,5}(?:[.,]\d+)?")
_EIGHT_DIGITS = re.compile(r"\d{7,8}")


def guess_order(column: Iterable[Cell]) -> DateOrder:
    """Month first only when a value of the column needs it and none speaks against it."""
    month_first = day_first = 0
    for cell in column:
        if not isinstance(cell, str):
            continue
        match = _NUMERIC.fullmatch(_TIME.sub("", cell.strip().lower()))
        if match:
            first, second = int(match.group(1)), int(match.group(2))
            day_first += first > 12 >= second
            month_first += second > 12 >= first
    return DateOrder.MONTH_FIRST if month_first and not day_first else DateOrder.DAY_FIRST


def read_date(
    cell: Cell, *, order_hint: DateOrder = DateOrder.DAY_FIRST, epoch_1904: bool = False, birth: bool = False
) -> date | None:
    """The day in the cell, or None when the cell says that there is none ("-", "n.v.t.", "open").

    Refusal `date_unreadable`, `date_impossible` (31-02) or `date_year_unlikely` (before 1900 or after 2100).
    """
    if cell is None:
        return None
    if isinstance(cell, datetime):
        return _near(cell.date())
    if isinstance(cell, date):
        return _near(cell)
    if isinstance(cell, bool):
        raise Refusal("date_unreadable")
    if isinstance(cell, str):
        return _read_text(cell, order_hint, epoch_1904, birth)
    return _read_number(float(cell), order_hint, epoch_1904)


def _near(day: date) -> date:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise Refusal("date_year_unlikely")
    return day


def _read_number(number: float, order: DateOrder, epoch_1904: bool) -> date:
    if _LOWEST_SERIAL <= number <= _HIGHEST_SERIAL:
        return _near((_EPOCH_1904 if epoch_1904 else _EPOCH_1900) + timedelta(days=int(number)))
    if number.is_integer() and 1_000_000 <= number <= 99_999_999:
        return _eight_digits(str(int(number)), order)
    raise Refusal("date_unreadable")


@lru_cache(maxsize=16_384)
def _read_text(raw: str, order: DateOrder, epoch_1904: bool, birth: bool) -> date | None:
    text = " ".join(unicodedata.normalize("NFKC", raw).split()).lower()
    if not text or text in _BLANK_WORDS:
        return None
    text = _TIME.sub("", text).strip(" ,;")
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
        return _day(year, month, day)
    if match := _NUMERIC.fullmatch(text):
        first, second = int(match.group(1)), int(match.group(2))
        day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
        return _day(_full_year(match.group(3), birth), month, day)
    if _EIGHT_DIGITS.fullmatch(text):
        return _eight_digits(text, order)
    if _SERIAL.fullmatch(text):
        return _read_number(float(text.replace(",", ".")), order, epoch_1904)
    return _with_month_name(text, birth)


def _eight_digits(text: str, order: DateOrder) -> date:
    """20260514, or 14052026 of which a spreadsheet may have dropped the leading zero."""
    if len(text) == 8 and _FIRST_YEAR <= int(text[:4]) <= _LAST_YEAR and 1 <= int(text[4:6]) <= 12:
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    padded = text.zfill(8)
    first, second = int(padded[:2]), int(padded[2:4])
    day, month = (first, second) if order is DateOrder.DAY_FIRST else (second, first)
    return _day(int(padded[4:]), month, day)


def _with_month_name(text: str, birth: bool) -> date:
    months = [_MONTHS[word] for word in re.findall(r"[a-z]+", anyascii(text).lower()) if word in _MONTHS]
    numbers = re.findall(r"\d+", text)
    # "r." (roku) and the like are no months; "14 I 2026" has one Roman month. Two months is no date.
    if len(months) != 1 or len(numbers) != 2 or len(text) > 40:
        raise Refusal("date_unreadable")
    day, year = (numbers[1], numbers[0]) if len(numbers[0]) == 4 else (numbers[0], numbers[1])
    if len(year) not in (2, 4) or len(day) > 2:
        raise Refusal("date_unreadable")
    return _day(_full_year(year, birth), months[0], int(day))


def _full_year(text: str, birth: bool) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (1900 if year >= (_BIRTH_PIVOT if birth else _PIVOT) else 2000)


def _day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise Refusal("date_impossible") from error
    return _near(found)
