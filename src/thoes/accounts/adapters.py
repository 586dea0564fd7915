"""How allauth behaves here: who may come in, what it says, what it writes down."""

import base64
import hashlib
import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from cryptography.fernet import Fernet
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.accounts.actor import is_official, memberships_of
from thoes.accounts.guessing import Try, account_named, begin_try, is_known_here, know_browser
from thoes.accounts.inside_allauth import get_client_ip
from thoes.accounts.mail import send_later
from thoes.accounts.models import AccountEvent, User
from thoes.accounts.services.inviting import find_invitation
from thoes.accounts.services.recording import record_event
from thoes.foundation.home import secret
from thoes.kernel.refusals import Refusal

log = logging.getLogger(__name__)

INVITATION = "invitation"

# One sentence for every wrong log-in: whether the name is known is nobody's business.
_WRONG = gettext_lazy("The name and the password do not match. Check both and try again.")
_NOT_THE_CODE = gettext_lazy("This code is not right, or it is too old. Wait for the next one and try again.")

_SAID = {
    "account/messages/password_changed.txt": gettext_lazy("Your password is changed. Your other sessions were ended."),
    "account/messages/password_set.txt": gettext_lazy("Your password is set."),
    "mfa/messages/totp_activated.txt": gettext_lazy("The app with codes is your second step from now on."),
    "mfa/messages/totp_deactivated.txt": gettext_lazy("The app with codes is no longer used."),
    "mfa/messages/webauthn_added.txt": gettext_lazy("The passkey is added. You can log in with it from now on."),
    "mfa/messages/webauthn_removed.txt": gettext_lazy("The passkey is removed."),
    "mfa/messages/recovery_codes_generated.txt": gettext_lazy(
        "You have new recovery codes. Keep them in a safe place."
    ),
    "socialaccount/messages/account_connected.txt": gettext_lazy("The account of your organisation is linked."),
    "socialaccount/messages/account_disconnected.txt": gettext_lazy("The account of your organisation is unlinked."),
}

# What somebody gets a letter about, in case it was not that person who did it.
_WARNED = {
    "account/email/password_changed": gettext_lazy("Your password was changed."),
    "account/email/password_reset": gettext_lazy("Your password was changed with a link in an e-mail."),
    "mfa/email/totp_activated": gettext_lazy("An app with codes was added as your second step."),
    "mfa/email/totp_deactivated": gettext_lazy("The app with codes was removed from your account."),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was added to your account."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was removed from your account."),
    "mfa/email/recovery_codes_generated": gettext_lazy("New recovery codes were made for your account."),
    "socialaccount/email/account_connected": gettext_lazy("The account of your organisation was linked to Thoes."),
    "socialaccount/email/account_disconnected": gettext_lazy(
        "The account of your organisation was unlinked from Thoes."
    ),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Log-in by invitation only, with our own words."""

    _try: Try | None = None
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _WRONG,
        "email_password_mismatch": _WRONG,
        "invalid_login": _WRONG,
        "incorrect_password": gettext_lazy("This is not your password. Try again."),
        "enter_current_password": gettext_lazy("This is not your present password. Try again."),
        "incorrect_code": _NOT_THE_CODE,
        "too_many_login_attempts": gettext_lazy(
            "This was tried too often. Wait five minutes and try again, or set a new password."
        ),
        "too_many_tries_around": gettext_lazy(
            "Too many wrong passwords were tried from your network, or for this account. Log in where you did before, set a"
            " new password, or try again in an hour."
        ),
        "rate_limited": gettext_lazy("This was tried too often. Wait a minute and try again."),
        "invalid_password_reset": gettext_lazy("This link was used before or is too old. Ask for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The own work; who works for several organisations and did not choose yet is asked first."""
        if getattr(request, "actor", None) is None and len(memberships_of(request.user)) > 1:  # type: ignore[arg-type]
            return reverse("accounts:choose-organisation")
        url: str = super().get_login_redirect_url(request)
        return url

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try as `guessing` does, in the place of allauth's counts: those are per Host header and per address."""
        self._try = begin_try(request, _typed(credentials))
        if self._try is None:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        # Called by allauth when the password was right.
        if self._try is not None:
            self._try.was_right()

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """As allauth does. Where too much was tried around this, a right password is good where one is known only."""
        user: User | None = super().authenticate(request, **credentials)
        if self._try is not None and self._try.is_beyond and not (user and is_known_here(request, user)):
            raise self.validation_error("too_many_tries_around")
        return user

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """After the last step of logging in: nobody's guesses elsewhere count for this browser any more."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        know_browser(request, response, user)
        return response

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down that it failed, on whom if that is known, never what was typed."""
        known = account_named(_typed(credentials))
        record_event(
            AccountEvent.Verb.LOGIN_FAILED,
            at=timezone.now(),
            actor_id=None,
            subject_id=known.pk if known else None,
            origin=get_client_ip(request),
        )

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        said = message or _SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, str(said))

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        address = email or EmailAddress.objects.get_primary_email(user) or user.email
        what = _WARNED.get(template_prefix)
        if what and address:
            send_later(
                "account_changed",
                to=address,
                subject=_("Something changed in your Thoes account"),
                context={"what": what, "at": timezone.now(), "name": user.get_short_name()},
            )


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Passkeys and codes. The secret of an app with codes is kept encrypted, with a key outside the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _NOT_THE_CODE,
        "cannot_delete_authenticator": gettext_lazy(
            "Officials log in with a second step. Add another one before you remove this one."
        ),
    }

    def encrypt(self, text: str) -> str:
        return _locker().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _locker().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Who must have a second step keeps at least one."""
        others = (
            Authenticator.objects.filter(user_id=authenticator.user_id)
            .exclude(pk=authenticator.pk)
            .exclude(type=Authenticator.Type.RECOVERY_CODES)
        )
        return others.exists() or not is_official(memberships_of(authenticator.user))

    def generate_authenticator_name(self, user: User, type: str) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Thoes"}


class BrokerAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Who comes from the broker is let in as an account that was invited, and never makes one of its own accord."""

    def authenticate_by_email(self, sociallogin: Any) -> tuple[User, str] | None:
        """The account that proved this address, if the broker has proven it too."""
        for address in sociallogin.email_addresses:
            if address.verified is True:
                proven = EmailAddress.objects.filter(
                    email=address.email.lower(), verified=True, user__is_active=True, user__memberships__isnull=False
                ).first()
                if proven is not None:
                    return proven.user, proven.email
        return None

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Only behind the link of an invitation to the same address."""
        try:
            invitation = find_invitation(request.session.get(INVITATION, ""), at=timezone.now())
        except Refusal:
            return False
        return any(a.verified is True and a.email.lower() == invitation.email for a in sociallogin.email_addresses)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        user.username = user.email = user.email.lower()
        return user

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, exception: Exception | None = None, **kwargs: Any
    ) -> None:
        """Write down that it failed, and why in the log of the server: the reasons are ours and name nobody."""
        log.warning("broker_refused: %s", exception if isinstance(exception, OAuth2Error) else type(exception).__name__)
        record_event(AccountEvent.Verb.LOGIN_FAILED, at=timezone.now(), actor_id=None, origin=get_client_ip(request))

    def validate_disconnect(self, account: Any, accounts: Any) -> None:
        if not account.user.has_usable_password() and len(accounts) == 1:
            raise PermissionDenied


def _typed(credentials: dict[str, Any]) -> str:
    return str(credentials.get("username") or credentials.get("email") or "")


def _locker() -> Fernet:
    """Made from a secret in the folder of this installation, which no backup of the database holds."""
    key = hashlib.sha256(secret("second-step").encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
