"""Find a worker by name, in any spelling and order."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thoes.accounts.public import actor_in, needs
from thoes.housing.public import KEEP_NIGHT_REGISTER, SEE_OWN_SITES
from thoes.register.models import Stay
from thoes.register.queries import believed, find_workers, stays_of
from thoes.register.web.shared import log_workers

_MOST = 20


@require_GET
@needs(SEE_OWN_SITES, purpose=KEEP_NIGHT_REGISTER)
@transaction.atomic
def search(request: HttpRequest) -> HttpResponse:
    """Workers whose name holds every word, each with the stays at the own sites, the latest first."""
    actor, text = actor_in(request), request.GET.get("q", "").strip()[:100]
    workers = find_workers(actor=actor, text=text, limit=_MOST + 1)
    is_cut, workers = len(workers) > _MOST, workers[:_MOST]
    by_worker: dict[object, list[Stay]] = {}
    for stay in believed(stays_of(actor)).filter(worker__in=workers).order_by("-arrival"):
        by_worker.setdefault(stay.worker_id, []).append(stay)
    found = [(worker, by_worker.get(worker.pk, [])[:5]) for worker in workers]
    log_workers("search", workers)
    return render(request, "register/search.html", {"found": found, "text": text, "most": _MOST if is_cut else 0})
