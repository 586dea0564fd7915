"""Check in: one worker in three taps, or a whole bus at once."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from thoes.accounts.public import Actor, actor_in, needs
from thoes.foundation.refusal_texts import explain
from thoes.housing.public import KEEP_NIGHT_REGISTER
from thoes.kernel.nights import current_night
from thoes.kernel.refusals import Refusal
from thoes.register.domain.book import StayOutcome
from thoes.register.domain.group_lines import GroupLine, group_lines, order_of_group
from thoes.register.models import Change, Worker
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
from thoes.register.services import Declared, LineResult, check_in, preview_check_in
from thoes.register.services.workers import DeclaredWorker
from thoes.register.web.asking import AskingCheckInForm
from thoes.register.web.forms import EXTRA_FIELDS, NAMESAKES, GroupForm, with_new_nonce
from thoes.register.web.shared import log_workers, night_that_goes_on, own_site, own_worker, say_done
from thoes.ui.forms import DayField
from thoes.ui.page_parts import parts_of
from thoes.ui.refusals import show_in

_DAY = timedelta(days=1)
_SUGGEST = {"hx-trigger": "input changed delay:250ms", "hx-target": "#known-workers", "hx-swap": "innerHTML"}


@needs(RECORD_STAYS, purpose=KEEP_NIGHT_REGISTER)
def check_in_one(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """A free bed is chosen already; the name and one button are left."""
    actor, night = actor_in(request), current_night(timezone.localtime())
    site = own_site(actor, site_id)
    posted = request.POST if request.method == "POST" else None
    worker = _known_worker(request, actor)
    form = AskingCheckInForm(posted, site=site, known=bool(worker), asked_on=night)
    if posted is not None and form.is_valid():
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
                    employer_id=_employer_in(data),
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
            _warn(request, NightAtSite(site, max(night, data["arrival"])))
            return redirect("register:board", site_id)
        show_in(form, result.refusal)
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
    form.initial = {"bed": wanted, "arrival": arrival}
    if worker is None:
        form.fields["family_name"].widget.attrs |= _SUGGEST | {
            "hx-get": f"{reverse('register:known-workers', args=[site_id])}?{urlencode({'bed': wanted or ''})}"
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
        "extra_open": any(bound.errors or bound.data for bound in extra),
        "at": NightAtSite(site, max(night, arrival)),
        "booked_later": not beds
        and bool(free_beds(actor=actor, site_id=site_id, arrival=arrival, until=arrival + _DAY)),
        "free_from": None if beds else first_day_with_a_free_bed(actor=actor, site_id=site_id, after=arrival),
    }
    return render(request, "register/check_in.html", context)


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


@require_GET
@needs(RECORD_STAYS, purpose=KEEP_NIGHT_REGISTER)
def known_workers(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Own workers whose name holds what was typed so far, for the check-in page; each with where they sleep now."""
    actor, today = actor_in(request), current_night(timezone.localtime())
    site = own_site(actor, site_id)
    text = request.GET.get("family_name", "").strip()[:100]
    workers = find_workers(actor=actor, text=text, limit=6, inside=False) if len(text) > 2 else []
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


@needs(RECORD_STAYS, purpose=KEEP_NIGHT_REGISTER)
def check_in_group(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """One name on each line; beds are given in walking order. Who cannot be checked in is named with the reason."""
    actor, night = actor_in(request), current_night(timezone.localtime())
    site = own_site(actor, site_id)
    form = GroupForm(request.POST if request.method == "POST" else None, site=site, arrival=night)
    context: dict[str, Any] = {"site": site, "night": night_that_goes_on(night)}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        lines = group_lines(data["names"])
        arrivals = [_arrival_of(line, site_id, data) for line in lines]
        if "preview" in request.POST:
            planned = preview_check_in(actor=actor, arrivals=arrivals, at=timezone.now())
            context["planned"] = [
                (line, plan.bed, explain(plan.refusal) if plan.refusal else "")
                for line, plan in zip(lines, planned, strict=True)
            ]
            order = order_of_group(data["names"])
            if order.family_first and order.shows_family_first is not None:
                context["names_shown_by"] = lines[order.shows_family_first].text
            context["ready"] = sum(plan.refusal is None for plan in planned)
            _ask_about_namesakes(form, [plan.refusal for plan in planned])
        else:
            change, results = check_in(actor=actor, arrivals=arrivals, at=timezone.now(), nonce=data["nonce"])
            _say_how_many(request, change, results)
            _warn(request, NightAtSite(site, max(night, data["arrival"])))
            refused = [(line.text, r.refusal) for line, r in zip(lines, results, strict=False) if r.refusal]
            if not refused:
                return redirect("register:board", site_id)
            context["refused"] = [(text, explain(refusal)) for text, refusal in refused]
            mended = {**data, "names": "\n".join(text for text, _refusal in refused), "nonce": uuid4()}
            form = GroupForm(site=site, arrival=night, initial=mended)
            _ask_about_namesakes(form, [refusal for _line, refusal in refused])
    at = NightAtSite(site, max(night, _arrival(request, night)))
    return render(request, "register/check_in_group.html", {**context, "form": form, "at": at})


def _warn(request: HttpRequest, at: NightAtSite) -> None:
    """Say what modules above want to be said now that somebody came in."""
    for sentence in parts_of("checked-in", request, at):
        messages.warning(request, sentence)


def _ask_about_namesakes(form: GroupForm, refusals: Iterable[Refusal | None]) -> None:
    if any(refusal is not None and refusal.code in NAMESAKES for refusal in refusals):
        form.ask_somebody_else()


def _arrival_of(line: GroupLine, site_id: UUID, data: dict[str, Any]) -> Declared:
    return Declared(
        site_id=site_id,
        arrival=data["arrival"],
        worker=DeclaredWorker(
            family_name=line.family_name,
            given_name=line.given_name,
            residence=line.residence,
            document_kind=data["document_kind"],
        ),
        expected_departure=data.get("expected_departure"),
        employer_id=_employer_in(data),
        somebody_else=data["somebody_else"],
    )


def _employer_in(data: dict[str, Any]) -> UUID | None:
    return data["employer"].pk if data.get("employer") else None


def _say_how_many(request: HttpRequest, change: Change, results: list[LineResult]) -> None:
    known = sum(result.outcome is StayOutcome.UNCHANGED for result in results)
    done = sum(result.refusal is None for result in results) - known
    if known:
        text = ngettext("%(count)s worker was in already.", "%(count)s workers were in already.", known)
        messages.info(request, text % {"count": known})
    if done:
        text = ngettext("%(count)s worker is checked in.", "%(count)s workers are checked in.", done)
        say_done(request, text % {"count": done}, change)
