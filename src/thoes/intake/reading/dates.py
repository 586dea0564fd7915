"""Read a date out of a cell, whatever was typed there.

Real dates, Excel's day numbers (also as text), ISO, "14-05-2026", "ma 14.5.26", "14 mei 2026", "14 maja 2026 r.",
"May 14, 2026". Time of day is dropped; a moment with its own time zone is a day in Limburg. Whether 05/06 is the fifth
of June is not decided here but for a whole file, in `date_order`. Not guessed: a date without a year.
"""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from anyascii import anyascii

from thoes.intake.reading.cells import PLACEHOLDERS, Cell
from thoes.kernel.refusals import Refusal


class DateOrder(StrEnum):
    """Which of two numbers is the day. Unclear: the file proves both, and a date that fits both is not read."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    UNCLEAR = "unclear"


_LIMBURG = ZoneInfo("Europe/Amsterdam")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# Day numbers of 1910 and of the end of 2100; a smaller number in a date column is a room or an age, not a day.
_LOWEST_SERIAL, _HIGHEST_SERIAL = 3654, 73_415
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
# A year of two digits, as POSIX reads it (69 is 1969).
_PIVOT = 69
# Nobody who works is older; a choice of Thoes against a slip of the pen, not law.
_OLDEST = 110
_LONGEST = 60
_BLANK_WORDS = PLACEHOLDERS | {"/", ".", "na", "open", "heden", "present", "now", "nu"}
# "Still here", in the languages of the lists.
_BLANK_WORDS |= {
    "nog hier",
    "nog aanwezig",
    "aanwezig",
    "tot nader order",
    "bis auf weiteres",
    "n.n.b.",
    "nnb",
    "n.t.b.",
    "ntb",
    "nog te bepalen",
    "nie wiadomo",
    "do odwołania",
    "still here",
    "nadal",
    "nadal mieszka",
    "noch da",
    "noch hier",
    "în continuare",
    "blijft",
    "blijft nog",
    "bleibt",
    "bleibt noch",
    "stays",
    "zostaje",
    "rămâne",
    "остава",
}
_MONTH_NAMES = (
    "leden ledna gennaio janeiro janvier sausis sausio janvaris "
    "januari jan january styczen stycznia sty januar ianuarie ian jaenner janner януари januar "
    "січень січня январь января enero ene jaen",
    "unor unora febbraio fevereiro fevrier vasaris vasario februaris "
    "februari feb february luty lutego lut февр februar februarie fevruari февруари лютий лютого февраль "
    "февраля febrero febr",
    "brezen brezna marco mars kovas kovo marts "
    "maart mrt march mar marzec marca marz maerz mrz martie март marcius березень березня марта marzo marc",
    "duben dubna aprile avril balandis balandzio aprilis "
    "april apr kwiecien kwietnia kwi aprilie април aprilis квітень квітня апрель апреля abril abr",
    "kveten kvetna maggio maio geguze geguzes maijs mei may maj maja mai май majus травень травня мая mayo maj",
    "cerven cervna giugno junho juin birzelis birzelio junijs "
    "juni jun june czerwiec czerwca cze iunie iun юни junius червень червня июнь июня junio",
    "cervenec cervence luglio julho juillet liepa liepos julijs "
    "juli jul july lipiec lipca lip iulie iul юли julius липень липня июль июля julio",
    "srpen srpna agosto aout rugpjutis rugpjucio augusts "
    "augustus aug august sierpien sierpnia sie sierp авг август augusztus серпень серпня agosto ago августа",
    "zari settembre setembro septembre rugsejis rugsejo septembris "
    "september sep sept wrzesien wrzesnia wrz wrzes septembrie септември szeptember вересень вересня "
    "сентябрь сентября septiembre szept",
    "rijen rijna ottobre outubro octobre spalis spalio oktobris "
    "oktober okt october oct pazdziernik pazdziernika paz pazdz окт octombrie октомври жовтень жовтня октябрь октября octubre",
    "listopadu novembre novembro lapkritis lapkricio novembris "
    "november nov listopad listopada lis list ноем noiembrie noi ноември листопад листопада ноябрь ноября noviembre",
    "prosinec prosince dicembre dezembro decembre gruodis gruodzio decembris "
    "december dec grudzien grudnia gru grudz дек dezember dez decembrie декември грудень грудня декабрь декабря diciembre dic",
)
# In Croatian "listopada" is October and "lip." June, in Polish they are November and July. Croatian writes a dot behind the
# number of the day and of the year. In Cyrillic letters they are Ukrainian; other names that are alike ("srpnja", "srpna";
# "prosinca", "prosince"; "lipnja", "липня") are written with other letters, and only those of one language are read.
_OF_TWO_LANGUAGES = re.compile(r"\d\.\s*(?:listopada?|list?|lip)\b|(?:listopada?|list?|lip)\b\.?\s*\d{4}\.")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_MONTHS = {anyascii(name).lower(): number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()} | {
    name: number for number, name in enumerate(_ROMAN, 1)
}
_WEEKDAY_NAMES = (
    "maandag ma monday mon poniedzialek poniedzialku pon pn montag mo luni lu ponedelnik hetfo понеделник понеділок lunes",
    "dinsdag di tuesday tue tues wtorek wtorku wt dienstag marti vtornik kedd вторник вівторок martes",
    "woensdag wo wednesday wed sroda srody sr mittwoch mi miercuri srjada sryada szerda сряда середа miercoles",
    "donderdag do thursday thu thur thurs czwartek czwartku czw donnerstag joi chetvartak csutortok четвъртък четвер jueves",
    "vrijdag vr friday fri piatek piatku pia pt freitag fr vineri petak petuk pentek петък пятниця viernes",
    "zaterdag za saturday sat sobota soboty sob samstag sonnabend sa sambata sabota szombat събота субота sabado",
    "zondag zo sunday sun niedziela niedzieli niedz nd sonntag so duminica nedelja nedelya vasarnap неделя неділя domingo",
)
_WEEKDAYS = {anyascii(name).lower(): number for number, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}
_WITH_WEEKDAY = re.compile(r"([^\W\d_]+)[.,]{0,2}\s*(?=\d)(.+)")
_WEEKDAY_BEHIND = re.compile(r"(.*\d{4})[.,]?\s*\(?([^\W\d_]+)\.?\)?")
# What may stand in a date beside its day, month and year: "14 maja 2026 r.", "14th of May", "14 de mayo de 2026".
_WORDS_IN_A_DATE = frozenset(
    {
        "r",
        "roku",
        "g",
        "god",
        "goda",
        "godina",
        "rik",
        "roka",
        "e",
        "ste",
        "de",
        "den",
        "del",
        "of",
        "the",
        "st",
        "nd",
        "rd",
        "th",
        "m",
        "d",
        "gada",
    }
)
# "14.30 uur" behind a whole date.
_SPOKEN_TIME = re.compile(r"(?<=\d)\s*(?:uur|uhr|u|h|hrs|godz|ch|chasa|ora|ч|часа)\.?$")
# "om 14", "godz. 14:30", "14u30" behind a whole date.
_TIME_IN_WORDS = re.compile(
    r"(?<=[\d.])[ ,]+(?:(?:om|um|at|la|o|ora|godz\.?|godzina|в)\s+\d{1,2}(?:[:.]\d{2})?|\d{1,2}\s?[uh]\s?\d{2})$"
)
_TIME_WITH_A_POINT = re.compile(r"(?<=\d{4})[ ,]+(?:om |o |at |um |la )?(\d{1,2})[.:](\d{2})$")
_DAY_WITH_A_ZONE = re.compile(r"(\d{4}-\d{2}-\d{2})\s*(?:z|[+-]\d{2}:\d{2})")
_TIME = re.compile(
    r"[t ,]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap])?(?:\.?m\.?)?\s*(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?$"
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,2})\.?")
_NUMERIC = re.compile(
    r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*'?(\d{4}|\d{2})(?:\s*(?:r|roku|g|god|г|год|година|р|року|a|an)?\.?)?"
)
_SERIAL = re.compile(r"\d{4,5}(?:[.,]\d+)?")
_EIGHT_DIGITS = re.compile(r"\d{7,8}")


def read_date(cell: Cell, *, order: DateOrder = DateOrder.DAY_FIRST, epoch_1904: bool = False) -> date | None:
    """The day in the cell, or None when the cell says that there is none ("-", "n.v.t.", "open").

    Refusal `date_unreadable`, `date_impossible` (31-02), `date_year_unlikely` (before 1900 or after 2100),
    `date_weekday_differs` ("ma 15-12-2026", a Tuesday), `date_month_of_two_languages` ("16. listopada 2026"), or
    `date_order_unclear` when the file writes dates in both orders and this one can be read in both.
    """
    return _read(cell, order, epoch_1904, None)


def read_birth_date(
    cell: Cell, *, on: date, order: DateOrder = DateOrder.DAY_FIRST, epoch_1904: bool = False
) -> date | None:
    """As `read_date`, of somebody who was born by the day `on`; a year of two digits is in the past.

    Refusal `birth_date_unlikely` when that day is still to come or more than 110 years ago.
    """
    day = _read(cell, order, epoch_1904, on)
    if day is not None and not (on.year - _OLDEST, on.month, on.day) <= (day.year, day.month, day.day) <= (
        on.year,
        on.month,
        on.day,
    ):
        raise Refusal("birth_date_unlikely")
    return day


def _read(cell: Cell, order: DateOrder, epoch_1904: bool, born_by: date | None) -> date | None:
    if cell is None:
        return None
    if isinstance(cell, datetime):
        return _near(cell.date())
    if isinstance(cell, date):
        return _near(cell)
    if isinstance(cell, bool):
        raise Refusal("date_unreadable")
    if isinstance(cell, str):
        return _read_text(cell, order, epoch_1904, born_by)
    return _read_number(float(cell), order, epoch_1904)


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
def _read_text(raw: str, order: DateOrder, epoch_1904: bool, born_by: date | None) -> date | None:
    text = as_typed(raw)
    if not text or text in _BLANK_WORDS:
        return None
    moment = _TIME.search(text)
    text = _without_time(text)
    weekday, text = _weekday_of(text)
    day = _day_in(text, order, epoch_1904, born_by)
    if weekday is not None and day.weekday() != weekday:
        raise Refusal("date_weekday_differs")
    return _day_in_limburg(day, moment) if moment and moment[5] else day


def may_begin_with_the_year(cell: Cell) -> bool:
    """Whether a date of three times two digits is one with the year in front too: "26-11-16"."""
    match = _NUMERIC.fullmatch(as_typed(cell)) if isinstance(cell, str) and len(cell) <= _LONGEST else None
    return match is not None and len(match[3]) == 2 and 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31


def is_day_of_the_week(text: str) -> bool:
    """Whether a text begins with a day of the week, as a column of a planning is called: "ma 23-11", "Monday"."""
    first = re.match(r"[a-z]+", anyascii(text.strip()).lower())
    return first is not None and first.group() in _WEEKDAYS and first.group() not in _MONTHS


def month_in(text: str) -> int:
    """The one month that a text names in letters, such as that of a sheet: "nov 2026"; 0 when there is none, or two."""
    found = {_MONTHS[word] for word in re.findall(r"[a-z]{3,}", anyascii(text).lower()) if word in _MONTHS}
    return found.pop() if len(found) == 1 else 0


def as_typed(raw: str) -> str:
    """A date as it was typed, with one kind of space and of dash, in small letters."""
    text = unicodedata.normalize("NFKC", raw)
    if not text.isascii():
        text = text.replace("\u2019", "'").replace("\u2018", "'")
        text = "".join("-" if unicodedata.category(char) == "Pd" or char == "\u2212" else char for char in text)
    return " ".join(text.split()).lower()


def _without_time(text: str) -> str:
    """A date as it was typed, without the time of day behind it."""
    if match := _DAY_WITH_A_ZONE.fullmatch(text):
        return match[1]
    text = _TIME_IN_WORDS.sub("", _SPOKEN_TIME.sub("", text))
    return _TIME.sub("", _TIME_WITH_A_POINT.sub(r" \1:\2", text)).strip(" ,;")


def says_no_day(cell: Cell) -> bool:
    """Whether a cell of a day says that there is none: it is empty, or holds "-", "open" or "nog hier"."""
    return cell is None or (isinstance(cell, str) and (not (text := as_typed(cell)) or text in _BLANK_WORDS))


def two_numbers(cell: Cell) -> tuple[int, int] | None:
    """The two numbers of a date of which one is the day and one the month; None when their order is certain."""
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _two_numbers_in(str(int(cell))) if 1_000_000 <= cell <= 99_999_999 else None
    return _two_numbers_in(cell) if isinstance(cell, str) and len(cell) <= _LONGEST else None


@lru_cache(maxsize=16_384)
def _two_numbers_in(raw: str) -> tuple[int, int] | None:
    _, text = _weekday_of(_without_time(as_typed(raw)))
    if match := _NUMERIC.fullmatch(text):
        return int(match[1]), int(match[2])
    if _EIGHT_DIGITS.fullmatch(text) and not _is_year_first(text):
        return int(text.zfill(8)[:2]), int(text.zfill(8)[2:4])
    return None


def looks_like_date(cell: Cell) -> bool:
    """Whether the whole cell is a date and can hardly be anything else: a bare number is not."""
    if not isinstance(cell, str):
        return isinstance(cell, date)
    if not 6 <= len(cell) <= _LONGEST or re.fullmatch(r"[\d.,\s]{0,8}", cell):
        return False
    try:
        return read_date(cell) is not None
    except Refusal as refusal:
        if refusal.code == "date_month_of_two_languages":
            return True
        return refusal.code in ("date_impossible", "date_weekday_differs") and two_numbers(cell) is not None


def is_serial(cell: Cell) -> bool:
    """Whether the cell is a number that a spreadsheet program shows as a day."""
    return isinstance(cell, float | int) and not isinstance(cell, bool) and _LOWEST_SERIAL <= cell <= _HIGHEST_SERIAL


def _is_year_first(digits: str) -> bool:
    return len(digits) == 8 and _FIRST_YEAR <= int(digits[:4]) <= _LAST_YEAR and 1 <= int(digits[4:6]) <= 12


def _weekday_of(text: str) -> tuple[int | None, str]:
    """The day of the week before or behind a date, and the date; "mar 14" may be March and stays as it is."""
    if (behind := _WEEKDAY_BEHIND.fullmatch(text)) and anyascii(behind[2]).lower() in _WEEKDAYS:
        return _WEEKDAYS[anyascii(behind[2]).lower()], behind[1]
    match = _WITH_WEEKDAY.fullmatch(text)
    name = anyascii(match[1]).lower() if match else ""
    if match is None or name not in _WEEKDAYS or name in _MONTHS:
        return None, text
    return _WEEKDAYS[name], match[2]


def _day_in_limburg(day: date, moment: re.Match[str]) -> date:
    """The day that it is in Limburg at a moment elsewhere: 31 October 23:00 UTC is 1 November here."""
    hour, minute, second, half, zone = moment.groups()
    if half:
        hour = int(hour) % 12 + (12 if half == "p" else 0)
    if int(hour) == 24:
        # The end of a day is the beginning of the next (ISO 8601).
        hour, day = 0, day + timedelta(days=1)
    digits = re.sub(r"[^0-9]", "", zone)
    offset = timedelta(hours=int(digits[:2] or 0), minutes=int(digits[2:] or 0))
    try:
        where = timezone(-offset if zone.startswith("-") else offset) if digits else UTC
        at = datetime(day.year, day.month, day.day, int(hour), int(minute), int(second or 0), tzinfo=where)
    except ValueError as error:
        raise Refusal("date_unreadable") from error
    return at.astimezone(_LIMBURG).date()


def _day_in(text: str, order: DateOrder, epoch_1904: bool, born_by: date | None) -> date:
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
        return _day(year, month, day)
    if match := _NUMERIC.fullmatch(text):
        day, month = _in_order(int(match[1]), int(match[2]), order)
        return _dated(match[3], month, day, born_by)
    if _EIGHT_DIGITS.fullmatch(text):
        return _eight_digits(text, order)
    if _SERIAL.fullmatch(text):
        return _read_number(float(text.replace(",", ".")), order, epoch_1904)
    return _with_month_name(text, born_by)


def _in_order(first: int, second: int, order: DateOrder) -> tuple[int, int]:
    """Day and month. Where the file proves both orders, only what fits one of them."""
    if order is DateOrder.UNCLEAR:
        if first <= 12 and second <= 12 and first != second:
            raise Refusal("date_order_unclear")
        return (first, second) if second <= 12 else (second, first)
    return (first, second) if order is DateOrder.DAY_FIRST else (second, first)


def _eight_digits(text: str, order: DateOrder) -> date:
    """20260514, or 14052026 of which a spreadsheet may have dropped the leading zero."""
    if _is_year_first(text):
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    padded = text.zfill(8)
    day, month = _in_order(int(padded[:2]), int(padded[2:4]), order)
    return _day(int(padded[4:]), month, day)


def _with_month_name(text: str, born_by: date | None) -> date:
    words = re.findall(r"[a-z]+", anyascii(text).lower())
    months = [_MONTHS[word] for word in words if word in _MONTHS]
    numbers = re.findall(r"\d+", text)
    # "14 I 2026" has one Roman month. Two months is no date, and neither is "not before 14 May 2026".
    weekdays = [_WEEKDAYS[word] for word in words if word in _WEEKDAYS and word not in _MONTHS]
    is_whole = all(word in _MONTHS or word in _WEEKDAYS or word in _WORDS_IN_A_DATE for word in words)
    if len(months) != 1 or len(numbers) != 2 or len(text) > 40 or not is_whole:
        raise Refusal("date_unreadable")
    day, year = (numbers[1], numbers[0]) if len(numbers[0]) == 4 else (numbers[0], numbers[1])
    if len(year) not in (2, 4) or len(day) > 2:
        raise Refusal("date_unreadable")
    if _OF_TWO_LANGUAGES.search(text):
        raise Refusal("date_month_of_two_languages")
    found = _dated(year, months[0], int(day), born_by)
    if any(weekday != found.weekday() for weekday in weekdays):
        raise Refusal("date_weekday_differs")
    return found


def _dated(year: str, month: int, day: int, born_by: date | None) -> date:
    """The day of a year of four digits or two; who is born already was so by `born_by`."""
    if len(year) == 4:
        return _day(int(year), month, day)
    if born_by is None:
        return _day(int(year) + (1900 if int(year) >= _PIVOT else 2000), month, day)
    century = born_by.year // 100 * 100
    late = (century + int(year), month, day) > (born_by.year, born_by.month, born_by.day)
    return _day(century + int(year) - (100 if late else 0), month, day)


def _day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise Refusal("date_impossible") from error
    return _near(found)
