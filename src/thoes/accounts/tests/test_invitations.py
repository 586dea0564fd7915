"""Invitations: the way in, once, in time, and for one address."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from thoes.accounts.models import AccountEvent, Invitation, Membership, User
from thoes.accounts.permissions import ADMINISTRATOR, PROVIDER_ADMINISTRATOR
from thoes.accounts.services.inviting import accept, find_invitation, invite, invite_again, join_as_new, link_token
from thoes.housing.public import SITE_MANAGER, SUPERVISOR
from thoes.kernel.refusals import Refusal
from thoes.register.public import REGISTRATION_CLERK

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NEW = "hanna@example.nl"
WEEK = timedelta(days=7)
JOINING = {"given_name": "Hanna", "family_name": "Voorbeeld", "password": "vier losse woorden samen"}
PAGE = "/account/invitation/"


@pytest.fixture
def invited(dora, enter, django_capture_on_commit_callbacks) -> str:
    """The path of the link that Hanna got by e-mail."""
    with django_capture_on_commit_callbacks(execute=True):
        enter("dora").post(reverse("accounts:invite"), {"email": "Hanna@Example.nl ", "role": SITE_MANAGER})
    return _path_in(mail.outbox[-1])


def _path_in(letter) -> str:
    return re.search(r"http://testserver(/\S+)", letter.body).group(1)


def _open(path: str, client: Client | None = None) -> Client:
    client = client or Client()
    client.get(path)
    return client


def test_the_letter_goes_to_the_one_who_is_invited_and_names_the_organisation(invited) -> None:
    assert mail.outbox[-1].to == [NEW]
    assert "Huisvester Voorbeeld" in mail.outbox[-1].body


def test_opening_the_link_takes_its_secret_out_of_the_address(invited) -> None:
    assert Client().get(invited)["Location"] == PAGE


def test_somebody_new_makes_an_account_and_is_in(invited) -> None:
    client = _open(invited)

    client.post(PAGE, JOINING)

    assert client.get("/today/").status_code == 200
    hanna = User.objects.get(email=NEW)
    assert (hanna.username, hanna.get_full_name()) == (NEW, "Hanna Voorbeeld")
    assert EmailAddress.objects.get(user=hanna).verified
    assert AccountEvent.objects.filter(verb="joined", actor_id=hanna.pk).count() == 1


def test_somebody_new_at_a_municipality_sets_up_a_second_step_first(
    erik, settings, clock, django_capture_on_commit_callbacks
) -> None:
    settings.THOES_FORCE_MFA = True
    invitation = invite(actor=erik, email=NEW, role=SUPERVISOR, valid_for=timedelta(days=9999), at=clock)
    client = _open(f"{PAGE}{link_token(invitation)}/")

    client.post(PAGE, JOINING)

    assert client.get("/registration/")["Location"] == "/account/second-step/"


def test_the_link_works_once(invited) -> None:
    _open(invited).post(PAGE, JOINING)

    answer = _open(invited).get(PAGE)

    assert answer.status_code == 410
    assert "al aangenomen" in answer.content.decode()


@pytest.mark.parametrize(("after", "works"), [(WEEK - timedelta(seconds=1), True), (WEEK, False), (2 * WEEK, False)])
def test_the_link_works_until_it_expires(dora, clock, after, works) -> None:
    invitation = invite(actor=dora, email=NEW, role=SITE_MANAGER, valid_for=WEEK, at=clock)

    if works:
        assert find_invitation(link_token(invitation), at=clock + after) == invitation
    else:
        with pytest.raises(Refusal, match="invitation_expired"):
            find_invitation(link_token(invitation), at=clock + after)


def test_a_link_that_was_sent_again_replaces_the_earlier_one(dora, clock) -> None:
    first = invite(actor=dora, email=NEW, role=SITE_MANAGER, valid_for=WEEK, at=clock)
    earlier = link_token(first)

    again = invite_again(actor=dora, invitation_id=first.pk, valid_for=WEEK, at=clock)

    with pytest.raises(Refusal, match="invitation_replaced"):
        find_invitation(earlier, at=clock)
    assert find_invitation(link_token(again), at=clock) == first


def test_inviting_the_same_address_twice_keeps_one_invitation(dora, clock) -> None:
    for _ in range(2):
        invite(actor=dora, email=NEW, role=SITE_MANAGER, valid_for=WEEK, at=clock)

    assert Invitation.objects.count() == 1


def test_a_withdrawn_link_does_not_work(dora, invited, enter) -> None:
    enter("dora").post(reverse("accounts:withdraw", kwargs={"invitation_id": Invitation.objects.get().pk}))

    assert _open(invited).get(PAGE).status_code == 410


@pytest.mark.parametrize("token", ["x", "eyJpbnZpdGF0aW9uIjoiMSJ9:1a:forged"])
def test_a_forged_link_does_not_work(token) -> None:
    assert _open(f"{PAGE}{token}/").get(PAGE).status_code == 410


def test_a_link_changed_by_one_letter_does_not_work(invited) -> None:
    changed = invited[:-3] + ("A" if invited[-3] != "A" else "B") + invited[-2:]

    assert _open(changed).get(PAGE).status_code == 410


def test_who_is_logged_in_with_another_address_cannot_accept(invited, charlie, enter) -> None:
    client = _open(invited, enter("charlie"))

    answer = client.post(PAGE)

    assert answer.status_code == 410
    assert not Membership.objects.filter(user_id=charlie.user_id, role=SITE_MANAGER).exclude(
        organisation_id=charlie.organisation_id
    )


def test_who_has_an_account_logs_in_and_accepts(dora, charlie, clock, enter, provider) -> None:
    invitation = invite(
        actor=dora, email="charlie@example.nl", role=SITE_MANAGER, valid_for=timedelta(days=9999), at=clock
    )
    client = _open(f"{PAGE}{link_token(invitation)}/")
    assert "U hebt al een account" in client.get(PAGE).content.decode()

    enter("charlie", client=client)
    answer = client.post(PAGE, follow=True)

    assert "U werkt nu voor Huisvester Voorbeeld" in answer.content.decode()
    assert Membership.objects.filter(user_id=charlie.user_id).count() == 2


def test_nobody_makes_a_second_account_for_an_address_that_has_one(dora, charlie, clock) -> None:
    invitation = invite(actor=dora, email="charlie@example.nl", role=SITE_MANAGER, valid_for=WEEK, at=clock)

    with pytest.raises(Refusal, match="account_exists"):
        join_as_new(token=link_token(invitation), given_name="X", family_name="Y", password="x" * 20, at=clock)


def test_an_address_that_somebody_only_wrote_down_does_not_beat_a_proven_one(dora, alice, charlie, clock) -> None:
    EmailAddress.objects.create(user_id=charlie.user_id, email=NEW, verified=True)
    User.objects.filter(pk=alice.user_id).update(email=NEW)
    invitation = invite(actor=dora, email=NEW, role=PROVIDER_ADMINISTRATOR, valid_for=WEEK, at=clock)

    with pytest.raises(Refusal, match="invitation_for_another"):
        accept(token=link_token(invitation), user=User.objects.get(pk=alice.user_id), at=clock)


def test_a_poor_password_is_refused_with_the_reason(invited) -> None:
    client = _open(invited)

    answer = client.post(PAGE, {**JOINING, "password": "kort"})

    assert "Gebruik minstens 12 tekens" in answer.content.decode()
    assert not User.objects.filter(email=NEW).exists()


@pytest.mark.parametrize("role", [SUPERVISOR, ADMINISTRATOR, REGISTRATION_CLERK])
def test_a_provider_cannot_invite_for_a_role_of_a_municipality(dora, clock, role) -> None:
    with pytest.raises(Refusal, match="role_not_here"):
        invite(actor=dora, email=NEW, role=role, valid_for=WEEK, at=clock)


def test_the_organisation_of_an_invitation_is_the_inviters_whatever_the_form_says(dora, other_provider, enter) -> None:
    enter("dora").post(
        reverse("accounts:invite"),
        {"email": NEW, "role": SITE_MANAGER, "organisation_id": other_provider.pk, "organisation": other_provider.pk},
    )

    assert Invitation.objects.get().organisation_id == dora.organisation_id


def test_a_site_manager_cannot_invite(alice, clock) -> None:
    with pytest.raises(Refusal, match="may_not_manage_members"):
        invite(actor=alice, email=NEW, role=SITE_MANAGER, valid_for=WEEK, at=clock)


def test_who_has_the_role_already_is_not_invited(dora, alice, clock) -> None:
    with pytest.raises(Refusal, match="already_in_role"):
        invite(actor=dora, email="ALICE@example.nl", role=SITE_MANAGER, valid_for=WEEK, at=clock)


@pytest.mark.parametrize("name", ["invite-again", "withdraw"])
def test_another_organisation_cannot_touch_an_invitation(invited, other_provider, add_member, enter, name) -> None:
    add_member("frank", other_provider, PROVIDER_ADMINISTRATOR)
    invitation = Invitation.objects.get()

    enter("frank").post(reverse(f"accounts:{name}", kwargs={"invitation_id": invitation.pk}))

    after = Invitation.objects.get()
    assert (after.serial, after.withdrawn_at) == (1, None)
