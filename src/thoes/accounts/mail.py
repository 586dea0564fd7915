"""Write to somebody: plain text from a template.

What a module tells the members of an organisation goes through the outbox: once, and again when the mail server is away. What
somebody waits for on a page is sent at once, in the language of that page, and kept nowhere: its link lets somebody in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise

from thoes.accounts.actor import Actor, actor_of
from thoes.accounts.models import Membership
from thoes.foundation.modules import Permission
from thoes.foundation.outbox import put_in_outbox


@dataclass(frozen=True, slots=True)
class Reader:
    """A member of an organisation, as whom a letter is for, and the address that it goes to."""

    actor: Actor
    email: str


def readers(*permissions: Permission, organisations: Iterable[UUID] | None = None) -> list[Reader]:
    """Who has an address and holds one of these permissions in these organisations (all, when None), one after another.

    Somebody with two roles in one organisation is one reader.
    """
    members = Membership.objects.filter(user__is_active=True).exclude(user__email="").select_related("user")
    if organisations is not None:
        members = members.filter(organisation_id__in=set(organisations))
    found: dict[tuple[UUID, UUID], Reader] = {}
    for member in members.order_by("organisation_id", "user_id", "pk"):
        actor = actor_of(member)
        if any(map(actor.may, permissions)):
            found.setdefault((actor.organisation_id, actor.user_id), Reader(actor, member.user.email))
    return list(found.values())


def write_to(
    reader: Reader,
    template: str,
    *,
    key: str,
    subject: str | Promise,
    context: dict[str, Any],
    languages: Sequence[str],
    at: datetime,
    stop_url: str = "",
) -> bool:
    """Put a letter from `template` in the outbox, its text in each of these languages; False for a `key` that was there.

    What somebody reads is not known. No name of a worker may stand in it. `stop_url` ends such letters.
    """
    parts, subjects = [], []
    for language in languages:
        with translation.override(language):
            subjects.append(str(subject))
            parts.append(render_to_string(template, context).strip())
    body = "\n\n* * *\n\n".join(parts) + "\n"
    return put_in_outbox(key=key, to=reader.email, subject=subjects[0], body=body, at=at, stop_url=stop_url)


def own_address(request: HttpRequest) -> str:
    """What a link in a letter begins with. Somebody who asks for a letter to another chooses no part of that link."""
    return f"{settings.THOES_URL}/" if settings.HTTPS else request.build_absolute_uri("/")


def send_later(template: str, *, to: str, subject: str | Promise, context: dict[str, Any]) -> None:
    """Send `accounts/mail/<template>.txt` once what it tells about is saved. A mail server that fails is logged."""
    letter = compose(template, to=to, subject=subject, context=context)
    transaction.on_commit(partial(letter.send), robust=True)


def compose(template: str, *, to: str, subject: str | Promise, context: dict[str, Any]) -> EmailMessage:
    """The letter, ready to send."""
    return EmailMessage(str(subject), render_to_string(f"accounts/mail/{template}.txt", context), to=[to])
