"""Check in, move, check out, correct and void: what a site manager does with a stay.

Every verb takes the moment `at`, from which the new version is known, and a `nonce` from the form or device: the same
nonce twice gives the first answer again and changes nothing. `seen` are the ids of the versions that the page showed:
when somebody changed a stay since, nothing is done.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thoes.accounts.public import Actor
from thoes.housing.public import Bed, Site
from thoes.kernel.refusals import Refusal
from thoes.places.public import LocalField
from thoes.privacy.public import answer_of, keep_answer
from thoes.register.domain.booked_stays import StayOutcome, check_dates
from thoes.register.models import Change, Stay, Verb
from thoes.register.services.declared import Declared, LineResult
from thoes.register.services.declaring import declare_stays
from thoes.register.services.recording import (
    Repeated,
    announce,
    begin_change,
    close_version,
    current_stays,
    next_version,
    open_versions,
)

_CHECK_IN = "register.check_in"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a stay should have said. All facts are given: None means that there is none."""

    arrival: date
    departure: date | None
    expected_departure: date | None
    bed_id: UUID
    employer_id: UUID | None = None


@transaction.atomic
def check_in(
    *, actor: Actor, arrivals: Sequence[Declared], at: datetime, nonce: UUID | None, sites: Collection[Site] = ()
) -> tuple[Change, list[LineResult]]:
    """Check in one worker or a whole bus; who cannot be checked in comes back with the reason, the others are in.

    The same nonce gives the same change and results, for as long as an answer is kept; after that `sent_before`.
    When all of them were refused or in already, the change is not kept: there is nothing to undo.

    `sites` that were read already, with their municipality, are not read again.
    """
    try:
        change = begin_change(actor=actor, verb=Verb.CHECK_IN, at=at, nonce=nonce)
    except Repeated as repeated:
        kept = answer_of(nonce=nonce, what=_CHECK_IN) if nonce else None
        if kept is None:
            return repeated.change, [LineResult(None, refusal=Refusal("sent_before")) for _line in arrivals]
        return repeated.change, [LineResult.from_json(result) for result in kept]
    results = declare_stays(actor=actor, change=change, declared=arrivals, at=at, sites=sites)
    if all(result.outcome in (None, StayOutcome.UNCHANGED) for result in results):
        # Nothing came of it, and the same form may be sent again.
        transaction.set_rollback(True)
    elif nonce is not None:
        keep_answer(actor=actor, nonce=nonce, what=_CHECK_IN, answer=[result.as_json() for result in results], at=at)
    return change, results


@transaction.atomic
def check_out(
    *,
    actor: Actor,
    stay_ids: Sequence[UUID],
    departure: date,
    at: datetime,
    nonce: UUID | None,
    seen: Collection[UUID] | None = None,
) -> Change:
    """End stays: `departure` is the first day whose night no longer counts; it may lie in the past or ahead."""
    try:
        change = begin_change(actor=actor, verb=Verb.CHECK_OUT, at=at, nonce=nonce)
    except Repeated as repeated:
        return repeated.change
    stays = current_stays(actor=actor, stay_ids=stay_ids, seen=seen)
    today = localdate(at)
    for stay in stays:
        if stay.departure is not None and stay.departure <= today:
            raise Refusal("already_left", departure=stay.departure)
        check_dates(stay.arrival, departure, None, today=today)
        close_version(stay, change=change, at=at)
    open_versions([next_version(stay, change=change, at=at, departure=departure) for stay in stays])
    announce([stay.worker.person_id for stay in stays], on=today)
    return change


@transaction.atomic
def move_workers(
    *,
    actor: Actor,
    moves: Sequence[tuple[UUID, UUID]],
    on: date,
    at: datetime,
    nonce: UUID | None,
    seen: Collection[UUID] | None = None,
) -> Change:
    """Move one worker, a family or a room: pairs of (stay, new bed). All move together, so two may swap beds.

    The old stay ends on `on` and a new one begins; who arrived on `on` itself only gets another bed.
    """
    try:
        change = begin_change(actor=actor, verb=Verb.MOVE, at=at, nonce=nonce)
    except Repeated as repeated:
        return repeated.change
    check_dates(on, None, None, today=localdate(at))
    stays = current_stays(actor=actor, stay_ids=[stay_id for stay_id, _ in moves], seen=seen)
    beds = _own_beds(actor, [bed_id for _, bed_id in moves])
    if len(beds) < len(moves):
        raise Refusal("bed_chosen_twice", field="bed")
    versions: list[Stay] = []
    for stay, (_, bed_id) in zip(stays, moves, strict=True):
        if stay.bed_id == bed_id:
            raise Refusal("move_to_same_bed", field="bed")
        if stay.departure is not None and stay.departure <= on:
            raise Refusal("already_left", departure=stay.departure)
        _refuse_out_of_use(beds[bed_id], until=stay.departure)
        close_version(stay, change=change, at=at)
        versions += _moved(stay, beds[bed_id], on=on, change=change, at=at)
    open_versions(versions)
    announce([stay.worker.person_id for stay in stays], on=localdate(at))
    return change


def _moved(stay: Stay, bed: Bed, *, on: date, change: Change, at: datetime) -> list[Stay]:
    expected = stay.expected_departure if on <= stay.arrival else _later_than(on, stay.expected_departure)
    facts = _place(bed) | _with_ground(bed, expected_departure=expected, employer_id=stay.employer_id)
    if on <= stay.arrival:
        return [next_version(stay, change=change, at=at, **facts)]
    arrived = Stay(
        worker_id=stay.worker_id,
        arrival=on,
        departure=stay.departure,
        known_from=max(at, stay.known_from),
        opened_by=change,
        **facts,
    )
    return [next_version(stay, change=change, at=at, departure=on), arrived]


def _later_than(on: date, expected: date | None) -> date | None:
    return expected if expected is not None and expected > on else None


@transaction.atomic
def correct_stay(
    *,
    actor: Actor,
    stay_id: UUID,
    correction: Correction,
    at: datetime,
    nonce: UUID | None,
    seen: Collection[UUID] | None = None,
) -> Change:
    """Say what a stay should have said. What was believed until now stays on record."""
    try:
        change = begin_change(actor=actor, verb=Verb.CORRECT, at=at, nonce=nonce)
    except Repeated as repeated:
        return repeated.change
    (stay,) = current_stays(actor=actor, stay_ids=[stay_id], seen=seen)
    bed = _own_beds(actor, [correction.bed_id])[correction.bed_id]
    check_dates(correction.arrival, correction.departure, correction.expected_departure, today=localdate(at))
    if bed.pk != stay.bed_id:
        _refuse_out_of_use(bed, until=correction.departure)
    close_version(stay, change=change, at=at)
    corrected = next_version(
        stay,
        change=change,
        at=at,
        arrival=correction.arrival,
        departure=correction.departure,
        **_place(bed),
        **_with_ground(bed, expected_departure=correction.expected_departure, employer_id=correction.employer_id),
    )
    open_versions([corrected])
    announce([stay.worker.person_id], on=localdate(at))
    return change


@transaction.atomic
def void_stay(
    *, actor: Actor, stay_id: UUID, at: datetime, nonce: UUID | None, seen: Collection[UUID] | None = None
) -> Change:
    """Say that a stay never was. It frees the bed and counts no night; the record of what was believed stays."""
    try:
        change = begin_change(actor=actor, verb=Verb.VOID, at=at, nonce=nonce)
    except Repeated as repeated:
        return repeated.change
    (stay,) = current_stays(actor=actor, stay_ids=[stay_id], seen=seen)
    close_version(stay, change=change, at=at)
    open_versions([next_version(stay, change=change, at=at, voided=True)])
    announce([stay.worker.person_id], on=localdate(at))
    return change


def _own_beds(actor: Actor, bed_ids: Sequence[UUID]) -> dict[UUID, Bed]:
    beds = {
        bed.pk: bed
        for bed in Bed.objects.filter(pk__in=bed_ids, unit__site__provider_id=actor.organisation_id).select_related(
            "unit__site__municipality"
        )
    }
    if any(bed_id not in beds for bed_id in bed_ids):
        raise Refusal("bed_gone", field="bed")
    return beds


def _place(bed: Bed) -> dict[str, Any]:
    return {"bed_id": bed.pk, "site_id": bed.unit.site_id, "municipality_id": bed.unit.site.municipality_id}


def _with_ground(bed: Bed, *, expected_departure: date | None, employer_id: UUID | None) -> dict[str, Any]:
    """Only what the municipality of the bed has a ground for is kept."""
    allowed = bed.unit.site.municipality.local_fields
    return {
        "expected_departure": expected_departure if LocalField.EXPECTED_DEPARTURE in allowed else None,
        "employer_id": employer_id if LocalField.EMPLOYER in allowed else None,
    }


def _refuse_out_of_use(bed: Bed, *, until: date | None) -> None:
    if bed.out_of_use_from is not None and (until or date.max) > bed.out_of_use_from:
        raise Refusal("bed_out_of_use", field="bed", bed=f"{bed.unit.name} – {bed.name}", from_date=bed.out_of_use_from)
