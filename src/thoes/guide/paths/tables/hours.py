"""May I work these hours: one shift, the rest between two, a night shift and a week, each with all else in order.

A week as a whole cannot be listed. Each table asks for a week in which nothing else is in question, so that what comes out is
about the one thing that changes from row to row.
"""

from collections.abc import Callable, Iterable
from datetime import date, time, timedelta
from decimal import Decimal
from functools import partial

from thoes.guide.paths.answers import Answer, Asked, Chosen, Fact, Hours, Said, Tone, said
from thoes.guide.paths.asking import Given, minutes_of
from thoes.guide.paths.hours import DAYS, HOURS
from thoes.guide.paths.tables.answer_tables import AnswerTable, Lengths, Made, once_each, refined, stretches

ADULT, YOUNG = HOURS.questions["age"].options
PAUSES = (0, 15, 30, 45, 60)
_DAY = 24 * 60
_STEP = 15
_MORNING, _NOON = 7 * 60, 12 * 60
_ENOUGH_PAUSE = 60


def hours_tables(on: date) -> Made:
    """As asked for a week of this month in which the clock does not change."""
    monday = first_monday(on)
    tables = []
    for age in (ADULT, YOUNG):
        tables.append(_table("table_shift", age, _shift_rows(age, monday), Asked("pause"), said("column_length")))
        rests = _plain(_rests(age), partial(rest, age=age, monday=monday), is_least=True)
        tables.append(_table("table_rest", age, rests, said("column_rest")))
        weeks = _plain(_weeks(age), partial(week, age=age, monday=monday))
        tables.append(_table("table_week", age, weeks, said("column_length")))
    nights = _plain((6 * 60, 13 * 60), partial(night_shift, monday=monday))
    tables.append(_table("table_night", ADULT, nights, said("column_length")))
    told = [
        *(row_of_nights(many, monday) for many in range(1, 6)),
        late_evening(monday),
        shift(14 * 60, 0, ADULT, monday),
    ]
    rules = once_each(each for answer in told for each in _rules(answer))
    return Made(
        tables=tuple(tables),
        answers=tuple(told),
        notes=(said("table_alone"), said("missing_weeks"), *rules),
        steps=told[-1].steps,
    )


def first_monday(on: date) -> date:
    """Of the month of a day: the clock changes at the end of a month."""
    first = on.replace(day=1)
    return first + timedelta(days=-first.weekday() % 7)


def shift(work: int, pause: int, age: str, monday: date) -> Answer:
    """One shift by day, of so many minutes of work beside the break."""
    return _asked(monday, age, [(1, _MORNING, work, pause)])


def night_shift(work: int, monday: date) -> Answer:
    """One shift through the night, with breaks enough."""
    return _asked(monday, ADULT, [(1, 20 * 60, work, _ENOUGH_PAUSE)])


def late_evening(monday: date) -> Answer:
    """Somebody under 18 who works on into the night."""
    return _asked(monday, YOUNG, [(1, 19 * 60, 5 * 60, 30)])


def rest(minutes: int, age: str, monday: date) -> Answer:
    """Two shifts with so much rest between them; the first ends in the evening, not in the night."""
    evening = 20 * 60
    at = evening + minutes
    return _asked(monday, age, [(1, evening - 240, 240, 0), (1 + at // _DAY, at % _DAY, 240, 0)])


def week(work: int, age: str, monday: date) -> Answer:
    """Six equal shifts by day after a long rest; asked in steps of six minutes."""
    return _asked(monday, age, [(day, _NOON, work // 6, _ENOUGH_PAUSE) for day in range(2, 8)])


def row_of_nights(many: int, monday: date) -> Answer:
    """Night shifts one after another, and a day shift with a short rest after them."""
    nights = [(day, 22 * 60, 6 * 60, 30) for day in range(1, many + 1)]
    return _asked(monday, ADULT, [*nights, (many + 2, 6 * 60, 240, 0)])


def _asked(monday: date, age: str, shifts: Iterable[tuple[int, int, int, int]]) -> Answer:
    """Each shift as the day of the week, the minute of that day, the work and the break in minutes."""
    values: dict[str, object] = {"monday": monday, "age": age}
    for day, begins, work, pause in shifts:
        ends = begins + work + pause
        values |= {f"begins_{day}": _clock(begins), f"ends_{day}": _clock(ends % _DAY), f"pause_{day}": pause}
    assert values.keys() - {"monday", "age"} <= {name for name, _question in DAYS.asked()}
    return HOURS.answer(Given(values), monday)


def _clock(minute: int) -> time:
    found = time(minute // 60, minute % 60)
    assert minutes_of(found) == minute
    return found


def _rests(age: str) -> tuple[int, int]:
    """Of somebody under 18 the second shift may not begin in the night."""
    return (5 * 60, 14 * 60) if age == ADULT else (11 * 60, 15 * 60)


def _weeks(age: str) -> tuple[int, int]:
    return (36 * 60, 66 * 60) if age == ADULT else (34 * 60, 50 * 60)


def _plain(
    edges: tuple[int, int], answer_for: Callable[[int], Answer], *, is_least: bool = False
) -> list[tuple[Fact | None, ...]]:
    """A row for all lengths with the same answer."""
    is_week = edges[1] > _DAY
    unit = 6 if is_week else 1
    tone_for: dict[int, Tone] = {}

    def tone(number: int) -> Tone:
        if number not in tone_for:
            tone_for[number] = answer_for(number * unit).tone
        return tone_for[number]

    numbers = list(refined(edges[0] // unit, edges[1] // unit, _STEP, tone))
    return [*Lengths(lambda number: _hours(number * unit), is_least=is_least).rows(stretches(numbers, tone))]


def _shift_rows(age: str, monday: date) -> list[tuple[Fact | None, ...]]:
    rows: list[tuple[Fact | None, ...]] = []
    for pause in PAUSES:
        found = _plain((2 * 60, 14 * 60), partial(shift, pause=pause, age=age, monday=monday))
        rows += [(said("common.minutes", number=pause), *row) for row in found]
    return rows


def _hours(minutes: int) -> Hours:
    return Hours((Decimal(minutes) / 60).quantize(Decimal("0.01")).normalize() + 0)


def _table(caption: str, age: str, rows: list[tuple[Fact | None, ...]], *columns: Fact) -> AnswerTable:
    return AnswerTable(said(caption, age=Chosen("age", age)), (*columns, said("common.column_answer")), tuple(rows))


def _rules(answer: Answer) -> Iterable[Said]:
    return (each for each in answer.because if each.key.startswith("rule_"))
