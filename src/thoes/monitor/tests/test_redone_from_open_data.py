"""A statistician with the published files alone, and what they say of themselves, comes to every figure of the pages."""

import csv
import io
import json
import re
from datetime import date
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.urls import reverse
from tests.reading_pages import text_of

from thoes.monitor.models import PublishedCount, PublishedShare

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MARKS = {
    30: "1 month",
    91: "3 months",
    182: "6 months",
    365: "1 year",
    730: "2 years",
    1096: "3 years",
    1826: "5 years",
}


class OpenData:
    """The published files in one of their kinds, as somebody reads them who knows nothing else of Thoes."""

    def __init__(self, client, kind: str) -> None:
        self._client, self._kind = client, kind

    def rows(self, key: str) -> list[dict[str, Any]]:
        body = self._client.get(reverse(f"monitor:{self._kind}", args=[key])).content
        if self._kind == "parquet":
            return pq.read_table(io.BytesIO(body)).to_pylist()
        if self._kind == "json":
            return json.loads(body)["numbers"]
        return [
            {name: int(cell) if re.fullmatch(r"-?\d+", cell) else cell or None for name, cell in row.items()}
            for row in csv.DictReader(io.StringIO(body.decode()))
        ]

    def number(self, key: str, area: str, period: str) -> int | None:
        """Of everybody: the rows that are not divided."""
        (row,) = (r for r in self.rows(key) if (r["area_code"], r["period"], r["split"] or "") == (area, period, ""))
        return row["number"]

    def nights(self, key: str = "people") -> list[str]:
        return sorted({row["period"] for row in self.rows(key)})


@pytest.fixture(params=["csv", "json", "parquet"])
def files(request, client, counted) -> OpenData:
    client.cookies["django_language"] = "en"
    return OpenData(client, request.param)


def page(client, name: str, *parts: str) -> str:
    return text_of(client.get(reverse(f"monitor:{name}", args=parts)))


def test_the_headline_of_the_first_page(client, files) -> None:
    night = files.nights()[-1]

    people = files.number("people", "limburg", night)

    assert f"About {people:,} international workers sleep in Limburg in beds that Thoes knows" in page(client, "start")


def test_the_total_and_the_coverage_of_each_region_and_that_regions_make_limburg_as_far_as_they_are_rounded(
    client, files
) -> None:
    night = files.nights()[-1]
    regions = {row["area_code"] for row in files.rows("people") if row["area_kind"] == "region"}

    people = {region: files.number("people", region, night) for region in regions}

    for region, number in people.items():
        said = page(client, "area", region)
        beds, sure = (files.number(key, region, night) for key in ("beds", "confirmed"))
        assert f"{'not shown' if number is None else format(number, ',')} International workers who sleep here" in said
        assert f"({beds:,}) the register of {round(100 * sure / beds)} percent was lately confirmed" in said
        assert {
            (row["beds_known"], row["beds_confirmed"], row["coverage_percent"])
            for row in files.rows("people")
            if (row["area_code"], row["period"]) == (region, night)
        } == {(beds, sure, round(100 * sure / beds))}
    known = [number for number in people.values() if number is not None]
    if len(known) == len(people):
        assert abs(sum(known) - files.number("people", "limburg", night)) <= 5 * (len(known) + 1)


@pytest.mark.parametrize(
    ("files", "times"), [("csv", (10, 14)), ("json", (14, 10)), ("parquet", (10, 10))], indirect=["files"]
)
def test_by_how_many_percent_the_last_month_differs_from_the_first(client, files, times) -> None:
    """Numbers of a larger Limburg: of fewer than five hundred people no percentage is told."""
    months = sorted({row["period"] for row in files.rows("came")})
    at = sorted({night for night in files.nights() if night[:7] in months})
    for night, factor in zip((at[0], at[-1]), times, strict=True):
        PublishedCount.objects.filter(
            indicator="people", area="limburg", split="", period=date.fromisoformat(night)
        ).update(shown=1_000 * factor, low=1_000 * factor - 5, high=1_000 * factor + 4)

    then, now = (files.number("people", "limburg", night) for night in (at[0], at[-1]))
    percent = round(100 * (now - then) / then)

    words = f"about {abs(percent)} percent {'more' if percent > 0 else 'fewer'} than" if percent else "about as many as"
    assert f"At the end of March 2026 that was {words} at the end of January 2026." in page(client, "start")


def test_of_few_people_no_percentage_is_told(client, counted) -> None:
    client.cookies["django_language"] = "en"

    assert "At the end of March 2026 that was" not in page(client, "start")


@pytest.mark.parametrize(
    ("files", "percents"),
    [("csv", (90, 70, 55, 40, 30, 20, 10)), ("json", (40, 30)), ("parquet", (95, 80, 60)), ("json", (80, 50, 20))],
    indirect=["files"],
)
def test_between_which_times_half_of_who_came_has_left(client, files, percents) -> None:
    """Shares of a larger Limburg: of a small one none is told."""
    for days, percent in zip(MARKS, percents, strict=False):
        PublishedShare.objects.filter(area="limburg", split="", days=days).update(
            percent=percent, low=percent - 5, high=percent + 5
        )
    said = page(client, "length-of-stay")
    gap = int(re.search(r"nights away up to (\d+) belong to the same stay", said)[1])
    shares = {
        row["days"]: row["percent"]
        for row in files.rows("staying")
        if (row["area_code"], row["split"] or "", row["gap_nights"]) == ("limburg", "", gap)
        and row["percent"] is not None
    }

    above = [days for days, percent in sorted(shares.items()) if percent > 50]
    below = [days for days, percent in sorted(shares.items()) if percent <= 50]

    expected = (
        f"Half of who came has left between {MARKS[above[-1]]} and {MARKS[below[0]]} after the arrival."
        if above and below
        else f"After {MARKS[above[-1]]} more than half of who came is still here."
        if above
        else f"Half of who came has left within {MARKS[below[0]]}."
    )
    assert expected in said
    assert above or below


def test_what_each_number_counts_stands_in_the_file_itself(client, counted) -> None:
    for key in ("people", "beds", "confirmed", "staying"):
        body = client.get(reverse("monitor:json", args=[key])).content
        said = json.loads(body)["definitions"]
        in_parquet = pq.read_schema(io.BytesIO(client.get(reverse("monitor:parquet", args=[key])).content))

        assert all(said[0][part]["nl"] and said[0][part]["en"] for part in ("population", "unit", "where", "is_not"))
        assert json.loads(in_parquet.metadata[b"thoes"])["definitions"] == said
