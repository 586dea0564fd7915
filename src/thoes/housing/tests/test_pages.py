"""Adding a site and its rooms, what may not be taken out of use, and that nobody else can."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.housing.models import Bed, Site, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(alice, logged_in) -> Client:
    return logged_in(alice)


def site_form(municipality, **other):
    return {
        "name": "Proefhof",
        "street": "Proefweg",
        "house_number": "7",
        "postcode": "0000ab",
        "town": "Venlo",
        "municipality": municipality.pk,
        "permitted_capacity": "40",
        "nonce": str(uuid.uuid4()),
        **other,
    }


def test_a_new_site_gets_a_code_of_its_own(page, alice, venlo) -> None:
    page.post(reverse("housing:add-site"), site_form(venlo))

    site = Site.objects.get()
    assert (site.code, site.postcode, site.provider_id) == ("VEN-001", "0000 AB", alice.organisation_id)


def test_a_site_that_is_sent_twice_is_added_once(page, venlo) -> None:
    form = site_form(venlo)

    page.post(reverse("housing:add-site"), form)
    page.post(reverse("housing:add-site"), form)

    assert Site.objects.count() == 1


def test_a_bsn_is_refused_in_the_name_of_a_site(page, venlo) -> None:
    answer = page.post(reverse("housing:add-site"), site_form(venlo, name="Proefhof 111222333"))

    assert answer.context["form"].errors["name"]
    assert not Site.objects.exists()


def test_a_code_that_another_site_has_is_refused_with_the_reason(page, site, venlo) -> None:
    answer = page.post(reverse("housing:add-site"), site_form(venlo, code=site.code.lower()))

    assert answer.context["form"].errors["code"]


def test_the_wizard_shows_the_rooms_and_then_adds_them(page, provider, venlo, make_site) -> None:
    site = make_site(provider, venlo, rooms=0)
    form = {"row1-rooms": 12, "row1-beds": 2, "row1-prefix": "Kamer", "row1-first_number": 1}
    url = reverse("housing:add-rooms", args=[site.pk])

    preview = page.post(url, {**form, "preview": "1"})
    before = Unit.objects.count()
    page.post(url, {**form, "save": "1"})

    assert len(preview.context["planned"]) == 12
    assert before == 0
    assert Bed.objects.filter(unit__site=site).count() == 24


def test_several_kinds_of_rooms_go_in_at_once(page, provider, venlo, make_site) -> None:
    site = make_site(provider, venlo, rooms=0)
    rows = {"row1": (2, 2, "Kamer", 1), "row2": (1, 4, "Chalet", 1)}
    names = ("rooms", "beds", "prefix", "first_number")
    form = {f"{row}-{name}": value for row, values in rows.items() for name, value in zip(names, values, strict=True)}

    page.post(reverse("housing:add-rooms", args=[site.pk]), {**form, "save": "1"})

    assert Bed.objects.filter(unit__site=site).count() == 8


def test_a_bed_that_is_added_twice_by_one_form_is_one_bed(page, site) -> None:
    unit = site.units.first()
    form = {"new-name": "", "new-nonce": str(uuid.uuid4())}

    page.post(reverse("housing:add-bed", args=[unit.pk]), form)
    page.post(reverse("housing:add-bed", args=[unit.pk]), form)

    assert [bed.name for bed in unit.beds.all()] == ["A", "B", "C"]


def test_a_room_does_not_take_the_name_of_another(page, site) -> None:
    first, second = site.units.all()

    answer = page.post(reverse("housing:rename-room", args=[first.pk]), {"name": second.name.lower()})

    assert answer.context["name_form"].errors["name"]


def test_a_bed_without_anybody_goes_out_of_use_and_back(page, site) -> None:
    bed = Bed.objects.filter(unit__site=site).first()
    today = timezone.localdate()

    page.post(reverse("housing:bed-out-of-use", args=[bed.pk]), {"gone-from_date": today.isoformat()})
    gone = Bed.objects.get(pk=bed.pk).out_of_use_from
    page.post(reverse("housing:bed-in-use", args=[bed.pk]))

    assert gone == today
    assert Bed.objects.get(pk=bed.pk).out_of_use_from is None


@pytest.mark.parametrize("name", ["bed-out-of-use", "room-out-of-use"])
def test_where_someone_sleeps_nothing_goes_out_of_use(name, page, site) -> None:
    bed = Bed.objects.filter(unit__site=site).first()
    today = timezone.localdate()
    arrival = {
        "family_name": "Testowska",
        "document_kind": "passport",
        "arrival": (today - timedelta(days=3)).isoformat(),
        "bed": bed.pk,
        "nonce": uuid.uuid4(),
    }
    page.post(reverse("register:check-in", args=[site.pk]), arrival)
    identifier = bed.pk if name == "bed-out-of-use" else bed.unit_id

    answer = page.post(reverse(f"housing:{name}", args=[identifier]), {"gone-from_date": today.isoformat()})

    assert answer.context["gone_form"].errors["from_date"]
    assert not Bed.objects.exclude(out_of_use_from=None).exists()


SITE_PAGES = ["site", "edit-site", "add-rooms"]


@pytest.mark.parametrize("name", SITE_PAGES)
def test_charlie_gets_no_page_of_alices_site(name, charlie, logged_in, site) -> None:
    assert logged_in(charlie).get(reverse(f"housing:{name}", args=[site.pk])).status_code == 404


@pytest.mark.parametrize("name", ["room", "bed"])
def test_charlie_gets_no_room_or_bed_of_alices(name, charlie, logged_in, site) -> None:
    unit = site.units.first()
    identifier = unit.pk if name == "room" else unit.beds.first().pk

    assert logged_in(charlie).get(reverse(f"housing:{name}", args=[identifier])).status_code == 404


def test_charlie_cannot_rename_alices_room(charlie, logged_in, site) -> None:
    unit = site.units.first()

    answer = logged_in(charlie).post(reverse("housing:rename-room", args=[unit.pk]), {"name": "Mijn kamer"})

    assert answer.status_code == 404
    assert Unit.objects.get(pk=unit.pk).name == unit.name


@pytest.mark.parametrize("name", ["sites", "add-site"])
def test_a_clerk_of_a_municipality_manages_no_sites(name, bob, logged_in) -> None:
    assert logged_in(bob).get(reverse(f"housing:{name}")).status_code == 403


@pytest.mark.parametrize("name", SITE_PAGES)
def test_a_visitor_is_sent_to_the_log_in_page(name, site) -> None:
    answer = Client().get(reverse(f"housing:{name}", args=[site.pk]))

    assert answer["Location"].startswith(reverse("accounts:login"))


@pytest.mark.parametrize("name", ["room", "bed", "edit-site", "add-rooms", "site"])
def test_every_page_of_ones_own_site_opens(name, page, site) -> None:
    unit = site.units.first()
    identifier = {"room": unit.pk, "bed": unit.beds.first().pk}.get(name, site.pk)

    assert page.get(reverse(f"housing:{name}", args=[identifier])).status_code == 200


def test_the_list_of_sites_asks_as_often_for_one_as_for_ten(
    page, provider, venlo, make_site, django_assert_num_queries
) -> None:
    make_site(provider, venlo)
    url = reverse("housing:sites")
    with django_assert_num_queries(11):
        page.get(url)
    for _ in range(9):
        make_site(provider, venlo)

    with django_assert_num_queries(11):
        answer = page.get(url)

    assert len(answer.context["rows"]) == 10
