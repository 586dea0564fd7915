"""Each edge of the registration duty with the day before it, the day itself and the day after."""

from dataclasses import replace
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
    duty_parameters_on,
    registration_duty,
)
from thoes.rules.stay_facts import StayFacts, expectations_from

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


@pytest.mark.parametrize(("gap", "expected_from"), [(-1, day(-51)), (0, day(-50)), (1, None)])
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


@pytest.mark.parametrize(("arrived", "register_in"), [(-1, "Venray"), (0, "Venray"), (1, "Venlo")])
def test_registration_is_where_somebody_lives_now_however_long_it_was_elsewhere(arrived: int, register_in: str) -> None:
    decision = decide(stay(-170, arrived), stay(arrived, site="VRY-002"))

    assert (decision.register_in, decision.register_site_left_on) == (register_in, None)


@pytest.mark.parametrize(("departure", "left_on"), [(-1, day(-1)), (0, day(0)), (1, None), (None, None)])
def test_a_place_is_the_last_known_one_from_the_day_on_which_it_was_left(
    departure: int | None, left_on: date | None
) -> None:
    decision = decide(stay(-30, departure))

    assert (decision.register_in, decision.register_site_left_on) == ("Venlo", left_on)


@pytest.mark.parametrize("expected", [-1, 0, 1, None])
def test_who_was_to_leave_but_was_not_checked_out_still_lives_there(expected: int | None) -> None:
    assert decide(stay(-30, expected=expected)).register_site_left_on is None


@pytest.mark.parametrize(("other_arrival", "home"), [(-31, "VEN-001"), (-29, "VRY-002")])
def test_of_two_open_stays_the_latest_arrival_is_home_and_the_other_is_told(other_arrival: int, home: str) -> None:
    decision = decide(stay(-30), stay(other_arrival, site="VRY-002"))

    assert decision.register_site == home
    assert {place.site for place in decision.also_at} == {"VEN-001", "VRY-002"} - {home}


@pytest.mark.parametrize(("other_expected", "home"), [(49, "VEN-001"), (50, "VEN-001"), (51, "VRY-002")])
def test_two_open_stays_of_one_arrival_go_by_how_long_they_last_and_then_by_name(
    other_expected: int, home: str
) -> None:
    decision = decide(stay(-30, expected=other_expected, site="VRY-002"), stay(-30, expected=50))

    assert decision.register_site == home


def test_a_second_bed_at_the_same_site_is_no_other_place() -> None:
    assert decide(stay(-30), stay(-20)).also_at == ()


@pytest.mark.parametrize(("other_left", "home"), [(-11, "VEN-001"), (-10, "VEN-001"), (-9, "VRY-002")])
def test_of_two_places_that_were_left_the_last_left_counts_and_then_the_latest_arrival(
    other_left: int, home: str
) -> None:
    assert decide(stay(-30, -10), stay(-40, other_left, site="VRY-002")).register_site == home


@pytest.mark.parametrize(("left", "register_in"), [(-182, "Venlo"), (-183, None), (-184, None)])
def test_a_place_left_before_the_window_is_nobodys_place_any_more(left: int, register_in: str | None) -> None:
    assert decide(stay(-200, left)).register_in == register_in


def expected_long(*said: tuple[int, int | None], arrival: int = -10, departure: int | None = None) -> StayFacts:
    """A stay of which these departures were expected from these days on."""
    expectations = expectations_from((day(known), None if until is None else day(until)) for known, until in said)
    now = said[-1][1]
    return replace(stay(arrival, departure, now), expectations=expectations)


@pytest.mark.parametrize(
    ("known", "expected_from", "code"),
    [
        (-11, day(-10), DutyReason.STAY_EXPECTED),
        (-10, day(-10), DutyReason.STAY_EXPECTED),
        (-9, day(-9), DutyReason.STAY_EXPECTED_LATER),
        (0, day(0), DutyReason.STAY_EXPECTED_LATER),
        (1, None, DutyReason.NIGHTS_BELOW),
    ],
)
def test_an_expected_duty_begins_when_the_expectation_became_known_and_not_before_the_arrival(
    known: int, expected_from: date | None, code: DutyReason
) -> None:
    decision = decide(expected_long((known, 150)))

    assert (decision.expected_from, decision.code) == (expected_from, code)


@pytest.mark.parametrize(
    ("taken_back", "expected_from", "told"), [(-6, None, None), (-5, None, None), (-4, day(-10), day(-4))]
)
@pytest.mark.parametrize("instead", [None, 30])
def test_an_expectation_taken_back_within_the_term_gives_no_duty_and_one_taken_back_later_does(
    taken_back: int, expected_from: date | None, told: date | None, instead: int | None
) -> None:
    decision = decide(expected_long((-10, 150), (taken_back, instead)))

    assert (decision.expected_from, decision.expectation_taken_back_on) == (expected_from, told)


def test_an_expectation_said_again_after_it_was_taken_back_counts_from_that_day() -> None:
    assert decide(expected_long((-10, 150), (-8, 30), (-3, 150))).expected_from == day(-3)


def test_a_slip_of_the_pen_that_was_mended_on_the_same_day_gives_no_duty() -> None:
    assert decide(expected_long((-10, 1500), (-10, 15))).expected_from is None


@pytest.mark.parametrize(("known", "expected_from"), [(-6, day(-6)), (-5, None), (-4, None)])
def test_what_was_first_said_when_the_stay_was_over_is_no_expectation(known: int, expected_from: date | None) -> None:
    assert decide(expected_long((known, 150), departure=-5)).expected_from == expected_from


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

    assert decide(nowhere_in_particular, stay(-50, -20)).register_in == "Roermond"
    assert decide(nowhere_in_particular, stay(-10)).register_in == "Venlo"


def test_a_site_whose_municipality_stands_in_another_line_lies_there() -> None:
    without = StayFacts(day(-5), None, None, "VEN-001", None)

    assert decide(stay(-40, -10), without).register_in == "Venlo"


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
        ([stay(-5, expected=150)], ChangeKind.EXPECTED_DEPARTURE_EARLIER, day(117), None),
        ([stay(-7, expected=150)], ChangeKind.EXPECTED_DEPARTURE_EARLIER, day(115), None),
        ([stay(-8, expected=150)], ChangeKind.STAYS_AWAY, day(183), None),
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
