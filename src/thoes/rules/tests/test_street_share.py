"""The share of a street and homes next to each other: the published cases and the edges."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thoes.rules.loading import Confidence, rule_book
from thoes.rules.readable_cases import StreetAnswer, StreetCase, street_cases
from thoes.rules.street_share import StreetOutcome, street_rules, street_share

ON = date(2026, 11, 24)
numbers = st.integers(1, 40).map(str)


@pytest.mark.parametrize("case", street_cases(), ids=lambda case: case.key)
def test_the_formula_gives_the_published_answer(case: StreetCase) -> None:
    rules = street_rules(case.municipality, on=case.on)
    assert rules is not None

    found = street_share(case.number, others=case.others, homes=case.homes, rules=rules)

    assert (
        StreetAnswer(found.share_outcome, found.permitted, found.allowed, found.row_outcome, found.row) == case.answer
    )


@given(numbers, st.lists(numbers, unique=True, max_size=8), st.integers(1, 60), numbers)
def test_one_home_more_is_never_better(number: str, others: list[str], homes: int, another: str) -> None:
    rules = street_rules("GM1507", on=ON)
    assert rules is not None
    before = street_share(number, others=others, homes=homes, rules=rules)
    after = street_share(number, others=[*others, another], homes=homes, rules=rules)

    assert not before.is_over or after.is_over


@given(numbers, st.lists(numbers, unique=True, max_size=8), st.integers(1, 60))
def test_within_means_at_most_a_tenth_of_the_street(number: str, others: list[str], homes: int) -> None:
    rules = street_rules("GM1507", on=ON)
    assert rules is not None
    found = street_share(number, others=others, homes=homes, rules=rules)

    assert (found.share_outcome is StreetOutcome.WITHIN) == (Fraction(len(others) + 1, homes) <= Fraction(1, 10))
    assert found.percentage == Fraction(100 * found.permitted, homes)


def test_a_house_number_without_digits_tells_nothing_about_neighbours() -> None:
    rules = street_rules("GM1507", on=ON)
    assert rules is not None

    assert street_share("a/d Maas", others=["2"], homes=50, rules=rules).row_outcome is StreetOutcome.UNKNOWN


def test_a_municipality_without_such_a_rule_has_none() -> None:
    assert street_rules("GM0983", on=ON) is None


def test_every_local_rule_names_its_municipality_and_is_local_unverified_or_withdrawn() -> None:
    local = [parameter for key, parameter in rule_book().parameters.items() if key.startswith("local.")]

    assert local
    assert all(parameter.municipality for parameter in local)
    assert {version.confidence for parameter in local for version in parameter.versions} <= {
        Confidence.LOCAL, Confidence.UNVERIFIED, Confidence.WITHDRAWN,
    }  # fmt: skip
