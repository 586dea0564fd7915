"""Correct one fact of several stays at once: the expected departure, or the employer. One change, and so one undo."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thoes.accounts.public import Actor
from thoes.kernel.refusals import Refusal
from thoes.places.public import LocalField
from thoes.register.domain.booked_stays import check_dates
from thoes.register.models import Change, Stay, Verb
from thoes.register.services.recording import (
    Repeated,
    announce,
    begin_change,
    close_version,
    current_stays,
    next_version,
    open_versions,
)


@transaction.atomic
def expect_departure(
    *,
    actor: Actor,
    stay_ids: Sequence[UUID],
    expected_departure: date,
    at: datetime,
    nonce: UUID | None,
    seen: Collection[UUID] | None = None,
) -> Change:
    """Say when all of these are expected to leave; refused when one of them has a departure already."""
    today = localdate(at)

    def facts(stay: Stay) -> dict[str, Any]:
        if stay.departure is not None:
            raise Refusal("departure_recorded", field="expected_departure", departure=stay.departure)
        check_dates(stay.arrival, None, expected_departure, today=today)
        return {"expected_departure": expected_departure}

    return _correct(facts, LocalField.EXPECTED_DEPARTURE, actor=actor, stay_ids=stay_ids, at=at, nonce=nonce, seen=seen)


@transaction.atomic
def set_employer(
    *,
    actor: Actor,
    stay_ids: Sequence[UUID],
    employer_id: UUID | None,
    at: datetime,
    nonce: UUID | None,
    seen: Collection[UUID] | None = None,
) -> Change:
    """Say for whom all of these work, from their arrival on; None takes away what was said."""
    return _correct(
        lambda _stay: {"employer_id": employer_id},
        LocalField.EMPLOYER,
        actor=actor,
        stay_ids=stay_ids,
        at=at,
        nonce=nonce,
        seen=seen,
    )


def _correct(
    facts: Callable[[Stay], dict[str, Any]],
    field: LocalField,
    *,
    actor: Actor,
    stay_ids: Sequence[UUID],
    at: datetime,
    nonce: UUID | None,
    seen: Collection[UUID] | None,
) -> Change:
    try:
        change = begin_change(actor=actor, verb=Verb.CORRECT, at=at, nonce=nonce)
    except Repeated as repeated:
        return repeated.change
    stays = current_stays(actor=actor, stay_ids=stay_ids, seen=seen)
    if not stays:
        raise Refusal("stays_missing")
    versions = []
    for stay in stays:
        if field not in stay.site.municipality.local_fields:
            raise Refusal("no_ground_to_ask", field=field.value)
        changed = facts(stay)
        close_version(stay, change=change, at=at)
        versions.append(next_version(stay, change=change, at=at, **changed))
    open_versions(versions)
    announce([stay.worker.person_id for stay in stays], on=localdate(at))
    return change
