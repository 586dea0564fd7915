"""Letters with which somebody sets a new password."""

from collections.abc import Iterable
from urllib.parse import urljoin
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.account.views import UserTokenForm
from django.urls import reverse
from django.utils.translation import gettext as _

from thoes.accounts.mail import compose
from thoes.accounts.models import User


def mail_reset_links(users: Iterable[UUID], *, base_url: str) -> None:
    """Send each active user a link that works once and expires (PASSWORD_RESET_TIMEOUT)."""
    for user in User.objects.filter(pk__in=list(users), is_active=True):
        address = EmailAddress.objects.get_primary_email(user) or user.email
        if address:
            compose(
                "password_reset",
                to=address,
                subject=_("A new password for Thoes"),
                context={"link": urljoin(base_url, _path(user)), "name": user.get_short_name()},
            ).send()


def _path(user: User) -> str:
    key = UserTokenForm.token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
