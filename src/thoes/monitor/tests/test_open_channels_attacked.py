"""A journalist who wants to find one person takes everything that leaves the monitor: every file, every version, every day."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from django.urls import reverse
from scipy.optimize import linprog

from thoes.monitor.models import PublishedCount, PublishedShare, Why
from thoes.monitor.open_files import WRITERS
from thoes.monitor.published import day_of
from thoes.monitor.publishing import publish
from thoes.monitor.tests.some_limburg import AT, NIGHT, fill
from thoes.monitor.tests.test_nobody_is_worked_out import LEFT, Cell, at_most, matrix, sums, told, true_numbers
from thoes.register.models import Stay

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PEOPLE = ("people", "came", "went")


def rows_of(client, key: str, kind: str, **version: str) -> list[dict[str, Any]]:
    name = f"monitor:{kind}-of" if version else f"monitor:{kind}"
    body = client.get(reverse(name, kwargs={"key": key, **version})).content
    if kind == "parquet":
        return pq.read_table(io.BytesIO(body)).to_pylist()
    if kind == "json":
        return json.loads(body)["numbers"]
    lines = csv.DictReader(io.StringIO(body.decode()))
    whole = {"number", "low", "high", "percent", "days", "gap_nights"}
    return [
        {name: (int(said) if said else None) if name in whole else said for name, said in line.items()}
        for line in lines
    ]


def cells(rows: list[dict[str, Any]]) -> Iterator[tuple[Cell, int | None]]:
    periods = {period.strftime("%Y-%m"): period for period in PublishedCount.objects.values_list("period", flat=True)}
    for row in rows:
        period = date.fromisoformat(row["period"]) if len(row["period"]) == 10 else periods[row["period"]]
        yield (row["indicator"], period, row["area_code"], row["split"], row["value"]), row["number"]


def everything(client, **version: str) -> dict[Cell, list[int | None]]:
    """Every number of people in every kind of file."""
    found: dict[Cell, list[int | None]] = {}
    for kind in WRITERS:
        for key in PEOPLE:
            for cell, number in cells(rows_of(client, key, kind, **version)):
                found.setdefault(cell, []).append(number)
    return found


def test_all_kinds_of_file_and_all_versions_together_say_of_each_number_one_thing(client, counted) -> None:
    """So there is nothing to subtract: the attack on what is published once is the attack on all of it."""
    day = day_of(counted).isoformat()
    now, then = everything(client), everything(client, day=day)
    shown = {
        (row.indicator, row.period, row.area, row.split, row.value): row.shown
        for row in PublishedCount.objects.filter(indicator__in=PEOPLE)
    }

    assert {cell: {*numbers} for cell, numbers in now.items()} == {cell: {number} for cell, number in shown.items()}
    assert all({*then[cell]} == {shown[cell]} for cell in then)
    assert 0 < len(then) < len(now)


@pytest.mark.parametrize("seed", [31])
def test_who_subtracts_all_versions_and_all_files_works_out_nobody(client, seed: int) -> None:
    """Three publications after each other, people corrected away in between; a linear program over every file of every day."""
    fill(seed=seed)
    days, seen, bounds = [], {}, {}
    for at, night in enumerate((NIGHT, NIGHT + timedelta(days=20), NIGHT + timedelta(days=51))):
        when = AT + (night - NIGHT)
        publish(night=night, at=when, why=Why.NIGHTLY, months=2)
        days.append(when.date().isoformat())
        for cell, numbers in everything(client).items():
            seen.setdefault(cell, set()).update(numbers)
        # A night is forgotten after some weeks, but not by who fetched it.
        bounds.update(told())
        gone = Stay.objects.filter(departure=None, known_until=None).order_by("pk").values("pk")[at : at + 1]
        Stay.objects.filter(pk__in=list(gone.values_list("pk", flat=True))).update(known_until=when)
    for day in days:
        for cell, numbers in everything(client, day=day).items():
            seen[cell].update(numbers)

    assert {len(numbers) for numbers in seen.values()} == {1}
    assert_nobody_is_worked_out(bounds)


def assert_nobody_is_worked_out(bounds: dict[Cell, tuple[float, float]]) -> None:
    """With all sums laid beside each other, of each number several possible ones are left."""
    at = {cell: place for place, cell in enumerate(bounds)}
    program = {
        "A_eq": (equal := matrix(sums(bounds), at)), "b_eq": np.zeros(equal.shape[0]),
        "A_ub": (less := matrix(at_most(bounds), at)), "b_ub": np.zeros(less.shape[0]), "bounds": list(bounds.values()),
    }  # fmt: skip
    true = true_numbers({cell[1] for cell in bounds})
    # Of months that were counted before somebody was corrected away the truth of now is not what was counted.
    for cell in [cell for cell in bounds if true.get(cell)][:: max(1, len(bounds) // 40)]:
        wanted = np.zeros(len(at))
        wanted[at[cell]] = 1
        least, most = (linprog(sign * wanted, **program) for sign in (1, -1))
        assert (least.status, most.status) == (0, 0)
        assert -most.fun - least.fun + 1 > LEFT - 1e-6, (cell, bounds[cell], least.fun, -most.fun)


def test_one_person_who_is_corrected_away_changes_no_share_that_can_be_fetched_before_the_next_month(
    client, counted
) -> None:
    before = {kind: rows_of(client, "staying", kind) for kind in WRITERS}

    for at in range(1, 4):
        one = Stay.objects.filter(departure=None, known_until=None).order_by("pk").first()
        Stay.objects.filter(pk=one.pk).update(known_until=AT)
        publish(night=NIGHT + timedelta(days=at), at=AT + timedelta(days=at), why=Why.NIGHTLY, months=3)
        assert {kind: rows_of(client, "staying", kind) for kind in WRITERS} == before


def test_a_share_rests_on_a_hundred_people_in_every_kind_of_file(client, counted) -> None:
    """The shares in the files are those that were decided on, with nothing that leads back to how many they rest on."""
    kept = {
        (row.area, row.split, row.value, row.gap, row.days): (row.percent, row.low, row.high)
        for row in PublishedShare.objects.all()
    }

    for kind in WRITERS:
        rows = rows_of(client, "staying", kind)
        assert {
            (row["area_code"], row["split"], row["value"], row["gap_nights"], row["days"]): (
                row["percent"], row["low"], row["high"],
            )
            for row in rows
        } == kept  # fmt: skip
        assert not {"people", "at_risk", "number"} & set(rows[0])


def test_the_columns_of_coverage_are_about_beds_and_stay_the_same_when_people_come_and_go(client, counted) -> None:
    names = ("beds_known", "beds_confirmed", "coverage_percent")

    def coverage() -> list[tuple[Any, ...]]:
        return [tuple(row[name] for name in names) for key in PEOPLE for row in rows_of(client, key, "parquet")]

    before = coverage()
    Stay.objects.filter(pk__in=list(Stay.objects.order_by("pk").values_list("pk", flat=True)[:40])).update(
        known_until=AT
    )
    publish(night=NIGHT, at=AT + timedelta(hours=1), why=Why.ASKED, months=3)

    assert coverage() == before


def test_the_changelog_holds_no_number_of_people(client, counted) -> None:
    before = client.get(reverse("monitor:changes-csv")).content
    Stay.objects.all().update(known_until=AT)
    publish(night=NIGHT, at=AT + timedelta(hours=1), why=Why.ASKED, months=3)

    assert client.get(reverse("monitor:changes-csv")).content == before
