"""Sessions: seen, ended, over in time; and the organisation they act for."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.accounts.models import Membership
from thoes.accounts.services.sessions import forget_expired
from thoes.accounts.web.middleware import BEGAN, SEEN
from thoes.housing.public import SITE_MANAGER

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def _make_older(client: Client, key: str, by: timedelta) -> None:
    session = client.session
    session[key] = (timezone.now() - by).isoformat()
    session.save()


@pytest.mark.parametrize(("minutes", "is_in"), [(29, True), (30, False), (31, False)])
def test_a_session_ends_after_half_an_hour_of_nothing(alice, enter, minutes, is_in) -> None:
    client = enter("alice")
    _make_older(client, SEEN, timedelta(minutes=minutes))

    assert (client.get("/today/").status_code == 200) is is_in


@pytest.mark.parametrize(("minutes", "is_in"), [(-1, True), (0, False), (1, False)])
def test_a_session_ends_after_a_working_day_whatever_was_done(alice, enter, minutes, is_in) -> None:
    client = enter("alice")
    _make_older(client, BEGAN, timedelta(hours=12, minutes=minutes))

    assert (client.get("/today/").status_code == 200) is is_in


def test_doing_something_keeps_a_session_open(alice, enter) -> None:
    client = enter("alice")
    for _ in range(3):
        _make_older(client, SEEN, timedelta(minutes=20))
        assert client.get("/today/").status_code == 200


def test_who_was_logged_out_hears_why_and_comes_back_to_the_page(alice, enter) -> None:
    client = enter("alice")
    _make_older(client, SEEN, timedelta(hours=1))

    answer = client.get("/today/", follow=True)

    assert answer.redirect_chain[-1][0] == "/account/login/?next=%2Ftoday%2F"
    assert "U deed een tijd niets" in answer.content.decode()


def test_an_active_session_costs_no_query_more_than_the_membership(alice, enter, django_assert_max_num_queries) -> None:
    client = enter("alice")
    client.get("/rules/")

    # The session, the user, the memberships.
    with django_assert_max_num_queries(7):
        client.get("/rules/")


def test_the_page_lists_the_own_sessions_with_the_present_one_first(alice, charlie, enter) -> None:
    enter("charlie")
    enter("alice", client=Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/140.0"))
    here = enter("alice", client=Client(HTTP_USER_AGENT="Mozilla/5.0 (Linux; Android 16) Chrome/150 Mobile Safari"))

    sessions = here.get(reverse("accounts:sessions")).context["sessions"]

    assert [(s.device, s.is_this_one) for s in sessions] == [("Chrome op Android", True), ("Firefox op Windows", False)]


def test_the_page_costs_the_same_number_of_queries_for_many(alice, enter, django_assert_max_num_queries) -> None:
    for _ in range(8):
        client = enter("alice")

    with django_assert_max_num_queries(10):
        assert len(client.get(reverse("accounts:sessions")).context["sessions"]) == 8


def test_one_ends_another_session_of_ones_own(alice, enter) -> None:
    here, there = enter("alice"), enter("alice")
    other = here.get(reverse("accounts:sessions")).context["sessions"][1]

    here.post(reverse("accounts:end-session", kwargs={"session_id": other.id}))

    assert (here.get("/today/").status_code, there.get("/today/").status_code) == (200, 302)


def test_nobody_ends_a_session_of_somebody_else(alice, charlie, enter) -> None:
    hers = enter("alice")
    her_session = hers.get(reverse("accounts:sessions")).context["sessions"][0]

    answer = enter("charlie").post(reverse("accounts:end-session", kwargs={"session_id": her_session.id}))

    assert answer.status_code == 404
    assert hers.get("/today/").status_code == 200


def test_an_answer_that_is_on_its_way_does_not_bring_an_ended_session_back(alice, enter) -> None:
    on_its_way = enter("alice").session
    assert on_its_way[SEEN]
    Session.objects.filter(pk=on_its_way.session_key).delete()

    on_its_way["said"] = "done"
    with pytest.raises(UpdateError):
        on_its_way.save()

    assert not Session.objects.filter(pk=on_its_way.session_key).exists()


@pytest.mark.django_db(transaction=True)
def test_writing_a_session_is_one_statement(alice, enter, django_assert_num_queries) -> None:
    session = enter("alice").session
    session["said"] = "done"

    with django_assert_num_queries(1):
        session.save()

    assert type(session)(session.session_key)["said"] == "done"


@pytest.mark.django_db(transaction=True)
def test_what_is_written_beside_a_session_waits_for_the_disk(alice, enter) -> None:
    client = enter("alice")

    def waits() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            return str(cursor.fetchone()[0])

    # The server of the tests waits for nothing by itself.
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
    client.session.save()
    assert waits() == "on"
    with transaction.atomic():
        client.session.save()
        assert waits() == "on"
    with connection.cursor() as cursor:
        cursor.execute("RESET synchronous_commit")


def test_one_logs_out_everywhere_but_here(alice, enter) -> None:
    here, there, elsewhere = enter("alice"), enter("alice"), enter("alice")

    here.post(reverse("accounts:end-other-sessions"))

    assert [c.get("/today/").status_code for c in (here, there, elsewhere)] == [200, 302, 302]


def test_a_stolen_cookie_is_worthless_after_logging_out(alice, enter) -> None:
    client = enter("alice")
    stolen = client.cookies["sessionid"].value
    client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies["sessionid"] = stolen

    assert thief.get("/today/").status_code == 302


def test_a_link_does_not_log_out(alice, enter) -> None:
    client = enter("alice")

    client.get(reverse("account_logout"))

    assert client.get("/today/").status_code == 200


@pytest.mark.parametrize("name", ["overview", "rights", "sessions", "choose-organisation"])
def test_the_pages_of_the_own_account_are_for_who_is_logged_in(alice, enter, name) -> None:
    url = reverse(f"accounts:{name}")

    assert Client().get(url)["Location"] == f"/account/login/?next={url}"
    assert enter("alice").get(url).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "account_change_password", "account_reauthenticate", "mfa_index", "mfa_activate_totp", "mfa_add_webauthn",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_deactivate_totp",
        "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "socialaccount_connections",
    ],
)  # fmt: skip
def test_what_changes_an_account_is_for_who_is_logged_in(name) -> None:
    assert Client().get(reverse(name))["Location"].startswith("/account/login/")


@pytest.mark.parametrize("name", ["mfa_remove_webauthn", "mfa_edit_webauthn"])
def test_nobody_touches_a_passkey_of_somebody_else(alice, charlie, enter, name) -> None:
    hers = Authenticator.objects.create(
        user_id=alice.user_id, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefoon", "credential": {}}
    )

    answer = enter("charlie").post(reverse(name, kwargs={"pk": hers.pk}), {"name": "Van mij"})

    assert answer.status_code == 404
    assert Authenticator.objects.get(pk=hers.pk).data["name"] == "Telefoon"


@pytest.fixture
def for_two(alice, other_provider, add_member) -> list[Membership]:
    """Alice works for two housing providers."""
    add_member("alice", other_provider, SITE_MANAGER)
    return list(Membership.objects.filter(user_id=alice.user_id).order_by("organisation_name"))


def test_who_works_for_two_is_asked_for_which_one(for_two, enter) -> None:
    client = enter("alice")

    answer = client.get("/today/", follow=True)

    assert answer.redirect_chain[-1][0] == "/account/organisation/?next=%2Ftoday%2F"
    assert "Huisvester Anders" in answer.content.decode()


def test_logging_in_leads_who_works_for_two_to_the_choice(for_two) -> None:
    answer = Client().post("/account/login/", {"username": "alice", "password": "test-only-password"})

    assert answer["Location"] == "/account/organisation/"


def test_the_choice_is_kept_for_this_session_only(for_two, enter) -> None:
    one, two = enter("alice"), enter("alice")
    one.post("/account/organisation/", {"membership": for_two[0].pk, "next": "/today/"})
    two.post("/account/organisation/", {"membership": for_two[1].pk})

    names = [c.get("/account/rights/").context["layout_actor"].organisation_name for c in (one, two)]
    assert names == ["Huisvester Anders", "Huisvester Voorbeeld"]


def test_nobody_chooses_an_organisation_of_somebody_else(alice, charlie, enter) -> None:
    client = enter("alice")

    client.post("/account/organisation/", {"membership": Membership.objects.get(user_id=charlie.user_id).pk})

    assert client.get("/account/rights/").context["layout_actor"].organisation_name == "Huisvester Voorbeeld"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_the_choice_never_leads_to_another_site(for_two, enter, elsewhere) -> None:
    answer = enter("alice").post("/account/organisation/", {"membership": for_two[0].pk, "next": elsewhere})

    assert answer["Location"] == "/"


def test_a_session_that_is_over_leaves_no_trace_of_where_it_was(alice, enter) -> None:
    old, new = enter("alice"), enter("alice")
    Session.objects.filter(pk=old.session.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))

    assert forget_expired(at=timezone.now()) == 1

    assert [row.session_key for row in UserSession.objects.all()] == [new.session.session_key]
    assert not Session.objects.filter(pk=old.session.session_key).exists()


def test_a_made_up_invitation_keeps_nothing_on_the_server(db) -> None:
    before = Session.objects.count()

    Client().get("/account/invitation/made-up/")

    assert Session.objects.count() == before


def test_a_message_with_a_name_is_not_kept_by_the_browser(alice, enter) -> None:
    client = enter("alice")
    client.post("/account/sessions/end-others/")

    # The mark of a known browser holds no message and no name: `test_guessing.py`.
    assert set(client.cookies) <= {"sessionid", "csrftoken", "known-browser"}
    assert "U bent nu alleen hier ingelogd" in client.get("/account/sessions/").content.decode()
