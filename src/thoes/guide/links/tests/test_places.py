"""Every address is opened wherever it stands, and told to who answers for that place, and to nobody else."""

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from thoes.contacts.domain.listing import Source
from thoes.contacts.models import Contact
from thoes.contacts.tests.conftest import in_role
from thoes.contacts.tests.conftest import make_contact as make_contact
from thoes.foundation.outbox import send_waiting
from thoes.guide.keeping.tests.conftest import hanna as hanna
from thoes.guide.keeping.tests.conftest import make_member as make_member
from thoes.guide.layers.tests.conftest import erik as erik
from thoes.guide.layers.tests.conftest import vanessa as vanessa
from thoes.guide.layers.tests.conftest import wendy as wendy
from thoes.guide.layers.tests.test_layers import write
from thoes.guide.links.checking import check_links
from thoes.guide.links.models import LinkOutcome
from thoes.guide.links.opening import Opened
from thoes.guide.links.places import broken_of_own_pages, links_everywhere
from thoes.guide.links.writing import write_to_keepers
from thoes.guide.permissions import KEEP_GUIDE
from thoes.guide.tests.conftest import samples as samples
from thoes.privacy.public import as_tenant
from thoes.ui.todays_tasks import tasks_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("samples")]
ON = date(2026, 11, 29)
OF_TOWN, OF_BOSS, OF_CONTACT = "https://venlo.example/loket", "https://baas.example/huis", "https://taal.example/weg"


@pytest.fixture
def written(vanessa, erik, make_contact) -> None:
    """A page of Venlo, one of an employer and a contact of Venlo, each with a link of its own."""
    with as_tenant(vanessa, KEEP_GUIDE):
        write(vanessa, article="", title="Loket van Venlo", body=f"Kijk [hier]({OF_TOWN}#openingstijden).")
    with as_tenant(erik, KEEP_GUIDE):
        write(erik, article="", title="Huis van de baas", body=f"Kijk [hier]({OF_BOSS}).")
    make_contact(ago=1, source=Source(OF_CONTACT, "", is_official=True), website="http://taal.example/oud")


def all_gone() -> None:
    check_links(links_everywhere(), on=ON, open_one=lambda link: Opened(LinkOutcome.GONE, 404), pause=0)


def test_links_of_contacts_and_of_pages_of_organisations_are_opened_too(written) -> None:
    found = links_everywhere()

    assert {OF_TOWN, OF_BOSS, OF_CONTACT, "https://voorbeeld.example/gemeente"} <= set(found)
    assert "http://taal.example/oud" not in found
    assert len(found) == len(set(found))


def test_a_draft_and_what_was_taken_away_are_not_opened(vanessa) -> None:
    from_draft = "https://venlo.example/concept"
    write(vanessa, act="draft", article="", body=f"Kijk [hier]({from_draft}).")

    assert from_draft not in links_everywhere()


def test_the_keeper_of_the_guide_sees_where_each_stands_and_whose_it_is_but_nothing_of_an_employer(
    written, hanna, logged_in
) -> None:
    all_gone()

    page = logged_in(hanna).get("/guide-links/").content.decode()

    assert OF_TOWN in page
    assert "Loket van Venlo" in page
    assert "Gemeente Venlo" in page
    assert OF_CONTACT in page
    assert "Taalpunt Voorbeeld" in page
    assert OF_BOSS not in page


def test_the_letter_names_no_link_of_an_employer(written, hanna) -> None:
    all_gone()
    write_to_keepers(on=ON, at=timezone.now())
    send_waiting(at=timezone.now())

    (letter,) = mail.outbox
    assert f"{OF_CONTACT} (Taalpunt Voorbeeld)" in letter.body
    assert OF_BOSS not in letter.body


def test_an_editor_sees_the_broken_links_of_the_own_pages_alone(written, vanessa, wendy, erik, logged_in) -> None:
    all_gone()

    pages = {each.organisation_name: logged_in(each).get(reverse("guide:own-pages")) for each in (vanessa, erik, wendy)}
    shown = {name: page.content.decode() for name, page in pages.items()}

    assert OF_TOWN in shown["Gemeente Venlo"]
    assert OF_BOSS not in shown["Gemeente Venlo"]
    assert OF_BOSS in shown["Uitzender Voorbeeld"]
    assert OF_TOWN not in shown["Uitzender Voorbeeld"]
    assert "example/" not in shown["Gemeente Weert"]


def test_what_opens_is_no_broken_link_of_a_page(written, vanessa) -> None:
    check_links(links_everywhere(), on=ON, open_one=lambda link: Opened(LinkOutcome.ALIVE, 200), pause=0)

    with as_tenant(vanessa, KEEP_GUIDE):
        assert broken_of_own_pages(vanessa) == {}


def test_who_keeps_a_contact_sees_its_broken_link_on_its_page_in_a_list_and_today(written, bob, wim, logged_in) -> None:
    all_gone()
    kees, karin = in_role(bob), in_role(wim)

    listed = logged_in(kees).get(reverse("guide:contact-links")).content.decode()
    of_contact = reverse("contacts:contact", args=[Contact.objects.get().pk])

    assert OF_CONTACT in listed
    assert OF_TOWN not in listed
    assert OF_CONTACT not in logged_in(karin).get(reverse("guide:contact-links")).content.decode()
    assert OF_CONTACT in logged_in(kees).get(of_contact).content.decode()
    today = tasks_for(kees, on=ON, as_tenant=as_tenant)
    assert [task.count for task in today if task.url == reverse("guide:contact-links")] == [1]
