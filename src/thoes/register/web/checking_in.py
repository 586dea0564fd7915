"""Check in one worker, in three taps."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thoes.accounts.public import Actor, actor_in, needs
from thoes.foundation.refusal_texts import explain
from thoes.housing.public import KEEP_NIGHT_REGISTER, Site
from thoes.kernel.machine_readable_zone import seems_a_zone
from thoes.kernel.nights import current_night
from thoes.kernel.refusals import Refusal
from thoes.register.domain.booked_stays import StayOutcome
from thoes.register.models import Worker
from thoes.register.permissions import RECORD_STAYS
from thoes.register.queries import (
    NightAtSite,
    believed,
    find_workers,
    first_day_with_a_free_bed,
    free_beds,
    in_night,
    stays_of,
)
from thoes.register.services import Declared, check_in
from thoes.register.services.workers import DeclaredWorker
from thoes.register.web.asking import AskingCheckInForm
from thoes.register.web.documents_read import read_into
from thoes.register.web.forms import EXTRA_FIELDS, NAMESAKES, CheckInForm, with_new_nonce
from thoes.register.web.shared import log_workers, night_that_goes_on, own_site, own_worker, say_done
from thoes.ui.forms import DayField
from thoes.ui.page_parts import parts_of
from thoes.ui.refusals import show_in

_DAY = timedelta(days=1)
_KEPT = ("document_kind", "months", "employer")
_SUGGEST = {"hx-trigger": "input changed delay:250ms", "hx-target": "#known-workers", "hx-swap": "innerHTML"}


@needs(RECORD_STAYS, purpose=KEEP_NIGHT_REGISTER)
def check_in_one(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """A free bed is chosen already; the name and one button are left."""
    actor, night = actor_in(request), current_night(timezone.localtime())
    site = own_site(actor, site_id)
    posted, was_read = _sent(request, site, night)
    worker = _known_worker(request, actor)
    # What was just read is a beginning: nothing is missing yet.
    begins_with = posted.dict() if posted is not None and was_read is True else {}
    form = AskingCheckInForm(None if begins_with else posted, site=site, known=bool(worker), asked_on=night)
    if was_read is not None:
        _say_what_was_read(request, form, was_read)
    elif posted is not None and form.is_valid():
        data = {**form.cleaned_data}
        change, results = check_in(
            actor=actor,
            arrivals=[
                Declared(
                    site_id=site.pk,
                    arrival=data["arrival"],
                    worker_id=worker.pk if worker else None,
                    worker=None if worker else _worker(data),
                    expected_departure=data.get("expected_departure"),
                    bed_id=data["bed"],
                    employer_id=employer_in(data),
                    somebody_else=data["somebody_else"],
                )
            ],
            at=timezone.now(),
            nonce=data["nonce"],
            sites=[site],
        )
        result = results[0]
        if result.outcome is StayOutcome.UNCHANGED:
            messages.info(request, _("In already: %(bed)s. Nothing was changed.") % {"bed": result.bed})
            return redirect("register:board", site_id)
        if result.refusal is None:
            say_done(request, _("Checked in: %(bed)s.") % {"bed": result.bed}, change)
            warn_of(request, NightAtSite(site, max(night, data["arrival"])))
            if "next" in request.POST:
                return redirect(f"{request.path}?{urlencode(_for_the_next(data))}")
            return redirect("register:board", site_id)
        show_in(form, for_a_form(result.refusal))
        if result.refusal.code in NAMESAKES:
            form.ask_somebody_else()
        # The refused attempt used its nonce; the next one is a new attempt.
        form.data = with_new_nonce(form.data)
    arrival = _arrival(request, night)
    beds = free_beds(actor=actor, site_id=site_id, arrival=arrival)
    form.offer(beds)
    asked = request.GET.get("bed", "")
    is_free = asked in {str(bed.pk) for bed in beds}
    wanted = asked if is_free else (str(beds[0].pk) if beds else None)
    form.initial = (
        {name: request.GET.get(name, "") for name in _KEPT} | {"bed": wanted, "arrival": arrival} | begins_with
    )
    if worker is None:
        form.fields["family_name"].widget.attrs |= _SUGGEST | {
            "hx-post": f"{reverse('register:known-workers', args=[site_id])}?{urlencode({'bed': wanted or ''})}",
            "data-reads-documents": "",
        }
    extra = [bound for bound in form.visible_fields() if bound.name in EXTRA_FIELDS]
    context = {
        "form": form,
        "site": site,
        "has_beds": bool(beds) or posted is not None,
        "worker": worker,
        "other_bed": bool(asked) and not is_free and posted is None,
        "night": night_that_goes_on(night),
        "extra": extra,
        "extra_open": any(bound.errors or bound.value() for bound in extra),
        "at": NightAtSite(site, max(night, arrival)),
        "booked_later": not beds
        and bool(free_beds(actor=actor, site_id=site_id, arrival=arrival, until=arrival + _DAY)),
        "free_from": None if beds else first_day_with_a_free_bed(actor=actor, site_id=site_id, after=arrival),
    }
    return render(request, "register/check_in.html", context)


def _sent(request: HttpRequest, site: Site, night: date) -> tuple[QueryDict | None, Refusal | bool | None]:
    """The form as it was sent; and when a document was read into the name, its fields in the place of its lines, with whether
    that went well.
    """
    if request.method != "POST":
        return None, None
    sent = {name: str(value) for name, value in request.POST.items()}
    outcome = read_into(sent, allowed=site.municipality.local_fields, on=night)
    if outcome is False:
        return request.POST, None
    posted = QueryDict(mutable=True)
    posted.update(sent)
    return posted, outcome


def _say_what_was_read(request: HttpRequest, form: CheckInForm, outcome: Refusal | bool) -> None:
    """A person looks at it first: nobody is checked in yet."""
    if isinstance(outcome, Refusal):
        form.full_clean()
        form.errors.pop("family_name", None)
        form.add_error("family_name", explain(outcome))
    else:
        messages.info(request, _("Taken over from the document. Look whether it is right: a document has no accents."))


def _for_the_next(data: dict[str, Any]) -> dict[str, Any]:
    """What the next one of the same bus has in common with this one; nothing about the person."""
    common = {name: data.get(name) for name in _KEPT}
    common["employer"] = employer_in(data)
    return {"arrival": data["arrival"]} | {name: value for name, value in common.items() if value}


def for_a_form(refusal: Refusal) -> Refusal:
    """A list asks which is right, the list or the register; on a form it is said what we have and what to do."""
    facts = refusal.facts
    if refusal.code == "bed_differs":
        return Refusal("other_bed_known", field="bed", bed=facts["bed"], from_date=facts["from_date"])
    if refusal.code == "arrival_differs" and facts["until"]:
        days = {"from_date": facts["known"], "until": facts["until"]}
        return Refusal("worker_already_here", field="arrival", bed=facts["bed"], **days)
    if refusal.code == "arrival_differs":
        return Refusal("worker_already_here_open", field="arrival", bed=facts["bed"], from_date=facts["known"])
    return refusal


def _known_worker(request: HttpRequest, actor: Actor) -> Worker | None:
    """The worker that was picked from the suggestions; 404 for anybody else's."""
    chosen = request.GET.get("worker")
    if not chosen:
        return None
    try:
        worker = own_worker(actor, UUID(chosen))
    except ValueError as error:
        raise Http404 from error
    log_workers("check_in", [worker])
    return worker


@require_POST
@needs(RECORD_STAYS, purpose=KEEP_NIGHT_REGISTER)
def known_workers(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Own workers whose name holds what was typed so far, for the check-in page; each with where they sleep now.

    Asked with POST: what is typed, or read from a document, stands in no address.
    """
    actor, today = actor_in(request), current_night(timezone.localtime())
    site = own_site(actor, site_id)
    text = request.POST.get("family_name", "").strip()[:100]
    asks = len(text) > 2 and not seems_a_zone(text)
    workers = find_workers(actor=actor, text=text, limit=6, inside=False) if asks else []
    here = {s.worker_id: s for s in in_night(believed(stays_of(actor)), today).filter(worker__in=workers)}
    log_workers("check_in", workers)
    found = [(worker, here.get(worker.pk)) for worker in workers]
    context = {"found": found, "site": site, "bed": request.GET.get("bed", "")}
    return render(request, "register/parts/known_workers.html", context)


def _arrival(request: HttpRequest, night: date) -> date:
    try:
        day: date = DayField().clean(request.POST.get("arrival") or request.GET.get("arrival", ""))
        return day
    except ValidationError:
        return night


def _worker(data: dict[str, Any]) -> DeclaredWorker:
    return DeclaredWorker(
        family_name=data["family_name"],
        given_name=data["given_name"],
        residence=data["residence"],
        document_kind=data["document_kind"],
        date_of_birth=data.get("date_of_birth"),
        nationality=data.get("nationality") or "",
        document_number=data.get("document_number") or "",
    )


def warn_of(request: HttpRequest, at: NightAtSite) -> None:
    """Say what modules above want to be said now that somebody came in."""
    for sentence in parts_of("checked-in", request, at):
        messages.warning(request, sentence)


def employer_in(data: dict[str, Any]) -> UUID | None:
    """The employer that was chosen, where it may be asked."""
    return data["employer"].pk if data.get("employer") else None
