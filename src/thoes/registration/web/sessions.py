"""Sessions on site: plan one, see its list, and say at the door who came."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from thoes.accounts.public import Actor, actor_in, needs
from thoes.foundation.refusal_texts import explain
from thoes.housing.public import Site
from thoes.kernel.refusals import Refusal
from thoes.register.public import BRP_REGISTRATION, SEE_REGISTRATION_DUTY
from thoes.registration.domain.follow_up import State
from thoes.registration.domain.slots import SlotPlace
from thoes.registration.findings import DUTY
from thoes.registration.letters.texts import LETTERS
from thoes.registration.models import Session, Slot, SlotOutcome
from thoes.registration.permissions import RECORD_REGISTRATION
from thoes.registration.queries import living_at, names_of, to_do
from thoes.registration.queries import worklist as worklist_of
from thoes.registration.services import (
    Planned,
    SessionPlan,
    add_to_session,
    cancel_session,
    change_slot,
    expected_order,
    move_session,
    plan_session,
    record_outcome,
)
from thoes.registration.web.forms import PlanForm, WhenForm
from thoes.registration.web.lines import WorklistLine, lines_of, log_access
from thoes.registration.web.steps import ticked
from thoes.rules.terms import next_working_day

MOST_EXPECTED = 500
TICKED_AT_FIRST = 40
"""The most urgent people of a site are ticked beforehand: as many as two desks help in an evening."""
# What a session is held for, and what else may come of a slot.
_MAIN = (SlotOutcome.EXPECTED, SlotOutcome.DONE, SlotOutcome.NO_SHOW)
OTHERWISE = (SlotOutcome.NO_PAPERS, SlotOutcome.LEAVES_SOON, SlotOutcome.ELSEWHERE)
OUTCOME_TONES = dict(zip(_MAIN, ("neutral", "ok", "warning"), strict=True)) | dict.fromkeys(OTHERWISE, "neutral")


@require_safe
@needs(SEE_REGISTRATION_DUTY, purpose=BRP_REGISTRATION)
def sessions(request: HttpRequest) -> HttpResponse:
    """The sessions to come and those held, and the sites where one is worth it."""
    actor, today = actor_in(request), timezone.localdate()
    listed = list(
        Session.objects.filter(municipality=actor.municipality_code, cancelled_at=None)
        .select_related("site")
        .annotate(
            people=Count("slots", filter=~Q(slots__outcome=SlotOutcome.REMOVED)),
            done=Count("slots", filter=Q(slots__outcome=SlotOutcome.DONE)),
            no_show=Count("slots", filter=Q(slots__outcome=SlotOutcome.NO_SHOW)),
            otherwise=Count("slots", filter=Q(slots__outcome__in=OTHERWISE)),
        )
        .order_by("on", "starts")
    )
    waiting = (
        _candidates(actor)
        .order_by()
        .values("site", "site__name", "site__street", "site__house_number", "site__town", "site__provider__name")
        .annotate(people=Count("pk"))
        .order_by("-people", "site__name")
    )
    return render(
        request,
        "registration/sessions.html",
        {
            "ahead": [session for session in listed if session.on >= today],
            "held": [session for session in reversed(listed) if session.on < today][:30],
            "waiting": list(waiting[:30]),
        },
    )


def _candidates(actor: Actor) -> Any:
    """Whom a session is for: who must register or report a move here, and has no appointment yet."""
    rows = worklist_of(actor).filter(to_do(timezone.localdate()))
    return rows.filter(~Q(state=State.APPOINTMENT.value), status__in=[*DUTY, "approaching", "moved"], is_present=True)


def _proposed_day(today: date) -> str:
    """Two weeks ahead, a proposal of our own; never a weekend or a holiday."""
    return next_working_day(today + timedelta(days=14)).isoformat()


@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
@transaction.atomic
def plan(request: HttpRequest, site_id: UUID) -> HttpResponse:
    """Choose the day and tick the people; everybody who is to come is ticked already."""
    actor, today = actor_in(request), timezone.localdate()
    site = get_object_or_404(Site, pk=site_id, municipality=actor.municipality_code)
    lines = _by_name(_candidates(actor).filter(site=site), actor=actor)
    form = PlanForm(request.POST or None, today=today, initial={"on": _proposed_day(today)})
    if request.method == "POST" and form.is_valid():
        made = _plan(request, actor, site, form)
        if made is not None:
            return redirect("registration:session", made.pk)
    log_access("plan_session", [line.person_id for line in lines])
    chosen = _chosen(request, lines)
    return render(
        request,
        "registration/plan_session.html",
        {
            "site": site,
            "lines": lines,
            "expected": [line for line in lines if line.person_id in chosen],
            "others": [line for line in lines if line.person_id not in chosen],
            "form": form,
            "session_id": request.POST.get("session") or uuid4(),
        },
    )


def _chosen(request: HttpRequest, lines: list[WorklistLine]) -> set[UUID]:
    if request.method == "POST":
        try:
            return set(ticked(request))
        except ValueError as error:
            raise BadRequest from error
    urgent = sorted(lines, key=lambda line: line.assessment.register_by or date.max)
    return {line.person_id for line in urgent[:TICKED_AT_FIRST]}


def _plan(request: HttpRequest, actor: Actor, site: Site, form: PlanForm) -> Session | None:
    cleaned = form.cleaned_data
    try:
        with transaction.atomic():
            planned = plan_session(
                actor=actor,
                plan=SessionPlan(site.pk, cleaned["on"], cleaned["starts"], cleaned["slot_minutes"], cleaned["desks"]),
                seen=_in_order_of_names(request, actor),
                at=timezone.now(),
                session_id=UUID(request.POST.get("session", "")),
            )
    except ValueError as error:
        raise BadRequest from error
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, explain(refusal))
        return None
    messages.success(request, _("The session is planned. Now hand out the invitations."))
    _tell_refused(request, planned)
    return planned.session


def _in_order_of_names(request: HttpRequest, actor: Actor) -> dict[UUID, UUID | None]:
    seen = ticked(request)
    return {person: seen[person] for person in expected_order(list(seen), names_of(list(seen), actor=actor))}


def _tell_refused(request: HttpRequest, planned: Planned) -> None:
    for text in dict.fromkeys(explain(refusal) for _person, refusal in planned.refused):
        messages.error(request, text)


@require_safe
@needs(SEE_REGISTRATION_DUTY, purpose=BRP_REGISTRATION)
@transaction.atomic
def session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The list at the door, in the order of the slots; each name with two buttons."""
    actor, today = actor_in(request), timezone.localdate()
    shown = own_session(actor, session_id)
    slots = slots_of(shown)
    persons = [slot.person_id for slot in slots]
    names = names_of(persons, actor=actor)
    here = living_at(shown.site_id, persons, actor=actor)
    log_access("session", persons)
    more = _by_name(_candidates(actor).filter(site=shown.site), actor=actor) if shown.on >= today else []
    return render(
        request,
        "registration/session.html",
        {
            "session": shown,
            "rows": [_row(slot, names, here=here) for slot in slots],
            **_counts(slots),
            "form": WhenForm(today=today, initial={"on": shown.on.isoformat(), "starts": shown.starts}),
            "more": more,
            "today": today,
            "may_record": actor.may(RECORD_REGISTRATION),
            "is_ahead": shown.on > today,
            **_places(shown, slots),
        },
    )


def own_session(actor: Actor, session_id: UUID) -> Session:
    """A session of the own municipality that was not cancelled, or a page that says it is not there."""
    rows = Session.objects.select_related("site", "municipality")
    return get_object_or_404(rows, pk=session_id, municipality=actor.municipality_code, cancelled_at=None)


def slots_of(shown: Session) -> list[Slot]:
    """The slots of a session in its own order, without who was taken off."""
    slots = list(Slot.objects.filter(session=shown).exclude(outcome=SlotOutcome.REMOVED))
    for slot in slots:
        slot.session = shown
    return slots


def _row(slot: Slot, names: dict[UUID, str], *, here: set[UUID]) -> dict[str, Any]:
    return {
        "slot": slot,
        "name": names.get(slot.person_id, "–"),
        "tone": OUTCOME_TONES[SlotOutcome(slot.outcome)],
        "otherwise": [(each.value, each.label) for each in OTHERWISE],
        "is_gone": slot.outcome == SlotOutcome.EXPECTED and slot.person_id not in here,
    }


def _counts(slots: list[Slot]) -> dict[str, int]:
    numbers = {f"count_{outcome.value}": sum(slot.outcome == outcome for slot in slots) for outcome in _MAIN}
    return numbers | {"count_otherwise": sum(slot.outcome in OTHERWISE for slot in slots)}


def _places(shown: Session, slots: list[Slot]) -> dict[str, Any]:
    last = max((slot.row for slot in slots), default=0)
    rows = []
    for row in range(last + 3):
        try:
            rows.append((row, shown.time_of(row)))
        except Refusal:
            break
    return {"times": rows, "desks": range(1, shown.desks + 1), "languages": LETTERS.choices()}


@require_POST
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def outcome(request: HttpRequest, slot_id: UUID) -> HttpResponse:
    """One tap: came and was registered, did not come, what else came of it, or take it back."""
    actor = actor_in(request)
    try:
        chosen, seen = SlotOutcome(request.POST.get("outcome", "")), int(request.POST.get("seen", ""))
    except ValueError as error:
        raise BadRequest from error
    refused = ""
    try:
        with transaction.atomic():
            record_outcome(actor=actor, slot_id=slot_id, outcome=chosen, seen=seen, at=timezone.now())
    except Refusal as refusal:
        if refusal.code == "slot_unknown":
            raise Http404 from refusal
        refused = explain(refusal)
    return _answer(request, actor, slot_id, refused=refused)


def _answer(request: HttpRequest, actor: Actor, slot_id: UUID, *, refused: str) -> HttpResponse:
    """Only the changed line when a script asked, else the page at that line."""
    slot = get_object_or_404(Slot.objects.select_related("session"), pk=slot_id, municipality=actor.municipality_code)
    if not request.headers.get("HX-Request") or slot.outcome == SlotOutcome.REMOVED:
        if refused:
            messages.error(request, refused)
        return redirect(f"{reverse('registration:session', args=[slot.session_id])}#slot-{slot.pk}")
    slots = slots_of(slot.session)
    return render(
        request,
        "registration/parts/slot_answer.html",
        {
            "row": _row(
                slot,
                names_of([slot.person_id], actor=actor),
                here=living_at(slot.session.site_id, [slot.person_id], actor=actor),
            ),
            "session": slot.session,
            "refused": refused,
            "may_record": True,
            "is_ahead": slot.session.on > timezone.localdate(),
            **_counts(slots),
            **_places(slot.session, slots),
        },
    )


@require_POST
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def change(request: HttpRequest, slot_id: UUID) -> HttpResponse:
    """Give somebody another time, desk or language."""
    actor = actor_in(request)
    try:
        place = SlotPlace(int(request.POST.get("row", "")), int(request.POST.get("desk", "")))
        seen = int(request.POST.get("seen", ""))
        with transaction.atomic():
            slot = change_slot(
                actor=actor,
                slot_id=slot_id,
                place=place,
                language=request.POST.get("language", ""),
                seen=seen,
                at=timezone.now(),
            )
    except ValueError as error:
        raise BadRequest from error
    except Refusal as refusal:
        found = get_object_or_404(Slot, pk=slot_id, municipality=actor.municipality_code)
        messages.error(request, explain(refusal))
        return redirect("registration:session", found.session_id)
    messages.success(request, _("Changed."))
    return redirect(f"{reverse('registration:session', args=[slot.session_id])}#slot-{slot.pk}")


@require_POST
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def add(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Put more people on the list."""
    actor = actor_in(request)
    try:
        with transaction.atomic():
            planned = add_to_session(
                actor=actor, session_id=session_id, seen=_in_order_of_names(request, actor), at=timezone.now()
            )
    except ValueError as error:
        raise BadRequest from error
    except Refusal as refusal:
        if refusal.code == "session_unknown":
            raise Http404 from refusal
        messages.error(request, explain(refusal))
    else:
        messages.success(request, _("The list of the session was made longer."))
        _tell_refused(request, planned)
    return redirect("registration:session", session_id)


@require_POST
@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def move(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Another day or hour for the whole session."""
    actor, form = actor_in(request), WhenForm(request.POST, today=timezone.localdate())
    own_session(actor, session_id)
    if not form.is_valid():
        messages.error(request, _("Fill in the day and the hour."))
        return redirect("registration:session", session_id)
    try:
        with transaction.atomic():
            moved = move_session(
                actor=actor,
                session_id=session_id,
                on=form.cleaned_data["on"],
                starts=form.cleaned_data["starts"],
                seen=int(request.POST.get("seen", "")),
                at=timezone.now(),
            )
    except ValueError as error:
        raise BadRequest from error
    except Refusal as refusal:
        messages.error(request, explain(refusal))
    else:
        count = Slot.objects.filter(session=moved, outcome=SlotOutcome.EXPECTED).count()
        text = ngettext(
            "The session was moved. Hand out a new invitation to %(count)s person.",
            "The session was moved. Hand out new invitations to %(count)s people.",
            count,
        )
        messages.success(request, text % {"count": count})
    return redirect("registration:session", session_id)


@needs(RECORD_REGISTRATION, purpose=BRP_REGISTRATION)
def cancel(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Ask first, then cancel: everybody still expected goes back to the worklist."""
    actor = actor_in(request)
    shown = own_session(actor, session_id)
    if request.method == "POST":
        cancel_session(actor=actor, session_id=session_id, at=timezone.now())
        messages.success(request, _("The session was cancelled. Who was expected is back on the worklist."))
        return redirect("registration:sessions")
    return render(
        request,
        "registration/cancel_session.html",
        {
            "session": shown,
            "expected": sum(slot.outcome == SlotOutcome.EXPECTED for slot in slots_of(shown)),
            "confirm_label": _("Cancel the session"),
            "negative": True,
            "cancel_url": reverse("registration:session", args=[shown.pk]),
        },
    )


def _by_name(rows: Any, *, actor: Actor) -> list[WorklistLine]:
    lines = lines_of(list(rows.order_by("pk")[:MOST_EXPECTED]), actor=actor, today=timezone.localdate())
    return sorted(lines, key=lambda line: line.name.casefold())
