"""Everything that is published, attacked together: areas, values and months subtracted as a linear program can."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.sparse import lil_array

from thoes.monitor.areas import LIMBURG, areas_of_limburg
from thoes.monitor.counting import count_month, count_moves, count_night, read_world
from thoes.monitor.models import PublishedCount, Why
from thoes.monitor.publishing import publish
from thoes.monitor.splits import SPLITS, Moves, Split, split_named
from thoes.monitor.tests.some_limburg import AT, NIGHT, TOWNS, fill

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

Cell = tuple[str, date, str, str, str]
"""Indicator, period, area, split and value."""
FLOWS = ("came", "went")
DAILY = ("came-day", "went-day")
LEFT = 5
"""So many possible numbers are left of every number of people."""


def told() -> dict[Cell, tuple[float, float]]:
    """What is told of each number: for the attacker all that is kept, also of what a page hides."""
    rows = PublishedCount.objects.filter(indicator__in=("people", *FLOWS, *DAILY))
    return {(row.indicator, row.period, row.area, row.split, row.value): (row.low, row.high) for row in rows}


def sums(cells: Iterable[Cell]) -> list[dict[Cell, int]]:
    """Every sum that holds between the numbers, from what they mean; each adds up to nothing."""
    areas, known = areas_of_limburg(), set(cells)
    periods = sorted({cell[1] for cell in known})
    found: list[dict[Cell, int]] = []
    for cell in known:
        indicator, period, area, split, value = cell
        parts = [(indicator, period, part, split, value) for part in areas if areas[part].of == area]
        if indicator == "people" and parts:
            found.append({**dict.fromkeys(parts, 1), cell: -1})
        for each in SPLITS if not split else ():
            values = [(indicator, period, area, each.key, value) for value in each.values]
            if set(values) <= known and not (indicator in FLOWS and each.moves is Moves.STAY):
                found.append({**dict.fromkeys(values, 1), cell: -1})
        if indicator == "came-day":
            stocks = [("people", period - timedelta(days=1), area, "", ""), ("people", period, area, "", "")]
            if set(stocks) <= known:
                found.append({stocks[0]: 1, cell: 1, stocks[1]: -1, ("went-day", period, area, "", ""): -1})
        if indicator == "came" and not (split and named(split).moves is Moves.NIGHT):
            before = max((day for day in periods if day < period.replace(day=1)), default=None)
            stocks = [("people", day, area, split, value) for day in (before, period)]
            if before is not None and set(stocks) <= known:
                found.append({stocks[0]: 1, cell: 1, stocks[1]: -1, ("went", period, area, split, value): -1})
    return found


def at_most(cells: Iterable[Cell]) -> list[dict[Cell, int]]:
    """What is never more than nothing: who came to a region are no more than who came to its municipalities
    or to its groups."""
    areas = areas_of_limburg()
    cells = list(cells)
    within = [
        {**{(cell[0], cell[1], part, *cell[3:]): -1 for part in areas if areas[part].of == cell[2]}, cell: 1}
        for cell in cells
        if cell[0] in (*FLOWS, *DAILY) and any(areas[part].of == cell[2] for part in areas)
    ]
    # Who moves to a stay of another group left the one and came to the other.
    regrouped = [
        {**{(*cell[:3], each.key, value): -1 for value in each.values}, cell: 1}
        for cell in cells
        if cell[0] in FLOWS and not cell[3]
        for each in SPLITS
        if each.moves is Moves.STAY
    ]
    days = [
        {**dict.fromkeys((day for day in cells if day[0] == f"{cell[0]}-day" and _in_month(day, cell)), 1), cell: -1}
        for cell in cells
        if cell[0] in FLOWS and not cell[3]
    ]
    return within + regrouped + days


def _in_month(day: Cell, month: Cell) -> bool:
    return day[2] == month[2] and day[1].replace(day=1) == month[1].replace(day=1)


def named(key: str) -> Split:
    found = split_named(key)
    assert found is not None
    return found


def matrix(rows: list[dict[Cell, int]], at: dict[Cell, int]) -> lil_array:
    found = lil_array((len(rows), len(at)))
    for number, row in enumerate(rows):
        for cell, sign in row.items():
            found[number, at[cell]] = sign
    return found


def true_numbers(periods: Iterable[date]) -> dict[Cell, int]:
    """What is behind every number."""
    world, areas = read_world(), areas_of_limburg()
    levels = (
        (list(TOWNS), {town: town for town in TOWNS}),
        ([code for code in areas if areas[code].of == LIMBURG], {town: region for town, (_n, region) in TOWNS.items()}),
        ([LIMBURG], dict.fromkeys(TOWNS, LIMBURG)),
    )
    found: dict[Cell, int] = {}
    for period in periods:
        for codes, of_town in levels:
            for split in (None, *SPLITS):
                tables = [("people", count_night(world, period, codes, of_town, split))]
                if split is None or split.of_moves:
                    tables += zip(FLOWS, count_month(world, period, codes, of_town, split), strict=True)
                names = list(split.values) if split else [""]
                if split is None:
                    tables += zip(DAILY, count_moves(world, period, period, codes, of_town, None), strict=True)
                for indicator, table in tables:
                    found |= {
                        (indicator, period, code, split.key if split else "", name): int(table[row, column])
                        for row, code in enumerate(codes)
                        for column, name in enumerate(names)
                    }
    return found


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_no_number_of_people_is_worked_out_from_all_that_is_published(seed: int) -> None:
    fill(seed=seed)
    publish(night=NIGHT, at=AT, why=Why.ASKED, months=3)
    attack(seed)


def test_the_days_of_a_month_and_the_nights_between_them_lead_to_nobody_either() -> None:
    fill(seed=14, people=600, arriving=[date(2026, 3, day) for day in range(27, 32)])
    for day in range(27, 32):
        publish(night=date(2026, 3, day), at=AT, why=Why.ASKED, months=1)
    publish(night=date(2026, 4, 1), at=AT, why=Why.ASKED, months=2)

    assert PublishedCount.objects.filter(indicator__in=DAILY, shown__gt=0).exists()
    assert PublishedCount.objects.filter(indicator="came-day", period=date(2026, 3, 31)).exists()
    attack(14)


def attack(seed: int) -> None:
    """Every number is within what is told of it, and none is narrowed down by all the others together."""
    bounds = told()
    true = {cell: number for cell, number in true_numbers({cell[1] for cell in bounds}).items() if cell in bounds}
    at = {cell: place for place, cell in enumerate(bounds)}
    program = {
        "A_eq": (equal := matrix(sums(bounds), at)), "b_eq": np.zeros(equal.shape[0]),
        "A_ub": (less := matrix(at_most(bounds), at)), "b_ub": np.zeros(less.shape[0]), "bounds": list(bounds.values()),
    }  # fmt: skip
    people = [cell for cell in bounds if true[cell]]
    tried = Random(seed).sample(people, 60) + sorted(people, key=lambda cell: bounds[cell][1] - bounds[cell][0])[:60]

    assert len(people) > 300
    assert all(bounds[cell][0] <= number <= bounds[cell][1] for cell, number in true.items())
    for cell in tried:
        wanted = np.zeros(len(at))
        wanted[at[cell]] = 1
        least, most = (linprog(sign * wanted, **program) for sign in (1, -1))
        assert (least.status, most.status) == (0, 0)
        assert -most.fun - least.fun + 1 > LEFT - 1e-6, (cell, true[cell], bounds[cell], least.fun, -most.fun)


def test_the_attack_finds_somebody_where_nothing_is_rounded_to_stop_it() -> None:
    """The same sums over exact numbers but one: the attack would see it."""
    fill(seed=11)
    publish(night=NIGHT, at=AT, why=Why.ASKED, months=0)
    true = true_numbers([NIGHT])
    hidden: Cell = ("people", NIGHT, "GM0983", "nationality", "PL")
    cells = {cell: number for cell, number in true.items() if cell[0] == "people"}
    bounds = {cell: (0, 500) if cell == hidden else (number, number) for cell, number in cells.items()}
    at = {cell: place for place, cell in enumerate(bounds)}
    equal = matrix(sums(bounds), at)
    wanted = np.zeros(len(at))
    wanted[at[hidden]] = 1

    least = linprog(wanted, A_eq=equal, b_eq=np.zeros(equal.shape[0]), bounds=list(bounds.values()))

    assert split_named("nationality") is not None
    assert round(least.fun) == true[hidden] > 0


def test_a_night_between_two_months_is_told_with_no_sum_that_leads_to_a_month() -> None:
    fill(seed=11)

    publish(night=NIGHT, at=AT, why=Why.ASKED, months=1)

    assert not PublishedCount.objects.filter(period=NIGHT, indicator__in=FLOWS).exists()
    assert PublishedCount.objects.filter(period=NIGHT - timedelta(days=14), indicator__in=FLOWS).exists()
