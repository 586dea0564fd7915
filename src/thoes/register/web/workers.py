"""One worker: where they slept at the own sites, and correcting what was recorded of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thoes.accounts.public import actor_in, needs
from thoes.housing.public import KEEP_NIGHT_REGISTER
from thoes.register.models import DocumentKind, Worker
from thoes.register.permissions import RECORD_STAYS
from thoes.register.queries import believed, stays_of
from thoes.register.services import correct_worker, earlier_details, put_details_back
from thoes.register.services.workers import DeclaredWorker, grounds_for
from thoes.register.web.asking import AskingWorkerForm
from thoes.register.web.forms import PERSON_FIELDS
from thoes.register.web.shared import log_workers, own_worker
from thoes.ui.days import day_in_words
from thoes.ui.form_pages import post_action, saved

_SHOWN = 20


@needs(RECORD_STAYS, purpose=KEEP_NIGHT_REGISTER)
@transaction.atomic
def worker(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """The stays of a worker, the latest first, and a form with what was recorded."""
    actor = actor_in(request)
    known = own_worker(actor, worker_id)
    log_workers("worker", [known])
    grounds = grounds_for(actor=actor, worker_id=known.pk)
    initial = {name: getattr(known, name) for name in PERSON_FIELDS}
    posted = request.POST if request.method == "POST" else None
    form = AskingWorkerForm(posted, grounds=grounds, initial=initial, asked_on=timezone.localdate())
    if went_on := saved(
        request,
        form,
        lambda: correct_worker(actor=actor, worker_id=known.pk, facts=_facts(known, form.cleaned_data)),
        done=_("The worker's details are corrected."),
        back=reverse("register:worker", args=[known.pk]),
    ):
        return went_on
    stays = believed(stays_of(actor)).filter(worker=known).order_by("-arrival")
    context = {
        "worker": known,
        "form": form,
        "facts": _in_sight(known, form),
        "stays": list(stays[:100]),
        "earlier": [
            (before, _in_words(before.facts, form.fields))
            for before in earlier_details(actor=actor, worker_id=known.pk)[:_SHOWN]
        ],
    }
    return render(request, "register/worker.html", context)


@require_POST
@needs(RECORD_STAYS, purpose=KEEP_NIGHT_REGISTER)
@transaction.atomic
def restore(request: HttpRequest, worker_id: UUID, number: int) -> HttpResponse:
    """Put back what stood before; only the own worker, and only what stood of that one."""
    actor = actor_in(request)
    known = own_worker(actor, worker_id)
    log_workers("worker", [known])
    return post_action(
        request,
        lambda: put_details_back(actor=actor, worker_id=known.pk, number=number),
        done=_("What was there before has been put back."),
        back=reverse("register:worker", args=[known.pk]),
    )


def _in_sight(known: Worker, form: AskingWorkerForm) -> list[tuple[str, Any]]:
    """What is recorded, by the labels of the fields that may be shown; empty for what is not."""
    facts = []
    for name, field in form.fields.items():
        if name in PERSON_FIELDS:
            value = getattr(known, name)
            words = dict(getattr(field, "choices", ())).get(value, value) if value else ""
            facts.append((str(field.label), day_in_words(words) if isinstance(words, date) else words))
    return facts


def _in_words(facts: DeclaredWorker, shown: Iterable[str]) -> str:
    """The details on one line; of the fields that the page may show."""
    kind = str(DocumentKind(facts.document_kind).label) if facts.document_kind in DocumentKind.values else ""
    born = date_format(facts.date_of_birth, "j F Y") if facts.date_of_birth else ""
    words = {"document_kind": kind, "date_of_birth": born}
    names = f"{facts.family_name}, {facts.given_name}" if facts.given_name else facts.family_name
    rest = ("residence", "document_kind", "date_of_birth", "nationality", "document_number")
    return "; ".join([names, *filter(None, (words.get(name, getattr(facts, name)) for name in rest if name in shown))])


def _facts(known: Worker, data: dict[str, Any]) -> DeclaredWorker:
    """What was filled in; what the form did not show stays as it was."""
    return DeclaredWorker(**{name: data.get(name, getattr(known, name)) for name in PERSON_FIELDS})
