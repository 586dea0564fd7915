"""Take a step with one person or with many: inform, make an appointment, register, set aside, or give to a colleague."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.timezone import localdate

from thoes.accounts.public import Actor, names_of_users
from thoes.kernel.refusals import Refusal
from thoes.registration.domain.follow_up import FOLLOW_UP, IN_BRP, UNDER_WAY, NotObliged, State
from thoes.registration.findings import DUTY
from thoes.registration.follow_up_terms import follow_up_terms
from thoes.registration.models import Assessment, BrpRegistration, FollowUp, StateChoice, Status
from thoes.registration.permissions import RECORD_REGISTRATION
from thoes.registration.services.assessing import assess_persons
from thoes.registration.services.registering import end_registration, open_registrations, register, take_back


@dataclass(frozen=True, slots=True)
class Step:
    """What a clerk decided. `to` is None when only the assignment changes.

    `day` is the day of registration (BRP or RNI), of departure or of the appointment. `assign` says whether
    `assigned_to` (None for nobody) replaces who had it.
    """

    to: State | None
    day: date | None = None
    reason: str = ""
    assign: bool = False
    assigned_to: UUID | None = None


@dataclass(frozen=True, slots=True)
class StepsTaken:
    """What became of an action with many people: how many it was done for, and who were refused and why."""

    batch: UUID
    done: list[UUID]
    refused: list[tuple[UUID, Refusal]] = field(default_factory=list)


def lock_desk(actor: Actor) -> None:
    """One writer at a time in a municipality: the second clerk sees what the first did. Writes are short."""
    if not actor.may(RECORD_REGISTRATION) or not actor.municipality_code:
        raise PermissionError("this actor may not record registrations")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('desk'), hashtext(%s))", [actor.municipality_code])


def take_step(*, actor: Actor, person_id: UUID, seen: UUID | None, step: Step, at: datetime, batch: UUID) -> StepsTaken:
    """As `take_steps` for one person, but a refusal is raised. `seen` is the follow-up that the page showed."""
    taken = take_steps(actor=actor, seen={person_id: seen}, step=step, at=at, batch=batch)
    if taken.refused:
        raise taken.refused[0][1]
    return taken


@transaction.atomic
def take_steps(*, actor: Actor, seen: Mapping[UUID, UUID | None], step: Step, at: datetime, batch: UUID) -> StepsTaken:
    """Take a step with each of these persons; whom it is refused for is told, the others are done.

    `seen` maps a person to the follow-up that the page showed (None: none yet): who changed since is refused with what
    happened. Repeating the same `batch` changes nothing.
    """
    wanted = {person: (event, step) for person, event in seen.items()}
    return take_each_step(actor=actor, wanted=wanted, at=at, batch=batch)


@transaction.atomic
def take_each_step(
    *, actor: Actor, wanted: Mapping[UUID, tuple[UUID | None, Step]], at: datetime, batch: UUID
) -> StepsTaken:
    """As `take_steps`, with a step of its own for each person: one action, undone as one."""
    lock_desk(actor)
    repeated = list(FollowUp.objects.filter(batch=batch).values_list("person_id", flat=True))
    if repeated:
        return StepsTaken(batch, repeated)
    desk = _Desk.of(actor=actor, wanted=wanted, at=at, batch=batch)
    taken = StepsTaken(batch, [])
    rows: list[FollowUp] = []
    for person, (event, step) in wanted.items():
        try:
            rows.append(desk.follow_up(person, event, step))
        except Refusal as refusal:
            taken.refused.append((person, refusal))
    FollowUp.objects.filter(pk__in=[row.previous_id for row in rows if row.previous_id]).update(superseded_at=at)
    FollowUp.objects.bulk_create(rows, batch_size=2_000)
    taken.done.extend(row.person_id for row in rows)
    changed = [row.person_id for row in rows if row.registration_id]
    if changed:
        assess_persons(persons=changed, on=localdate(at))
    return taken


_TOUCH_BRP = IN_BRP | {State.DEPARTED, State.OPEN}


@dataclass(frozen=True, slots=True)
class _Desk:
    """What is known of the persons of one action, read in a few queries."""

    actor: Actor
    at: datetime
    batch: UUID
    status: dict[UUID, str]
    now: dict[UUID, FollowUp]
    registrations: dict[UUID, BrpRegistration]

    @classmethod
    def of(cls, *, actor: Actor, wanted: Mapping[UUID, tuple[UUID | None, Step]], at: datetime, batch: UUID) -> "_Desk":
        persons = list(wanted)
        own = {"person__in": persons, "municipality": actor.municipality_code}
        touches_brp = any(step.to in _TOUCH_BRP for _seen, step in wanted.values())
        return cls(
            actor=actor,
            at=at,
            batch=batch,
            status=dict(Assessment.objects.filter(**own).values_list("person_id", "status")),
            now={row.person_id: row for row in FollowUp.objects.filter(**own, superseded_at=None)},
            registrations=open_registrations(persons) if touches_brp else {},
        )

    def follow_up(self, person: UUID, seen: UUID | None, step: Step) -> FollowUp:
        """The row to add for this person, after what it does to the registration was done."""
        before = self.now.get(person)
        if person not in self.status:
            raise Refusal("person_elsewhere")
        if (before.pk if before else None) != seen:
            raise self._changed_meanwhile(before)
        state = State(before.state) if before else State.OPEN
        today = localdate(self.at)
        if step.to is not None:
            FOLLOW_UP.step(step.to, state=state)
            self._check_facts(person, step, today=today)
        # Who has a duty stays to be done: that somebody stands in the RNI takes no letter or appointment away.
        only_marks = step.to is State.RNI and state in UNDER_WAY and self.status[person] in DUTY
        to = state if step.to is None or only_marks else step.to
        keeps_date = (step.to is None or only_marks) and before is not None
        return FollowUp(
            person_id=person,
            municipality_id=self.actor.municipality_code,
            state=to,
            reason=(before.reason if before else "") if step.to is None or only_marks else step.reason,
            on=before.on if keeps_date and before else (step.day or today) if to is State.RNI else today,
            next_on=before.next_on
            if keeps_date and before
            else follow_up_terms().next_date(to, on=today, appointment_on=step.day),
            rni_since=self._rni_since(before, step, today=today),
            assigned_to=step.assigned_to if step.assign else (before.assigned_to if before else None),
            registration=self._change_registration(person, state, step) if step.to else None,
            previous=before,
            batch=self.batch,
            recorded_at=self.at,
            recorded_by=self.actor.user_id,
        )

    def _check_facts(self, person: UUID, step: Step, *, today: date) -> None:
        """Refuse a step that its own day, or what was counted, says cannot be."""
        if step.to is State.APPOINTMENT and (step.day is None or step.day < today):
            raise Refusal("appointment_in_past", field="day")
        if step.to is State.RNI and step.day is not None and step.day > today:
            raise Refusal("registered_in_future", field="day", date=step.day)
        stayed = self.status[person] == Status.DUTY_COUNTED
        if step.to is State.NOT_OBLIGED and step.reason == NotObliged.LEAVES_SOON and stayed:
            raise Refusal("stayed_already", field="reason")

    @staticmethod
    def _rni_since(before: FollowUp | None, step: Step, *, today: date) -> date | None:
        if step.to is State.RNI:
            return step.day or today
        if step.to in IN_BRP or before is None:
            return None
        return before.in_rni_since

    def _change_registration(self, person: UUID, now: State, step: Step) -> BrpRegistration | None:
        existing = self.registrations.get(person)
        own = existing if existing and existing.municipality_id == self.actor.municipality_code else None
        if step.to in IN_BRP:
            return register(
                actor=self.actor,
                person_id=person,
                existing=existing,
                status=self.status[person],
                registered_on=step.day or localdate(self.at),
                at=self.at,
            )
        if step.to is State.DEPARTED and own is not None:
            return end_registration(existing=own, ended_on=step.day or localdate(self.at), at=self.at)
        if step.to is State.OPEN and now in IN_BRP and own is not None:
            take_back(own, at=self.at)
            return own
        return None

    @staticmethod
    def _changed_meanwhile(before: FollowUp | None) -> Refusal:
        if before is None:
            return Refusal("follow_up_gone")
        return Refusal(
            "follow_up_changed",
            state=str(StateChoice(before.state).label),
            by=names_of_users([before.recorded_by]).get(before.recorded_by, "–") if before.recorded_by else "–",
        )
