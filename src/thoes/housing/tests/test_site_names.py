"""Two sites of one name are told apart."""

from datetime import date

import pytest
from django.utils import timezone

from thoes.housing.models import Site
from thoes.housing.public import SiteChoice
from thoes.housing.services import PermitFacts, record_permit
from thoes.housing.site_names import site_names

pytestmark = pytest.mark.django_db


def named(make_site, provider, place, name, *, town) -> Site:
    site = make_site(provider, place)
    site.name, site.town = name, town
    site.save()
    return site


def test_a_name_that_one_site_has_stands_alone(make_site, provider, venlo) -> None:
    site = named(make_site, provider, venlo, "Huize Voorbeeld", town="Venlo")

    assert site_names().of(site) == "Huize Voorbeeld"


def test_sites_of_one_name_in_two_towns_are_told_apart_by_the_town(make_site, provider, venlo, weert) -> None:
    first = named(make_site, provider, venlo, "Huize Voorbeeld", town="Venlo")
    second = named(make_site, provider, weert, "huize voorbeeld", town="Weert")

    names = site_names()

    assert (names.of(first), names.of(second)) == ("Huize Voorbeeld, Venlo", "huize voorbeeld, Weert")


def test_sites_of_one_name_in_one_town_are_told_apart_by_the_address(make_site, provider, venlo) -> None:
    first = named(make_site, provider, venlo, "Huize Voorbeeld", town="Venlo")
    second = named(make_site, provider, venlo, "Huize Voorbeeld", town="Venlo")

    names = site_names()

    assert names.of(first) == f"Huize Voorbeeld, {first.address}"
    assert names.of(first) != names.of(second)


def test_where_somebody_moves_to_is_told_apart(alice, logged_in, make_site, provider, venlo, weert) -> None:
    named(make_site, provider, venlo, "Huize Voorbeeld", town="Venlo")
    other = named(make_site, provider, weert, "Huize Voorbeeld", town="Weert")

    page = logged_in(alice).get(f"/sites-board/{other.pk}/check-in/").content.decode()

    assert "Aanmelden bij Huize Voorbeeld, Weert" in page


def test_where_a_site_is_chosen_two_of_one_name_are_told_apart(make_site, provider, venlo, weert) -> None:
    named(make_site, provider, venlo, "Huize Voorbeeld", town="Venlo")
    named(make_site, provider, weert, "Huize Voorbeeld", town="Weert")
    choice = SiteChoice()

    choice.offer(Site.objects.order_by("town"))

    assert [words for _value, words in choice.choices] == ["Huize Voorbeeld, Venlo", "Huize Voorbeeld, Weert"]


def test_in_a_list_two_sites_of_one_name_are_told_apart_where_the_address_is_left_off(
    vera, logged_in, make_site, provider, venlo
) -> None:
    for number in ("Z-2026-1", "Z-2026-2"):
        site = named(make_site, provider, venlo, "Huize Voorbeeld", town="Venlo")
        facts = PermitFacts("letting", number, "Voorbeeld B.V.", date(2025, 1, 1), None)
        record_permit(actor=vera, site_id=site.pk, facts=facts, at=timezone.now())

    page = logged_in(vera).get("/sites/permits/").content.decode()

    for site in Site.objects.all():
        assert f">Huize Voorbeeld, {site.address}</a>" in page
