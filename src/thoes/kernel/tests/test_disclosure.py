"""Numbers of people for who may not read them exactly, held against everything that could be behind what is shown."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thoes.kernel import disclosure
from thoes.kernel.disclosure import CountedPlace, Rounding

KEYS = st.binary(min_size=1, max_size=8)
BY_TEN = Rounding(10, b"key of a test")


@pytest.mark.parametrize(("number", "hidden"), [(0, False), (1, True), (9, True), (10, False), (11, False)])
def test_few_people_are_hidden_and_nobody_is_shown(number: int, hidden: bool) -> None:
    shown = BY_TEN.of_place("a", number).shown

    assert (shown.number is None) == hidden
    assert not hidden or shown.below == 10


@given(KEYS, st.integers(10, 10_000))
def test_a_number_is_rounded_to_one_of_the_two_multiples_beside_it(key: bytes, number: int) -> None:
    shown = Rounding(10, key).of_place("a", number).shown

    assert shown.number is not None
    assert shown.number % 10 == 0
    assert abs(shown.number - number) < 10
    assert shown.low <= number <= shown.high


@given(KEYS, st.integers(10, 2_000))
def test_a_number_that_is_told_more_roughly_is_never_told_as_twice_or_half_of_it(key: bytes, number: int) -> None:
    # Seventeen people were told as "100" beside a total of twenty.
    for shown in Rounding(10, key).in_a_table("a", number):
        assert shown.number is not None
        assert number / 2 < shown.number < 2 * number
        assert shown.low <= number <= shown.high


@given(KEYS, st.integers(0, 200), st.integers(0, 200))
def test_what_is_shown_leaves_numbers_enough_also_beside_the_beds(key: bytes, people: int, free: int) -> None:
    beds = people + free

    shown = Rounding(10, key).of_place("a", people, most=beds).shown

    assert shown.number is None or shown.number <= beds
    assert shown.low <= people <= shown.high <= max(beds, 9)
    assert people == 0 or shown.high - shown.low + 1 >= min(5, beds)


def test_ten_people_in_ten_beds_are_not_told_by_being_too_many_to_hide() -> None:
    shown = BY_TEN.of_place("a", 10, most=10).shown

    assert (shown.number, shown.low, shown.below) == (None, 0, 11)


def test_the_same_place_is_rounded_the_same_way_on_every_page_and_day() -> None:
    flips = [number for number in range(11, 100) if _shown(number) != _shown(number - 1)]

    assert len({flip % 10 for flip in flips}) == 1


def _shown(number: int) -> int | None:
    return BY_TEN.of_place("GM0983", number).shown.number


def test_over_many_places_rounding_adds_and_takes_away_as_much() -> None:
    places = [(BY_TEN.of_place(str(at), 20 + at % 10), 20 + at % 10) for at in range(4_000)]

    assert abs(sum(place.shown.number - number for place, number in places) / len(places)) < 0.5


def test_the_only_place_with_people_is_shown_like_its_total() -> None:
    parts = [BY_TEN.of_place("a", 37), BY_TEN.of_place("b", 0)]

    assert BY_TEN.of_parts("town", parts).shown == parts[0].shown


def test_with_nothing_to_hide_every_number_is_exact() -> None:
    exact = Rounding(0, b"")

    assert exact.of_parts("town", [exact.of_place("a", 3), exact.of_place("b", 4)]).shown.number == 7


@settings(deadline=None)
@given(KEYS, st.lists(st.lists(st.integers(0, 14), min_size=1, max_size=2), min_size=1, max_size=2))
def test_no_number_can_be_worked_out_from_all_that_is_shown(key: bytes, region: list[list[int]]) -> None:
    rounding = Rounding(4, key)
    towns = [
        rounding.of_parts(f"t{at}", [rounding.of_place(f"s{at}.{n}", number) for n, number in enumerate(town)])
        for at, town in enumerate(region)
    ]
    whole = rounding.of_parts("region", towns)

    for place, possible in _possible(whole):
        assert place.number in possible
        assert len(possible) >= min(rounding.spread, place.width)


@settings(deadline=None)
@given(KEYS, st.lists(st.integers(0, 20), min_size=2, max_size=3))
def test_who_knows_the_own_number_works_out_no_other(key: bytes, numbers: list[int]) -> None:
    rounding = Rounding(4, key)
    places = [rounding.of_place(str(at), number) for at, number in enumerate(numbers)]
    whole = rounding.of_parts("region", places, may_know_own=True)

    for own in range(len(numbers)):
        left = [seen for seen in _fitting(whole) if seen[own] == numbers[own]]
        for other, place in enumerate(places):
            if other != own:
                assert len({seen[other] for seen in left}) >= min(rounding.spread, place.width)


def _possible(whole: CountedPlace) -> list[tuple[CountedPlace, set[int]]]:
    """Every place below with all the numbers that fit everything that is shown, tried one by one."""
    leaves = [leaf for town in whole.parts for leaf in town.parts]
    fits = list(_fitting(whole))
    of_leaves = [(leaf, {seen[at] for seen in fits}) for at, leaf in enumerate(leaves)]
    edges = list(itertools.accumulate([len(town.parts) for town in whole.parts], initial=0))
    of_towns = [
        (town, {sum(seen[first:last]) for seen in fits})
        for town, (first, last) in zip(whole.parts, itertools.pairwise(edges), strict=True)
    ]
    return of_leaves + of_towns


def _fitting(whole: CountedPlace) -> Sequence[tuple[int, ...]]:
    def fits(place: CountedPlace, numbers: list[int]) -> int | None:
        if not place.parts:
            number = numbers.pop(0)
        else:
            below = [fits(part, numbers) for part in place.parts]
            number = None if None in below else sum(n for n in below if n is not None)
        return number if number is not None and place.shown.low <= number <= place.shown.high else None

    def leaves(place: CountedPlace) -> list[CountedPlace]:
        return [leaf for part in place.parts for leaf in leaves(part)] if place.parts else [place]

    ranges = [range(leaf.shown.low, leaf.shown.high + 1) for leaf in leaves(whole)]
    return [seen for seen in itertools.product(*ranges) if fits(whole, list(seen)) is not None]


def test_the_sites_of_a_municipality_are_not_gone_through_again_for_each_of_its_neighbours(monkeypatch) -> None:
    rounding, looked_at = Rounding(10, b"key"), []
    towns = [
        rounding.of_parts(
            f"town:{town}", [rounding.of_place(f"{town}/{site}", 23 + site, most=40) for site in range(9)]
        )
        for town in range(12)
    ]
    original = disclosure.narrowed
    monkeypatch.setattr(disclosure, "narrowed", lambda parts, *sum_: looked_at.append(parts) or original(parts, *sum_))

    rounding.of_parts("region", towns, may_know_own=True)

    of_sites = [parts for parts in looked_at if not any(part.parts for part in parts)]
    assert len(of_sites) < 4 * len(towns)
