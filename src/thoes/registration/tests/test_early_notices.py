"""What a housing provider can do early: its own people, its own nights; the sheet; and a weekly letter without names."""

import io
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from thoes.accounts.models import User
from thoes.foundation.models import OutgoingMail
from thoes.foundation.outbox import send_waiting
from thoes.places.models import LocalField
from thoes.privacy.models import ProcessingRecord
from thoes.privacy.public import as_tenant
from thoes.privacy.tests.acting import everyday
from thoes.register.public import Declared, DeclaredWorker, check_in
from thoes.registration.early_notices import early_notices_of
from thoes.registration.letters.texts import LETTERS
from thoes.registration.models import BrpRegistration, DeskDetails
from thoes.registration.services import stop_digest, stop_token, write_digests

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def names(actor, *, reached=False):
    with as_tenant(actor, everyday(actor)):
        return [n.name for one in early_notices_of(actor, on=today()) for n in (one.reached if reached else one.soon)]


@pytest.mark.parametrize(("nights", "soon", "reached"), [(20, 0, 0), (121, 1, 0), (122, 0, 1), (123, 0, 1)])
def test_who_approaches_moves_over_on_the_hundred_and_twenty_second_night(
    arrive, site, alice, nights, soon, reached
) -> None:
    arrive(site, "Testowska", nights_ago=nights)

    assert (len(names(alice)), len(names(alice, reached=True))) == (soon, reached)


def test_nights_at_another_provider_do_not_count_and_do_not_show(
    arrive, site, alice, charlie, other_provider, venlo, make_site
) -> None:
    elsewhere = make_site(other_provider, venlo)
    arrive(site, "Testowska", nights_ago=121)
    line = Declared(
        site_id=elsewhere.pk,
        arrival=today() - timedelta(days=150),
        worker=DeclaredWorker(family_name="Testowska"),
    )
    check_in(actor=charlie, arrivals=[line], at=timezone.now(), nonce=None)

    assert (names(alice), names(alice, reached=True)) == (["Testowska"], [])
    assert (names(charlie), names(charlie, reached=True)) == ([], ["Testowska"])


def test_the_first_page_shows_numbers_and_the_second_names_and_logs_the_look(arrive, site, alice, logged_in) -> None:
    found, client = arrive(site, "Testowska", nights_ago=121), logged_in(alice)

    first = client.get(reverse("registration:early-notices")).content.decode()
    before = ProcessingRecord.objects.filter(activity="registration.early_notices").count()
    second = client.get(reverse("registration:site-early-notices", args=[site.pk])).content.decode()

    assert (site.name in first, "Testowska" in first, before) == (True, False, 0)
    assert "Testowska" in second
    accesses = ProcessingRecord.objects.filter(activity="registration.early_notices")
    assert list(accesses.values_list("person_id", flat=True)) == [found.person_id]


def test_a_provider_is_not_told_who_is_registered(arrive, site, alice, logged_in) -> None:
    found = arrive(site, "Testowska", nights_ago=150)
    BrpRegistration.objects.create(
        person_id=found.person_id, municipality_id="GM0983", registered_on=today(), recorded_at=timezone.now()
    )

    assert names(alice, reached=True) == ["Testowska"]


def test_charlie_a_clerk_and_a_visitor_see_nothing_of_a_site(arrive, site, charlie, bob, logged_in) -> None:
    arrive(site, "Testowska", nights_ago=121)
    pages = [reverse("registration:site-early-notices", args=[site.pk]), reverse("registration:sheet", args=[site.pk])]

    for page in pages:
        assert logged_in(charlie).get(page).status_code == 404
        assert logged_in(bob).get(page).status_code == 403
        assert Client().get(page).status_code == 302
    assert site.name not in logged_in(charlie).get(reverse("registration:early-notices")).content.decode()
    assert logged_in(bob).post(reverse("registration:switch-digest")).status_code == 403


@pytest.mark.parametrize("language", [*LETTERS.languages, "all"])
def test_the_sheet_comes_in_each_language_with_the_desk_of_the_municipality(
    site, alice, desk, venlo, logged_in, language
) -> None:
    DeskDetails.objects.create(municipality=venlo, name="Balie Proef")

    answer = logged_in(alice).get(reverse("registration:sheet", args=[site.pk]), {"language": language})
    pdf = PdfReader(io.BytesIO(answer.content))
    text = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)

    for code in LETTERS.languages if language == "all" else [language]:
        assert LETTERS.wording(code)["subject_sheet"] in text
    assert "Balie Proef" in text
    assert len(pdf.pages) == (6 if language == "all" else 1)


def test_a_language_that_we_do_not_have_is_not_found(site, alice, logged_in) -> None:
    assert logged_in(alice).get(reverse("registration:sheet", args=[site.pk]), {"language": "xx"}).status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_the_pages_take_as_many_queries_for_many_as_for_one(arrive, site, alice, logged_in, people) -> None:
    for name in ("Testowska", "Proefnik", "Andersova")[:people]:
        arrive(site, name, nights_ago=121)
    client = logged_in(alice)
    client.get(reverse("registration:early-notices"))

    for page in (reverse("registration:early-notices"), reverse("registration:site-early-notices", args=[site.pk])):
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        assert len(queries) <= 15


def write(*, days_ahead=0):
    return write_digests(on=today() + timedelta(days=days_ahead), at=timezone.now())


def test_the_letter_of_the_week_is_written_once_and_holds_numbers_and_a_link_but_no_name(
    arrive, site, alice, charlie, settings
) -> None:
    settings.THOES_URL = "https://thoes.example.nl"
    arrive(site, "Testowska", nights_ago=121)

    written = (write(), write())
    send_waiting(at=timezone.now())
    send_waiting(at=timezone.now())

    assert written == (1, 0)
    assert [letter.to for letter in mail.outbox] == [["alice@example.nl"]]
    body = mail.outbox[0].body
    assert "Testowska" not in body
    assert f"{site.name}, {site.address}: 1 bereiken binnenkort de vier maanden" in body
    assert f"{site.name}, {site.address}: 1 reach the four months soon" in body
    assert "https://thoes.example.nl/registration/four-months/" in body
    assert mail.outbox[0].extra_headers["Message-ID"].endswith("@thoes.example.nl>")
    assert OutgoingMail.objects.get().body == ""


def test_the_next_week_has_its_own_letter(arrive, site, alice) -> None:
    arrive(site, "Testowska", nights_ago=110)

    assert (write(), write(days_ahead=7)) == (1, 1)


@pytest.mark.parametrize(("nights", "letters"), [(122, 1), (128, 1), (129, 0)])
def test_who_reached_the_four_months_is_news_for_a_week(arrive, site, alice, nights, letters) -> None:
    arrive(site, "Testowska", nights_ago=nights)

    assert write() == letters


def test_nobody_gets_a_letter_without_news_address_account_or_wish(arrive, site, alice) -> None:
    user = User.objects.get(pk=alice.user_id)
    without_news = write()
    arrive(site, "Testowska", nights_ago=121)
    user.email = ""
    user.save()
    without_address = write()
    user.email, user.is_active = "alice@example.nl", False
    user.save()
    without_account = write()
    user.is_active = True
    user.save()
    stop_digest(user_id=alice.user_id, organisation_id=alice.organisation_id)

    assert (without_news, without_address, without_account, write()) == (0, 0, 0, 0)


def test_the_link_in_the_letter_stops_it_by_its_button_and_the_page_starts_it_again(
    arrive, site, alice, logged_in
) -> None:
    arrive(site, "Testowska", nights_ago=121)
    link = reverse("registration:stop-digest", args=[stop_token(alice)])

    opened = Client().get(link).status_code
    after_opening = write()
    OutgoingMail.objects.all().delete()
    Client().post(link)
    after_button = write()
    logged_in(alice).post(reverse("registration:switch-digest"), {"do": "resume"})

    assert (opened, after_opening, after_button, write()) == (200, 1, 0, 1)


def test_a_forged_link_stops_nothing(alice) -> None:
    assert Client().post(reverse("registration:stop-digest", args=[stop_token(alice) + "x"])).status_code == 404


def test_the_expected_departure_counts_where_the_municipality_asks_it(arrive, site, alice, venlo) -> None:
    assert LocalField.EXPECTED_DEPARTURE in venlo.local_fields
    arrive(site, "Testowska", nights_ago=0, expected_in=130)

    assert names(alice, reached=True) == ["Testowska"]
