"""People with access: what an administrator may do, on whom, and what is left of it."""

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from thoes.accounts.models import AccountEvent, Membership
from thoes.accounts.permissions import PROVIDER_ADMINISTRATOR
from thoes.accounts.services.members import change_role, confirm_access, end_access
from thoes.accounts.tests.conftest import PASSWORD
from thoes.housing.public import SITE_MANAGER, SUPERVISOR
from thoes.kernel.refusals import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def _membership(actor) -> Membership:
    return Membership.objects.get(user_id=actor.user_id, organisation_id=actor.organisation_id)


def test_the_list_shows_the_own_people_and_nobody_elses(dora, alice, charlie, enter) -> None:
    page = enter("dora").get(reverse("accounts:members")).content.decode()

    assert "alice@example.nl" in page
    assert "charlie" not in page


def test_the_list_costs_the_same_number_of_queries_for_many(
    dora, provider, add_member, enter, django_assert_max_num_queries
) -> None:
    for number in range(12):
        add_member(f"person{number}", provider, SITE_MANAGER)
    client = enter("dora")

    with django_assert_max_num_queries(14):
        assert client.get(reverse("accounts:members")).content.decode().count("@example.nl") == 13


def test_the_record_costs_the_same_number_of_queries_for_many(dora, enter, django_assert_max_num_queries) -> None:
    for _ in range(20):
        client = enter("dora")

    with django_assert_max_num_queries(15):
        assert client.get(reverse("accounts:events")).status_code == 200


PAGES = ["members", "invite", "events"]
ON_SOMEBODY = ["change-role", "end-access", "reset-factors", "confirm-access"]


@pytest.mark.parametrize("name", PAGES)
def test_a_visitor_has_to_log_in_first(name) -> None:
    url = reverse(f"accounts:{name}")

    assert Client().get(url)["Location"] == f"/account/login/?next={url}"


@pytest.mark.parametrize("name", PAGES)
def test_who_may_not_manage_people_is_refused(alice, enter, name) -> None:
    assert enter("alice").get(reverse(f"accounts:{name}")).status_code == 403


@pytest.mark.parametrize("name", ON_SOMEBODY)
def test_the_administrator_of_another_organisation_does_not_find_this_person(
    alice, dora, other_provider, add_member, enter, name
) -> None:
    add_member("frank", other_provider, PROVIDER_ADMINISTRATOR)
    url = reverse(f"accounts:{name}", kwargs={"membership_id": _membership(alice).pk})

    answer = enter("frank").post(url, {"role": PROVIDER_ADMINISTRATOR})

    assert answer.status_code == 404
    assert _membership(alice).role == SITE_MANAGER


@pytest.mark.parametrize("name", ["change-role", "end-access", "reset-factors", "invite"])
def test_an_old_session_shows_who_is_there_before_it_changes_rights(alice, dora, logged_in, name) -> None:
    arguments = {} if name == "invite" else {"membership_id": _membership(alice).pk}
    url = reverse(f"accounts:{name}", kwargs=arguments)

    answer = logged_in(dora).get(url)

    assert answer["Location"] == f"{reverse('account_reauthenticate')}?next={url.replace('/', '%2F')}"


def test_the_password_shows_who_is_there_and_leads_back(alice, dora, logged_in) -> None:
    client, url = logged_in(dora), reverse("accounts:invite")

    answer = client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": url})

    assert answer["Location"] == url
    assert client.get(url).status_code == 200


def test_another_role_holds_from_the_next_page(alice, dora, enter) -> None:
    working = enter("alice")
    url = reverse("accounts:change-role", kwargs={"membership_id": _membership(alice).pk})

    enter("dora").post(url, {"role": PROVIDER_ADMINISTRATOR})

    assert working.get(reverse("accounts:members")).status_code == 200
    event = AccountEvent.objects.get(verb="role_changed")
    assert (event.actor_id, event.subject_id) == (dora.user_id, alice.user_id)
    assert (event.role_before, event.role) == (SITE_MANAGER, PROVIDER_ADMINISTRATOR)


def test_a_role_of_another_kind_of_organisation_cannot_be_given(alice, dora, clock) -> None:
    with pytest.raises(Refusal, match="role_not_here"):
        change_role(actor=dora, membership_id=_membership(alice).pk, role=SUPERVISOR, at=clock)


def test_who_is_ended_is_out_at_once(alice, dora, enter) -> None:
    working = enter("alice")
    assert working.get("/today/").status_code == 200

    enter("dora").post(reverse("accounts:end-access", kwargs={"membership_id": _membership(alice).pk}))

    assert working.get("/today/")["Location"].startswith("/account/login/")
    assert not Session.objects.filter(session_key=working.cookies["sessionid"].value).exists()


def test_a_session_that_nobody_counted_is_out_as_well(alice, dora, logged_in, clock) -> None:
    working = logged_in(alice)

    end_access(actor=dora, membership_id=_membership(alice).pk, at=clock)

    answer = working.get("/today/", follow=True)
    assert "Uw toegang tot deze organisatie is beëindigd." in answer.content.decode()


def test_the_sessions_for_another_organisation_stay(alice, dora, other_provider, add_member, enter, clock) -> None:
    elsewhere = add_member("alice", other_provider, SITE_MANAGER)
    here, there = enter("alice"), enter("alice")
    here.post("/account/organisation/", {"membership": _membership(alice).pk})
    there.post("/account/organisation/", {"membership": _membership(elsewhere).pk})

    end_access(actor=dora, membership_id=_membership(alice).pk, at=clock)

    assert here.get("/today/").status_code == 302
    assert there.get("/today/").status_code == 200


def test_who_is_ended_can_log_in_and_do_nothing(alice, dora, enter, clock) -> None:
    end_access(actor=dora, membership_id=_membership(alice).pk, at=clock)
    client = enter("alice")

    assert client.get("/today/").status_code == 403
    assert "hoort op dit moment bij geen organisatie" in client.get("/account/").content.decode()


def test_the_last_administrator_stays(dora, alice, clock) -> None:
    with pytest.raises(Refusal, match="last_administrator"):
        end_access(actor=dora, membership_id=_membership(dora).pk, at=clock)

    assert _membership(dora).role == PROVIDER_ADMINISTRATOR


def test_the_last_administrator_stays_administrator(dora, alice, clock) -> None:
    with pytest.raises(Refusal, match="last_administrator"):
        change_role(actor=dora, membership_id=_membership(dora).pk, role=SITE_MANAGER, at=clock)

    assert _membership(dora).role == PROVIDER_ADMINISTRATOR


def test_an_administrator_who_is_not_the_last_may_leave(dora, provider, add_member, clock) -> None:
    add_member("gerda", provider, PROVIDER_ADMINISTRATOR)

    end_access(actor=dora, membership_id=_membership(dora).pk, at=clock)

    assert not Membership.objects.filter(user_id=dora.user_id).exists()


def test_an_administrator_who_leaves_by_the_page_is_logged_out(dora, provider, add_member, enter) -> None:
    add_member("gerda", provider, PROVIDER_ADMINISTRATOR)
    client = enter("dora")

    client.post(reverse("accounts:end-access", kwargs={"membership_id": _membership(dora).pk}))

    assert client.get("/account/")["Location"].startswith("/account/login/")


def test_a_service_asks_for_the_permission_too(alice, dora, clock) -> None:
    with pytest.raises(Refusal, match="may_not_manage_members"):
        end_access(actor=alice, membership_id=_membership(dora).pk, at=clock)


def test_confirming_sets_the_review_to_a_later_day(alice, dora, clock) -> None:
    confirm_access(actor=dora, membership_id=_membership(alice).pk, at=clock)

    assert _membership(alice).confirmed_at == clock


def test_an_overdue_review_is_a_task_on_every_page_of_the_administrator(alice, dora, enter) -> None:
    Membership.objects.filter(user_id=alice.user_id).update(since="2024-01-01T00:00Z")
    client = enter("dora")

    before = client.get("/today/").content.decode()
    client.post(reverse("accounts:confirm-access", kwargs={"membership_id": _membership(alice).pk}))
    after = client.get("/today/")

    assert "u bent hiermee te laat" in before
    assert "u bent hiermee te laat" not in after.content.decode()
    assert after.context["layout_actor"].user_id == dora.user_id


def test_a_site_manager_has_no_such_task(alice, dora, enter) -> None:
    Membership.objects.update(since="2024-01-01T00:00Z")

    of_alice, of_dora = (enter(name).get("/today/").context for name in ("alice", "dora"))

    assert (of_alice["layout_actor"].user_id, of_alice["layout_overdue_reviews"]) == (alice.user_id, 0)
    assert of_dora["layout_overdue_reviews"] == 2


@pytest.mark.parametrize("change", [lambda rows: rows.update(verb="joined"), lambda rows: rows.delete()])
def test_the_record_cannot_be_changed(alice, enter, change) -> None:
    enter("alice")

    with pytest.raises(DatabaseError), transaction.atomic():
        change(AccountEvent.objects.all())

    assert AccountEvent.objects.filter(verb="logged_in").count() == 1


def test_the_page_of_the_record_names_who_did_what_on_whom(alice, dora, enter) -> None:
    client = enter("dora")
    client.post(reverse("accounts:confirm-access", kwargs={"membership_id": _membership(alice).pk}))

    page = client.get(reverse("accounts:events")).content.decode()

    assert "bevestigde dat de toegang nog nodig is" in page
    assert "127.0.0.1" in page


def test_the_record_shows_nothing_of_another_organisation(alice, charlie, dora, enter) -> None:
    enter("charlie")

    page = enter("dora").get(reverse("accounts:events"))

    assert [event.actor_id for event in page.context["page"]] == [dora.user_id]
    assert "charlie" not in page.content.decode()
