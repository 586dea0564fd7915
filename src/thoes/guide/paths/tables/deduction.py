"""May they deduct this: for the hours of a week, the least pay and the most that may be deducted for housing, by age."""

from datetime import date
from decimal import Decimal

from thoes.guide.paths.answers import Answer, Chosen, Fact, Money, said
from thoes.guide.paths.asking import Given
from thoes.guide.paths.deduction import DEDUCTION
from thoes.guide.paths.tables.answer_tables import AnswerTable, Made
from thoes.rules.housing_deduction import DeductionDecision

HOURS_OF_A_WEEK = (8, 16, 20, 24, 28, 32, 36, 38, 40, 44, 48, 52, 56, 60)


def deduction_tables(on: date) -> Made:
    """As asked for a week that begins on a day."""
    ages = DEDUCTION.questions["age"].options
    answers = {age: [worked(many, age, on) for many in HOURS_OF_A_WEEK] for age in ages}
    return Made(
        tables=tuple(_of_age(age, found) for age, found in answers.items()),
        answers=tuple(answer for found in answers.values() for answer in found),
        notes=(*answers[ages[0]][0].because, said("table_conditions")),
        steps=(said("step_keep"), said("step_not_sign")),
    )


def worked(hours: int, age: str, on: date) -> Answer:
    """The answer for a week of so many hours in which something was deducted for the home."""
    return DEDUCTION.answer(Given({"first_day": on, "age": age, "hours_1": Decimal(hours), "housing": Decimal(1)}), on)


def decided(answer: Answer) -> DeductionDecision:
    """What the rule said."""
    assert isinstance(answer.decision, DeductionDecision)
    return answer.decision


def _of_age(age: str, found: list[Answer]) -> AnswerTable:
    rows: list[tuple[Fact | None, ...]] = [
        (many, Money(decided(answer).due), Money(decided(answer).maximum))
        for many, answer in zip(HOURS_OF_A_WEEK, found, strict=True)
    ]
    columns = (said("column_hours"), said("line_due"), said("line_most"))
    return AnswerTable(said("table_week", age=Chosen("age", age)), columns, tuple(rows))
