"""A session ended while a form was open: who logs in again goes on with it, and nobody else sees anything of it."""

import base64
import uuid
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.accounts.models import Membership, User
from thoes.accounts.services.sessions import MEMBERSHIP
from thoes.accounts.unsent import UNSENT, remember_owner
from thoes.accounts.web.middleware import SEEN
from thoes.housing.public import SITE_MANAGER, Bed
from thoes.kernel.nights import current_night
from thoes.register.public import Stay, Worker

pytestmark = pytest.mark.django_db

TYPED = "Zeldzamenaam"


@pytest.fixture
def form(site):
    bed = Bed.objects.filter(unit__site=site).first()
    return {
        "family_name": TYPED, "given_name": "Anna", "residence": "Opole", "document_kind": "passport",
        "arrival": current_night(timezone.localtime()).isoformat(), "bed": str(bed.pk), "nonce": str(uuid.uuid4()),
    }  # fmt: skip


@pytest.fixture
def url(site):
    return reverse("register:check-in", args=[site.pk])


def _post(client: Client, url: str, form: dict[str, str]):
    """As a browser sends a form without a file."""
    return client.post(url, urlencode(form), content_type="application/x-www-form-urlencoded")


def _let_time_pass(client: Client, minutes: int = 31) -> None:
    session = client.session
    session[SEEN] = (timezone.now() - timedelta(minutes=minutes)).isoformat()
    session.save()


def _sent_too_late(enter, url, form, *, who="alice") -> Client:
    client = enter(who)
    _let_time_pass(client)
    client.post(url, form)
    return client


def test_the_form_is_shown_again_as_it_was_and_is_sent_once(alice, enter, site, url, form) -> None:
    client = enter("alice")
    _let_time_pass(client)

    login = client.post(url, form, follow=True)
    enter("alice", client=client)
    kept = client.get(reverse("accounts:unsent"))
    shown = _post(client, url, dict(kept.context["kept"].fields) | {"shown-again": "1"})
    stays_before = Stay.objects.count()
    client.post(url, {name: shown.context["form"][name].value() or "" for name in form})

    assert login.redirect_chain[-1][0] == "/account/login/?next=%2Faccount%2Funsent%2F"
    assert "blijft bewaard" in login.content.decode()
    assert f'name="family_name" value="{TYPED}"' in kept.content.decode()
    assert f'value="{TYPED}"' in shown.content.decode()
    assert "Er is nog niets mee gedaan" in shown.content.decode()
    assert stays_before == 0
    assert Stay.objects.get().worker.family_name == TYPED


def test_showing_it_again_twice_still_does_nothing(alice, enter, site, url, form) -> None:
    client = _sent_too_late(enter, url, form)
    enter("alice", client=client)

    for _ in range(2):
        _post(client, url, form | {"shown-again": "1"})

    assert not Stay.objects.exists()


def test_a_table_of_a_group_is_shown_again_with_its_rows(alice, enter, site, form) -> None:
    url = reverse("register:check-in-group", args=[site.pk])
    rows = {"row-0-family_name": TYPED, "row-1-family_name": "Próbny", "document_kind": "passport"}
    sent = rows | {"arrival": form["arrival"], "nonce": form["nonce"]}
    client = _sent_too_late(enter, url, sent)
    enter("alice", client=client)

    kept = client.get(reverse("accounts:unsent")).context["kept"]
    shown = _post(client, kept.path, dict(kept.fields) | {"shown-again": "1"})

    assert [row.name for row in shown.context["rows"] if row.sent] == [TYPED, "Próbny"]
    assert not Worker.objects.exists()


def test_another_user_of_the_same_browser_sees_nothing_of_it(alice, charlie, enter, url, form) -> None:
    client = _sent_too_late(enter, url, form)
    enter("charlie", client=client)

    answer = client.get(reverse("accounts:unsent"), follow=True)

    assert TYPED not in answer.content.decode()
    assert "niet meer bewaard" in answer.content.decode()
    assert UNSENT not in client.session
    enter("alice", client=client)
    assert TYPED not in client.get(reverse("accounts:unsent"), follow=True).content.decode()


def test_a_visitor_of_the_same_browser_sees_nothing_of_it(alice, enter, url, form) -> None:
    client = _sent_too_late(enter, url, form)

    answer = client.get(reverse("accounts:unsent"), follow=True)

    assert TYPED not in answer.content.decode()


def test_what_was_typed_stands_nowhere_in_clear(alice, enter, url, form) -> None:
    client = _sent_too_late(enter, url, form)

    kept = client.session[UNSENT]
    stored = Session.objects.get(pk=client.session.session_key)
    assert TYPED not in kept
    assert TYPED not in str(stored.get_decoded())
    assert TYPED not in str(client.cookies)


@pytest.mark.parametrize(("minutes", "is_kept"), [(29, True), (30, False), (31, False)])
def test_it_is_kept_for_half_an_hour(alice, enter, url, form, monkeypatch, minutes, is_kept) -> None:
    client, sent_at = enter("alice"), timezone.now()
    _let_time_pass(client)
    client.post(url, form)
    enter("alice", client=client)
    later = sent_at + timedelta(minutes=minutes, seconds=-1 if is_kept else 1)
    monkeypatch.setattr("thoes.accounts.web.unsent.now", lambda: later)

    answer = client.get(reverse("accounts:unsent"), follow=True)

    assert (TYPED in answer.content.decode()) is is_kept


def test_logging_out_or_throwing_away_leaves_nothing(alice, enter, url, form) -> None:
    client = _sent_too_late(enter, url, form)
    enter("alice", client=client)

    client.post(reverse("accounts:unsent"))

    assert UNSENT not in client.session
    client = _sent_too_late(enter, url, form)
    enter("alice", client=client)
    client.post(reverse("accounts:logout"))
    assert UNSENT not in client.session


def test_a_password_and_the_lines_of_a_document_are_not_kept(alice, enter, url, form) -> None:
    client = enter("alice")
    _let_time_pass(client)
    client.post(reverse("account_change_password"), {"oldpassword": "geheim-woord", "password1": "x", "password2": "x"})
    assert UNSENT not in client.session

    passport = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
    client = _sent_too_late(enter, url, form | {"family_name": passport})
    enter("alice", client=client)

    kept = client.get(reverse("accounts:unsent")).context["kept"]
    assert dict(kept.fields)["family_name"] == ""
    assert dict(kept.fields)["residence"] == "Opole"


def test_a_form_of_another_site_is_not_kept(alice, enter, url, form) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = enter("alice").cookies
    _let_time_pass(client)

    client.post(url, form)

    assert UNSENT not in client.session


@pytest.mark.parametrize("address", ["/deduction/", "/guide/pl/paths/hours/"])
def test_a_page_that_promises_to_keep_nothing_keeps_nothing_here_either(alice, enter, address) -> None:
    client = enter("alice")
    _let_time_pass(client)

    page = client.post(address, {"wage": "614,20"}, follow=True)

    assert UNSENT not in client.session
    assert "Wat u invulde, is niet bewaard" in page.content.decode()


def test_a_file_is_said_to_be_lost(alice, enter, url, form) -> None:
    client = enter("alice")
    _let_time_pass(client)

    file = SimpleUploadedFile("lijst.csv", b"Naam")
    answer = client.post(url, form | {"file": file}, follow=True)

    assert UNSENT not in client.session
    assert "niet bewaard" in answer.content.decode()


def test_who_was_logged_out_for_good_is_told_that_the_form_did_not_arrive(client, url, form) -> None:
    answer = client.post(url, form, follow=True)

    assert "niet aangekomen" in answer.content.decode()


def _logs_out_in_another_tab(client: Client) -> None:
    client.post(reverse("accounts:logout"))


def _is_ended_from_elsewhere(client: Client) -> None:
    Session.objects.filter(pk=client.session.session_key).delete()


def _is_over_before_the_morning(client: Client) -> None:
    del client.cookies["sessionid"]


@pytest.fixture(params=[_logs_out_in_another_tab, _is_ended_from_elsewhere, _is_over_before_the_morning])
def gone(request, enter, url) -> Client:
    """A browser with the form open of which the session is no more."""
    client = enter("alice")
    client.get(url)
    request.param(client)
    return client


def test_a_form_of_a_session_that_is_gone_is_kept_for_who_filled_it_in(alice, enter, gone, url, form) -> None:
    login = gone.post(url, form, follow=True)
    enter("alice", client=gone)
    kept = gone.get(reverse("accounts:unsent")).context["kept"]
    shown = _post(gone, url, dict(kept.fields) | {"shown-again": "1"})

    assert login.redirect_chain[-1][0] == "/account/login/?next=/account/unsent/"
    assert "blijft bewaard" in login.content.decode()
    assert {name: shown.context["form"][name].value() for name in form} == form
    assert "Nog niet verstuurd" in shown.content.decode()
    assert "Er klopt nog iets niet" not in shown.content.decode()
    assert not Stay.objects.exists()


def test_a_form_of_a_session_that_is_gone_opens_for_nobody_else(alice, charlie, enter, gone, url, form) -> None:
    gone.post(url, form)

    visitor = gone.get(reverse("accounts:unsent"), follow=True)
    enter("charlie", client=gone)
    other = gone.get(reverse("accounts:unsent"), follow=True)

    assert TYPED not in visitor.content.decode()
    assert TYPED not in other.content.decode()
    assert UNSENT not in gone.session


def test_the_cookie_that_says_whose_form_it_is_tells_nobody_and_is_made_by_nobody_else(alice, enter, url, form) -> None:
    client = enter("alice")
    client.get(url)
    cookie = client.cookies["form-owner"]
    told = base64.b64decode(cookie.value)

    assert str(alice.user_id).encode() not in told
    assert cookie["httponly"]
    assert cookie["max-age"] == 24 * 60 * 60
    stranger = Client()
    for value in ("", "x", base64.b64encode(told[:-1] + b"x").decode()):
        stranger.cookies["form-owner"] = value
        assert "niet aangekomen" in stranger.post(url, form, follow=True).content.decode()
        assert UNSENT not in stranger.session


@pytest.mark.parametrize(("hours", "is_kept"), [(23, True), (24, False), (25, False)])
def test_whose_form_it_is_is_forgotten_after_two_sessions_also_by_a_browser_that_keeps_the_cookie(
    alice, enter, url, form, monkeypatch, hours, is_kept
) -> None:
    client = enter("alice")
    client.get(url)
    stranger = Client()
    stranger.cookies["form-owner"] = client.cookies["form-owner"].value
    written = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: written + timedelta(hours=hours))

    stranger.post(url, form)

    assert (UNSENT in stranger.session) is is_kept


@pytest.mark.parametrize(("hours", "is_written"), [(0, False), (11, False), (12, True), (13, True)])
def test_whose_form_it_is_is_written_anew_halfway_and_not_on_every_page(rf, alice, hours, is_written) -> None:
    request, written = rf.get("/"), timezone.now()
    request.user, request.session = User.objects.get(pk=alice.user_id), {}
    first, later = HttpResponse(), HttpResponse()
    remember_owner(request, first, at=written)
    request.COOKIES["form-owner"] = first.cookies["form-owner"].value

    remember_owner(request, later, at=written + timedelta(hours=hours))

    assert ("form-owner" in later.cookies) is is_written


def test_a_page_for_everybody_sets_no_cookie_that_says_whose_form_it_is(alice, enter) -> None:
    client = enter("alice")

    client.get("/guide/")
    client.get("/account/contact/")

    assert "form-owner" not in client.cookies


def test_a_suggestion_asked_without_a_session_takes_no_page_away(alice, enter, gone, site) -> None:
    answer = gone.post(
        reverse("register:known-workers", args=[site.pk]), {"family_name": TYPED},
        headers={"HX-Request": "true", "HX-Trigger-Name": "family_name"},
    )  # fmt: skip

    assert (answer.status_code, answer.content) == (204, b"")
    assert UNSENT not in gone.session


def test_a_suggestion_while_typing_does_not_take_the_page_away(alice, enter, url, site) -> None:
    client = enter("alice")
    _let_time_pass(client)

    answer = client.post(
        reverse("register:known-workers", args=[site.pk]), {"family_name": TYPED},
        headers={"HX-Request": "true", "HX-Trigger-Name": "family_name"},
    )  # fmt: skip

    assert (answer.status_code, answer.content) == (204, b"")
    assert "HX-Redirect" not in answer


def test_who_works_for_two_goes_on_for_the_one_the_form_was_for(
    alice, other_provider, add_member, enter, url, form
) -> None:
    add_member("alice", other_provider, SITE_MANAGER)
    client = _sent_for(alice, enter, url, form)

    page = client.get(reverse("accounts:unsent"))

    assert TYPED in page.content.decode()
    assert client.session[MEMBERSHIP] == _membership_of(alice)


def test_a_form_for_one_organisation_is_not_shown_to_who_acts_for_another(
    alice, other_provider, add_member, enter, url, form
) -> None:
    other = add_member("alice", other_provider, SITE_MANAGER)
    client = _sent_for(alice, enter, url, form)
    session = client.session
    session[MEMBERSHIP] = _membership_of(other)
    session.save()

    page = client.get(reverse("accounts:unsent"), follow=True)

    assert TYPED not in page.content.decode()
    assert UNSENT not in client.session


def _membership_of(actor) -> int:
    return Membership.objects.get(user_id=actor.user_id, organisation_id=actor.organisation_id).pk


def _sent_for(actor, enter, url, form) -> Client:
    """Sent too late by who had chosen the organisation to act for; and logged in again."""
    client = enter("alice")
    session = client.session
    session[MEMBERSHIP] = _membership_of(actor)
    session.save()
    _let_time_pass(client)
    client.post(url, form)
    return enter("alice", client=client)
