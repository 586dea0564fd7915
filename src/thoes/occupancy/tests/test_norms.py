"""People against the norms on pages: for whom, with which sums, over a year, and the warning at a check-in."""

import io
import re
from datetime import date, timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone, translation

from thoes.housing.models import Permit, Site, SiteKind
from thoes.housing.public import HOUSING_PERMITS, norms_of
from thoes.kernel.nights import current_night
from thoes.occupancy.norms import SiteYear, site_night, site_year, sites_tonight, towns_tonight
from thoes.occupancy.web.year_chart import figure_of, months_of, spells_of
from thoes.privacy.models import ProcessingRecord
from thoes.privacy.public import as_tenant
from thoes.privacy.tests.acting import everyday
from thoes.register.models import Stay
from thoes.register.public import Declared, DeclaredWorker, check_in, check_out
from thoes.rules.norm_terms import NormOutcome

pytestmark = pytest.mark.django_db


def tonight() -> date:
    return current_night(timezone.localtime())


def arrive(actor, site, names: int, *, days_ago: int = 0) -> None:
    arrival = tonight() - timedelta(days=days_ago)
    lines = [
        Declared(site_id=site.pk, arrival=arrival, worker=DeclaredWorker(family_name=f"Testowska{chr(97 + number)}"))
        for number in range(names)
    ]
    _, results = check_in(actor=actor, arrivals=lines, at=timezone.now(), nonce=None)
    assert [result.refusal for result in results] == [None] * names


def allow(site: Site, capacity: int, **other) -> None:
    Permit.objects.create(
        site=site, kind="letting", number="Z-1", holder="Voorbeeld", capacity=capacity, valid_from=date(2020, 1, 1),
        recorded_at=timezone.now(), **other,
    )  # fmt: skip


@pytest.fixture
def crowded(site, alice) -> Site:
    """An ordinary dwelling of 30 m² with a permit for four, in which three sleep: two fit in it."""
    Site.objects.filter(pk=site.pk).update(kind=SiteKind.DWELLING, living_area=Decimal("30.0"))
    allow(site, 4)
    arrive(alice, site, 3)
    return Site.objects.get(pk=site.pk)


@pytest.fixture
def in_dutch(logged_in):
    def open_as(actor):
        client = logged_in(actor)
        client.cookies["django_language"] = "nl"
        return client

    return open_as


@pytest.mark.parametrize("who", ["alice", "vera", "sofie"])
def test_the_card_shows_the_sum_to_the_provider_and_the_municipality(who, crowded, in_dutch, request) -> None:
    page = in_dutch(request.getfixturevalue(who)).get(reverse("housing:card", args=[crowded.pk])).content.decode()

    assert "30 m² / 12 m² = 2 personen" in page
    assert "1 persoon te veel. Daarvoor is 36 m² nodig." in page
    assert "Nog plaats voor 1." in page


def test_a_number_of_the_provider_itself_is_said_to_be_one(vera, crowded, in_dutch) -> None:
    page = reverse("housing:card", args=[crowded.pk])
    recorded = in_dutch(vera).get(page).content.decode()
    Permit.objects.all().update(capacity=None)
    Site.objects.update(permitted_capacity=9)
    said = in_dutch(vera).get(page).content.decode()

    assert "Dat is de opgave van de huisvester zelf" in said
    assert "Dat is de opgave van de huisvester zelf" not in recorded
    assert "Geen enkele geldige vergunning die hier is vastgelegd" in said


@pytest.fixture
def after_its_permit(crowded) -> Site:
    """The same site when its permit ended yesterday."""
    Permit.objects.filter(site=crowded).update(valid_until=tonight())
    return crowded


@pytest.mark.parametrize(("who", "may_change"), [("alice", True), ("vera", False)])
def test_a_site_whose_permit_ended_is_nowhere_green_and_says_that_people_sleep_there(
    who, may_change, after_its_permit, in_dutch, request
) -> None:
    page = (
        in_dutch(request.getfixturevalue(who)).get(reverse("housing:card", args=[after_its_permit.pk])).content.decode()
    )
    to_do = page.partition('id="to-do"')[2].partition("</section>")[0]

    assert "3 mensen slapen hier vannacht zonder geldige vergunning" in to_do
    assert "thoes-badge--ok" not in page
    assert "thoes-stat--ok" not in page
    assert page.count('class="thoes-stat__value"') == 3
    assert ('class="thoes-summary__way"' in page) is may_change


def test_nothing_is_said_of_sleepers_while_a_permit_is_in_force_or_none_was_ever_recorded(
    crowded, vera, in_dutch
) -> None:
    card = reverse("housing:card", args=[crowded.pk])
    with_permit = in_dutch(vera).get(card).content.decode()
    Permit.objects.all().delete()
    never_one = in_dutch(vera).get(card).content.decode()

    assert "zonder geldige vergunning" not in with_permit + never_one


def test_the_province_reads_a_rounded_number_of_sleepers_or_none(after_its_permit, paula, in_dutch) -> None:
    page = in_dutch(paula).get(reverse("housing:card", args=[after_its_permit.pk])).content.decode()

    assert "zonder geldige vergunning" not in page  # three are fewer than may be told


@pytest.mark.parametrize("who", ["vera", "sofie"])
def test_sites_that_are_slept_in_without_a_permit_are_a_part_of_the_list_and_a_task_of_today(
    who, after_its_permit, in_dutch, request
) -> None:
    client = in_dutch(request.getfixturevalue(who))

    listed = client.get(reverse("occupancy:norms"), {"part": "no_permit"}).content.decode()
    today = client.get(reverse("register:today")).content.decode()

    assert after_its_permit.name in listed
    assert "?part=no_permit" in today


@pytest.mark.parametrize("who", ["alice", "vera"])
def test_the_pages_of_a_site_are_tabs_and_each_marks_itself(who, crowded, in_dutch, request) -> None:
    client = in_dutch(request.getfixturevalue(who))

    for name in ("housing:card", "housing:history", "occupancy:site-year", "inspections:checks"):
        address = reverse(name, args=[crowded.pk])
        assert f'<a href="{address}" aria-current="page">' in client.get(address).content.decode(), name


def test_the_province_sees_the_card_without_a_number_of_people(paula, crowded, in_dutch) -> None:
    page = in_dutch(paula).get(reverse("housing:card", args=[crowded.pk])).content.decode()

    assert crowded.name in page
    assert 'id="norms"' not in page
    assert "30 m² / 12 m²" not in page


def test_counting_is_no_look_at_anybody(vera, crowded, in_dutch) -> None:
    ProcessingRecord.objects.all()
    before = ProcessingRecord.objects.count()

    page = in_dutch(vera).get(reverse("housing:card", args=[crowded.pk])).content.decode()

    assert "Testowska" not in page
    assert ProcessingRecord.objects.count() == before


@pytest.mark.parametrize("who", ["charlie", "wim"])
def test_nobody_else_sees_a_card_or_a_year_of_the_site(who, crowded, in_dutch, request) -> None:
    client = in_dutch(request.getfixturevalue(who))

    assert client.get(reverse("housing:card", args=[crowded.pk])).status_code == 404
    assert client.get(reverse("occupancy:site-year", args=[crowded.pk])).status_code == 404
    assert crowded.name not in client.get(reverse("occupancy:norms")).content.decode()


def test_the_province_gets_no_year_of_a_site_and_a_clerk_no_page_at_all(paula, bob, crowded, in_dutch) -> None:
    assert in_dutch(paula).get(reverse("occupancy:site-year", args=[crowded.pk])).status_code == 404
    assert in_dutch(bob).get(reverse("occupancy:norms")).status_code == 403


def test_under_the_database_s_own_rules_the_officer_still_counts_everybody(vera, crowded) -> None:
    with as_tenant(vera, HOUSING_PERMITS):
        night = site_night(actor=vera, site=crowded, on=tonight())
        rows = sites_tonight(actor=vera, on=tonight())

    assert night is not None
    assert (night.decision.people, night.decision.outcome) == (3, NormOutcome.OVER)
    assert [row.nights_over for row in rows] == [1]


@pytest.mark.parametrize("who", ["charlie", "wim", "paula", "bob"])
def test_who_may_not_count_gets_no_site(who, crowded, request) -> None:
    actor = request.getfixturevalue(who)

    with as_tenant(actor, everyday(actor)):
        assert sites_tonight(actor=actor, on=tonight()) == []


def test_the_list_puts_the_worst_on_top_and_narrows(vera, provider, venlo, make_site, crowded, in_dutch) -> None:
    quiet = make_site(provider, venlo)
    allow(quiet, 4)
    client = in_dutch(vera)

    everything = client.get(reverse("occupancy:norms")).content.decode()
    over = client.get(reverse("occupancy:norms"), {"part": "over"}).content.decode()
    found = client.get(reverse("occupancy:norms"), {"q": quiet.name}).content.decode()

    assert everything.index(crowded.name) < everything.index(quiet.name)
    assert quiet.name not in over
    assert crowded.name not in found


def test_a_site_with_a_missing_figure_is_unknown_and_says_which(vera, alice, site, in_dutch) -> None:
    Site.objects.filter(pk=site.pk).update(kind=SiteKind.DWELLING)
    allow(site, 4)
    arrive(alice, site, 1)

    page = in_dutch(vera).get(reverse("occupancy:norms"), {"part": "unknown"}).content.decode()

    assert site.name in page
    assert "De woonoppervlakte is niet ingevuld." in page


def test_the_spreadsheet_holds_what_the_page_shows(vera, crowded, in_dutch) -> None:
    answer = in_dutch(vera).get(reverse("occupancy:norms"), {"part": "over", "file": "xlsx"})
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)

    assert answer["Cache-Control"] == "no-store"
    assert rows[1][0] == crowded.name
    assert rows[1][5:8] == (3, 2, 1)
    assert "30 m² / 12 m² = 2 " in rows[1][10]


def test_the_province_gets_sums_per_municipality_and_of_one_site_no_number_of_people(paula, crowded, in_dutch) -> None:
    page = in_dutch(paula).get(reverse("occupancy:norms")).content.decode()
    answer = in_dutch(paula).get(reverse("occupancy:norms") + "?file=xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)

    assert "niet getoond" in page
    assert crowded.name not in page
    assert rows[1][:6] == ("Venlo", 1, 0, 0, 1, "niet getoond")


def test_sums_per_municipality_are_for_the_province_only(vera, alice, crowded) -> None:
    assert towns_tonight(actor=vera, on=tonight()) == []
    assert towns_tonight(actor=alice, on=tonight()) == []


def test_a_year_of_a_site_says_every_night(alice, site) -> None:
    allow(site, 1)
    arrive(alice, site, 2, days_ago=9)
    stay = site.stay_set.first()
    check_out(
        actor=alice, stay_ids=[stay.stay_id], departure=tonight() - timedelta(days=4), at=timezone.now(), nonce=None
    )

    year = site_year(
        actor=alice, site=site, from_date=tonight() - timedelta(days=11), until=tonight() + timedelta(days=1)
    )

    assert year is not None
    assert year.people == (0, 0, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1)
    assert set(year.most) == {1}
    assert (year.count(NormOutcome.OVER), year.count(NormOutcome.UNKNOWN)) == (5, 5)
    assert [(spell.nights, spell.most_people) for spell in spells_of(year)] == [(5, 2)]
    assert sum(month.over for month in months_of(year)) == 5


def test_the_year_agrees_with_the_rule_night_by_night(alice, crowded) -> None:
    start = tonight() - timedelta(days=20)
    year = site_year(actor=alice, site=crowded, from_date=start, until=tonight() + timedelta(days=1))
    norms = norms_of([crowded])[0]

    assert year is not None
    for at in range(21):
        night = site_night(actor=alice, site=crowded, on=year.day(at))
        assert night is not None
        assert (night.decision.people, night.decision.outcome) == (year.people[at], year.outcomes[at])
        most = [limit.most for limit in norms.limits_on(year.day(at)) if limit.most is not None]
        assert year.most[at] == min(most)


def test_the_drawing_has_a_gap_where_nothing_is_known(alice, site) -> None:
    allow(site, 3, valid_until=tonight() - timedelta(days=2))
    year = site_year(
        actor=alice, site=site, from_date=tonight() - timedelta(days=4), until=tonight() + timedelta(days=1)
    )

    assert year is not None
    drawn = figure_of(year, is_now=True).drawing.body
    assert year.most == (3, 3, None, None, None)
    assert re.findall(r'd="M(\S+) \S+?H(\S+)" class="c-line c-line-(\w+)', drawn) == [
        ("0.0", "1000.0", "main"), ("0.0", "400.0", "half"),
    ]  # fmt: skip


def test_a_year_shows_the_rooms_apart_from_the_site_and_says_since_when_one_is_too_full() -> None:
    within, over = NormOutcome.WITHIN, NormOutcome.OVER
    year = SiteYear(
        from_date=date(2026, 5, 1),
        people=(2,) * 4,
        most=(9,) * 4,
        of_site=(within,) * 4,
        of_rooms=(over, within, over, over),
        rooms_over=(1, 0, 1, 2),
    )

    with translation.override("nl"):
        now, then = figure_of(year, is_now=True), figure_of(year, is_now=False)

    assert year.outcomes == year.of_rooms
    assert now.title == "Vannacht zijn 2 kamers te vol; sinds 3 mei 2026 is elke nacht een kamer te vol"
    assert then.title == "Te veel mensen in 3 nachten"
    assert re.findall(r'<rect class="c-bad" x="([\d.]+)%" width="([\d.]+)%"', now.drawing.body) == [
        ("0", "25"), ("50", "50"),
    ]  # fmt: skip


@pytest.mark.parametrize("until", ["2024-02-29", "0001-01-01", "nonsense", "9999-12-31"])
def test_any_year_can_be_asked_and_nonsense_gives_this_one(until, alice, crowded, in_dutch) -> None:
    answer = in_dutch(alice).get(reverse("occupancy:site-year", args=[crowded.pk]), {"until": until})

    assert answer.status_code == 200
    assert answer.context["last"] <= tonight()


@pytest.mark.parametrize(("days_ahead", "in_that_night"), [(0, 0), (3, 1)])
def test_a_check_in_above_a_norm_is_taken_and_warned_about(alice, crowded, in_dutch, days_ahead, in_that_night) -> None:
    arrival = tonight() + timedelta(days=days_ahead)
    data = {
        "names": "Próbny, Jan", "arrival": arrival.isoformat(), "document_kind": "passport",
        "nonce": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    }  # fmt: skip

    answer = in_dutch(alice).post(reverse("register:check-in-group", args=[crowded.pk]), data, follow=True)

    page = answer.content.decode()
    assert "Jan Próbny slaapt" in page
    assert "Er slapen hier meer mensen dan een norm toestaat." in page
    # The board says it of tonight; of a night ahead nobody else would.
    assert page.count("In die nacht slapen hier meer mensen dan een norm toestaat.") == in_that_night


@pytest.mark.parametrize("name", ["register:check-in", "register:check-in-group"])
@pytest.mark.parametrize(("capacity", "is_warned"), [(2, True), (3, True), (4, False)])
def test_who_would_be_one_too_many_is_said_before_the_check_in(
    name, capacity, is_warned, alice, site, in_dutch
) -> None:
    allow(site, capacity)
    arrive(alice, site, 3)

    page = in_dutch(alice).get(reverse(name, args=[site.pk])).content.decode()

    assert ("Met één persoon erbij slapen hier meer mensen" in page) is is_warned
    assert (f"Vergunning: hoogstens toegestaan: {capacity}. In die nacht slapen hier: 3." in page) is is_warned


def test_a_night_after_people_left_is_not_warned_about(alice, site, in_dutch) -> None:
    allow(site, 3)
    arrive(alice, site, 3)
    here = list(Stay.objects.values_list("stay_id", flat=True))
    check_out(actor=alice, stay_ids=here, departure=tonight() + timedelta(days=5), at=timezone.now(), nonce=None)
    url = reverse("register:check-in", args=[site.pk])

    days = [tonight() + timedelta(days=ahead) for ahead in (4, 5)]
    pages = [in_dutch(alice).get(url, {"arrival": day.isoformat()}).content.decode() for day in days]

    assert ["Met één persoon erbij" in page for page in pages] == [True, False]


def test_a_check_in_within_the_norms_warns_about_nothing(alice, site, in_dutch) -> None:
    allow(site, 4)
    data = {
        "names": "Próbny, Jan", "arrival": tonight().isoformat(), "document_kind": "passport",
        "nonce": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    }  # fmt: skip

    answer = in_dutch(alice).post(reverse("register:check-in-group", args=[site.pk]), data, follow=True)

    assert Stay.objects.count() == 1
    assert [message.level_tag for message in answer.context["messages"]] == ["success"]
    assert "dan een norm toestaat" not in answer.content.decode()


def test_a_list_of_many_sites_costs_as_many_queries_as_one(
    vera, alice, provider, venlo, make_site, crowded, django_assert_max_num_queries
) -> None:
    for _ in range(5):
        arrive(alice, make_site(provider, venlo), 0)

    with as_tenant(vera, HOUSING_PERMITS), django_assert_max_num_queries(14):
        assert len(sites_tonight(actor=vera, on=tonight())) == 6
