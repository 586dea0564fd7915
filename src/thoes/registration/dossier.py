"""What registration desks know of one person: the duty, what was done, and registrations."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from thoes.foundation.modules import DossierPart, DossierRows
from thoes.registration.domain.follow_up import State
from thoes.registration.models import Assessment, BrpRegistration, FollowUp, Slot


def _duty(persons: Sequence[UUID]) -> DossierRows:
    return [
        {
            "municipality": duty.municipality.name if duty.municipality else "",
            "as_of": duty.on.isoformat(),
            "status": duty.status,
            "nights": duty.nights_in_window,
            "duty_from": _day(duty.duty_from),
            "register_by": _day(duty.register_by),
        }
        for duty in Assessment.objects.filter(person__in=persons).select_related("municipality")
    ]


def _desk(persons: Sequence[UUID]) -> DossierRows:
    """What was done, by day. A step that was taken back, and an appointment that was taken out, did not happen."""
    taken = FollowUp.objects.filter(person__in=persons, undone_by=None, undoes=None)
    steps = []
    for step in taken.select_related("municipality", "previous"):
        steps.append(_step(step.on, step.municipality.name, step.state, step.reason))
        if step.rni_since and step.state != State.RNI and step.marks_rni:
            steps.append(_step(step.rni_since, step.municipality.name, "rni"))
    slots = Slot.objects.filter(person__in=persons).exclude(outcome="removed")
    steps += [
        _step(slot.session.on, slot.municipality.name, "appointment")
        for slot in slots.select_related("session", "municipality")
    ]
    return sorted(steps, key=lambda step: str(step["day"]))


def _step(on: date, municipality: str, what: str, reason: str = "") -> dict[str, Any]:
    return {"day": on.isoformat(), "municipality": municipality, "what": what, "reason": reason}


def _registrations(persons: Sequence[UUID]) -> DossierRows:
    rows = BrpRegistration.objects.filter(person__in=persons).select_related("municipality")
    return [
        {
            "municipality": row.municipality.name,
            "registered_on": row.registered_on.isoformat(),
            "ended_on": _day(row.ended_on),
            "withdrawn": row.withdrawn_at is not None,
        }
        for row in rows.order_by("registered_on")
    ]


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


DOSSIER = (
    DossierPart("duty", (Assessment,), _duty),
    DossierPart("desk", (FollowUp, Slot), _desk),
    DossierPart("registrations", (BrpRegistration,), _registrations),
)
