"""Forms of accounts. Those of allauth get our words, no placeholders, and `aria-required` instead of browser bubbles."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.contrib.auth import password_validation
from django.core.cache import cache
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thoes.accounts.inside_allauth import normalize_user_code
from thoes.accounts.jobs import mail_password_reset
from thoes.accounts.mail import own_address
from thoes.accounts.models import User
from thoes.foundation.modules import Role
from thoes.ui.forms import Form, SaysWhatIsMissing

_LONG = _("At least 12 characters. Four words that do not belong together make a good one.")


class _OurWay(SaysWhatIsMissing):
    """Mixed into a form of allauth: `words` gives labels, `notes` gives explanations."""

    words: dict[str, Any] = {}
    notes: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)
            field.help_text = self.notes.get(name, "")


class LoginForm(_OurWay, account_forms.LoginForm):  # type: ignore[misc]
    """User name or e-mail address, and password."""

    words = {"login": _("User name or e-mail address"), "password": _("Password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocomplete": "username webauthn", "autocapitalize": "none"}

    def add_prefix(self, field_name: str) -> str:
        """The name that password managers know."""
        return "username" if field_name == "login" else str(super().add_prefix(field_name))


class ReauthenticateForm(_OurWay, account_forms.ReauthenticateForm):  # type: ignore[misc]
    words = {"password": _("Password")}


class ChangePasswordForm(_OurWay, account_forms.ChangePasswordForm):  # type: ignore[misc]
    words = {
        "oldpassword": _("Present password"),
        "password1": _("New password"),
        "password2": _("New password, once more"),
    }
    notes = {"password1": _LONG}


class ResetPasswordForm(_OurWay, account_forms.ResetPasswordForm):  # type: ignore[misc]
    """Asks for a letter. Finding out whether anybody has this address takes no visible time: a job writes the letter."""

    words = {"email": _("E-mail address")}

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        mail_password_reset.defer(
            users=[str(user.pk) for user in self.users],
            base_url=own_address(request),
            language=get_language() or "nl",
        )
        address: str = self.cleaned_data["email"]
        return address


class ResetPasswordKeyForm(_OurWay, account_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    words = {"password1": _("New password"), "password2": _("New password, once more")}
    notes = {"password1": _LONG}


def _not_the_code() -> forms.ValidationError:
    refusal: forms.ValidationError = get_adapter().validation_error("incorrect_code")
    return refusal


class _CodeOnce:
    """Mixed into the forms that ask a code: a code that was used is refused for as long as it would be good.

    allauth remembers it for half a minute, but with a tolerance a code is good for three times that.
    """

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        good_for = mfa_settings.TOTP_PERIOD * (2 * mfa_settings.TOTP_TOLERANCE + 1)
        key = f"thoes.code_used?user={self.user.pk}&code={normalize_user_code(code)}"  # type: ignore[attr-defined]
        if not cache.add(key, "y", timeout=good_for):
            raise _not_the_code()
        return code


class SecondStepForm(_CodeOnce, _OurWay, mfa_forms.AuthenticateForm):  # type: ignore[misc]
    words = {"code": _("Code")}
    notes = {"code": _("The six digits in your app, or one of your recovery codes.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}


class SecondStepAgainForm(_CodeOnce, _OurWay, mfa_forms.ReauthenticateForm):  # type: ignore[misc]
    words = {"code": _("Code")}
    notes = {"code": _("The six digits in your app, or one of your recovery codes.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}


class ActivateTOTPForm(_OurWay, AllauthActivateTOTPForm):  # type: ignore[misc]
    words = {"code": _("Code from the app")}
    notes = {"code": _("Six digits that change every half minute.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "one-time-code"}


class _AnswerOfADevice:
    """Mixed into the forms that a device answers: what is no answer at all is refused, where allauth would break on it."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _not_the_code() from error


class LoginPasskeyForm(_AnswerOfADevice, webauthn_forms.LoginWebAuthnForm):  # type: ignore[misc]
    """Log in with a passkey alone."""


class SecondStepPasskeyForm(_AnswerOfADevice, webauthn_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey after the password."""


class PasskeyAgainForm(_AnswerOfADevice, webauthn_forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey to show once more who is there."""


class AddPasskeyForm(_OurWay, webauthn_forms.AddWebAuthnForm):  # type: ignore[misc]
    """A passkey always proves two things, having and being or knowing: it is asked for with user verification."""

    words = {"name": _("What you call it")}
    notes = {"name": _("For example “My phone” or “Laptop at work”.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.initial["passwordless"] = "on"
        self.fields["name"].validators.append(MaxLengthValidator(60))

    def clean(self) -> dict[str, Any] | None:
        try:
            return super().clean()
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise _not_the_code() from error


class RenamePasskeyForm(_OurWay, webauthn_forms.EditWebAuthnForm):  # type: ignore[misc]
    words = {"name": _("What you call it")}


class InviteForm(Form):
    """Whom to invite, for which role."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_(
            "The work address of one person. A shared mailbox is not allowed: everybody has their own account."
        ),
        widget=forms.EmailInput({"autocomplete": "off", "autocapitalize": "none"}),
    )
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, roles: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, role.label) for role in roles]  # type: ignore[attr-defined]
        if len(roles) == 1:
            self.initial["role"] = roles[0]


class RoleForm(Form):
    """Another role for a member."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, roles: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, role.label) for role in roles]  # type: ignore[attr-defined]


class JoinForm(Form):
    """The account of somebody who was invited; the address is known already."""

    given_name = forms.CharField(
        label=_("First name"), max_length=150, widget=forms.TextInput({"autocomplete": "given-name"})
    )
    family_name = forms.CharField(
        label=_("Surname"), max_length=150, widget=forms.TextInput({"autocomplete": "family-name"})
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_LONG,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "password" in cleaned:
            person = User(
                username=self.email,
                email=self.email,
                first_name=cleaned.get("given_name", ""),
                last_name=cleaned.get("family_name", ""),
            )
            try:
                password_validation.validate_password(cleaned["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned
