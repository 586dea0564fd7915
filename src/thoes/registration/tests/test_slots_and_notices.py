"""Who comes at which desk and when, and what somebody who is in the BRP has to report; both without a database."""

from datetime import date, time

import pytest

from thoes.kernel.refusals import Refusal
from thoes.registration.domain.notices import Notice, Registered, assess_registered
from thoes.registration.domain.slots import SlotPlace, free_places, time_of
from thoes.rules.registered_person import notice_parameters_on
from thoes.rules.stay_facts import StayFacts

TODAY = date(2026, 11, 29)
REGISTERED = Registered("GM0983", since=date(2026, 6, 1))


def test_places_are_given_row_by_row_and_never_twice() -> None:
    taken = [SlotPlace(0, 2), SlotPlace(1, 1)]

    found = free_places(desks=2, count=3, taken=taken)

    assert found == [SlotPlace(0, 1), SlotPlace(1, 2), SlotPlace(2, 1)]
    assert free_places(desks=2, count=0) == []


def test_a_row_begins_after_those_before_it_and_never_on_the_next_day() -> None:
    assert time_of(3, starts=time(9), slot_minutes=20) == time(10)
    assert time_of(2, starts=time(23), slot_minutes=29) == time(23, 58)
    with pytest.raises(Refusal) as refused:
        time_of(2, starts=time(23), slot_minutes=30)
    assert refused.value.code == "session_too_long"


def _notice(*stays: StayFacts) -> Notice:
    return assess_registered(list(stays), REGISTERED, on=TODAY, parameters=notice_parameters_on(TODAY))


def test_who_sleeps_where_they_registered_has_nothing_to_report() -> None:
    assert _notice(StayFacts(date(2026, 5, 1), None, None, "a", "GM0983")) == Notice(None)
    assert _notice() == Notice(None)


def test_who_went_to_another_site_moved_on_the_day_of_arrival_there() -> None:
    moved_on = date(2026, 11, 20)

    notice = _notice(
        StayFacts(date(2026, 5, 1), moved_on, None, "a", "GM0983"), StayFacts(moved_on, None, None, "b", "GM0983")
    )

    assert (notice.kind, notice.happens_on) == ("move", moved_on)
    assert notice.report_by is not None
    assert notice.report_by > moved_on


def test_a_move_that_was_made_undone_is_none() -> None:
    there, back = date(2026, 10, 1), date(2026, 11, 1)

    notice = _notice(
        StayFacts(date(2026, 5, 1), there, None, "a", "GM0983"),
        StayFacts(there, back, None, "b", "GM0983"),
        StayFacts(back, None, None, "a", "GM0983"),
    )

    assert notice == Notice(None)


@pytest.mark.parametrize(("leaves_on", "kind"), [(date(2026, 11, 30), "departure"), (date(2027, 6, 1), None)])
def test_a_departure_is_said_as_soon_as_it_can_be_reported(leaves_on: date, kind: str | None) -> None:
    assert _notice(StayFacts(date(2026, 5, 1), None, leaves_on, "a", "GM0983")).kind == kind
