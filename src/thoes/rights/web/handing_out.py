"""Hand the overview out: as PDF in the person's language, or as JSON."""

import json
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from thoes.accounts.public import Actor, actor_in, needs
from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import ANSWER_REQUEST
from thoes.rights.documents.overview import overview_pdf
from thoes.rights.finding import people_by_id
from thoes.rights.full_overviews import count_addresses, open_full
from thoes.rights.gathering import Dossier, dossier_of
from thoes.rights.models import Request, RequestKind
from thoes.rights.permissions import ANSWER_REQUESTS
from thoes.rights.web.forms import OverviewForm
from thoes.rights.web.shared import log_access
from thoes.ui.files import PDF, attachment


@require_safe
@needs(ANSWER_REQUESTS, purpose=ANSWER_REQUEST)
def overview(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """What the own organisation may see of the person of an open request to see it."""
    actor, now = actor_in(request), timezone.now()
    row, person = _request_of(actor, request_id)
    form = OverviewForm(request.GET)
    if not form.is_valid():
        raise BadRequest
    # First the log: the overview shows this look as well.
    log_access("overview", [person], reference=f"request {row.pk}")
    return _file(dossier_of(actor=actor, person=person, full=False, at=now), form, row, now)


@require_POST
@needs(ANSWER_REQUESTS, purpose=ANSWER_REQUEST)
def everything(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Everything that is known of that person, over all housing providers and municipalities, once a colleague
    confirmed it.
    """
    actor, now = actor_in(request), timezone.now()
    if actor.organisation_kind != "municipality":
        raise Http404
    row, person = _request_of(actor, request_id)
    form = OverviewForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    try:
        opened = open_full(actor=actor, request_id=row.pk, at=now)
    except Refusal as refusal:
        messages.error(request, explain(refusal))
        return redirect("rights:request", row.pk)
    log_access("overview_full", [person], reference=f"request {row.pk}")
    dossier = dossier_of(actor=actor, person=person, full=True, at=now)
    count_addresses(opened, len({stay["address"] for stay in dossier["stays"]}))
    return _file(dossier, form, row, now)


def _request_of(actor: Actor, request_id: UUID) -> tuple[Request, UUID]:
    row = get_object_or_404(
        Request.objects.filter(organisation=actor.organisation_id, kind=RequestKind.ACCESS, answered_at=None),
        pk=request_id,
    )
    if row.person_id is None or row.person_id not in people_by_id(actor, [row.person_id]):
        raise Http404
    return row, row.person_id


def _file(dossier: Dossier, form: OverviewForm, row: Request, now: datetime) -> HttpResponse:
    """No name stands in the name of the file."""
    data, name = form.cleaned_data, f"overview-{now:%Y-%m-%d}-{str(row.pk)[:8]}"
    if data["form"] == "json":
        body = json.dumps(dossier, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False).encode()
        return attachment(body, "application/json", f"{name}.json")
    return attachment(overview_pdf(dossier, language=data["language"], made_at=now), PDF, f"{name}.pdf")
