"""The need of the vision against the supply in Thoes."""

import csv
import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from thoes.pipeline.domain.need import NeedKind, Scenario, Supply, gap_of, missing
from thoes.pipeline.need_figures import vision_figures
from thoes.pipeline.queries.need import need_of_limburg, need_terms
from thoes.pipeline.queries.regional_supply import supply_of_regions
from thoes.pipeline.services import PlannedUnits, move_plan
from thoes.places.models import Municipality, Region
from thoes.places.public import ensure_limburg
from thoes.register.public import Declared, DeclaredWorker, check_in

TODAY = date(2026, 5, 14)
REGIONS = [(scenario, region) for scenario in Scenario for region in ("noord", "midden", "zuid")]


@pytest.mark.parametrize(("scenario", "region"), REGIONS)
def test_the_printed_figures_add_up(scenario: Scenario, region: str) -> None:
    figures = vision_figures().regions[scenario][region]

    assert figures.rent + figures.sale == figures.long
    assert figures.short + figures.mid + figures.long == figures.total


@pytest.mark.parametrize(("scenario", "total"), [(Scenario.BASE, 21_300), (Scenario.STRONG, 35_000)])
def test_the_regions_add_up_to_the_totals_of_the_province(scenario: Scenario, total: int) -> None:
    assert sum(figures.total for figures in vision_figures().regions[scenario].values()) == total


@pytest.mark.parametrize(("scenario", "region"), REGIONS)
def test_a_long_stay_is_for_rent_in_six_cases_of_ten(scenario: Scenario, region: str) -> None:
    figures = vision_figures().regions[scenario][region]

    assert abs(figures.rent - 0.6 * figures.long) <= 50


@given(need=st.integers(0, 30_000), realised=st.integers(0, 30_000), weighted=st.floats(0, 30_000))
def test_what_is_realised_planned_and_missing_adds_up_to_the_need(need: int, realised: int, weighted: float) -> None:
    supply = Supply(realised=realised, planned=weighted, weighted=weighted)

    gap = gap_of(need, supply)

    assert gap.missing == missing(need, supply)
    assert (gap.realised, gap.realised + gap.planned + gap.missing) == (realised, need)
    assert gap.planned >= 0


def test_too_much_is_less_than_nothing_missing() -> None:
    assert gap_of(100, Supply(realised=80, weighted=45)).missing == -25


@pytest.mark.django_db
def test_the_figure_has_the_regions_and_limburg_as_their_sum(vera, logged_in, make_plan) -> None:
    ensure_limburg()
    make_plan(chance=50, expected_on=date(2028, 1, 1))

    figure = logged_in(vera).get(reverse("pipeline:need")).context["figure"]
    *regions, limburg = (row[1:] for row in figure.table.rows)

    assert [sum(numbers) for numbers in zip(*regions, strict=True)] == list(limburg)
    assert limburg == (21_300, 0, 24, 21_276)
    assert figure.title == "Nog 21.276 van 21.300 plekken nodig"


def _noord(actor, on: date = TODAY):
    return next(
        region for region in need_of_limburg(actor=actor, on=on, terms=need_terms(on)) if region.code == "noord"
    )


@pytest.mark.django_db
def test_plans_count_by_phase_day_and_chance(vera, make_plan, weert) -> None:
    bring = {"parts": (PlannedUnits("short", "", 100, 0), PlannedUnits("long", "sale", 0, 10))}
    make_plan(chance=40, expected_on=date(2028, 1, 1), **bring)
    make_plan(chance=None, expected_on=date(2030, 12, 31), **bring)
    make_plan(chance=90, expected_on=date(2031, 1, 1), **bring)
    make_plan(chance=90, **bring)
    for to in ("open", "dropped"):
        move_plan(
            actor=vera, plan_id=make_plan(**bring).pk, to=to, from_date=date(2026, 2, 1), reason="X", on=TODAY,
            at=timezone.now(),
        )  # fmt: skip

    noord = _noord(vera)

    assert noord.supply[NeedKind.SHORT] == Supply(realised=100, planned=200, weighted=40, unweighed=100, later=200)
    assert noord.supply[NeedKind.SALE] == Supply(realised=10, planned=20, weighted=4, unweighed=10, later=20)
    assert noord.total == noord.supply[NeedKind.SHORT] + noord.supply[NeedKind.SALE]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("opened", "counts"), [(date(2019, 12, 31), 0), (date(2020, 1, 1), 48), (date(2020, 1, 2), 48)]
)
def test_what_opened_counts_as_realised_since_2020(opened: date, counts: int, vera, make_plan) -> None:
    plan = make_plan(on=date(2019, 1, 1))
    move_plan(actor=vera, plan_id=plan.pk, to="open", from_date=opened, reason="", on=TODAY, at=timezone.now())

    assert _noord(vera).total.realised == counts


@pytest.mark.django_db
def test_a_municipality_has_no_need_of_its_own(vera, venlo) -> None:
    noord = _noord(vera)

    assert noord.need is not None
    assert [place.need for place in noord.municipalities] == [None]


@pytest.mark.django_db
def test_few_people_in_a_municipality_are_not_told_by_the_free_beds_either(alice, paula, site) -> None:
    worker = DeclaredWorker(family_name="Testska", given_name="Anna", residence="Opole")
    line = Declared(site_id=site.pk, arrival=TODAY, worker=worker)
    check_in(actor=alice, arrivals=[line], at=timezone.now(), nonce=None)

    town = _noord(paula, TODAY).municipalities[0]

    assert (town.beds, town.occupied.number, town.free) == (4, None, None)


@pytest.mark.django_db
def test_the_page_asks_as_often_for_one_municipality_as_for_all(vera, logged_in, django_assert_num_queries) -> None:
    page = logged_in(vera)
    page.get(reverse("pipeline:need"))
    with django_assert_num_queries(16) as few:
        page.get(reverse("pipeline:need"))
    ensure_limburg()

    with django_assert_num_queries(len(few)):
        answer = page.get(reverse("pipeline:need") + "?scenario=strong")

    assert [region.kinds[-1].need for region in answer.context["regions"]] == [20_700, 6_700, 7_600]


@pytest.mark.django_db
def test_an_unknown_scenario_is_the_base(vera, logged_in) -> None:
    answer = logged_in(vera).get(reverse("pipeline:need") + "?scenario=nonsense")

    assert answer.context["regions"][0].kinds[-1].need == 12_600


@pytest.mark.django_db
def test_both_files_hold_the_same_rows(paula, logged_in, make_plan) -> None:
    make_plan(chance=50, expected_on=date(2028, 1, 1))
    page = logged_in(paula)

    book = openpyxl.load_workbook(io.BytesIO(page.get(reverse("pipeline:need") + "?file=xlsx").content))
    sheet = [[str(cell) if cell is not None else "" for cell in row] for row in book.worksheets[0].values]
    body = page.get(reverse("pipeline:need") + "?file=csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(body), delimiter=";"))

    assert sheet == lines
    assert len(lines) == 1 + 6 * 2
    assert "3500" in lines[5]
    assert "12600" in lines[6]
    assert len(book.worksheets) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?file=xlsx", "?file=csv", "?file=ods"])
@pytest.mark.parametrize("who", ["alice", "charlie", "bob", "sofie"])
def test_the_need_is_for_permit_officers_and_the_province(query, who, logged_in, request) -> None:
    assert logged_in(request.getfixturevalue(who)).get(reverse("pipeline:need") + query).status_code == 403


@pytest.mark.parametrize("query", ["", "?file=xlsx", "?file=csv", "?file=ods"])
def test_a_visitor_is_sent_to_the_log_in_page(query, db) -> None:
    assert Client().get(reverse("pipeline:need") + query)["Location"].startswith(reverse("accounts:login"))


@pytest.mark.django_db
def test_every_region_of_limburg_has_figures() -> None:
    ensure_limburg()

    assert {region.pk for region in Region.objects.all()} == set(vision_figures().regions[Scenario.BASE])
    assert Municipality.objects.count() == 31
    assert timedelta(0) < need_terms(TODAY).horizon - TODAY


@pytest.mark.django_db
def test_long_stays_stand_as_one_total_too_as_in_the_figures(paula, logged_in) -> None:
    ensure_limburg()

    answer = logged_in(paula).get(reverse("pipeline:need"), {"scenario": "strong"})
    together = [
        next(kind for kind in region.kinds if "together" in str(kind.label) or "samen" in str(kind.label))
        for region in answer.context["regions"]
    ]

    assert [kind.need for kind in together] == [5_800, 2_000, 2_600]
    for region, long in zip(answer.context["regions"], together, strict=True):
        rent, sale = region.kinds[2:4]
        assert long.supply == rent.supply + sale.supply


@pytest.mark.django_db
def test_the_supply_of_the_regions_grows_with_the_day_up_to_which_plans_count(vera, make_plan) -> None:
    ensure_limburg()
    bring = {"parts": (PlannedUnits("short", "", 100, 0),)}
    make_plan(chance=50, expected_on=date(2027, 6, 1), **bring)
    make_plan(chance=50, expected_on=date(2029, 6, 1), **bring)
    ends = [date(year, 1, 1) for year in (2027, 2028, 2030)]

    found = supply_of_regions(ends, terms=need_terms(TODAY))

    assert [found[end]["noord"].weighted for end in ends] == [0, 50, 100]
    assert {found[end]["zuid"].planned for end in ends} == {0}
