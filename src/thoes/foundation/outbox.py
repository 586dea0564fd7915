"""The outbox: a letter is put down in the transaction that decides on it, and sent by a job afterwards.

So no letter is lost when the mail server is away, and none is written for what was taken back. A letter is locked while it
is sent, so two jobs never send the same one. When this process dies between the answer of the mail server and the end of the
transaction it is sent again, with the same Message-ID, by which mail programs know it for one letter.
"""

import logging
import smtplib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from thoes.foundation.models import OutgoingMail

log = logging.getLogger(__name__)
MOST_TRIES = 8
_FIRST_WAIT = timedelta(minutes=2)
KEPT = timedelta(days=90)
"""How long we know that a letter was sent, so that it is not written again. A choice of Thoes."""


def put_in_outbox(*, key: str, to: str, subject: str, body: str, at: datetime, stop_url: str = "") -> bool:
    """Put a letter down to be sent; False when one with this key was put down before. `stop_url` ends such letters."""
    _mail, is_new = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": subject,
            "body": body,
            "stop_url": stop_url,
            "made_at": at,
            "next_try_at": at,
        },
    )
    return is_new


def send_waiting(*, at: datetime, most: int = 500) -> int:
    """Send what waits, each in its own transaction; gives how many were sent. What fails is tried again later."""
    sent = 0
    for _ in range(most):
        with transaction.atomic():
            mail = (
                OutgoingMail.objects.select_for_update(skip_locked=True)
                .filter(sent_at=None, given_up_at=None, next_try_at__lte=at)
                .order_by("next_try_at", "pk")
                .first()
            )
            if mail is None:
                break
            sent += _send(mail, at=at)
    return sent


def _send(mail: OutgoingMail, *, at: datetime) -> bool:
    mail.tries += 1
    try:
        _letter(mail).send()
    except (smtplib.SMTPException, OSError) as error:
        mail.last_error = type(error).__name__
        mail.next_try_at = at + _FIRST_WAIT * 2 ** (mail.tries - 1)
        if mail.tries >= MOST_TRIES:
            mail.given_up_at, mail.body = at, ""
        log.warning("mail_not_sent id=%s tries=%s error=%s", mail.pk, mail.tries, mail.last_error)
    else:
        mail.sent_at, mail.body, mail.stop_url = at, "", ""
    mail.save()
    return mail.sent_at is not None


def _letter(mail: OutgoingMail) -> EmailMessage:
    headers = {"Message-ID": f"<{mail.pk}@{settings.THOES_URL.split('://')[-1].split('/')[0].split(':')[0]}>"}
    if mail.stop_url:
        headers["List-Unsubscribe"] = f"<{mail.stop_url}>"
    return EmailMessage(mail.subject, mail.body, to=[mail.to], headers=headers, connection=get_connection())


def forget_old(*, at: datetime) -> int:
    """Forget letters that were sent, or given up, long ago."""
    old = OutgoingMail.objects.filter(made_at__lt=at - KEPT).exclude(sent_at=None, given_up_at=None)
    return old.delete()[0]
