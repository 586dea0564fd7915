"""The open data as its readers use them: three kinds of file of the same rows, and every page redone from a file alone."""

import csv
import io
import json
from datetime import date, timedelta
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.urls import reverse
from tests.reading_pages import text_of

from thoes.monitor.areas import LIMBURG, areas_of_limburg
from thoes.monitor.models import Publication, PublishedCount, PublishedShare, Why
from thoes.monitor.published import day_of
from thoes.monitor.publishing import publish
from thoes.monitor.splits import SPLITS
from thoes.monitor.tests.some_limburg import AT, NIGHT
from thoes.register.models import Stay

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

KEYS = ("people", "came", "went", "beds", "confirmed", "permitted", "scaled", "staying")
FIGURES_WITH_COVERAGE = {
    "start": ["people-limburg", "where", "nationality-limburg", "stay-limburg", "moves-limburg", "sure"],
    "map": ["monitor-map"],
    "length-of-stay": ["stay-beside-others"],
}


def parquet(client, key: str, **version: str) -> list[dict[str, Any]]:
    name = "monitor:parquet-of" if version else "monitor:parquet"
    answer = client.get(reverse(name, kwargs={"key": key, **version}))
    assert answer.status_code == 200
    return pq.read_table(io.BytesIO(answer.content)).to_pylist()


def as_text(value: Any) -> str:
    return "" if value is None else str(value)


def in_english(number: int | None) -> str:
    return "not shown" if number is None else f"{number:,}"


@pytest.mark.parametrize("key", KEYS)
def test_csv_json_and_parquet_hold_the_same_rows(client, counted, key: str) -> None:
    rows = parquet(client, key)
    body = json.loads(client.get(reverse("monitor:json", args=[key])).content)
    lines = list(csv.DictReader(io.StringIO(client.get(reverse("monitor:csv", args=[key])).content.decode())))

    assert rows == body["numbers"]
    assert lines == [{name: as_text(value) for name, value in row.items()} for row in rows]
    assert len(rows) > 0


@pytest.mark.parametrize("name", ["data", "catalogue", "changes-csv", "start"])
def test_a_harvester_may_ask_whether_something_is_there_without_fetching_it(client, counted, name: str) -> None:
    answers = [client.head(reverse(f"monitor:{name}")), client.head(reverse("monitor:csv", args=["people"]))]

    assert [(answer.status_code, answer.content) for answer in answers] == [(200, b"")] * 2


def test_a_parquet_file_says_by_itself_what_its_numbers_mean(client, counted) -> None:
    body = client.get(reverse("monitor:parquet", args=["people"])).content

    schema = pq.read_schema(io.BytesIO(body))

    said = json.loads(schema.metadata[b"thoes"])
    assert said["definitions"][0]["is_not"]["nl"]
    assert [each["key"] for each in said["splits"]] == [split.key for split in SPLITS]
    assert str(schema.field("number").type) == "int32"


def test_who_has_only_the_files_works_out_what_the_first_page_says(client, counted) -> None:
    client.cookies["django_language"] = "en"
    people, beds, sure = ({(r["area_code"], r["split"], r["value"], r["period"]): r["number"] for r in parquet(client, key)}
                          for key in ("people", "beds", "confirmed"))  # fmt: skip
    night = max(period for *_place, period in people)
    regions = {r["area_code"]: r["area"] for r in parquet(client, "people") if r["area_kind"] == "region"}

    page = text_of(client.get(reverse("monitor:start")))

    total = people[LIMBURG, "", "", night]
    assert f"About {in_english(total)} international workers sleep in Limburg" in page
    most, name = max((people[code, "", "", night] or 0, name) for code, name in regions.items())
    assert f"{round(100 * most / total)} percent of them sleep in {name}" in page
    assert f"For {round(100 * sure[LIMBURG, '', '', night] / beds[LIMBURG, '', '', night])} percent of the beds" in page
    groups = {value: number for (area, split, value, at), number in people.items()
              if (area, split, at) == (LIMBURG, "nationality", night) and value != "unknown"}  # fmt: skip
    assert f": {round(100 * max(number or 0 for number in groups.values()) / total)} percent" in page


def test_who_has_only_the_files_works_out_the_page_of_every_area(client, counted) -> None:
    client.cookies["django_language"] = "en"
    found = {
        key: {r["area_code"]: r for r in parquet(client, key) if r["period"] == NIGHT.isoformat() and not r["split"]}
        for key in ("people", "beds", "permitted", "scaled")
    }

    for code in areas_of_limburg():
        page = text_of(client.get(reverse("monitor:area", args=[code])))
        people, beds = found["people"][code]["number"], found["beds"][code]["number"]
        assert f"{in_english(people)} International workers who sleep here" in page
        assert f"{in_english(beds)} Beds that Thoes knows here" in page
        if people is not None and beds:
            assert f"about {round(100 * people / beds)} percent taken" in page
        assert f"{in_english(found['permitted'][code]['number'])} People that permits allow" in page
        row = found["people"][code]
        assert f"({in_english(row['beds_known'])}) the register of {row['coverage_percent']} percent" in page
        if code in found["scaled"]:
            low, high = (in_english(found["scaled"][code][end]) for end in ("low", "high"))
            assert f"between {low} and {high} would sleep here" in page


def test_every_row_says_how_much_of_the_beds_it_knows_of(client, counted) -> None:
    beds = {
        (row.area, row.period, row.indicator): row.shown
        for row in PublishedCount.objects.filter(indicator__in=("beds", "confirmed"))
    }
    periods = {period.strftime("%Y-%m"): period for _area, period, _indicator in beds if period != NIGHT}

    for key in KEYS:
        for row in parquet(client, key):
            at = periods.get(row["period"]) or date.fromisoformat(row["period"])
            assert (row["beds_known"], row["beds_confirmed"]) == tuple(
                beds[row["area_code"], at, kind] for kind in ("beds", "confirmed")
            )
            assert row["coverage_percent"] == round(100 * row["beds_confirmed"] / row["beds_known"])


@pytest.mark.parametrize(("page", "names"), FIGURES_WITH_COVERAGE.items())
def test_the_file_of_a_chart_says_the_coverage_of_each_row(client, counted, page: str, names: list[str]) -> None:
    client.cookies["django_language"] = "en"
    for name in names:
        body = client.get(reverse(f"monitor:{page}"), {"file": f"{name}.csv"}).content.decode("utf-8-sig")
        head, *rows = list(csv.reader(io.StringIO(body), delimiter=";"))

        assert head[-4:] == [
            "Beds that Thoes knows", "Beds whose register was confirmed lately", "Coverage in percent",
            "Why there is no coverage",
        ]  # fmt: skip
        assert all(len(row) == len(head) for row in rows)
        if page != "length-of-stay":
            assert all(int(row[-2]) == round(100 * int(row[-3]) / int(row[-4])) and not row[-1] for row in rows)


def test_a_version_is_the_same_whenever_it_is_fetched_whatever_is_corrected_and_published_after_it(
    client, counted
) -> None:
    day = day_of(counted).isoformat()
    before = {key: parquet(client, key, day=day) for key in KEYS if key != "staying"}
    Stay.objects.filter(pk__in=Stay.objects.values("pk")[:60]).update(known_until=AT)

    later = AT + timedelta(days=40)
    publish(night=NIGHT + timedelta(days=40), at=later, why=Why.NIGHTLY, months=3)

    assert {key: parquet(client, key, day=day) for key in before} == before
    both = parquet(client, "people", day=later.date().isoformat())
    assert [row for row in both if row["published_on"] <= day] == before["people"]
    assert {row["period"] for row in both} - {row["period"] for row in before["people"]} == {"2026-04-30"}


@pytest.mark.parametrize("day", ["2026-04-14", "2026-02-30", "latest", "2027-01-01"])
def test_on_a_day_without_a_publication_there_is_no_version(client, counted, day: str) -> None:
    assert client.get(reverse("monitor:csv-of", kwargs={"day": day, "key": "people"})).status_code == 404


def test_the_changelog_says_what_changed_when_and_why_on_the_page_and_in_its_file(client, counted) -> None:
    client.cookies["django_language"] = "nl"

    page = text_of(client.get(reverse("monitor:changes")))
    rows = list(csv.DictReader(io.StringIO(client.get(reverse("monitor:changes-csv")).content.decode())))

    assert [(row["on"], row["kind"]) for row in rows] == [("2026-11-29", "files"), ("2026-04-15", "months")]
    assert "januari 2026, februari 2026, maart 2026" in rows[1]["what_nl"]
    assert "January 2026" in rows[1]["what_en"]
    assert all(row["why_nl"] and row["why_en"] for row in rows)
    for row in rows:
        assert " ".join(row["what_nl"].split()) in page
        assert " ".join(row["why_nl"].split()) in page


def test_a_night_that_is_counted_again_adds_nothing_to_the_changelog(client, counted) -> None:
    before = client.get(reverse("monitor:changes-csv")).content

    publish(night=NIGHT, at=AT + timedelta(hours=20), why=Why.ASKED, months=3)

    assert Publication.objects.count() == 2
    assert client.get(reverse("monitor:changes-csv")).content == before


def test_how_long_people_stay_is_worked_out_with_a_month_and_not_every_night(counted) -> None:
    """Of a hundred people a whole percent is one of them: read every night, it would tell who left after how many days."""
    before = list(PublishedShare.objects.order_by("pk").values_list("pk", "percent"))
    Stay.objects.filter(departure=None).update(known_until=AT)

    publish(night=NIGHT + timedelta(days=1), at=AT + timedelta(days=1), why=Why.NIGHTLY, months=3)
    assert list(PublishedShare.objects.order_by("pk").values_list("pk", "percent")) == before

    publish(night=date(2026, 5, 2), at=AT + timedelta(days=18), why=Why.NIGHTLY, months=3)
    assert not set(PublishedShare.objects.values_list("pk", flat=True)) & {pk for pk, _percent in before}
