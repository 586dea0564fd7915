"""Record that somebody is registered in the BRP, that it ended, or that it was a mistake."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from thoes.accounts.public import Actor
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import cross_tenant
from thoes.register.public import kept_persons, merged_persons
from thoes.registration.domain.follow_up import IN_BRP, State
from thoes.registration.follow_up_terms import follow_up_terms
from thoes.registration.models import BrpRegistration, FollowUp, Status
from thoes.registration.permissions import RECORD_REGISTRATION
from thoes.registration.services.assessing import assess_persons


def open_registrations(persons: Iterable[UUID]) -> dict[UUID, BrpRegistration]:
    """The registration that holds now of each of these persons, wherever it is."""
    # A person who moved is still registered in the municipality of before, whose rows this desk may not see.
    with cross_tenant():
        wanted = list(persons)
        merged = merged_persons(wanted)
        rows = BrpRegistration.objects.filter(person__in=[*wanted, *merged], ended_on=None, withdrawn_at=None)
        return {merged.get(row.person_id, row.person_id): row for row in rows.order_by("registered_on")}


def register(
    *,
    actor: Actor,
    person_id: UUID,
    existing: BrpRegistration | None,
    status: str,
    registered_on: date,
    at: datetime,
) -> BrpRegistration:
    """Add a registration. One of before ends with it when the person moved; else it is refused."""
    if registered_on > localdate(at):
        raise Refusal("registered_in_future", field="day", date=registered_on)
    if existing is not None:
        elsewhere = existing.municipality_id != actor.municipality_code
        if not (elsewhere or status == Status.MOVED) or registered_on <= existing.registered_on:
            raise Refusal("already_registered")
        _change_anywhere(existing, ended_on=registered_on)
    return BrpRegistration.objects.create(
        person_id=person_id,
        municipality_id=actor.municipality_code,
        registered_on=registered_on,
        recorded_at=at,
        recorded_by=actor.user_id,
        replaces=existing,
    )


def end_registration(*, existing: BrpRegistration, ended_on: date, at: datetime) -> BrpRegistration:
    """Somebody was signed out on a day: the registration of the own municipality ends."""
    if ended_on > localdate(at):
        raise Refusal("departed_in_future", field="day", date=ended_on)
    if ended_on <= existing.registered_on:
        raise Refusal("departed_before_registered", field="day", date=existing.registered_on)
    existing.ended_on = ended_on
    existing.save(update_fields=["ended_on"])
    return existing


def take_back(registration: BrpRegistration, *, at: datetime) -> None:
    """A registration proved a mistake; the one that it replaced holds again."""
    registration.withdrawn_at = at
    registration.save(update_fields=["withdrawn_at"])
    if registration.replaces_id is not None:
        with cross_tenant():
            replaced = BrpRegistration.objects.get(pk=registration.replaces_id)
        _change_anywhere(replaced, ended_on=None)


def give_back(registration: BrpRegistration) -> None:
    """A registration holds again: its end, or that it was taken back, proved a mistake."""
    registration.ended_on = registration.withdrawn_at = None
    try:
        with transaction.atomic():
            registration.save(update_fields=["ended_on", "withdrawn_at"])
    except IntegrityError as error:
        raise Refusal("already_registered") from error


def _change_anywhere(registration: BrpRegistration, *, ended_on: date | None) -> None:
    # A registration here ends the one of the municipality of before, as the BRP itself does.
    with cross_tenant():
        registration.ended_on = ended_on
        registration.save(update_fields=["ended_on"])


@transaction.atomic
def withdraw_registration(*, actor: Actor, registration_id: UUID, at: datetime) -> BrpRegistration:
    """Take back a recorded registration of the own municipality: it was a mistake. The record of it stays."""
    if not actor.may(RECORD_REGISTRATION):
        raise PermissionError("this actor may not record registrations")
    registration = (
        BrpRegistration.objects.select_for_update()
        .filter(pk=registration_id, municipality=actor.municipality_code, withdrawn_at=None)
        .first()
    )
    if registration is None:
        raise Refusal("registration_unknown")
    take_back(registration, at=at)
    _open_again(registration, actor=actor, at=at)
    person = registration.person_id
    assess_persons(persons=[kept_persons([person]).get(person, person)], on=localdate(at))
    return registration


def _open_again(registration: BrpRegistration, *, actor: Actor, at: datetime) -> None:
    now = (
        FollowUp.objects.select_for_update()
        .filter(person=registration.person_id, municipality=actor.municipality_code, superseded_at=None)
        .first()
    )
    if now is None or State(now.state) not in IN_BRP:
        return
    FollowUp.objects.filter(pk=now.pk).update(superseded_at=at)
    FollowUp.objects.create(
        person_id=registration.person_id,
        municipality_id=actor.municipality_code,
        state=State.OPEN,
        on=localdate(at),
        next_on=follow_up_terms().next_date(State.OPEN, on=localdate(at)),
        rni_since=now.previous.in_rni_since if now.previous else None,
        assigned_to=now.assigned_to,
        registration=registration,
        previous=now,
        batch=uuid4(),
        recorded_at=at,
        recorded_by=actor.user_id,
    )
