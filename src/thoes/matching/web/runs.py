"""What was compared, and a question to the BRP."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from thoes.accounts.public import actor_in, needs
from thoes.matching import runs as verbs
from thoes.matching.brp.asking import ask_for_site, road_for
from thoes.matching.brp.configuration import BrpKind
from thoes.matching.models import MatchRun
from thoes.matching.web.forms import AskForm
from thoes.privacy.public import BRP_REGISTRATION
from thoes.registration.public import RECORD_REGISTRATION
from thoes.ui.form_pages import saved


@require_safe
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def runs(request: HttpRequest) -> HttpResponse:
    """What was compared before; a list is handed over on a page of its own, and the BRP is asked here."""
    return _page(request)


@require_POST
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask the BRP who is registered at a site, and compare."""
    actor = actor_in(request)
    if road_for(actor) is None:
        raise Http404
    form = AskForm(request.POST, municipality=actor.municipality_code, prefix="ask")

    def save() -> MatchRun:
        site, object_id = form.cleaned_data["site"], form.cleaned_data["object_id"]
        with transaction.atomic():
            return ask_for_site(actor=actor, site_id=site.pk, object_id=object_id, at=timezone.now())

    back = saved(request, form, save, back=lambda run: reverse("matching:run", args=[run.pk]))
    return back or _page(request, asking=form)


def _page(request: HttpRequest, *, asking: AskForm | None = None) -> HttpResponse:
    actor = actor_in(request)
    road = road_for(actor)
    if road is not None and asking is None:
        asking = AskForm(municipality=actor.municipality_code, prefix="ask")
    context = {
        "asking": asking,
        "is_fake": road is not None and road.kind is BrpKind.FAKE,
        "runs": verbs.runs_of(actor),
    }
    return render(request, "matching/runs.html", context)
