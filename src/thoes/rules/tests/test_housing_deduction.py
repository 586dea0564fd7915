"""The deduction for housing against a quarter of the minimum wage due."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thoes.kernel.refusals import Refusal
from thoes.rules.housing_deduction import AGES, Condition, Verdict, WorkedWeek, housing_deduction
from thoes.rules.loading import Confidence, rule_book
from thoes.rules.readable_cases import DeductionAnswer, DeductionCase, deduction_cases

ALL_MET = dict.fromkeys(Condition, True)
WEEK = [WorkedWeek(date(2025, 1, 6), Decimal(40))]
hours = st.decimals(0, 60, places=2)
amounts = st.decimals(0, 400, places=2)


@pytest.mark.parametrize("case", deduction_cases(), ids=lambda case: case.key)
def test_the_formula_gives_the_published_answer(case: DeductionCase) -> None:
    decision = housing_deduction(case.weeks, asked=case.asked, age=case.age, conditions=ALL_MET)

    assert (
        DeductionAnswer(**{name: getattr(decision, name) for name in DeductionAnswer.__dataclass_fields__})
        == case.answer
    )


@given(hours, hours, amounts)
def test_working_more_never_lowers_the_maximum(fewer: Decimal, more: Decimal, asked: Decimal) -> None:
    low, high = (
        housing_deduction([WorkedWeek(date(2025, 1, 6), each)], asked=asked, age=21, conditions=ALL_MET)
        for each in sorted((fewer, more))
    )

    assert low.maximum <= high.maximum
    assert low.above >= high.above


@given(hours, amounts, st.sampled_from(AGES))
def test_the_maximum_is_never_more_than_a_quarter(worked: Decimal, asked: Decimal, age: int) -> None:
    decision = housing_deduction([WorkedWeek(date(2025, 1, 6), worked)], asked=asked, age=age, conditions=ALL_MET)

    assert decision.maximum * 4 <= decision.due
    assert (decision.verdict is Verdict.ABOVE) == (asked > decision.maximum)


@given(amounts)
def test_what_is_asked_fits_from_the_hours_it_names(asked: Decimal) -> None:
    needed = housing_deduction(WEEK, asked=asked, age=21, conditions=ALL_MET).hours_needed

    again = housing_deduction([WorkedWeek(date(2025, 1, 6), needed)], asked=asked, age=21, conditions=ALL_MET)

    # Cents are cut off twice in favour of the worker.
    assert again.above <= Decimal("0.01")


@pytest.mark.parametrize("condition", list(Condition))
@pytest.mark.parametrize(("met", "verdict"), [(False, Verdict.CONDITION_FAILS), (None, Verdict.CONDITION_UNKNOWN)])
def test_the_maximum_alone_is_not_enough(condition: Condition, met: bool | None, verdict: Verdict) -> None:
    decision = housing_deduction(WEEK, asked=Decimal(100), age=21, conditions=ALL_MET | {condition: met})

    assert decision.verdict is verdict


def test_a_condition_that_is_left_out_is_unknown() -> None:
    assert set(housing_deduction(WEEK, asked=Decimal(1), age=21, conditions={}).unknown) == set(Condition)


def test_a_day_whose_wage_is_not_known_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        housing_deduction([WorkedWeek(date(2027, 1, 4), Decimal(40))], asked=Decimal(1), age=21, conditions=ALL_MET)

    assert refused.value.code == "no_parameter_on_day"


def test_the_withdrawn_plan_is_not_counted_with() -> None:
    plan = rule_book().parameter("ded.housing.phaseout")
    decision = housing_deduction(
        [WorkedWeek(date(2026, 11, 23), Decimal(40))], asked=Decimal(1), age=21, conditions=ALL_MET
    )

    assert {version.confidence for version in plan.versions} == {Confidence.WITHDRAWN}
    assert decision.maximum == Decimal("149.90")
    assert plan.key not in {source.key for source in decision.sources}


def test_the_answer_names_every_wage_it_used() -> None:
    weeks = [WorkedWeek(date(2025, 6, 30), Decimal(40)), WorkedWeek(date(2025, 7, 7), Decimal(40))]

    decision = housing_deduction(weeks, asked=Decimal(1), age=20, conditions=ALL_MET)

    assert [source.key for source in decision.sources].count("wml.hour.adult") == 2


@pytest.mark.parametrize(
    ("age", "per_hour"),
    [(21, "14.71"), (20, "11.77"), (19, "8.83"), (18, "7.36"), (17, "5.81"), (16, "5.07"), (15, "4.41")],
)
def test_every_age_from_fifteen_on_has_its_minimum_wage(age: int, per_hour: str) -> None:
    """The amounts of the first half of 2026 as they were published, by age."""
    week = [WorkedWeek(date(2026, 3, 2), Decimal(1))]

    decision = housing_deduction(week, asked=Decimal(0), age=age, conditions=ALL_MET)

    assert decision.weeks[0].per_hour == Decimal(per_hour)


def test_no_share_of_the_young_is_known_from_the_day_on_which_the_plan_raises_it() -> None:
    young = [each for each in rule_book().parameters.values() if each.key.startswith("wml.youth.")]

    assert len(young) == 6
    assert all(each.versions[-1].holds_on(date(2026, 12, 31)) for each in young)
    assert not any(version.holds_on(date(2027, 1, 1)) for each in young for version in each.versions)
