"""Find a worker by name, in any spelling and order, or by the lines of a document that a reader types.

The box is sent with POST, as nobody knows what will be typed into it. A name then stands in the address, so that going back
works; the lines of a document never do.
"""

import re
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thoes.accounts.public import Actor, actor_in, needs
from thoes.foundation.refusal_texts import explain
from thoes.housing.public import KEEP_NIGHT_REGISTER, SEE_OWN_SITES
from thoes.kernel.machine_readable_zone import TravelDocument, read_zone, seems_a_zone
from thoes.kernel.nights import current_night
from thoes.kernel.refusals import Refusal
from thoes.register.models import Stay, Worker
from thoes.register.queries import believed, find_workers, stays_of
from thoes.register.web.shared import log_workers

_MOST = 20
_TWO_LETTERS = re.compile("ae|oe|ue", re.IGNORECASE)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(SEE_OWN_SITES, purpose=KEEP_NIGHT_REGISTER)
@transaction.atomic
def search(request: HttpRequest) -> HttpResponse:
    """Workers whose name holds every word, each with the stays at the own sites, the latest first."""
    actor = actor_in(request)
    sent = (request.POST if request.method == "POST" else request.GET).get("q", "").strip()
    if not seems_a_zone(sent):
        if request.method == "POST":
            return redirect(f"{request.path}?{urlencode({'q': sent[:100]})}")
        return _shown(
            request, actor, text=sent[:100], found=find_workers(actor=actor, text=sent[:100], limit=_MOST + 1)
        )
    if request.method != "POST":
        messages.warning(
            request, _("The lines of a document may not be part of an address. Read it into the search box.")
        )
        return redirect(request.path)
    try:
        document = read_zone(sent, on=current_night(timezone.localtime()))
    except Refusal as refusal:
        messages.error(request, explain(refusal))
        return redirect(request.path)
    text = f"{document.family_name} {document.given_name}".strip()
    return _shown(request, actor, text=text, found=_of_document(actor, document, text))


def _of_document(actor: Actor, document: TravelDocument, text: str) -> list[Worker]:
    """Who has this name, in any spelling of a document, and not another birth date."""
    spellings = (text, _with_plain_vowels(text), document.family_name)
    for spelling in dict.fromkeys(spellings):
        found = [w for w in find_workers(actor=actor, text=spelling, limit=_MOST + 1) if _may_be_born(w, document)]
        if found:
            return found
    return []


def _may_be_born(worker: Worker, document: TravelDocument) -> bool:
    return not (worker.date_of_birth and document.date_of_birth) or worker.date_of_birth == document.date_of_birth


def _with_plain_vowels(text: str) -> str:
    """Documents write ä, ö and ü as two letters (ICAO Doc 9303 part 3, section 6), and we look for one."""
    return _TWO_LETTERS.sub(lambda match: match.group()[0], text)


def _shown(request: HttpRequest, actor: Actor, *, text: str, found: list[Worker]) -> HttpResponse:
    workers = found[:_MOST]
    by_worker: dict[object, list[Stay]] = {}
    for stay in believed(stays_of(actor)).filter(worker__in=workers).order_by("-arrival"):
        by_worker.setdefault(stay.worker_id, []).append(stay)
    log_workers("search", workers)
    context = {
        "found": [(worker, by_worker.get(worker.pk, [])[:5]) for worker in workers],
        "text": text,
        "most": _MOST if len(found) > _MOST else 0,
    }
    return render(request, "register/search.html", context)
