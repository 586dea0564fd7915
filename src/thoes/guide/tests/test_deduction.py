"""The calculator that everybody may use and that keeps nothing."""

from decimal import Decimal

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def ask(**other: str):
    form = {"first_day": "2025-01-06", "hours_1": "40", "age": "21", "asked": "125", **other}
    return Client().post(reverse("guide:deduction"), form, headers={"accept-language": "nl"})


def test_a_short_week_breaks_a_fixed_rent() -> None:
    decision = ask(hours_1="19", first_day="2026-11-23").context["decision"]

    assert (decision.verdict, decision.maximum, decision.above) == ("above", Decimal("71.20"), Decimal("53.80"))


@pytest.mark.parametrize("typed", ["12,5", "12.5"])
def test_hours_are_typed_with_a_comma_or_a_point(typed: str) -> None:
    assert ask(hours_1=typed).context["decision"].weeks[0].week.hours == Decimal("12.5")


def test_a_week_left_empty_between_two_others_had_no_hours() -> None:
    weeks = ask(hours_2="", hours_3="8").context["decision"].weeks

    assert [line.week.hours for line in weeks] == [40, 0, 8]


def test_a_number_that_nobody_checked_says_so() -> None:
    assert ask(first_day="2026-11-23").context["is_unverified"]
    assert not ask(first_day="2025-01-06").context["is_unverified"]


def test_a_wage_that_is_not_known_is_said_at_the_day() -> None:
    answer = ask(first_day="2027-01-04")

    assert answer.context["form"].errors["first_day"]
    assert "decision" not in answer.context


@pytest.mark.parametrize(("answer", "state"), [("yes", "met"), ("no", "failing"), ("", "unknown")])
def test_each_condition_is_shown_as_it_was_answered(answer: str, state: str) -> None:
    shown = ask(quality=answer, mandate=answer, lease_copy=answer, not_posted=answer).context["conditions"]

    assert [each[1] for each in shown] == [state] * 4


@pytest.mark.parametrize(("rent", "asked"), [("125.50", Decimal("125.50")), ("x", None), ("1.2.3", None), ("", None)])
def test_a_rent_may_stand_in_the_address(rent: str, asked: Decimal | None) -> None:
    answer = Client().get(reverse("guide:deduction"), {"rent": rent})

    assert answer.context["form"].initial.get("asked") == asked


def test_nothing_is_kept() -> None:
    answer = ask()

    assert not Session.objects.exists()
    assert answer["Cache-Control"] == "no-store"


def test_the_rule_book_shows_the_examples() -> None:
    answer = Client().get(reverse("guide:rule-topic", args=["pay"]))

    assert b"Een korte week met dezelfde huur" in answer.content
