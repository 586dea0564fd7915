"""The norms for housing: the published cases, the edges, and that a figure filled in never turns an answer round."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thoes.rules.housing_norms import NormLine, change_days, hold, housing_quality, room_limits, site_limits, together
from thoes.rules.norm_terms import (
    BuildingFacts,
    BuildingKind,
    LabelScheme,
    Limit,
    Missing,
    Norm,
    NormOutcome,
    RoomFacts,
    judge,
    worst,
)
from thoes.rules.readable_cases import NormCase, norm_cases

ON = date(2026, 11, 24)
BOTH = frozenset(LabelScheme)
areas = st.decimals(Decimal("0.1"), 900, places=1)
days = st.dates(date(2016, 1, 1), date(2027, 12, 31))
kinds = st.sampled_from(BuildingKind)
buildings = st.builds(
    BuildingFacts,
    kind=st.none() | kinds,
    first_applied_on=st.none() | days | st.dates(date(2025, 6, 29), date(2025, 7, 3)),
    living_area=st.none() | areas,
    showers=st.none() | st.integers(0, 20),
    toilets=st.none() | st.integers(0, 20),
)
rooms = st.builds(RoomFacts, bedroom_area=st.none() | areas, bedrooms=st.integers(1, 4))


def line_of(case: NormCase) -> NormLine:
    limits = [*site_limits(case.building, schemes=BOTH, permitted=case.permitted, on=case.on)]
    limits += room_limits(case.building, case.room, schemes=BOTH, on=case.on) if case.room else []
    return hold(next(limit for limit in limits if limit.norm is case.norm), case.people)


@pytest.mark.parametrize("case", norm_cases(), ids=lambda case: case.key)
def test_the_formula_gives_the_published_answer(case: NormCase) -> None:
    line = line_of(case)

    assert (line.outcome, line.limit.safe, line.limit.most) == (
        case.answer.outcome,
        case.answer.safe,
        case.answer.most,
    )
    assert case.answer.missing in (line.limit.missing or (None,))


def test_the_cases_show_every_norm_but_toilets_and_every_outcome() -> None:
    assert {case.norm for case in norm_cases()} == set(Norm) - {Norm.SNF_TOILETS}
    assert {case.answer.outcome for case in norm_cases()} == set(NormOutcome)


@pytest.mark.parametrize(
    ("people", "outcome"),
    [(4, NormOutcome.WITHIN), (5, NormOutcome.UNKNOWN), (8, NormOutcome.UNKNOWN), (9, NormOutcome.OVER)],
)
def test_between_the_two_numbers_nobody_can_tell(people: int, outcome: NormOutcome) -> None:
    assert judge(people, safe=4, most=8) is outcome


def test_a_site_is_as_bad_as_its_fullest_room() -> None:
    building = BuildingFacts(BuildingKind.DWELLING, date(2001, 1, 1), Decimal(400), 4, 4)
    decision = housing_quality(
        building,
        {"K1": RoomFacts(Decimal("7.0")), "K2": RoomFacts(Decimal("6.9"))},
        {"K1": 2, "K2": 2},
        schemes={LabelScheme.SNF},
        permitted=10,
        on=ON,
    )

    assert {line.outcome for line in decision.lines} == {NormOutcome.WITHIN}
    assert [room.outcome for room in decision.rooms] == [NormOutcome.WITHIN, NormOutcome.OVER]
    assert decision.outcome is NormOutcome.OVER


def test_a_decision_names_what_it_used_and_what_would_decide_it() -> None:
    building = BuildingFacts(BuildingKind.DWELLING, date(2001, 1, 1), None, 4, None)

    decision = housing_quality(building, {}, {"K1": 5}, schemes={LabelScheme.SNF}, permitted=None, on=ON)

    assert decision.missing == (Missing.PERMITTED, Missing.LIVING_AREA, Missing.TOILETS)
    assert {used.key for used in decision.sources} == {
        "overcrowding.area", "snf.area.dwelling", "snf.shower.people", "snf.toilet.people",
    }  # fmt: skip


def test_a_line_says_how_many_are_too_many_and_what_they_would_need() -> None:
    building = BuildingFacts(BuildingKind.DWELLING, date(2001, 1, 1), Decimal("412.0"), 4, 4)
    area = next(line for line in lines_of(building, 37) if line.limit.norm is Norm.SNF_AREA)
    showers = next(line for line in lines_of(building, 37) if line.limit.norm is Norm.SNF_SHOWERS)

    assert (area.limit.safe, area.too_many, area.needed) == (34, 3, Decimal(444))
    assert (showers.limit.safe, showers.too_many, showers.needed) == (32, 5, Decimal(5))


def lines_of(building: BuildingFacts, people: int) -> list[NormLine]:
    return [hold(limit, people) for limit in site_limits(building, schemes={LabelScheme.SNF}, permitted=40, on=ON)]


def test_without_a_quality_label_only_the_permit_and_the_building_rule_are_held() -> None:
    limits = site_limits(BuildingFacts(BuildingKind.COMPLEX), schemes=(), permitted=4, on=ON)

    assert [limit.norm for limit in limits] == [Norm.PERMIT, Norm.OVERCROWDING]
    assert room_limits(BuildingFacts(), RoomFacts(), schemes=(), on=ON) == ()


@given(buildings, rooms, days, st.integers(0, 60))
def test_a_figure_that_is_filled_in_never_turns_an_answer_round(
    building: BuildingFacts, room: RoomFacts, on: date, people: int
) -> None:
    """What was within stays within and what was over stays over, whatever the missing figure turns out to be."""
    before = _outcome(building, room, on, people)
    if before is NormOutcome.UNKNOWN:
        return
    for kind in [building.kind] if building.kind else BuildingKind:
        for first in [building.first_applied_on] if building.first_applied_on else [date(1990, 1, 1), ON]:
            for area in [building.living_area] if building.living_area else [Decimal(1), Decimal(5_000)]:
                filled = BuildingFacts(kind, first, area, building.showers, building.toilets)

                assert _outcome(filled, room, on, people) is before


def _outcome(building: BuildingFacts, room: RoomFacts, on: date, people: int) -> NormOutcome:
    limits = [
        limit
        for limit in (
            *site_limits(building, schemes=BOTH, permitted=None, on=on),
            *room_limits(building, room, schemes=BOTH, on=on),
        )
        # A figure of its own that stays unknown; its line is the same before and after.
        if limit.norm is not Norm.PERMIT
    ]
    return worst(hold(limit, people).outcome for limit in limits)


@given(buildings, rooms, days, st.integers(0, 60))
def test_judged_at_once_the_norms_give_their_worst_outcome(
    building: BuildingFacts, room: RoomFacts, on: date, people: int
) -> None:
    limits = room_limits(building, room, schemes=BOTH, on=on)
    both = together(limits)

    assert both is not None
    assert judge(people, safe=both[0], most=both[1]) is worst(hold(limit, people).outcome for limit in limits)


@given(buildings, days, st.integers(0, 60))
def test_fewer_people_are_never_worse(building: BuildingFacts, on: date, people: int) -> None:
    order = tuple(NormOutcome)
    for limit in site_limits(building, schemes=BOTH, permitted=20, on=on):
        assert order.index(hold(limit, people).outcome) <= order.index(hold(limit, people + 1).outcome)


@given(buildings, rooms, days)
def test_no_norm_is_safe_above_its_most(building: BuildingFacts, room: RoomFacts, on: date) -> None:
    limits: list[Limit] = [
        *site_limits(building, schemes=BOTH, permitted=3, on=on),
        *room_limits(building, room, schemes=BOTH, on=on),
    ]

    assert all(limit.most is None or limit.safe <= limit.most for limit in limits)
    assert all(limit.is_certain or limit.missing for limit in limits)


def test_the_days_of_change_are_those_on_which_a_limit_changes() -> None:
    changes = change_days(date(2023, 1, 1), date(2026, 12, 31))

    assert changes == (date(2024, 1, 1), date(2024, 8, 15), date(2025, 7, 1), date(2026, 1, 1))


@given(buildings, rooms, days)
def test_between_days_of_change_the_limits_stay(building: BuildingFacts, room: RoomFacts, on: date) -> None:
    tomorrow = on + timedelta(days=1)
    if change_days(on, tomorrow + timedelta(days=1)):
        return

    def numbers(day: date) -> list[tuple[Norm, int, int | None]]:
        limits = [*site_limits(building, schemes=BOTH, permitted=3, on=day)]
        limits += room_limits(building, room, schemes=BOTH, on=day)
        return [(limit.norm, limit.safe, limit.most) for limit in limits]

    assert numbers(on) == numbers(tomorrow)
