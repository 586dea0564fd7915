"""Write to somebody: plain text from a template, in the language of the page that caused it, after the transaction."""

from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise


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
