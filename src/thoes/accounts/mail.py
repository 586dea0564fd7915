"""Write to somebody: plain text from a template, in the language of the page that caused it, after the transaction."""

from functools import partial
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.functional import Promise


def send_later(template: str, *, to: str, subject: str | Promise, context: dict[str, Any]) -> None:
    """Send `accounts/mail/<template>.txt` once what it tells about is saved. A mail server that fails is logged."""
    letter = compose(template, to=to, subject=subject, context=context)
    transaction.on_commit(partial(letter.send), robust=True)


def compose(template: str, *, to: str, subject: str | Promise, context: dict[str, Any]) -> EmailMessage:
    """The letter, ready to send."""
    return EmailMessage(str(subject), render_to_string(f"accounts/mail/{template}.txt", context), to=[to])
