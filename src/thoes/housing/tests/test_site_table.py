"""All sites on a map and in a table: who sees which, what the filters keep, and files of the same rows."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4
from xml.etree import ElementTree

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thoes.housing.domain.capacity import capacity_of
from thoes.housing.domain.validity import Period
from thoes.housing.models import Permit, Shortcoming, Site, SiteKind
from thoes.housing.queries import terms_on
from thoes.housing.queries.cards import site_card
from thoes.housing.queries.norms import norms_of
from thoes.housing.queries.site_table import beds_among, per_town, table_of_sites
from thoes.housing.services import PermitFacts, QualityLabelFacts, record_permit, record_quality_label
from thoes.kernel.nights import current_night

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)


@pytest.fixture
def elsewhere(other_provider, weert, make_site):
    return make_site(other_provider, weert, rooms=1, beds=1)


def names(answer) -> list[str]:
    return [site.name for site in answer.context["listing"].shown]


def ask(client: Client, **query: str):
    return client.get(reverse("housing:all-sites"), query)


def permit(vera, site, number="V-1", *, until: date | None = None, **other) -> Permit:
    today = current_night(timezone.localtime())
    facts = PermitFacts("letting", number, "Verzinsel B.V.", today - timedelta(days=100), until, **other)
    return record_permit(actor=vera, site_id=site.pk, facts=facts, at=NOW, permit_id=uuid4())


@pytest.mark.parametrize("who", ["alice", "wim", "paula", "bob"])
def test_the_beds_of_all_sites_are_those_of_each_and_of_all_there_are_no_site_is_looked_up(
    who, site, elsewhere, request
) -> None:
    actor, today = request.getfixturevalue(who), current_night(timezone.localtime())
    rows = table_of_sites(actor, on=today, terms=terms_on(today))

    with CaptureQueriesContext(connection) as asked:
        beds = beds_among(rows, on=today)

    assert beds == sum(row.beds for row in rows)
    assert ("housing_site" in asked[0]["sql"] if len(asked) else False) == (who in ("alice", "wim"))


def test_everybody_sees_the_sites_of_the_own_organisation_or_territory(
    alice, charlie, vera, sofie, wim, paula, site, elsewhere, logged_in
) -> None:
    seen = {
        actor.role + actor.organisation_name: names(ask(logged_in(actor)))
        for actor in (alice, charlie, vera, sofie, wim, paula)
    }

    assert list(seen.values()) == [
        [site.name], [elsewhere.name], [site.name], [site.name], [elsewhere.name], [site.name, elsewhere.name],
    ]  # fmt: skip


def test_nobody_else_gets_the_table_or_its_files(bob, site, logged_in) -> None:
    listed = reverse("housing:all-sites")
    for address in (listed, reverse("housing:site-map"), *(f"{listed}?file={kind}" for kind in ("xlsx", "csv", "ods"))):
        assert logged_in(bob).get(address).status_code == 403
        assert Client().get(address)["Location"].startswith(reverse("accounts:login"))


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ({"permit": "none"}, [2]),
        ({"permit": "valid"}, [0]),
        ({"permit": "ends_soon"}, [1]),
        ({"quality_label": "any"}, [0]),
        ({"quality_label": "snf"}, [0]),
        ({"quality_label": "akf"}, []),
        ({"quality_label": "none"}, [1, 2]),
        ({"look": "over"}, [0]),
        ({"look": "findings"}, [0]),
        ({"look": "no_beds"}, [2]),
        ({"look": "missing"}, [0, 1, 2]),
        ({"kind": "hotel"}, [1]),
        ({"kind": "unknown"}, [0, 2]),
        ({"q": "testhoeve"}, [0, 1, 2]),
        ({"q": "testhoeve 3"}, [2]),
        ({"municipality": "GM0988"}, []),
        ({"kind": "\0nonsense", "look": "x", "provider": "x", "sort": "-x", "page": "x"}, [0, 1, 2]),
    ],
)
def test_each_filter_keeps_the_sites_that_are_like_it(
    query, kept, vera, paula, provider, venlo, weert, make_site, logged_in
) -> None:
    today = current_night(timezone.localtime())
    sites = [make_site(provider, venlo), make_site(provider, venlo), make_site(provider, venlo, rooms=0)]
    permit(vera, sites[0], capacity=3)
    permit(vera, sites[1], until=today + timedelta(days=10))
    quality_label = record_quality_label(
        actor=vera, site_id=sites[0].pk, facts=QualityLabelFacts("snf", "S-1", date(2025, 1, 1), None), on=today, at=NOW
    )
    Shortcoming.objects.create(quality_label=quality_label, site=sites[0], text="Lek", found_on=today, recorded_at=NOW)
    sites[1].kind = SiteKind.HOTEL
    sites[1].save()

    assert names(ask(logged_in(paula), **query)) == [sites[place].name for place in kept]


def test_a_permit_that_was_withdrawn_is_not_in_force(vera, paula, site, logged_in) -> None:
    withdrawn = permit(vera, site)
    Permit.objects.filter(pk=withdrawn.pk).update(withdrawn_from=current_night(timezone.localtime()))

    assert names(ask(logged_in(paula), permit="not_in_force")) == [site.name]


def test_the_strictest_permit_in_force_is_the_number_and_never_the_word_of_the_provider(vera, alice, site) -> None:
    today = current_night(timezone.localtime())
    site.permitted_capacity = 99
    site.save()
    before = table_of_sites(alice, on=today, terms=terms_on(today)).get()
    permit(vera, site, capacity=30)
    permit(vera, site, "V-2", capacity=20)
    after = table_of_sites(alice, on=today, terms=terms_on(today)).get()

    assert (before.capacity, after.capacity, after.beds, after.rooms) == (None, 20, 4, 2)
    assert (before.is_over, after.is_over) == (False, False)


@pytest.mark.parametrize("said", [None, 0, 3, 99])
def test_the_word_of_the_provider_is_shown_as_its_word_in_the_table_and_the_file(said, vera, site, logged_in) -> None:
    site.permitted_capacity = said
    site.save()
    page = logged_in(vera)
    page.cookies["django_language"] = "en"

    shown = page.get(reverse("housing:all-sites")).content.decode()
    heading, row = csv.reader(
        io.StringIO(page.get(reverse("housing:all-sites") + "?file=csv").content.decode("utf-8-sig")), delimiter=";"
    )
    of = dict(zip(heading, row, strict=True))

    assert ("The housing provider says" in shown) is (said is not None)
    assert "More beds than allowed</span>" not in shown
    assert (of["People allowed by permits"], of["Number of people by the housing provider"]) == (
        "",
        "" if said is None else str(said),
    )


def test_a_site_of_which_all_is_known_misses_nothing(alice, site) -> None:
    today = current_night(timezone.localtime())
    for name, value in {
        "kind": SiteKind.HOTEL, "living_area": Decimal(90), "showers": 2, "toilets": 2, "contact_phone": "077",
        "price_per_week": Decimal(99),
    }.items():  # fmt: skip
        setattr(site, name, value)
    site.save()
    site.units.update(bedroom_area=Decimal(12))

    row = table_of_sites(alice, on=today, terms=terms_on(today)).get()

    assert not any(value for name, value in vars(row).items() if name.startswith("lacks_"))


def test_the_table_turns_round_when_its_column_is_chosen_again(paula, site, elsewhere, logged_in) -> None:
    client = logged_in(paula)

    assert names(ask(client, sort="beds")) == [elsewhere.name, site.name]
    assert names(ask(client, sort="-beds")) == [site.name, elsewhere.name]
    assert 'aria-sort="descending"' in ask(client, sort="-beds").content.decode()


def test_the_map_counts_all_municipalities_and_leads_to_the_sites_of_one(paula, site, elsewhere, logged_in) -> None:
    client = logged_in(paula)

    page = client.get(reverse("housing:site-map"), {"municipality": "GM0983"}).content.decode()

    drawn = ElementTree.fromstring(
        re.search(r'<svg class="thoes-chart thoes-chart--map" role="group".*?</svg>', page, re.DOTALL)[0]
    )
    places = {link.get("aria-label").split()[0]: link for link in drawn.iter("a")}
    assert [[text.text for text in places[town].iter("text")] for town in ("Venlo", "Weert")] == [
        ["Venlo", "4"], ["Weert", "1"],
    ]  # fmt: skip
    assert (places["Venlo"].get("aria-current"), places["Weert"].get("aria-current")) == ("true", None)
    assert names(client.get(places["Weert"].get("href"))) == [elsewhere.name]


def test_the_map_counts_what_the_filters_of_the_list_keep(paula, site, elsewhere, logged_in) -> None:
    answer = logged_in(paula).get(reverse("housing:site-map"), {"q": elsewhere.name})

    assert [row[1:] for row in answer.context["figure"].table.rows] == [(1, 1)]


def test_a_municipality_has_no_map_of_others(vera, site, logged_in) -> None:
    client = logged_in(vera)
    answer = ask(client)

    assert reverse("housing:site-map") not in answer.content.decode()
    assert client.get(reverse("housing:site-map")).status_code == 404
    assert len(answer.context["listing"].columns) == 7


def test_towns_without_sites_are_counted_as_none(paula, site, weert) -> None:
    today = current_night(timezone.localtime())

    found = per_town(table_of_sites(paula, on=today, terms=terms_on(today)))

    assert [(town.name, town.sites, town.beds) for town in found] == [("Venlo", 1, 4), ("Weert", 0, 0)]


def test_files_hold_the_rows_of_the_page_and_no_formula(paula, site, elsewhere, logged_in) -> None:
    site.name = "=1+1"
    site.save()
    query = {"municipality": "GM0983"}

    book = openpyxl.load_workbook(io.BytesIO(ask(logged_in(paula), file="xlsx", **query).content))
    body = ask(logged_in(paula), file="csv", **query).content.decode("utf-8-sig")

    cells = list(book.active.iter_rows())
    assert [(row[0].value, row[0].data_type) for row in cells[1:]] == [("=1+1", "s")]
    assert [row[0] for row in csv.reader(io.StringIO(body), delimiter=";")][1:] == ["'=1+1"]


def test_the_telephone_of_a_site_is_not_in_the_file_of_the_province(alice, paula, site, logged_in) -> None:
    site.contact_phone = "0612345678"
    site.save()
    url = reverse("housing:all-sites") + "?file=csv"

    assert "0612345678" in logged_in(alice).get(url).content.decode()
    assert "0612345678" not in logged_in(paula).get(url).content.decode()


def test_more_sites_ask_no_more_of_the_database(paula, provider, venlo, make_site, logged_in) -> None:
    client = logged_in(paula)
    make_site(provider, venlo)
    ask(client)
    with CaptureQueriesContext(
        connection,
    ) as few:
        ask(client)
    for _ in range(8):
        make_site(provider, venlo)
    with CaptureQueriesContext(connection) as many:
        ask(client)

    assert len(many) == len(few)


def test_facilities_are_said_by_the_provider_and_stand_on_the_card(alice, charlie, site, logged_in) -> None:
    url = reverse("housing:facilities", args=[site.pk])

    logged_in(alice).post(url, {"facilities": ["laundry", "internet"], "km_to_work": "7,5"})
    refused = logged_in(charlie).post(url, {"facilities": []})

    site.refresh_from_db()
    card = logged_in(alice).get(reverse("housing:card", args=[site.pk])).content.decode()
    assert (site.facilities, site.km_to_work) == (["internet", "laundry"], Decimal("7.5"))
    assert "Internet, Wasmachines" in card
    assert refused.status_code == 404


@given(
    permits=st.lists(
        st.tuples(
            st.none() | st.integers(1, 60),
            st.integers(-3, 3),
            st.none() | st.integers(1, 5),
            st.none() | st.integers(-3, 3),
        ),
        max_size=4,
    ),
    said=st.none() | st.integers(1, 60),
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_number_that_the_database_finds_is_that_of_the_rule(paula, site, permits, said) -> None:
    day = date(2026, 5, 14)
    Permit.objects.filter(site=site).delete()
    Site.objects.filter(pk=site.pk).update(permitted_capacity=said)
    periods = []
    for number, (capacity, begins, lasts, withdrawn) in enumerate(permits):
        first = day + timedelta(days=begins)
        until = None if lasts is None else first + timedelta(days=lasts)
        taken = None if withdrawn is None else first + timedelta(days=withdrawn)
        Permit.objects.create(
            site=site, kind="letting", number=f"V-{number}", holder="Voorbeeld", capacity=capacity, valid_from=first,
            valid_until=until, withdrawn_from=taken, recorded_at=NOW,
        )  # fmt: skip
        periods.append((capacity, Period(first, until, taken)))

    row = table_of_sites(paula, on=day, terms=terms_on(day)).get(pk=site.pk)
    card = site_card(actor=paula, site=Site.objects.get(pk=site.pk), on=day)
    (norms,) = norms_of([Site.objects.get(pk=site.pk)])

    by_the_rule = capacity_of(periods, said=said, on=day)
    assert row.capacity == by_the_rule.permitted
    assert card.capacity == norms.capacity_on(day) == by_the_rule


def test_the_beds_of_all_rows_are_added_up_without_asking_for_those_of_each_site(paula, site, elsewhere) -> None:
    today = current_night(timezone.localtime())
    rows = table_of_sites(paula, on=today, terms=terms_on(today))

    with CaptureQueriesContext(connection) as asked:
        together = {
            name: beds_among(some, on=today) for name, some in {"all": rows, "none": rows.filter(beds=0)}.items()
        }

    assert together == {"all": sum(row.beds for row in rows), "none": 0}
    assert together["all"] > 0
    assert all("rooms" not in query["sql"] for query in asked.captured_queries)
