"""The pages of the monitor are for everybody, in Dutch and in English, and say what each figure is."""

import csv
import io
import json
import re

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from tests.reading_pages import text_of

from thoes.monitor.indicators import all_indicators
from thoes.monitor.models import PublishedCount
from thoes.monitor.pages import TABS
from thoes.monitor.splits import SPLITS
from thoes.monitor.tests.some_limburg import NIGHT, TOWNS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PAGES = [
    *(reverse(tab.url_name) for tab in TABS),
    *(reverse("monitor:area", args=[code]) for code in ("GM0983", "noord", "limburg")),
    *(f"{reverse('monitor:map')}?measure={measure}" for measure in ("people", "full", "beds", "confirmed")),
    f"{reverse('monitor:table')}?split=nationality&area=municipalities",
]
# With the scenarios that the own organisation saved; its numbers are those of a formula.
OWN = {reverse("monitor:what-if")}


@pytest.fixture(params=["nl", "en"])
def reader(request) -> Client:
    client = Client()
    client.cookies["django_language"] = request.param
    return client


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.url_name)
def test_every_tab_opens_before_anything_was_counted(tab, reader: Client) -> None:
    answer = reader.get(reverse(tab.url_name))

    assert answer.status_code == 200
    assert f'href="{reverse(tab.url_name)}" aria-current="page"' in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_for_everybody_small_and_asks_little_of_the_database(
    page: str, reader: Client, counted, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(12):
        answer = reader.get(page)

    assert answer.status_code == 200
    assert len(answer.content) < 150_000


def test_each_figure_leads_to_its_definition_and_says_what_part_it_knows(reader: Client, counted) -> None:
    page = reader.get(reverse("monitor:start")).content.decode()
    definitions = reader.get(reverse("monitor:definitions")).content.decode()

    links = re.findall(rf'href="{reverse("monitor:definitions")}#([\w-]+)"', page)
    assert len(links) >= 6
    assert all(f'id="{name}"' in definitions for name in links)
    assert {each.key for each in all_indicators()} <= set(re.findall(r'id="([\w-]+)"', definitions))
    assert {f"split-{split.key}" for split in SPLITS} <= set(re.findall(r'id="([\w-]+)"', definitions))


def test_an_unknown_area_is_no_page(client, counted) -> None:
    assert client.get(reverse("monitor:area", args=["GM9999"])).status_code == 404


def test_a_number_that_is_not_shown_is_said_to_be_not_shown_and_never_nothing(client, counted) -> None:
    client.cookies["django_language"] = "en"
    hidden = PublishedCount.objects.filter(period=NIGHT, split="nationality", area="GM0983", shown=None)
    assert hidden.exists()

    page = text_of(client.get(reverse("monitor:table"), {"split": "nationality", "area": "GM0983", "period": NIGHT}))

    assert page.count("not shown") >= hidden.count()


def test_the_need_on_the_page_of_a_municipality_is_that_of_its_region(client, counted) -> None:
    client.cookies["django_language"] = "en"

    page = text_of(client.get(reverse("monitor:area", args=["GM1507"])))

    assert "12,600 Places that Noord needs until 2030" in page
    assert "The vision gives no need per municipality" in page


def test_the_table_holds_what_was_chosen_on_the_page_and_in_its_files(client, counted) -> None:
    asked = {"measure": "people", "split": "nationality", "area": "municipalities", "period": NIGHT.isoformat()}
    told = {
        (row.area, row.value): row.shown
        for row in PublishedCount.objects.filter(indicator="people", split="nationality", period=NIGHT, area__in=TOWNS)
    }

    page = client.get(reverse("monitor:table"), asked)
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(reverse("monitor:table"), {**asked, "file": "xlsx"}).content))
    as_csv = client.get(reverse("monitor:table"), {**asked, "file": "csv"}).content.decode("utf-8-sig")

    in_sheet = [row[3] for row in sheet.worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert page.context["listing"].total == len(told) == len(in_sheet)
    assert sorted(number or 0 for number in in_sheet) == sorted(number or 0 for number in told.values())
    assert len(list(csv.reader(io.StringIO(as_csv), delimiter=";"))) == len(told) + 1


@pytest.mark.parametrize("measure", ["came", "went", "beds"])
def test_the_table_divides_by_nothing_that_was_not_counted(client, counted, measure: str) -> None:
    page = client.get(reverse("monitor:table"), {"measure": measure, "split": "housing"})

    assert all(line.group == "" for line in page.context["listing"].rows)
    assert page.context["listing"].total >= 3


@pytest.mark.parametrize("name", ["analyse.svg", "analyse.csv"])
def test_the_chart_of_the_table_is_a_file(client, counted, name: str) -> None:
    answer = client.get(reverse("monitor:table"), {"area": "regions", "period": NIGHT.isoformat(), "file": name})

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f'"{name}"')


def test_open_data_hold_every_published_number_and_its_definition(client, counted) -> None:
    for key in ("people", "came", "beds", "scaled"):
        rows = list(csv.DictReader(io.StringIO(client.get(reverse("monitor:csv", args=[key])).content.decode())))
        body = json.loads(client.get(reverse("monitor:json", args=[key])).content)

        assert len(rows) == len(body["numbers"]) == PublishedCount.objects.filter(indicator=key).count() > 0
        assert [each["version"] for each in body["definitions"]] == [1]
        assert {row["number"] for row in rows if row["number"]} <= {str(each["number"]) for each in body["numbers"]}
        assert body["changelog"]


def test_of_a_count_no_bounds_leave_the_database_and_of_an_estimate_its_interval_does(client, counted) -> None:
    people = json.loads(client.get(reverse("monitor:json", args=["people"])).content)["numbers"]
    scaled = json.loads(client.get(reverse("monitor:json", args=["scaled"])).content)["numbers"]

    assert {(row["low"], row["high"]) for row in people} == {(None, None)}
    assert all(row["low"] <= row["number"] <= row["high"] for row in scaled)


@pytest.mark.parametrize("key", ["nothing", "moved", "site"])
def test_what_was_not_published_is_no_file(client, counted, key: str) -> None:
    assert client.get(reverse("monitor:csv", args=[key])).status_code == 404
    assert client.get(reverse("monitor:json", args=[key])).status_code == 404


@pytest.mark.parametrize("who", ["paula", "vera", "alice"])
@pytest.mark.parametrize(
    "page", [*(page for page in PAGES if page not in OWN), reverse("monitor:json", args=["people"])]
)
def test_the_province_a_municipality_and_a_housing_provider_read_what_a_visitor_reads(
    who: str, page: str, logged_in, request
) -> None:
    reader = logged_in(request.getfixturevalue(who))
    request.getfixturevalue("counted")
    inside = re.compile(r"<main.*</main>", re.DOTALL)

    def content(client: Client) -> str:
        answer = client.get(page).content.decode()
        found = inside.search(answer)
        # A way that only some may go is offered to who may, and to a visitor who may log in as one of them.
        return re.sub(r'<li><a [^>]*href="/monitor/what-if/plans/".*?</li>', "", found.group() if found else answer)

    assert content(reader) == content(Client())


def test_a_chart_its_table_its_file_and_the_open_data_say_one_thing(client, counted) -> None:
    told = {
        (row.area, row.split, row.value, row.period): row.shown
        for row in PublishedCount.objects.filter(indicator="people")
    }
    for code in ("GM0983", "GM1507", "noord", "limburg"):
        address = reverse("monitor:area", args=[code])
        for split in SPLITS:
            chart = client.get(address, {"file": f"{split.key}-{code}.csv"}).content.decode("utf-8-sig")
            numbers = [row[1] for row in list(csv.reader(io.StringIO(chart), delimiter=";"))[1:]]
            expected = [told[code, split.key, value, NIGHT] for value in split.values]
            assert numbers == ["" if number is None else str(number) for number in expected]
        series = client.get(address, {"file": f"people-{code}.csv"}).content.decode("utf-8-sig")
        numbers = [row[1] for row in list(csv.reader(io.StringIO(series), delimiter=";"))[1:]]
        periods = sorted({period for area, split, _value, period in told if (area, split) == (code, "")})
        assert numbers == ["" if (n := told[code, "", "", period]) is None else str(n) for period in periods]
    rows = json.loads(client.get(reverse("monitor:json", args=["people"])).content)["numbers"]
    assert {(r["area_code"], r["split"], r["value"], r["period"]): r["number"] for r in rows} == {
        (area, split, value, period.isoformat()): shown for (area, split, value, period), shown in told.items()
    }


def test_a_changed_definition_breaks_the_line_of_a_chart(client, counted) -> None:
    PublishedCount.objects.filter(indicator="people", period__gte=NIGHT.replace(day=1)).update(version=2)

    page = client.get(reverse("monitor:area", args=["limburg"])).content.decode()

    assert (
        len(re.findall(r'class="c-line c-line-main"', page.partition("people-limburg")[2].partition("</figure>")[0]))
        == 2
    )
