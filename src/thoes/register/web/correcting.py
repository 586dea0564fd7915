"""One stay: what was believed when, correcting it, and saying that it never was."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thoes.accounts.public import Actor, actor_in, needs
from thoes.housing.public import KEEP_NIGHT_REGISTER, Bed
from thoes.kernel.nights import current_night
from thoes.register.models import Change, Stay
from thoes.register.permissions import RECORD_STAYS
from thoes.register.queries import free_beds, versions_of
from thoes.register.services import Correction, correct_stay, void_stay
from thoes.register.web.asking import AskingCorrectForm
from thoes.register.web.forms import SeenForm
from thoes.register.web.shared import log_access, own_site, saved_stays


@needs(RECORD_STAYS, purpose=KEEP_NIGHT_REGISTER)
@transaction.atomic
def stay(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """The versions of a stay, newest first, and a form to correct the believed one."""
    actor = actor_in(request)
    versions = versions_of(actor=actor, stay_id=stay_id)
    if not versions:
        raise Http404
    log_access("stay", versions[:1])
    current = next((v for v in versions if v.known_until is None and not v.voided), None)
    site = own_site(actor, versions[0].site_id)
    shown = [current] if current is not None else []
    form = AskingCorrectForm(
        request.POST if request.method == "POST" else None,
        site=site,
        beds=_beds_for(actor, current),
        initial=_facts_of(current) if current is not None else None,
        versions=shown,
        asked_on=timezone.localdate(),
    )

    def save() -> Change:
        data = form.cleaned_data
        return correct_stay(
            actor=actor,
            stay_id=stay_id,
            correction=Correction(
                arrival=data["arrival"],
                departure=data["departure"],
                expected_departure=data.get("expected_departure"),
                bed_id=data["bed"],
                employer_id=data["employer"].pk if data.get("employer") else None,
            ),
            at=timezone.now(),
            nonce=data["nonce"],
            seen=data["seen"] or None,
        )

    back = reverse("register:stay", args=[stay_id])
    if current is not None and (
        went_on := saved_stays(request, form, save, stays=shown, done=_("The stay was corrected."), back=back)
    ):
        return went_on
    night = current_night(timezone.localtime())
    context = {
        "versions": versions,
        "current": current,
        "form": form,
        "site": site,
        "has_left": current is not None and current.departure is not None and current.departure <= night,
        "is_to_come": current is not None and current.arrival > night,
    }
    return render(request, "register/stay.html", context)


def _beds_for(actor: Actor, current: Stay | None) -> list[Bed]:
    """The bed of the stay, and those that were free all the while."""
    if current is None:
        return []
    free = free_beds(actor=actor, site_id=current.site_id, arrival=current.arrival, until=current.departure)
    return [current.bed, *free]


def _facts_of(stay: Stay) -> dict[str, object]:
    return {
        "arrival": stay.arrival,
        "departure": stay.departure,
        "expected_departure": stay.expected_departure,
        "bed": stay.bed_id,
        "employer": stay.employer_id,
    }


@needs(RECORD_STAYS, purpose=KEEP_NIGHT_REGISTER)
def void(request: HttpRequest, stay_id: UUID) -> HttpResponse:
    """Ask whether a stay never was, and record that."""
    actor = actor_in(request)
    versions = versions_of(actor=actor, stay_id=stay_id)
    current = next((v for v in versions if v.known_until is None and not v.voided), None)
    if not versions:
        raise Http404
    if current is None:
        return redirect("register:stay", stay_id)
    log_access("void", [current])
    form = SeenForm(request.POST if request.method == "POST" else None, versions=[current])
    back = reverse("register:stay", args=[stay_id])

    def save() -> Change:
        data = form.cleaned_data
        return void_stay(
            actor=actor, stay_id=stay_id, at=timezone.now(), nonce=data["nonce"], seen=data["seen"] or None
        )

    context = {
        "stay": current,
        "form": form,
        "confirm_label": _("Void this stay"),
        "cancel_url": back,
        "negative": True,
    }
    return saved_stays(
        request, form, save, stays=[current], done=_("The stay was voided: it never took place."), back=back
    ) or render(request, "register/void.html", context)
