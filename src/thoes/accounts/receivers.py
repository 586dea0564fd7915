"""What happens when somebody logs in or out, or changes the own account: the record, and what the session keeps."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.signals import social_account_added
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from thoes.accounts.actor import memberships_of
from thoes.accounts.guessing import forget_tries
from thoes.accounts.inside_allauth import AUTHENTICATION_METHODS_SESSION_KEY, get_client_ip
from thoes.accounts.models import AccountEvent, User
from thoes.accounts.queries import number_of_second_steps
from thoes.accounts.services.recording import record_event
from thoes.accounts.services.sessions import MEMBERSHIP, end_sessions
from thoes.accounts.web.middleware import BEGAN, SECOND_STEP, SEEN

_Verb = AccountEvent.Verb


@receiver(user_logged_in)
def _logged_in(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    now, session = timezone.now(), request.session
    session[BEGAN] = session[SEEN] = now.isoformat()
    memberships = memberships_of(user)
    if len(memberships) == 1:
        # Kept, so that the session ends with this membership and does not go on for another.
        session[MEMBERSHIP] = memberships[0].pk
    records = session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    if records:
        # Who logged in just now has proven more than who only repeats the password; do not ask again at once.
        records[-1]["reauthenticated"] = True
        session[AUTHENTICATION_METHODS_SESSION_KEY] = records
    if settings.BROKER and settings.BROKER.acr and any(r.get("method") == "socialaccount" for r in records):
        # The broker asked two steps: without that level its token is refused.
        session[SECOND_STEP] = "broker"
    _record(_Verb.LOGGED_IN, request, user)


@receiver(user_logged_out)
def _logged_out(sender: Any, request: HttpRequest, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        _record(_Verb.LOGGED_OUT, request, user)


@receiver([password_changed, password_set, password_reset])
def _password_changed(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Every other session ends: whoever else knew the old password is out."""
    end_sessions(user.pk, but_not=request.session.session_key)
    _record(_Verb.PASSWORD_CHANGED, request, user)


@receiver(password_reset)
def _proven_by_letter(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    forget_tries(request, user)


@receiver(authenticator_added)
def _factor_added(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """With the first second step every session that did without one ends."""
    if number_of_second_steps(user.pk) == 1:
        end_sessions(user.pk, but_not=request.session.session_key)
    _record(_Verb.FACTOR_ADDED, request, user)


@receiver(authenticator_removed)
def _factor_removed(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    if request.session.get(SECOND_STEP) == "own":
        del request.session[SECOND_STEP]
    _record(_Verb.FACTOR_REMOVED, request, user)


@receiver(social_account_added)
def _broker_linked(sender: Any, request: HttpRequest, sociallogin: Any, **kwargs: Any) -> None:
    account: SocialAccount = sociallogin.account
    _record(_Verb.BROKER_LINKED, request, account.user)


def _record(verb: AccountEvent.Verb, request: HttpRequest, user: User) -> None:
    record_event(verb, at=timezone.now(), actor_id=user.pk, subject_id=user.pk, origin=get_client_ip(request))
