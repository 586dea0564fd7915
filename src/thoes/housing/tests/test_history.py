"""The history of a site: told by organisation and role, like changes together, nothing of a private holder to outsiders."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from thoes.accounts.models import User
from thoes.housing.domain.rooms import RoomBlock
from thoes.housing.domain.timelines import Entry, changes_between, together
from thoes.housing.models import Bed
from thoes.housing.queries.history import Writer, history_of
from thoes.housing.services import (
    PermitFacts,
    QualityLabelFacts,
    SiteFacts,
    add_rooms,
    add_shortcoming,
    change_site,
    mend_shortcoming,
    record_permit,
    record_quality_label,
    take_bed_out_of_use,
)
from thoes.housing.services.figures import BuildingFigures, change_bedrooms, change_building

NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)


def facts(site, **other) -> SiteFacts:
    names = ("name", "street", "house_number", "postcode", "town", "municipality_id", "code")
    return SiteFacts(**{name: getattr(site, name) for name in names} | other)


def test_only_what_differs_is_a_change() -> None:
    found = changes_between({"name": "A", "beds": 1}, {"name": "A", "beds": 2})

    assert [(change.field, change.before, change.after) for change in found] == [("beds", 1, 2)]


def test_twelve_rooms_of_one_moment_are_one_entry_and_the_newest_stands_first() -> None:
    rooms = [Entry(NOW, "unit", True, (f"K{number}",), ()) for number in range(12)]
    later = Entry(NOW.replace(hour=13), "bed", True, ("A",), ())

    found = together([*rooms, later], counted=("unit",))

    assert [(entry.table, len(entry.names)) for entry in found] == [("bed", 1), ("unit", 12)]


@pytest.mark.django_db
def test_a_change_names_the_organisation_and_role_and_no_person(alice, site) -> None:
    User.objects.filter(pk=alice.user_id).update(first_name="Alice", last_name="Achternaam")
    change_site(actor=alice, site_id=site.pk, facts=facts(site, name="Nieuwe Hoeve"))

    newest = next(entry for entry in history_of(actor=alice, site=site) if not entry.is_new)

    changed = {change.field: (change.before, change.after) for change in newest.changes}
    assert changed["name"] == ("Testhoeve 1", "Nieuwe Hoeve")
    assert newest.who == Writer(alice.organisation_name, alice.role)


@pytest.mark.django_db
def test_figures_permits_and_quality_labels_name_the_role_too(alice, vera, site) -> None:
    permit = PermitFacts("letting", "V-1", "Huisvester Voorbeeld", date(2026, 1, 1))
    unit = site.units.first()
    change_building(actor=alice, site_id=site.pk, figures=BuildingFigures(showers=3))
    change_bedrooms(actor=alice, unit_id=unit.pk, bedroom_area=Decimal("14"), bedrooms=1)
    record_permit(actor=vera, site_id=site.pk, facts=permit, at=NOW, permit_id=uuid4())
    quality_label = record_quality_label(
        actor=alice, site_id=site.pk, facts=QualityLabelFacts("snf", "C-1", date(2026, 1, 1)), on=NOW.date(), at=NOW
    )
    shortcoming = add_shortcoming(
        actor=alice, quality_label_id=quality_label.pk, text="Deur klemt", found_on=NOW.date(), repair_by=None, at=NOW
    )
    mend_shortcoming(actor=alice, shortcoming_id=shortcoming.pk, repaired_on=NOW.date(), at=NOW)

    told = history_of(actor=alice, site=site)

    for table, actor in (
        ("site", alice),
        ("unit", alice),
        ("permit", vera),
        ("quality_label", alice),
        ("shortcoming", alice),
    ):
        newest = next(entry for entry in told if entry.table == table)
        assert (table, newest.who) == (table, Writer(actor.organisation_name, actor.role))


@pytest.mark.django_db
def test_the_page_tells_it_in_words(alice, site, logged_in) -> None:
    add_rooms(actor=alice, site_id=site.pk, blocks=[RoomBlock(rooms=3, beds=2, prefix="Nieuw")])
    take_bed_out_of_use(actor=alice, bed_id=Bed.objects.first().pk, from_date=date(2026, 6, 1))

    text = logged_in(alice).get(reverse("housing:history", args=[site.pk])).content.decode()

    assert "3 kamers zijn toegevoegd" in text
    assert "1 juni 2026" in text
    assert "Huisvester Voorbeeld · Locatiebeheerder" in text


@pytest.mark.django_db
def test_a_private_holder_and_the_telephone_are_not_told_to_the_province(vera, paula, alice, site, logged_in) -> None:
    change_site(actor=alice, site_id=site.pk, facts=facts(site, contact_phone="0612345678"))
    permit = PermitFacts("letting", "V-1", "Jan Particulier", date(2026, 1, 1), holder_is_private=True)
    record_permit(actor=vera, site_id=site.pk, facts=permit, at=NOW, permit_id=uuid4())

    of_vera = logged_in(vera).get(reverse("housing:history", args=[site.pk])).content.decode()
    of_paula = logged_in(paula).get(reverse("housing:history", args=[site.pk])).content.decode()
    card = logged_in(paula).get(reverse("housing:card", args=[site.pk])).content.decode()

    assert "Jan Particulier" in of_vera
    assert "0612345678" in of_vera
    for text in (of_paula, card):
        assert "Particulier" not in text
        assert "0612345678" not in text


@pytest.mark.django_db
def test_nobody_else_reads_the_history(charlie, wim, bob, site, logged_in) -> None:
    url = reverse("housing:history", args=[site.pk])

    assert logged_in(charlie).get(url).status_code == 404
    assert logged_in(wim).get(url).status_code == 404
    assert logged_in(bob).get(url).status_code == 403
    assert Client().get(url)["Location"].startswith(reverse("accounts:login"))
