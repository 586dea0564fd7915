"""Take declared stays in: from the check-in form, from a file, later from the API. One door, one set of rules.

A line that cannot be taken comes back with its reason and the others go in. Lines are planned in memory against the
book of the housing provider and written in bulk, so a list of 100,000 lines takes the same path as one worker on a phone.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.timezone import localdate

from thoes.accounts.public import Actor
from thoes.foundation.bulk_insert import values_of, write_values
from thoes.housing.public import Site
from thoes.kernel.refusals import Refusal
from thoes.register.domain.booked_stays import BookedStay, Entry, StayOutcome
from thoes.register.models import Change, Stay
from thoes.register.queries import PersonNights
from thoes.register.services.declared import Declared, LineResult
from thoes.register.services.intake import Intake
from thoes.register.services.recording import (
    announce,
    close_version,
    next_version,
    open_versions,
    refusals_of_the_database,
)
from thoes.register.services.workers import (
    NewWorker,
    write_workers,
)
from thoes.rules.stay_facts import expectations_from

_DAYS = ("arrival", "departure", "expected_departure")
_ATTEMPTS = 3
_OF_A_BOOKED_STAY = (
    "stay_id",
    "worker",
    "bed_id",
    "site_id",
    "employer_id",
    "arrival",
    "departure",
    "expected_departure",
)
_BOOKED = values_of(_OF_A_BOOKED_STAY)
_FIRST_VERSION = (
    "id", *(name if name != "worker" else "worker_id" for name in _OF_A_BOOKED_STAY), "municipality_id", "voided",
    "known_from", "opened_by_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StaysPlan:
    """What declared stays come to: one result per stay, in order, and all that is to be written for them.

    `municipalities` has the code of the municipality of each site.
    """

    results: list[LineResult]
    new_workers: list[NewWorker]
    new: list[BookedStay]
    municipalities: dict[UUID, str]
    renewed: dict[UUID, BookedStay]
    persons: list[UUID]


def declare_stays(
    *, actor: Actor, change: Change, declared: Sequence[Declared], at: datetime, sites: Collection[Site] = ()
) -> list[LineResult]:
    """Take the declared stays in as part of `change`; one result per stay, in order. Call it in a transaction.

    `sites` as `Intake` has it.
    When somebody gives a bed away meanwhile, it is planned again with what is there now; in the end it is refused.
    """
    for _attempt in range(_ATTEMPTS):
        intake = Intake(actor=actor, site_ids={line.site_id for line in declared}, at=at, only=declared, sites=sites)
        plan = plan_stays(declared=declared, intake=intake, at=at)
        try:
            with transaction.atomic():
                write_plan(plan, change=change, at=at)
        except Refusal as refusal:
            overtaken = refusal
        else:
            return plan.results
    return [LineResult(None, refusal=overtaken) for _line in declared]


def plan_stays(*, declared: Sequence[Declared], intake: Intake, at: datetime) -> StaysPlan:
    """What would become of the declared stays. The intake remembers it; the database is neither asked nor written.

    For a long list: plan chunk by chunk with one intake, and write each plan. A plan that could not be written makes
    the intake worthless; begin again with a new one.
    """
    results: list[LineResult] = []
    entries: dict[UUID, Entry] = {}
    for entered in intake.enter(declared):
        if isinstance(entered, Refusal):
            results.append(LineResult(None, refusal=entered))
            continue
        entry = entered.entry
        results.append(
            LineResult(
                entry.outcome,
                entry.stay.stay_id,
                left_out=entered.left_out,
                bed=intake.book.label_of((entry.moved_to or entry.stay).bed_id),
                is_namesake=entered.is_namesake,
                departure=(entry.moved_to or entry.stay).departure,
                known_by=entered.known_by,
                changes=_changes(entry),
                moved_to=entry.moved_to.stay_id if entry.moved_to else None,
            )
        )
        if entry.moved_to is not None:
            entries[entry.moved_to.stay_id] = Entry(StayOutcome.NEW, entry.moved_to)
        if entry.outcome is not StayOutcome.UNCHANGED:
            was_new = entry.stay.stay_id in entries and entries[entry.stay.stay_id].outcome is StayOutcome.NEW
            entries[entry.stay.stay_id] = Entry(StayOutcome.NEW, entry.stay) if was_new else entry
    # Another line may have changed the same stay since.
    written = [Entry(entry.outcome, intake.book.as_planned(entry.stay)) for entry in entries.values()]
    return StaysPlan(
        results=results,
        new_workers=intake.workforce.take_new({entry.stay.worker for entry in written}),
        new=[e.stay for e in written if e.outcome is StayOutcome.NEW],
        municipalities={pk: site.municipality_id for pk, site in intake.sites.items()},
        renewed={e.stay.stay_id: e.stay for e in written if e.outcome is StayOutcome.CHANGED},
        persons=[intake.workforce.person_of(e.stay.worker) for e in written],
    )


def _changes(entry: Entry) -> tuple[tuple[str, date | None, date | None], ...]:
    """The days of a stay that change, each with what it was and what it becomes."""
    if entry.before is None or entry.moved_to is not None:
        return ()
    days = ((name, getattr(entry.before, name), getattr(entry.stay, name)) for name in _DAYS)
    return tuple(change for change in days if change[1] != change[2])


def write_plan(plan: StaysPlan, *, change: Change, at: datetime, meanwhile: Callable[[], object] | None = None) -> None:
    """Write a plan as part of `change`; raises `Refusal` when the register changed under it.

    `meanwhile` as `write_values` has it.
    """
    write_workers(plan.new_workers)
    versions = []
    believed = Stay.objects.select_for_update().filter(stay_id__in=list(plan.renewed), known_until=None)
    for old in believed if plan.renewed else ():
        close_version(old, change=change, at=at)
        renewed = plan.renewed[old.stay_id]
        versions.append(
            next_version(
                old,
                change=change,
                at=at,
                arrival=renewed.arrival,
                departure=renewed.departure,
                expected_departure=renewed.expected_departure,
                employer_id=renewed.employer_id,
            )
        )
    with refusals_of_the_database():
        stays = [_first_version(stay, plan=plan, change=change, at=at) for stay in plan.new]
        write_values(Stay, _FIRST_VERSION, stays, meanwhile=meanwhile)
    open_versions(versions)
    announce(plan.persons, on=localdate(at), first=_first_nights(plan, on=localdate(at)))


def _first_version(stay: BookedStay, *, plan: StaysPlan, change: Change, at: datetime) -> tuple[Any, ...]:
    return (uuid4(), *_BOOKED(stay), plan.municipalities[stay.site_id], False, at, change.pk)


def _first_nights(plan: StaysPlan, *, on: date) -> list[PersonNights]:
    """All nights of the persons whom the plan brings into the register on a day."""
    persons = {worker.known.worker_id: worker.known.person_id for worker in plan.new_workers}
    return [
        PersonNights(
            person,
            stay.arrival,
            stay.departure,
            stay.expected_departure,
            stay.site_id,
            plan.municipalities[stay.site_id],
            expectations_from([(on, stay.expected_departure)]),
        )
        for stay in plan.new
        if (person := persons.get(stay.worker))
    ]
