"""The letters of a demo, to read on a page: a demo sends nothing, so nobody would ever see what it wrote.

Outside a demo there is no such page, for nobody: what was written to whom is nobody's business there, and its text is emptied
once it is sent (`foundation.outbox`). In a demo letters become files of its own folder, by a mail backend of Django.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import wraps
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thoes.accounts.permissions import GIVE_ACCESS, MANAGE_MEMBERS
from thoes.accounts.web.access import View, needs
from thoes.foundation.models import OutgoingMail

_MOST = 200
# What Django puts behind each letter of a file.
_END = b"-" * 79


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it was written; `is_waiting` until the outbox had its turn."""

    to: str
    subject: str
    body: str
    at: datetime
    is_waiting: bool = False


def _only_in_a_demo(view: View) -> View:
    """Before anybody is asked who they are: elsewhere the page is not there at all."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not settings.THOES_DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@_only_in_a_demo
@require_safe
@never_cache
@needs(MANAGE_MEMBERS, purpose=GIVE_ACCESS)
def demo_mail(request: HttpRequest) -> HttpResponse:
    """What the demo wrote, the latest first."""
    letters = sorted([*_waiting(), *letters_in(Path(settings.EMAIL_FILE_PATH))], key=lambda each: each.at, reverse=True)
    return render(request, "accounts/demo_mail.html", {"letters": letters[:_MOST], "left_out": len(letters) - _MOST})


def _waiting() -> Iterator[Letter]:
    for mail in OutgoingMail.objects.filter(sent_at=None, given_up_at=None).order_by("-made_at")[:_MOST]:
        yield Letter(mail.to, mail.subject, mail.body, mail.made_at, is_waiting=True)


def letters_in(folder: Path) -> Iterator[Letter]:
    """The letters that became files in a folder."""
    for file in sorted(folder.glob("*.log"), reverse=True)[:_MOST] if folder.is_dir() else ():
        written = datetime.fromtimestamp(file.stat().st_mtime, tz=timezone.get_current_timezone())
        for raw in file.read_bytes().split(_END):
            if raw.strip():
                yield _letter(message_from_bytes(raw.strip(), policy=policy.default), written)


def _letter(message: EmailMessage, written: datetime) -> Letter:
    body = message.get_body(preferencelist=("plain",))
    return Letter(str(message["To"]), str(message["Subject"]), body.get_content() if body else "", written)
