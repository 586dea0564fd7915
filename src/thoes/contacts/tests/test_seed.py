"""What was found on public pages: it is in the queue, whole, and shown to nobody."""

import pytest

from thoes.contacts.models import Contact
from thoes.contacts.queries import public_contacts
from thoes.contacts.seeding import ensure_queue, seed
from thoes.contacts.tests.conftest import AT, TODAY
from thoes.places.public import ensure_limburg, municipality_names

pytestmark = pytest.mark.django_db

CONTRADICTED = {
    "huisartsenpost-maastricht", "spoedpost-noord-limburg", "113", "juridisch-loket", "arbeidsinspectie",
    "discriminatie-limburg", "rni-heerlen", "gemeente-simpelveld", "zuyderland-heerlen", "huurcommissie",
}  # fmt: skip


@pytest.fixture
def queue(db) -> None:
    ensure_limburg()
    ensure_queue(at=AT)


def test_nothing_of_it_is_shown_before_somebody_checked_it(queue) -> None:
    assert Contact.objects.count() > 80
    assert not Contact.objects.exclude(checked_on=None).exists()
    assert public_contacts(on=TODAY) == []


def test_each_of_the_municipalities_is_in_it(queue) -> None:
    own = Contact.objects.filter(kind="municipality")

    assert set(own.values_list("municipality", flat=True)) == set(municipality_names())
    assert all(each.listing.serves == (each.municipality_id,) for each in own)


def test_every_contradiction_that_was_seen_stands_side_by_side(queue) -> None:
    contradicted = {each.key for each in Contact.objects.filter(proposals__decided_at=None)}

    assert contradicted >= CONTRADICTED
    gp = Contact.objects.get(key="huisartsenpost-maastricht")
    assert [phone.number for phone in gp.listing.phones] == ["043 750 01 23"]
    assert [phone.number for phone in gp.proposals.get().listing.phones] == ["043 387 77 77"]


def test_doing_it_again_adds_nothing_and_changes_nothing(queue) -> None:
    Contact.objects.filter(key="barka").update(name="Barka Nederland")

    assert ensure_queue(at=AT) == 0
    assert Contact.objects.get(key="barka").name == "Barka Nederland"


def test_what_says_to_be_official_has_a_page_and_what_has_none_says_so() -> None:
    entries = seed()

    assert len({each["key"] for each in entries}) == len(entries)
    assert all(each["source"].get("link") for each in entries if each.get("source", {}).get("official"))
    assert any(not each.get("source") for each in entries)
