"""Must I register: by the nights until somebody leaves, by those already slept, and the last day for each day of arrival."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from thoes.guide.paths.answers import Answer, Asked, Chosen, Fact, Month, Said, Tone, said
from thoes.guide.paths.asking import Given
from thoes.guide.paths.register import REGISTER
from thoes.guide.paths.tables.answer_tables import AnswerTable, Made, by_month, days_around, stretches, whole_numbers
from thoes.rules.loading import use_parameter
from thoes.rules.registration_duty import DutyDecision, duty_parameters_on


def register_tables(on: date) -> Made:
    """As asked on a day."""
    window = duty_parameters_on(on).window_days
    asked_known, asked_slept = partial(staying, on=on), partial(slept, on=on)
    nights = range(1, 2 * window)
    known = _by_nights("table_known", nights, lambda many: _key(asked_known(many)), on)
    before = _by_nights("table_slept", range(window), lambda many: _key(asked_slept(many)), on)
    days = [_of_month(month, in_month) for month, in_month in by_month(days_around(on)).items()]
    must = asked_known(nights[-1])
    return Made(
        tables=(known, before, *days, _registered(on, nights[-1])),
        answers=(must, asked_known(1)),
        notes=(said("table_earlier"),),
        steps=must.steps,
    )


def staying(nights: int, *, on: date) -> Answer:
    """The answer for who arrives today and leaves after some nights."""
    return REGISTER.answer(Given({"arrival": on, "departure": on + timedelta(days=nights)}), on)


def slept(nights: int, *, on: date) -> Answer:
    """The answer for who has slept here some nights up to today and does not know when to leave."""
    return REGISTER.answer(Given({"arrival": on - timedelta(days=nights)}), on)


def arriving(day: date) -> Answer:
    """The answer on the day of arrival for who stays long."""
    long = timedelta(days=2 * duty_parameters_on(day).window_days)
    return REGISTER.answer(Given({"arrival": day, "departure": day + long}), day)


def decided(answer: Answer) -> DutyDecision:
    """What the rule said."""
    assert isinstance(answer.decision, DutyDecision)
    return answer.decision


def _key(answer: Answer) -> str:
    """What is said without a day: that it is late already makes no other answer here."""
    return "must" if answer.title.key == "must_late" else answer.title.key


def _by_nights(caption: str, nights: range, key_for: Callable[[int], str], on: date) -> AnswerTable:
    rows = [(whole_numbers(stretch), _said(stretch.answer, on)) for stretch in stretches(list(nights), key_for)]
    return AnswerTable(said(caption), (said("column_nights"), said("common.column_answer")), tuple(rows))


def _said(key: str, on: date) -> Said:
    return said("answer_must", term=use_parameter("brp.register.deadline", on)) if key == "must" else said(key)


def _of_month(month: date, days: list[date]) -> AnswerTable:
    answers = [(day, arriving(day)) for day in days]
    rows: list[tuple[Fact | None, ...]] = [
        (day, decided(answer).register_by, decided(answer).change.on) for day, answer in answers
    ]
    columns = (said("column_arrival"), said("column_register_by"), said("column_limit"))
    return AnswerTable(said("table_days", month=Month(month)), columns, tuple(rows), is_long=True)


def _registered(on: date, nights: int) -> AnswerTable:
    """What being registered already changes for who stays long."""
    departure = on + timedelta(days=nights)
    rows = []
    for code in next(each for each in REGISTER.questions.values() if each.name == "registered").options:
        answer = REGISTER.answer(Given({"arrival": on, "departure": departure, "registered": code}), on)
        rows.append((Chosen("registered", code), Tone.GOOD if answer.tone is Tone.GOOD else _said("must", on)))
    return AnswerTable(said("table_registered"), (Asked("registered"), said("common.column_answer")), tuple(rows))
