"""Whoever has a question on the pages of a municipality comes to somebody who answers, and never to who does not."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from thoes.contacts.domain.listing import HelperKind, Phone
from thoes.contacts.models import Confirmation, ContactPerson
from thoes.contacts.tests.conftest import make_contact as make_contact
from thoes.guide.frame import GUIDE_LANGUAGES
from thoes.guide.keeping.tests.conftest import make_member as make_member
from thoes.guide.layers.models import Layer
from thoes.guide.layers.tests.conftest import erik as erik
from thoes.guide.layers.tests.conftest import vanessa as vanessa
from thoes.guide.layers.tests.test_layers import write
from thoes.guide.permissions import KEEP_GUIDE
from thoes.guide.readers import READERS
from thoes.guide.tests.conftest import samples as samples
from thoes.privacy.public import as_tenant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("samples", "of_town")]
DESK = "088 000 00 20"


@pytest.fixture
def of_town(vanessa):
    """A page of Venlo of its own, and one under an article."""
    write(vanessa)
    return write(vanessa, article="").page


def seat(which: str, *, away: bool = False) -> None:
    ContactPerson.objects.create(
        municipality_id="GM0983", seat=which, function=f"Functie {which}", email=f"{which}@venlo.example",
        is_personal_address=False, recorded_at=now(), away_from=localdate() if away else None,
    )  # fmt: skip


def gave_no_answer() -> None:
    today = localdate()
    Confirmation.objects.create(municipality_id="GM0983", asked_on=today - timedelta(days=30), deputy_asked_on=today)


def read(address: str) -> str:
    return unescape(Client().get(address).content.decode())


@pytest.fixture
def general_desk(make_contact):
    """The general desk of Venlo: general_desk(ago=days since its check)."""
    return lambda ago: make_contact(
        "Gemeente Venlo", kind=HelperKind.MUNICIPALITY, ago=ago, on=localdate(), phones=(Phone(DESK),)
    )


def test_a_question_goes_to_the_contact_person_and_beside_it_stands_the_desk(general_desk) -> None:
    general_desk(1)
    seat("contact")
    seat("deputy")

    page = read("/guide/pl/in/venlo/")

    assert 'href="mailto:contact@venlo.example"' in page
    assert "deputy@venlo.example" not in page
    assert f'href="tel:{DESK.replace(" ", "")}"' in page
    assert READERS.wording("pl")["question.person"] in page


def test_a_question_goes_to_the_deputy_when_the_contact_person_gave_us_no_answer(general_desk, of_town) -> None:
    general_desk(1)
    seat("contact")
    seat("deputy")
    gave_no_answer()

    for address in ("/guide/pl/in/venlo/", f"/guide/pl/in/venlo/own/{of_town}/", "/guide/pl/in/venlo/first-days/"):
        page = read(address)
        assert 'href="mailto:deputy@venlo.example"' in page
        assert READERS.wording("pl")["question.deputy"] in page
        assert "contact@venlo.example" not in page


@pytest.mark.parametrize("deputy", [None, "away"])
def test_without_a_deputy_who_is_there_a_question_goes_to_the_desk_and_not_to_who_is_silent(
    general_desk, deputy
) -> None:
    contact = general_desk(1)
    seat("contact")
    if deputy:
        seat("deputy", away=True)
    gave_no_answer()

    page = read("/guide/nl/in/venlo/")

    assert "@venlo.example" not in page
    assert f'href="tel:{DESK.replace(" ", "")}"' in page
    assert f'href="/guide/nl/help/{contact.key}/"' in page
    assert "contact@venlo.example" not in read(f"/guide/nl/help/{contact.key}/")


def test_of_a_desk_that_nobody_checked_in_time_no_number_is_given_but_the_way_to_its_page(general_desk) -> None:
    contact = general_desk(400)

    page = read("/guide/nl/in/venlo/")

    assert "tel:" not in page
    assert f'href="/guide/nl/help/{contact.key}/"' in page


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_where_nothing_is_known_a_question_leads_to_who_helps_in_that_municipality(language) -> None:
    page = read(f"/guide/{language}/in/venlo/")

    assert READERS.wording(language)["question.title"] in page
    assert f'href="/guide/{language}/help/?place=GM0983"' in page


def test_the_pages_of_an_employer_have_no_desk_of_a_municipality(erik) -> None:
    with as_tenant(erik, KEEP_GUIDE):
        write(erik, article="")
        code = Layer.objects.get(organisation_id=erik.organisation_id).code

    assert READERS.wording("nl")["question.title"] not in read(f"/guide/nl/with/{code}/")
