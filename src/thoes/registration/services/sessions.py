"""Sessions on site: plan one with the people expected, move or cancel it, and say what came of each slot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.timezone import localdate

from thoes.accounts.public import Actor, names_of_users
from thoes.housing.public import Site
from thoes.kernel.refusals import Refusal
from thoes.registration.domain.follow_up import NotObliged, State
from thoes.registration.domain.slots import SlotPlace, free_places
from thoes.registration.letters.texts import LETTERS, first_guess
from thoes.registration.models import FollowUp, Session, Slot, SlotOutcome
from thoes.registration.queries import living_at, nationalities_of
from thoes.registration.services.following import Step, StepsTaken, lock_desk, take_step, take_steps
from thoes.registration.services.undoing import undo_steps


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """Where and when clerks come, how long a slot lasts and how many desks there are."""

    site_id: UUID
    on: date
    starts: time
    slot_minutes: int
    desks: int


@dataclass(frozen=True, slots=True)
class Planned:
    """A session, and who could not be put on its list and why."""

    session: Session
    refused: list[tuple[UUID, Refusal]] = field(default_factory=list)


@transaction.atomic
def plan_session(
    *, actor: Actor, plan: SessionPlan, seen: Mapping[UUID, UUID | None], at: datetime, session_id: UUID
) -> Planned:
    """Make a session and give everybody in `seen` a slot, in that order; their follow-up becomes an appointment.

    Repeating the same `session_id` changes nothing.
    """
    lock_desk(actor)
    made = Session.objects.filter(pk=session_id, municipality=actor.municipality_code).first()
    if made is not None:
        return Planned(made)
    if not Site.objects.filter(pk=plan.site_id, municipality=actor.municipality_code).exists():
        raise Refusal("site_elsewhere")
    if plan.on < localdate(at):
        raise Refusal("session_in_past", field="on")
    session = Session.objects.create(
        id=session_id,
        municipality_id=actor.municipality_code,
        site_id=plan.site_id,
        on=plan.on,
        starts=plan.starts,
        slot_minutes=plan.slot_minutes,
        desks=plan.desks,
        made_at=at,
        made_by=actor.user_id,
    )
    return Planned(session, _give_slots(session, actor=actor, seen=seen, at=at))


@transaction.atomic
def add_to_session(*, actor: Actor, session_id: UUID, seen: Mapping[UUID, UUID | None], at: datetime) -> Planned:
    """Give more people a slot, in the first places that are free."""
    session = _own_session(actor, session_id)
    return Planned(session, _give_slots(session, actor=actor, seen=seen, at=at))


def _give_slots(
    session: Session, *, actor: Actor, seen: Mapping[UUID, UUID | None], at: datetime
) -> list[tuple[UUID, Refusal]]:
    # Who left or moved since the page was opened would get an invitation to a place where somebody else sleeps.
    here = living_at(session.site_id, seen, actor=actor)
    coming = {person: event for person, event in seen.items() if person in here}
    taken = take_steps(actor=actor, seen=coming, step=Step(to=State.APPOINTMENT, day=session.on), at=at, batch=uuid4())
    held = Slot.objects.filter(session=session).exclude(outcome=SlotOutcome.REMOVED)
    used = {SlotPlace(row, desk) for row, desk in held.values_list("row", "desk")}
    free = free_places(desks=session.desks, count=len(taken.done), taken=used)
    if free:
        session.time_of(free[-1].row)
    nationalities = nationalities_of(taken.done, actor=actor)
    Slot.objects.bulk_create(
        Slot(
            session=session,
            municipality_id=session.municipality_id,
            person_id=person,
            row=place.row,
            desk=place.desk,
            language=first_guess(nationalities.get(person, "")),
            changed_at=at,
            changed_by=actor.user_id,
        )
        for person, place in zip(taken.done, free, strict=True)
    )
    return [*taken.refused, *((person, Refusal("not_living_here")) for person in seen if person not in here)]


@transaction.atomic
def move_session(*, actor: Actor, session_id: UUID, on: date, starts: time, seen: int, at: datetime) -> Session:
    """Another day or time: everybody keeps the place in the order, and comes back on the worklist accordingly."""
    session = _own_session(actor, session_id)
    if session.version != seen:
        raise Refusal("session_changed")
    if on < localdate(at):
        raise Refusal("session_in_past", field="on")
    session.on, session.starts, session.version = on, starts, session.version + 1
    last = Slot.objects.filter(session=session).exclude(outcome=SlotOutcome.REMOVED).order_by("-row").first()
    session.time_of(last.row if last else 0)
    session.save(update_fields=["on", "starts", "version"])
    _step_with_expected(session, actor=actor, step=Step(to=State.APPOINTMENT, day=on), at=at)
    return session


@transaction.atomic
def cancel_session(*, actor: Actor, session_id: UUID, at: datetime) -> Session:
    """No session: who is still expected goes back to the worklist; what came of others stays."""
    session = _own_session(actor, session_id)
    _step_with_expected(session, actor=actor, step=Step(to=State.OPEN), at=at)
    Slot.objects.filter(session=session, outcome=SlotOutcome.EXPECTED).update(
        outcome=SlotOutcome.REMOVED, changed_at=at, changed_by=actor.user_id
    )
    session.cancelled_at = at
    session.save(update_fields=["cancelled_at"])
    return session


def _step_with_expected(session: Session, *, actor: Actor, step: Step, at: datetime) -> StepsTaken:
    """A step with everybody who has a slot without an outcome and still stands at an appointment."""
    expected = Slot.objects.filter(session=session, outcome=SlotOutcome.EXPECTED).values_list("person_id", flat=True)
    now = FollowUp.objects.filter(
        person__in=list(expected),
        municipality=actor.municipality_code,
        superseded_at=None,
        state=State.APPOINTMENT.value,
    )
    return take_steps(actor=actor, seen={row.person_id: row.pk for row in now}, step=step, at=at, batch=uuid4())


@transaction.atomic
def record_outcome(*, actor: Actor, slot_id: UUID, outcome: SlotOutcome, seen: int, at: datetime) -> Slot:
    """Who came was registered on the day of the session, or is told what to bring, or has no duty here for a reason; who did
    not come is to be reminded; "expected" takes it back.

    `seen` is the version of the slot that the page showed. The same outcome twice is harmless.
    """
    slot = _own_slot(actor, slot_id)
    if slot.outcome == outcome:
        return slot
    _refuse_if_changed(slot, seen)
    if outcome in _SEEN_AT_THE_DOOR and slot.session.on > localdate(at):
        raise Refusal("session_not_yet", on=slot.session.on)
    if slot.batch is not None:
        undo_steps(actor=actor, batch=slot.batch, at=at)
        slot.batch = None
    if outcome != SlotOutcome.EXPECTED:
        slot.batch = uuid4()
        now = _follow_up_of(slot)
        take_step(
            actor=actor,
            person_id=slot.person_id,
            seen=now.pk if now else None,
            step=_STEPS[outcome](slot.session.on),
            at=at,
            batch=slot.batch,
        )
    slot.outcome = outcome
    return _saved(slot, actor=actor, at=at)


_SEEN_AT_THE_DOOR = frozenset(SlotOutcome) - {SlotOutcome.EXPECTED, SlotOutcome.REMOVED}
_STEPS = {
    SlotOutcome.DONE: lambda on: Step(to=State.REGISTERED, day=on),
    SlotOutcome.NO_SHOW: lambda on: Step(to=State.INFORMED),
    SlotOutcome.NO_PAPERS: lambda on: Step(to=State.INFORMED),
    SlotOutcome.LEAVES_SOON: lambda on: Step(to=State.NOT_OBLIGED, reason=NotObliged.LEAVES_SOON),
    SlotOutcome.ELSEWHERE: lambda on: Step(to=State.NOT_OBLIGED, reason=NotObliged.OTHER_MUNICIPALITY),
    SlotOutcome.REMOVED: lambda on: Step(to=State.OPEN),
}


@transaction.atomic
def change_slot(*, actor: Actor, slot_id: UUID, place: SlotPlace, language: str, seen: int, at: datetime) -> Slot:
    """Another place or language. Who had that place gets the one that was left."""
    slot = _own_slot(actor, slot_id)
    _refuse_if_changed(slot, seen)
    if language not in LETTERS.languages or not 1 <= place.desk <= slot.session.desks or place.row < 0:
        raise Refusal("slot_unknown")
    slot.session.time_of(place.row)
    other = (
        Slot.objects.filter(session=slot.session, row=place.row, desk=place.desk)
        .exclude(outcome=SlotOutcome.REMOVED)
        .exclude(pk=slot.pk)
        .first()
    )
    left = SlotPlace(slot.row, slot.desk)
    if other is not None:
        # The database refuses two people in one place, so one of them steps aside first.
        Slot.objects.filter(pk=slot.pk).update(row=_ASIDE)
        other.row, other.desk = left.row, left.desk
        _saved(other, actor=actor, at=at)
    slot.row, slot.desk, slot.language = place.row, place.desk, language
    return _saved(slot, actor=actor, at=at)


_ASIDE = 32_000


def _saved(slot: Slot, *, actor: Actor, at: datetime) -> Slot:
    slot.version += 1
    slot.changed_at, slot.changed_by = at, actor.user_id
    slot.save()
    return slot


def _refuse_if_changed(slot: Slot, seen: int) -> None:
    if slot.version != seen:
        raise Refusal(
            "slot_changed",
            by=names_of_users([slot.changed_by]).get(slot.changed_by, "–"),
            outcome=str(SlotOutcome(slot.outcome).label),
        )


def _follow_up_of(slot: Slot) -> FollowUp | None:
    return FollowUp.objects.filter(person=slot.person_id, municipality=slot.municipality_id, superseded_at=None).first()


def _own_session(actor: Actor, session_id: UUID) -> Session:
    lock_desk(actor)
    session = Session.objects.filter(pk=session_id, municipality=actor.municipality_code, cancelled_at=None).first()
    if session is None:
        raise Refusal("session_unknown")
    return session


def _own_slot(actor: Actor, slot_id: UUID) -> Slot:
    lock_desk(actor)
    slot = (
        Slot.objects.filter(pk=slot_id, municipality=actor.municipality_code, session__cancelled_at=None)
        .exclude(outcome=SlotOutcome.REMOVED)
        .select_related("session__site")
        .first()
    )
    if slot is None:
        raise Refusal("slot_unknown")
    return slot


def expected_order(persons: Sequence[UUID], names: Mapping[UUID, str]) -> list[UUID]:
    """The order in which slots are given out: by name, so that a list at the door is easy to find oneself in."""
    return sorted(persons, key=lambda person: names.get(person, "").casefold())
