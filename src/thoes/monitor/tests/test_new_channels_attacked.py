"""A journalist takes the newer ways out as well: the table of one's own as data, charts with their coverage, percentages."""

import csv
import io
import itertools
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.urls import reverse

from thoes.monitor.models import PublishedCount, Why
from thoes.monitor.publishing import publish
from thoes.monitor.splits import SPLITS
from thoes.monitor.tests.some_limburg import AT, NIGHT, TOWNS, fill
from thoes.monitor.tests.test_nobody_is_worked_out import Cell, told
from thoes.monitor.tests.test_open_channels_attacked import assert_nobody_is_worked_out, cells
from thoes.register.models import Stay

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MEASURES = ("people", "came", "went", "came-day", "went-day")
WHERE = ("", "regions", "municipalities")


def tables_of_ones_own(client, kind: str) -> Iterator[dict[str, Any]]:
    """Every row of every table that can be made, as data."""
    for measure, area, split in itertools.product(MEASURES, WHERE, ("", *(each.key for each in SPLITS))):
        answer = client.get(reverse("monitor:table"), {"measure": measure, "area": area, "split": split, "file": kind})
        if answer.status_code == 200:
            body = answer.content
            yield from pq.read_table(io.BytesIO(body)).to_pylist() if kind == "parquet" else json.loads(body)["numbers"]


@pytest.mark.parametrize("seed", [32])
def test_who_makes_every_table_after_every_publication_works_out_nobody(client, seed: int) -> None:
    """What was fetched before somebody was corrected away is laid beside what is fetched after it."""
    fill(seed=seed)
    seen: dict[Cell, set[int | None]] = {}
    bounds: dict[Cell, tuple[float, float]] = {}
    for at, night in enumerate((NIGHT, NIGHT + timedelta(days=20))):
        when = AT + (night - NIGHT)
        publish(night=night, at=when, why=Why.NIGHTLY, months=2)
        for kind in ("json", "parquet"):
            for cell, number in cells(list(tables_of_ones_own(client, kind))):
                seen.setdefault(cell, set()).add(number)
        bounds.update(told())
        gone = Stay.objects.filter(departure=None, known_until=None).order_by("pk").values_list("pk", flat=True)
        Stay.objects.filter(pk__in=list(gone[at : at + 1])).update(known_until=when)

    assert {len(numbers) for numbers in seen.values()} == {1}
    assert set(seen) <= set(bounds)
    assert len(seen) > 100
    assert_nobody_is_worked_out(bounds)


def test_the_table_of_ones_own_tells_no_number_that_the_open_data_do_not_tell(client, counted) -> None:
    shown = {
        (row.indicator, row.period, row.area, row.split, row.value): row.shown
        for row in PublishedCount.objects.filter(indicator__in=MEASURES)
    }

    for kind in ("json", "parquet"):
        found = dict(cells(list(tables_of_ones_own(client, kind))))
        assert {cell: shown[cell] for cell in found} == found


def test_no_new_column_or_sentence_changes_when_one_person_of_a_month_that_was_told_is_corrected_away(
    client, counted
) -> None:
    """Coverage is about beds, percentages about numbers that were told: neither is worked out anew from people."""
    pages = [("start", ()), ("length-of-stay", ()), *(("area", (code,)) for code in TOWNS)]

    def said() -> list[list[str]]:
        found = []
        for name, parts in pages:
            address = reverse(f"monitor:{name}", args=parts)
            for figure in client.get(address).context["figures"]:
                body = client.get(address, {"file": f"{figure.figure.name}.csv"}).content.decode("utf-8-sig")
                rows = list(csv.reader(io.StringIO(body), delimiter=";"))
                found.append([figure.figure.note.partition(" Source")[0], *("|".join(row[-4:]) for row in rows)])
        return found

    before = said()
    one = Stay.objects.filter(departure=None, known_until=None).order_by("pk").first()
    Stay.objects.filter(pk=one.pk).update(known_until=AT)
    publish(night=NIGHT, at=AT + timedelta(hours=1), why=Why.ASKED, months=3)

    assert said() == before
