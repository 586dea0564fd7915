"""One worker: where they slept at the own sites, and correcting what was recorded of them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thoes.accounts.public import Permission, actor_in, needs
from thoes.kernel.refusals import Refusal
from thoes.register.models import Worker
from thoes.register.queries import believed, stays_of
from thoes.register.services import correct_worker
from thoes.register.services.workers import DeclaredWorker, grounds_for
from thoes.register.web.forms import PERSON_FIELDS, WorkerForm
from thoes.register.web.shared import log_workers, own_worker, show_refusal


@needs(Permission.RECORD_STAYS)
@transaction.atomic
def worker(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """The stays of a worker, the latest first, and a form with what was recorded."""
    actor = actor_in(request)
    known = own_worker(actor, worker_id)
    log_workers(actor, "worker", [known])
    grounds = grounds_for(actor=actor, worker_id=known.pk)
    initial = {name: getattr(known, name) for name in PERSON_FIELDS}
    form = WorkerForm(request.POST if request.method == "POST" else None, grounds=grounds, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            correct_worker(actor=actor, worker_id=known.pk, facts=_facts(known, form.cleaned_data))
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("The worker's details are corrected."))
            return redirect("register:worker", known.pk)
    stays = believed(stays_of(actor)).filter(worker=known).order_by("-arrival")
    return render(request, "register/worker.html", {"worker": known, "form": form, "stays": list(stays[:100])})


def _facts(known: Worker, data: dict[str, Any]) -> DeclaredWorker:
    """What was filled in; what the form did not show stays as it was."""
    return DeclaredWorker(**{name: data.get(name, getattr(known, name)) for name in PERSON_FIELDS})
