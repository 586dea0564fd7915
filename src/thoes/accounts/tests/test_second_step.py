"""The second step: forced on officials, asked at log-in, kept safe."""

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.account.views import UserTokenForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from thoes.accounts.models import AccountEvent, User
from thoes.accounts.services.members import reset_factors
from thoes.accounts.tests.conftest import codes_of
from thoes.housing.public import SITE_MANAGER
from thoes.kernel.refusals import Refusal
from thoes.register.public import REGISTRATION_CLERK

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ASK = "/account/second-step/ask/"
SET_UP = "/account/second-step/"


@pytest.fixture(autouse=True)
def _forced(settings) -> None:
    settings.THOES_FORCE_MFA = True


def _code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_an_official_without_a_second_step_comes_only_to_the_page_that_sets_one_up(bob, enter) -> None:
    client = enter("bob")

    assert client.get("/registration/")["Location"] == SET_UP
    assert client.get("/account/")["Location"] == SET_UP
    assert client.get("/")["Location"] == SET_UP
    assert "Stel eerst een tweede stap in" in client.get(SET_UP).content.decode()


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn", "account_logout"])
def test_what_sets_up_a_second_step_is_open_to_that_official(bob, enter, name) -> None:
    assert enter("bob").get(reverse(name)).status_code == 200


def test_a_part_of_a_page_takes_the_whole_page_along_to_the_set_up(bob, enter) -> None:
    answer = enter("bob").get("/registration/", headers={"HX-Request": "true"})

    assert answer["HX-Redirect"] == SET_UP


def test_a_provider_is_not_forced(alice, enter) -> None:
    assert enter("alice").get("/today/").status_code == 200


def test_who_works_for_a_provider_and_a_municipality_is_an_official(alice, desk, add_member, enter) -> None:
    add_member("alice", desk, REGISTRATION_CLERK)

    assert enter("alice").get("/account/")["Location"] == SET_UP


def test_an_official_sets_up_an_app_and_goes_on(bob, enter) -> None:
    client = enter("bob")
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret

    answer = client.post(reverse("mfa_activate_totp"), {"code": _code(secret)})

    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get("/registration/").status_code == 200


def test_the_password_alone_opens_nothing_for_who_has_a_second_step(bob, enter, second_step) -> None:
    second_step(bob)

    client = enter("bob")

    assert client.get("/registration/")["Location"].startswith("/account/login/")


def test_password_and_code_together_open_the_door(bob, enter, second_step) -> None:
    secret = second_step(bob)
    client = enter("bob")

    client.post(ASK, {"code": _code(secret)})

    assert client.get("/registration/").status_code == 200


def test_a_code_works_once(bob, enter, second_step) -> None:
    secret = second_step(bob)
    code = _code(secret)
    enter("bob").post(ASK, {"code": code})
    again = enter("bob")

    answer = again.post(ASK, {"code": code})

    assert codes_of(answer) == ["incorrect_code"]
    assert "_auth_user_id" not in again.session


def test_a_code_that_was_seen_is_of_no_use_half_a_minute_later_either(bob, enter, second_step) -> None:
    code = _code(second_step(bob))
    enter("bob").post(ASK, {"code": code})
    # Half a minute later allauth has forgotten that it was used, while by our tolerance it is still good.
    cache.delete(TOTP(Authenticator.objects.get(user_id=bob.user_id))._get_used_cache_key(code))
    again = enter("bob")

    answer = again.post(ASK, {"code": code})

    assert codes_of(answer) == ["incorrect_code"]
    assert "_auth_user_id" not in again.session


def test_guessing_codes_is_throttled(bob, enter, second_step) -> None:
    secret = second_step(bob)
    client = enter("bob")
    for _ in range(5):
        client.post(ASK, {"code": "000000"})

    answer = client.post(ASK, {"code": _code(secret)})

    assert codes_of(answer) == ["too_many_login_attempts"]


def test_a_recovery_code_opens_the_door_once(bob, enter, second_step) -> None:
    second_step(bob)
    codes = RecoveryCodes.activate(User.objects.get(pk=bob.user_id))
    code = codes.get_unused_codes()[0]

    first, second = enter("bob"), enter("bob")
    first.post(ASK, {"code": code})
    second.post(ASK, {"code": code})

    assert ("_auth_user_id" in first.session, "_auth_user_id" in second.session) == (True, False)


def test_the_secret_of_the_app_is_not_readable_in_the_database(bob, second_step) -> None:
    secret = second_step(bob)

    assert secret not in str(Authenticator.objects.get(user_id=bob.user_id).data)


def test_an_official_cannot_remove_the_last_second_step(bob, enter, second_step) -> None:
    secret = second_step(bob)
    client = enter("bob")
    client.post(ASK, {"code": _code(secret)})

    answer = client.post(reverse("mfa_deactivate_totp"))

    assert "Voeg eerst een andere toe" in answer.content.decode()
    assert Authenticator.objects.filter(user_id=bob.user_id).exists()


def test_a_provider_may_remove_it_after_showing_who_is_there(
    alice, enter, second_step, django_capture_on_commit_callbacks
) -> None:
    secret = second_step(alice)
    client = enter("alice")
    client.post(ASK, {"code": _code(secret)})

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(user_id=alice.user_id).exists()
    assert len(mail.outbox) == 1


def test_an_old_session_has_to_show_who_is_there_before_the_second_step_changes(alice, logged_in) -> None:
    client = logged_in(alice)

    answer = client.get(reverse("mfa_activate_totp"))

    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_the_first_second_step_ends_the_sessions_that_did_without(
    bob, enter, django_capture_on_commit_callbacks
) -> None:
    here, there = enter("bob"), enter("bob")
    secret = here.get(reverse("mfa_activate_totp")).context["form"].secret

    with django_capture_on_commit_callbacks(execute=True):
        here.post(reverse("mfa_activate_totp"), {"code": _code(secret)})

    assert there.get(SET_UP).status_code == 302
    assert here.get(SET_UP).status_code == 200


def test_an_administrator_helps_somebody_who_lost_the_phone(erik, bob, second_step, enter, clock) -> None:
    second_step(bob)

    reset_factors(actor=erik, membership_id=User.objects.get(pk=bob.user_id).memberships.get().pk, at=clock)

    assert enter("bob").get("/registration/")["Location"] == SET_UP
    assert AccountEvent.objects.filter(verb="factors_reset", actor_id=erik.user_id, subject_id=bob.user_id).count() == 1


def test_one_organisation_cannot_weaken_the_door_of_another(
    erik, bob, provider, add_member, second_step, clock
) -> None:
    second_step(bob)
    add_member("bob", provider, SITE_MANAGER)
    at_the_desk = User.objects.get(pk=bob.user_id).memberships.get(organisation_id=bob.organisation_id)

    with pytest.raises(Refusal, match="works_elsewhere_too"):
        reset_factors(actor=erik, membership_id=at_the_desk.pk, at=clock)


def test_a_new_password_by_e_mail_does_not_go_round_the_second_step(bob, second_step) -> None:
    second_step(bob)
    user = User.objects.get(pk=bob.user_id)
    key = f"{user_pk_to_url_str(user)}-{UserTokenForm.token_generator.make_token(user)}"
    client, new = Client(), "vier losse woorden samen"
    at = client.get(f"/account/password/reset/key/{key}/")["Location"]

    client.post(at, {"password1": new, "password2": new})

    assert client.get("/registration/")["Location"].startswith("/account/login/")


def test_the_passkey_question_has_no_list_of_somebodys_keys(bob) -> None:
    answer = Client().get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()

    question = answer["request_options"]["publicKey"]
    assert question["userVerification"] == "required"
    assert not question.get("allowCredentials")


def test_a_made_up_passkey_is_refused(bob) -> None:
    client = Client()
    client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})

    answer = client.post(reverse("mfa_login_webauthn"), {"credential": '{"id": "x", "response": {"userHandle": "eA"}}'})

    assert answer["Location"] == reverse("account_login")
    assert "_auth_user_id" not in client.session
