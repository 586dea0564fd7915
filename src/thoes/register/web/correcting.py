"""One stay: what was believed when, correcting it, and saying that it never was."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from thoes.accounts.public import Permission, actor_in, needs
from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal
from thoes.register.queries import versions_of
from thoes.register.services import Correction, correct_stay, void_stay
from thoes.register.web.forms import CorrectForm, NonceForm, with_new_nonce
from thoes.register.web.shared import log_looks, own_site, say_done, show_refusal


@needs(Permission.RECORD_STAYS)
@transaction.atomic
def stay(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """The versions of a stay, newest first, and a form to correct the believed one."""
    actor = actor_in(request)
    versions = versions_of(actor=actor, stay_id=stay_id)
    if not versions:
        raise Http404
    log_looks(actor, "stay", versions[:1])
    current = next((v for v in versions if v.known_until is None and not v.voided), None)
    site = own_site(actor, versions[0].site_id)
    initial = (
        {f: getattr(current, f) for f in ("arrival", "departure", "expected_departure")}
        if current is not None
        else None
    )
    shown = [current] if current is not None else []
    posted = request.POST if request.method == "POST" else None
    form = CorrectForm(posted, site=site, initial=initial, versions=shown)
    if request.method == "POST" and current is not None and form.is_valid():
        data = form.cleaned_data
        try:
            change = correct_stay(
                actor=actor,
                stay_id=stay_id,
                correction=Correction(
                    arrival=data["arrival"],
                    departure=data["departure"],
                    expected_departure=data.get("expected_departure"),
                    bed_id=current.bed_id,
                    employer_id=current.employer_id,
                ),
                at=timezone.now(),
                nonce=data["nonce"],
                seen=data["seen"] or None,
            )
        except Refusal as refusal:
            form.data = with_new_nonce(form.data, versions=shown)
            show_refusal(form, refusal)
        else:
            say_done(request, _("The stay was corrected."), change)
            return redirect("register:stay", stay_id)
    context = {"versions": versions, "current": current, "form": form, "site": site, "void_form": NonceForm()}
    return render(request, "register/stay.html", context)


@needs(Permission.RECORD_STAYS)
def void(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """Say that a stay never was."""
    form = NonceForm(request.POST)
    if request.method != "POST" or not form.is_valid():
        return redirect("register:stay", stay_id)
    try:
        change = void_stay(
            actor=actor_in(request), stay_id=stay_id, at=timezone.now(), nonce=form.cleaned_data["nonce"]
        )
    except Refusal as refusal:
        raise Http404(explain(refusal)) from refusal
    say_done(request, _("The stay was voided: it never was."), change)
    return redirect("register:stay", stay_id)
