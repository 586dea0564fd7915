"""Each edge of the registration duty with the day before it, the day itself and the day after."""

from datetime import date, timedelta

import pytest

from thoes.kernel.refusals import Refusal
from thoes.rules.loading import RuleBookError
from thoes.rules.registration_duty import (
    ChangeKind,
    DutyDecision,
    DutyParameters,
    DutyReason,
    DutyStatus,
    StayFacts,
    duty_parameters_on,
    registration_duty,
)

ON = date(2026, 11, 23)
PARAMETERS = duty_parameters_on(ON)


def day(offset: int) -> date:
    return ON + timedelta(days=offset)


def stay(
    arrival: int, departure: int | None = None, expected: int | None = None, site: str | None = "VEN-001"
) -> StayFacts:
    return StayFacts(
        arrival=day(arrival),
        departure=None if departure is None else day(departure),
        expected_departure=None if expected is None else day(expected),
        site=site,
        municipality="Venlo" if site == "VEN-001" else "Venray",
    )


def decide(*stays: StayFacts) -> DutyDecision:
    return registration_duty(stays, on=ON, parameters=PARAMETERS)


@pytest.mark.parametrize(
    ("nights", "status", "counted_from"),
    [
        (121, DutyStatus.APPROACHING, None),
        (122, DutyStatus.DUTY_COUNTED, day(0)),
        (123, DutyStatus.DUTY_COUNTED, day(-1)),
    ],
)
def test_the_counted_duty_begins_after_the_hundred_and_twenty_second_night(
    nights: int, status: DutyStatus, counted_from: date | None
) -> None:
    decision = decide(stay(-nights))

    assert (decision.status, decision.counted_from, decision.nights_in_window) == (status, counted_from, nights)


@pytest.mark.parametrize(("nights_ahead", "expected_from"), [(121, None), (122, day(-3)), (123, day(-3))])
def test_the_expected_duty_asks_a_departure_a_hundred_and_twenty_two_nights_ahead(
    nights_ahead: int, expected_from: date | None
) -> None:
    assert decide(stay(-3, expected=nights_ahead - 3)).expected_from == expected_from


@pytest.mark.parametrize(
    ("days_away", "status"),
    [(182, DutyStatus.DUTY_COUNTED), (183, DutyStatus.NONE), (184, DutyStatus.NONE)],
)
def test_a_duty_ends_when_the_whole_window_is_empty(days_away: int, status: DutyStatus) -> None:
    assert decide(stay(-days_away - 130, -days_away)).status is status


@pytest.mark.parametrize(("gap", "counts_on"), [(182, True), (183, False), (184, False)])
def test_an_earlier_duty_survives_an_absence_shorter_than_the_window(gap: int, counts_on: bool) -> None:
    decision = decide(stay(-20 - gap - 130, -20 - gap), stay(-20))

    assert (decision.counted_from is not None) is counts_on


@pytest.mark.parametrize(("gap", "expected_from"), [(182, day(-222)), (183, None), (184, None)])
def test_an_expectation_from_before_an_empty_window_no_longer_counts(gap: int, expected_from: date | None) -> None:
    first = -20 - gap - 20

    assert decide(stay(first, -20 - gap, expected=first + 200), stay(-20)).expected_from == expected_from


@pytest.mark.parametrize(
    ("days_ahead", "status"),
    [(29, DutyStatus.APPROACHING), (30, DutyStatus.APPROACHING), (31, DutyStatus.NONE)],
)
def test_a_duty_approaches_within_thirty_days(days_ahead: int, status: DutyStatus) -> None:
    decision = decide(stay(days_ahead - 122))

    assert (decision.status, decision.approaching_on) == (status, day(days_ahead))


@pytest.mark.parametrize(("gap", "expected_from"), [(-1, day(-100)), (0, day(-100)), (1, None)])
def test_stays_that_overlap_or_touch_are_one_spell_and_others_are_not(gap: int, expected_from: date | None) -> None:
    decision = decide(stay(-100, -50), stay(-50 + gap, expected=22))

    assert decision.expected_from == expected_from


@pytest.mark.parametrize(("expected", "approaching_on"), [(-1, None), (0, None), (1, day(1))])
def test_an_open_stay_adds_nothing_once_its_expected_departure_has_passed(
    expected: int, approaching_on: date | None
) -> None:
    assert decide(stay(-121, expected=expected)).approaching_on == approaching_on


@pytest.mark.parametrize(("arrival", "expected_from"), [(-1, day(-1)), (0, day(0)), (1, None)])
def test_a_stay_that_begins_tomorrow_is_a_plan_and_gives_no_duty(arrival: int, expected_from: date | None) -> None:
    assert decide(stay(arrival, expected=200)).expected_from == expected_from


@pytest.mark.parametrize(("departure", "nights"), [(-9, 1), (-10, 0), (-11, 0)])
def test_a_stay_that_ends_on_or_before_its_arrival_covers_no_night(departure: int, nights: int) -> None:
    assert decide(stay(-10, departure)).nights_in_window == nights


@pytest.mark.parametrize(("first_site", "register_in"), [(29, "Venray"), (30, "Venray"), (31, "Venlo")])
def test_registration_is_where_most_nights_were_and_on_a_tie_where_slept_last(
    first_site: int, register_in: str
) -> None:
    decision = decide(stay(-30 - first_site, -30), stay(-30, site="VRY-002"))

    assert decision.register_in == register_in


@pytest.mark.parametrize(("left", "in_window"), [(-182, 1), (-183, 0), (-184, 0)])
def test_the_window_holds_the_last_hundred_and_eighty_three_nights(left: int, in_window: int) -> None:
    assert decide(stay(-200, left)).nights_in_window == in_window


def test_the_night_of_the_day_itself_does_not_count_yet() -> None:
    assert decide(stay(0)).nights_in_window == 0


def test_who_arrives_today_registers_where_that_is() -> None:
    assert decide(stay(-300, -200), stay(0, site="VRY-002")).register_in == "Venray"


def test_who_was_nowhere_in_the_window_registers_nowhere() -> None:
    assert decide(stay(-300, -200), stay(5)).register_in is None


def test_a_stay_without_a_site_counts_for_its_municipality() -> None:
    nowhere_in_particular = StayFacts(day(-40), day(-10), None, None, "Roermond")

    assert decide(nowhere_in_particular, stay(-10)).register_in == "Roermond"


def test_two_declarations_of_one_night_count_once() -> None:
    assert decide(stay(-50, -10), stay(-30, -5, site="VRY-002")).nights_in_window == 45


def test_registration_is_due_five_days_after_the_duty_begins() -> None:
    assert decide(stay(-123)).register_by == day(4)


def test_registration_is_due_on_monday_when_the_fifth_day_is_a_saturday() -> None:
    assert decide(stay(-122)).register_by == day(7)


def test_a_departure_written_as_the_last_day_of_the_calendar_is_no_trouble() -> None:
    decision = decide(StayFacts(day(-3), date.max, date.max), StayFacts(date.max, None, None))

    assert decision.approaching_on == day(119)


def test_a_plan_at_the_end_of_the_calendar_never_approaches() -> None:
    assert decide(StayFacts(date.max - timedelta(days=9), None, None)).approaching_on is None


@pytest.mark.parametrize(
    ("stays", "kind", "on", "nights"),
    [
        ([], ChangeKind.MORE_NIGHTS, None, 122),
        ([stay(-40, -10)], ChangeKind.MORE_NIGHTS, None, 92),
        ([stay(-40)], ChangeKind.NIGHTS_REACHED, day(82), 82),
        ([stay(-40, expected=150)], ChangeKind.EXPECTED_DEPARTURE_EARLIER, day(82), None),
        ([stay(-200)], ChangeKind.STAYS_AWAY, day(183), None),
        ([stay(-200, -20)], ChangeKind.STAYS_AWAY, day(163), None),
    ],
)
def test_the_answer_says_what_would_change_it(
    stays: list[StayFacts], kind: ChangeKind, on: date | None, nights: int | None
) -> None:
    change = decide(*stays).change

    assert (change.kind, change.on, change.nights) == (kind, on, nights)


def test_a_decision_carries_the_parameters_it_used() -> None:
    decision = decide(stay(-122))

    assert decision.code is DutyReason.NIGHTS_COUNTED
    assert {used.key: used.version.value for used in decision.parameters.sources} == {
        "duty.window_days": 183,
        "duty.nights": 122,
        "brp.register.deadline": 5,
        "duty.approaching_days": 30,
    }


@pytest.mark.parametrize(
    ("on", "known"), [(date(2014, 1, 5), False), (date(2014, 1, 6), True), (date(2014, 1, 7), True)]
)
def test_there_are_no_parameters_before_the_wet_brp(on: date, known: bool) -> None:
    if known:
        assert duty_parameters_on(on).nights == 122
        return
    with pytest.raises(Refusal) as refused:
        duty_parameters_on(on)
    assert refused.value.code == "no_parameter_on_day"


@pytest.mark.parametrize("nights", [0, 10])
def test_a_limit_that_can_never_be_reached_is_refused(nights: int) -> None:
    with pytest.raises(RuleBookError):
        DutyParameters(window_days=9, nights=nights, register_within_days=5, approaching_days=30)
