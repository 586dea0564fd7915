"""The nights of a bed: each in exactly one run, whoever sleeps there."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from thoes.register.domain.timeline import Blocked, Limit, Run, RunKind, StayOnBed, runs_of_bed, too_many_in_room

FIRST = date(2026, 5, 1)
DAY = timedelta(days=1)
UNTIL = FIRST + 10 * DAY


def day(n: int) -> date:
    return FIRST + n * DAY


def runs(*stays: StayOnBed, night: int = 3, blocked: tuple[Blocked, ...] = ()) -> list[tuple[RunKind, int]]:
    found = runs_of_bed(stays, blocked, from_date=FIRST, until=UNTIL, night=day(night))
    return [(run.kind, run.nights) for run in found]


def stay(arrival: int, departure: int | None = None, expected: int | None = None, *, comes: bool = False) -> StayOnBed:
    left = None if departure is None else day(departure)
    return StayOnBed(0, day(arrival), left, None if expected is None else day(expected), comes)


def test_an_empty_bed_is_free_every_night() -> None:
    assert runs() == [(RunKind.FREE, 10)]


def test_the_night_of_the_departure_is_free() -> None:
    assert runs(stay(2, 5)) == [(RunKind.FREE, 2), (RunKind.STAYING, 3), (RunKind.FREE, 5)]


def test_a_stay_without_a_departure_lasts_to_the_end_and_has_no_end_there() -> None:
    (_, run) = runs_of_bed([stay(2)], (), from_date=FIRST, until=UNTIL, night=day(3))

    assert (run.kind, run.begins, run.ends) == (RunKind.STAYING, True, False)


def test_a_stay_that_began_before_the_period_has_no_beginning_in_it() -> None:
    (run, _) = runs_of_bed([stay(-4, 2)], (), from_date=FIRST, until=UNTIL, night=day(3))

    assert (run.begins, run.ends) == (False, True)


def test_the_nights_after_an_expected_departure_that_is_still_to_come_are_unsure() -> None:
    assert runs(stay(0, expected=6)) == [(RunKind.STAYING, 6), (RunKind.UNSURE, 4)]


def test_who_should_have_left_yesterday_is_too_late_until_tonight_and_unsure_after() -> None:
    assert runs(stay(0, expected=2)) == [(RunKind.STAYING, 2), (RunKind.OVERDUE, 2), (RunKind.UNSURE, 6)]


def test_who_should_leave_today_is_not_too_late_yet() -> None:
    assert runs(stay(0, expected=3)) == [(RunKind.STAYING, 3), (RunKind.UNSURE, 7)]


def test_who_is_still_to_come_is_expected() -> None:
    assert runs(stay(5, 8, comes=True)) == [(RunKind.FREE, 5), (RunKind.EXPECTED, 3), (RunKind.FREE, 2)]


def test_a_bed_is_out_of_use_only_in_the_nights_in_which_nobody_sleeps_there() -> None:
    assert runs(stay(0, 4), blocked=(Blocked(1, day(2), day(6)),)) == [
        (RunKind.STAYING, 4), (RunKind.OUT_OF_USE, 2), (RunKind.FREE, 4),
    ]  # fmt: skip


@given(
    st.lists(st.integers(-5, 15), min_size=0, max_size=6, unique=True),
    st.integers(-2, 12),
    st.integers(-3, 12),
    st.integers(1, 20),
)
def test_every_night_of_the_period_stands_in_exactly_one_run(edges, night, block, nights) -> None:
    ordered = sorted(edges)
    stays = [stay(first, last) for first, last in zip(ordered[::2], ordered[1::2], strict=False)]

    found: list[Run] = runs_of_bed(
        stays, [Blocked(0, day(block), day(block + nights))], from_date=FIRST, until=UNTIL, night=day(night)
    )

    assert [run.first for run in found] == [FIRST, *(run.until for run in found[:-1])]
    assert found[-1].until == UNTIL


def test_a_room_has_too_many_only_above_what_is_known_to_be_the_most() -> None:
    beds = [runs_of_bed([stay(0, 4)], (), from_date=FIRST, until=UNTIL, night=day(3)) for _ in range(3)]
    limits = [Limit(day(2), day(3), 2), Limit(day(3), day(9), 3)]

    found = too_many_in_room(beds, limits, from_date=FIRST, until=UNTIL)

    assert [(one.nights, one.people, one.most) for one in found] == [(2, 0, None), (1, 3, 2), (7, 0, None)]
