"""Hand the overview out: as PDF in the person's language, or as JSON."""

from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from thoes.accounts.public import Permission, actor_in, needs
from thoes.rights.documents.overview import overview_pdf
from thoes.rights.finding import people_by_id
from thoes.rights.gathering import dossier_of
from thoes.rights.models import Kind, Request
from thoes.rights.web.forms import OverviewForm
from thoes.rights.web.shared import log_looks


@require_GET
@needs(Permission.ANSWER_REQUESTS)
def overview(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Everything that is known of the person of an open request to see it. No name stands in the name of the file."""
    actor, now = actor_in(request), timezone.now()
    row = get_object_or_404(
        Request.objects.filter(organisation=actor.organisation_id, kind=Kind.ACCESS, answered_at=None), pk=request_id
    )
    found = people_by_id(actor, [row.person_id]) if row.person_id else {}
    if row.person_id is None or row.person_id not in found:
        raise Http404
    form = OverviewForm(request.GET, may_be_full=actor.organisation_kind == "municipality")
    if not form.is_valid():
        raise BadRequest
    data, full = form.cleaned_data, bool(form.cleaned_data.get("full"))
    # First the log: the overview shows this look as well.
    log_looks(actor, "overview_full" if full else "overview", [row.person_id], reference=f"request {row.pk}")
    dossier = dossier_of(actor=actor, person=row.person_id, full=full, at=now)
    name = f"overview-{now:%Y-%m-%d}-{str(row.pk)[:8]}"
    if data["form"] == "json":
        response: HttpResponse = JsonResponse(dossier, json_dumps_params={"indent": 2, "ensure_ascii": False})
        kind = "json"
    else:
        pdf = overview_pdf(dossier, language=data["language"], made_at=now)
        response, kind = HttpResponse(pdf, content_type="application/pdf"), "pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
