"""How many may sleep at a site: what the permits say, else the housing provider's own word, never both."""

from datetime import date

import pytest

from thoes.housing.domain.capacity import Capacity, capacity_of
from thoes.housing.domain.validity import Period

ON = date(2026, 5, 14)
ALWAYS = Period(date(2020, 1, 1))
OVER = Period(date(2020, 1, 1), ON)


def test_the_strictest_permit_in_force_counts() -> None:
    permits = [(None, ALWAYS), (40, ALWAYS), (24, ALWAYS), (5, OVER)]

    assert capacity_of(permits, said=99, on=ON) == Capacity(24, None)


@pytest.mark.parametrize("said", [None, 0, 30])
def test_the_word_of_the_provider_stands_only_where_no_permit_in_force_names_a_number(said: int | None) -> None:
    assert capacity_of([(None, ALWAYS), (24, OVER)], said=said, on=ON) == Capacity(None, said)


@pytest.mark.parametrize(("beds", "is_over"), [(23, False), (24, False), (25, True)])
def test_there_are_too_many_beds_above_the_number_and_not_at_it(beds: int, is_over: bool) -> None:
    by_permit, by_word = Capacity(24, None), Capacity(None, 24)

    assert (by_permit.is_exceeded_by(beds), by_permit.is_said_to_be_less_than(beds)) == (is_over, False)
    assert (by_word.is_exceeded_by(beds), by_word.is_said_to_be_less_than(beds)) == (False, is_over)
