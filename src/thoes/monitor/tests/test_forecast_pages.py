"""The pages of forecast, need, what if, and the numbers of the vision."""

import csv
import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from tests.reading_pages import text_of

from thoes.monitor.coverage import COVERAGE_HEADS
from thoes.monitor.models import SavedScenario
from thoes.places.public import ensure_limburg

pytestmark = pytest.mark.django_db

CENTRE = {
    "scenario": "covid-base",
    "year": "2027",
    "workers": "800",
    "place": "GM0984",
    "opens": "2028",
    "closes": "2027",
}


@pytest.fixture
def reader() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return client


def _numbers(client: Client, page: str, figure: str, **asked: str) -> list[list[str]]:
    body = client.get(reverse(page), {**asked, "file": f"{figure}.csv"}).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(body), delimiter=";"))


@pytest.mark.parametrize("scenario", ["covid-base", "covid-strong", "pre-covid", "trend-2024"])
def test_each_scenario_has_its_fan_and_its_need_with_a_range(reader, scenario: str) -> None:
    answer = reader.get(reverse("monitor:outlook"), {"scenario": scenario})
    page = answer.content.decode()

    assert re.search(r"In 2030 [\d,]+ to [\d,]+ international workers", page)
    assert re.search(r"places of backlog and [\d,]+ of growth, together [\d,]+ \(range: [\d,]+ to [\d,]+\)", page)
    assert page.count('class="c-band"') >= 3


def test_an_unknown_scenario_is_the_first(reader) -> None:
    assert reader.get(reverse("monitor:outlook"), {"scenario": "nonsense"}).context["here"] == "?scenario=covid-base"


def test_the_outcome_that_fell_outside_a_band_is_shown_as_outside(reader) -> None:
    scored = {each.name: dict(each.inside) for each in reader.get(reverse("monitor:outlook")).context["scored"]}

    assert scored["Covid-19, base"] == {50: "outside", 80: "inside", 95: "inside"}
    page = reader.get(reverse("monitor:outlook")).content.decode()
    assert "fell outside the widest band in 2020, 2022" in page


def test_the_numbers_of_the_need_are_those_of_the_command(reader) -> None:
    head, *rows = _numbers(reader, "monitor:outlook", "need")

    assert rows[-1][:4] == ["Limburg", "6307", "14993", "21300"]
    assert [sum(int(row[at]) for row in rows[:3]) for at in (1, 2, 3)] == [int(cell) for cell in rows[3][1:4]]
    # Beside the numbers and their range stands how much of the register they know.
    with override("en"):
        assert head[6:] == [str(each) for each in COVERAGE_HEADS]


@pytest.mark.parametrize("figure", ["workers", "need", "immigration", "emigration"])
def test_every_figure_can_be_had_as_a_picture_and_as_numbers(reader, figure: str) -> None:
    picture = reader.get(reverse("monitor:outlook"), {"file": f"{figure}.svg"})

    assert picture["Content-Type"] == "image/svg+xml"
    assert len(_numbers(reader, "monitor:outlook", figure)) > 3


def test_the_page_of_clashing_numbers_says_of_each_what_it_counts(reader) -> None:
    page = reader.get(reverse("monitor:vision-numbers")).content.decode()

    for number in ("21,300", "35,000", "58,900", "87,900", "120,000", "38,400", "47 %", "52 %", "27 %", "60 %", "25 %"):
        assert number in page
    assert page.count("persons, not jobs") == 11
    assert "hypothesis" in page


def test_the_numbers_of_the_vision_can_be_had_as_a_file(reader) -> None:
    body = reader.get(reverse("monitor:vision-numbers"), {"file": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body), delimiter=";"))

    assert len(rows) > 20
    assert all(row["Population"] and row["Year or period"] and row["Lives or works"] and row["Source"] for row in rows)


def test_what_if_works_from_its_address_alone_and_says_the_difference(reader) -> None:
    ensure_limburg()

    page = reader.get(reverse("monitor:what-if"), CENTRE).content.decode()

    assert re.search(r"In 2030 [\d,]+ to [\d,]+ places are needed: 937 more than in the scenario", page)
    assert "workers=800" in page


def test_without_a_change_the_need_is_that_of_the_scenario(reader) -> None:
    head, *rows = _numbers(reader, "monitor:what-if", "need", year="2027")

    assert (head[1], head[2]) == ("In the scenario", "Need")
    assert all(row[1] == row[2] for row in rows)
    assert ["Limburg, 2030", "21300"] in [row[:2] for row in rows]


def test_a_municipality_counts_for_its_region(reader) -> None:
    ensure_limburg()
    rows = {row[0]: row for row in _numbers(reader, "monitor:what-if", "need", **CENTRE)}

    more = {name: int(row[2]) - int(row[1]) for name, row in list(rows.items())[1:]}

    assert more["Noord-Limburg, 2028"] == more["Limburg, 2028"] == 937
    assert more["Noord-Limburg, 2027"] == more["Zuid-Limburg, 2028"] == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [("arrivals", "201"), ("leaving", "-91"), ("workers", "-1"), ("beds", "x"), ("year", "2031"), ("place", "GM9999")],
)
def test_an_answer_that_makes_no_sense_is_said_at_its_field_and_works_out_nothing(
    reader, name: str, value: str
) -> None:
    answer = reader.get(reverse("monitor:what-if"), {name: value})

    assert answer.status_code == 200
    assert name in answer.context["form"].errors
    assert "figures" not in answer.context


def test_the_plans_stand_on_a_page_for_who_may_see_them(vera, paula, charlie, bob, logged_in) -> None:
    address = reverse("monitor:against-plans")

    assert Client().get(address).status_code == 302
    assert [logged_in(each).get(address).status_code for each in (vera, paula)] == [200, 200]
    assert [logged_in(each).get(address).status_code for each in (charlie, bob)] == [403, 403]
    assert "may_see_plans" in logged_in(charlie).get(reverse("monitor:what-if")).context
    assert not logged_in(charlie).get(reverse("monitor:what-if")).context["may_see_plans"]


def test_what_was_saved_is_found_by_the_own_organisation_and_by_no_other(vera, wim, logged_in) -> None:
    ensure_limburg()
    client = logged_in(vera)

    answer = client.post(reverse("monitor:save-scenario"), {**CENTRE, "title": "Distributiecentrum"})

    saved = SavedScenario.objects.get()
    assert saved.answers["workers"] == "800"
    assert client.get(answer["Location"]).context["form"].cleaned_data["workers"] == 800
    assert [each.title for each in client.get(reverse("monitor:what-if")).context["saved"]] == ["Distributiecentrum"]
    assert logged_in(wim).get(reverse("monitor:what-if")).context["saved"] == []
    assert "saved" not in Client().get(reverse("monitor:what-if")).context


@pytest.mark.parametrize(("title", "count"), [("", 1), ("  ", 1), ("Een", 1), ("Twee", 2)])
def test_a_scenario_needs_a_name_of_its_own(vera, logged_in, title: str, count: int) -> None:
    client = logged_in(vera)
    client.post(reverse("monitor:save-scenario"), {"workers": "100", "title": "Een"})

    client.post(reverse("monitor:save-scenario"), {"workers": "200", "title": title})

    assert SavedScenario.objects.count() == count
    assert SavedScenario.objects.get(title="Een").answers["workers"] == "100"


def test_a_scenario_of_another_organisation_cannot_be_removed(vera, wim, logged_in) -> None:
    logged_in(vera).post(reverse("monitor:save-scenario"), {"workers": "100", "title": "Een"})
    address = reverse("monitor:remove-scenario", args=[SavedScenario.objects.get().pk])

    assert logged_in(wim).post(address).status_code == 404
    assert SavedScenario.objects.count() == 1

    assert logged_in(vera).post(address).status_code == 302
    assert SavedScenario.objects.count() == 0


def test_a_number_that_may_be_a_bsn_is_not_saved_as_a_name(vera, logged_in) -> None:
    logged_in(vera).post(reverse("monitor:save-scenario"), {"workers": "100", "title": "Plan 111222333"})

    assert not SavedScenario.objects.exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "nl",
            "coronapandemie: 15.044 mensen kwamen naar Limburg, 11 procent minder dan in 2019",
        ),
        (
            "en",
            "corona pandemic: 15,044 people came to Limburg, 11 percent fewer than in 2019",
        ),
    ],
)
def test_the_page_names_the_dip_of_2020_in_its_words_and_in_its_chart(reader, language: str, words: str) -> None:
    reader.cookies["django_language"] = language
    page = reader.get(reverse("monitor:outlook"))

    picture = reader.get(reverse("monitor:outlook"), {"file": "immigration.svg"}).content.decode()

    assert words in text_of(page)
    assert ("2020: het eerste jaar" if language == "nl" else "2020: the first year") in picture
