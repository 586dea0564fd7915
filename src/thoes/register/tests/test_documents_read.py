"""A document reader that types into the check-in and into the search box: what is taken over, and what is left nowhere."""

import logging
import uuid
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from thoes.kernel.nights import current_night
from thoes.places.models import LocalField
from thoes.privacy.models import AuditRecord
from thoes.register.models import Stay, Worker
from thoes.register.nationalities import nationality_of
from thoes.register.public import Declared, DeclaredWorker, check_in
from thoes.register.web.documents_read import fields_of_document

pytestmark = pytest.mark.django_db

PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
# The specimen with another nationality: the check digits do not count that.
POLISH = PASSPORT.replace("C36UTO", "C36POL")
DAY = date(2026, 11, 29)
RAW = ("ERIKSSON<", "L898902C36", "ZE184226B")


@pytest.fixture
def client_of_alice(alice, logged_in):
    return logged_in(alice)


def _sent(**fields):
    arrival = current_night(timezone.localtime()).isoformat()
    return {"document_kind": "", "arrival": arrival, "nonce": str(uuid.uuid4()), **fields}


def _sleeps(actor, site, family_name, given_name, born=None):
    worker = DeclaredWorker(family_name=family_name, given_name=given_name, date_of_birth=born)
    line = Declared(site_id=site.pk, arrival=current_night(timezone.localtime()), worker=worker)
    check_in(actor=actor, arrivals=[line], at=timezone.now(), nonce=None)


def test_only_what_has_a_local_ground_is_taken_over() -> None:
    everything, nothing = (
        fields_of_document(POLISH, allowed=allowed, on=DAY) for allowed in (list(LocalField.values), [])
    )

    assert everything == {
        "family_name": "Eriksson",
        "given_name": "Anna Maria",
        "document_kind": "passport",
        "date_of_birth": "1974-08-12",
        "nationality": "PL",
        "document_number": "L898902C3",
    }
    assert nothing == {"family_name": "Eriksson", "given_name": "Anna Maria", "document_kind": "passport"}


@pytest.mark.parametrize(
    ("code", "country"), [("POL", "PL"), ("D", "DE"), ("GBD", "GB"), ("RKS", "XK"), ("UTO", ""), ("XXA", "")]
)
def test_the_state_codes_of_documents_are_known(code, country) -> None:
    assert nationality_of(code) == country


def test_a_document_read_into_the_name_fills_the_form_and_checks_nobody_in(client_of_alice, site) -> None:
    page = client_of_alice.post(reverse("register:check-in", args=[site.pk]), _sent(family_name=PASSPORT))

    form, shown = page.context["form"], page.content.decode()
    assert (form["family_name"].value(), form["given_name"].value()) == ("Eriksson", "Anna Maria")
    assert form["date_of_birth"].value() == "1974-08-12"
    assert not form.errors
    assert "Overgenomen van het document" in shown
    assert not any(part in shown for part in RAW)
    assert not Stay.objects.exists()


def test_a_document_that_was_misread_gives_nothing_but_the_reason(client_of_alice, site) -> None:
    misread = PASSPORT.replace("740812", "740813")

    page = client_of_alice.post(
        reverse("register:check-in", args=[site.pk]), _sent(family_name=misread, residence="Opole")
    )

    shown = page.content.decode()
    assert [*page.context["form"].errors["family_name"]] != []
    assert "controlecijfer" in shown
    assert 'value="Opole"' in shown
    assert not any(part in shown for part in RAW)
    assert "1974" not in shown


def test_half_a_document_is_no_name(client_of_alice, site) -> None:
    page = client_of_alice.post(
        reverse("register:check-in", args=[site.pk]), _sent(family_name=PASSPORT[:44], document_kind="passport")
    )

    assert "Niet alle regels" in page.content.decode()
    assert not Worker.objects.exists()


def test_suggestions_are_asked_in_no_address_and_not_for_a_document(client_of_alice, site) -> None:
    url = reverse("register:known-workers", args=[site.pk])

    assert client_of_alice.get(url, {"family_name": "Testowska"}).status_code == 405
    assert "hx-get" not in client_of_alice.get(reverse("register:check-in", args=[site.pk])).content.decode()
    assert "ERIKSSON" not in client_of_alice.post(url, {"family_name": PASSPORT[:50]}).content.decode()


def test_the_search_box_finds_who_is_on_a_document_by_name_and_birth_date(client_of_alice, alice, site) -> None:
    _sleeps(alice, site, "Eriksson", "Anna Maria", date(1974, 8, 12))
    _sleeps(alice, site, "Eriksson", "Anna-Maria", date(1980, 1, 1))

    page = client_of_alice.post(reverse("register:search"), {"q": PASSPORT})

    assert [worker.date_of_birth for worker, _stays in page.context["found"]] == [date(1974, 8, 12)]
    assert page["Cache-Control"] == "no-store"
    assert not any(part in page.content.decode() for part in RAW)


def test_a_name_in_the_search_box_stands_in_the_address_as_before(client_of_alice, alice, site) -> None:
    _sleeps(alice, site, "Testowska", "Anna")

    answer = client_of_alice.post(reverse("register:search"), {"q": "testowska"})

    assert answer["Location"] == reverse("register:search") + "?q=testowska"
    assert "Testowska, Anna" in client_of_alice.get(answer["Location"]).content.decode()


def test_a_document_in_an_address_is_sent_away_from_it(client_of_alice) -> None:
    answer = client_of_alice.get(reverse("register:search"), {"q": PASSPORT})

    assert answer["Location"] == reverse("register:search")


def test_the_search_box_says_that_a_document_was_misread(client_of_alice) -> None:
    page = client_of_alice.post(reverse("register:search"), {"q": PASSPORT.replace("740812", "740813")}, follow=True)

    assert "controlecijfer" in page.content.decode()


def test_the_lines_of_a_document_are_left_in_no_log_and_no_record(client_of_alice, site, caplog) -> None:
    caplog.set_level(logging.DEBUG)

    client_of_alice.post(reverse("register:search"), {"q": PASSPORT})
    client_of_alice.post(reverse("register:search"), {"q": PASSPORT[:-1]})
    client_of_alice.post(reverse("register:check-in", args=[site.pk]), _sent(family_name=PASSPORT))
    client_of_alice.post(
        reverse("register:check-in-group", args=[site.pk]), _sent(names=PASSPORT, document_kind="passport")
    )

    written = caplog.text + str([*AuditRecord.objects.values()]) + str(client_of_alice.session.items())
    assert not any(part in written for part in RAW)


def test_save_and_next_keeps_what_the_bus_has_in_common(client_of_alice, site) -> None:
    url = reverse("register:check-in", args=[site.pk])
    bed = client_of_alice.get(url).context["form"].initial["bed"]
    sent = _sent(
        family_name="Testowska", given_name="Anna", document_kind="identity_card", bed=bed, months="3", next="1"
    )

    page = client_of_alice.post(url, sent, follow=True)

    form = page.context["form"]
    assert page.request["PATH_INFO"] == url
    assert "Testowska" not in page.request["QUERY_STRING"]
    assert (form["document_kind"].value(), form["months"].value()) == ("identity_card", "3")
    assert form["family_name"].value() is None
    assert form["bed"].value() not in ("", bed)
    assert Stay.objects.count() == 1
