"""Erase what has been kept long enough: some at a time, each in a transaction of its own with its proof.

Killed half-way, what was erased has its proof and the rest is found again by the next run.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from thoes.foundation.modules import Controller, ErasedRows, Shredder
from thoes.privacy.context import cross_tenant
from thoes.privacy.retention.deciding import terms_that_hold
from thoes.privacy.retention.models import RetentionTerm, Shredding
from thoes.privacy.retention.shredders import declared_shredders
from thoes.privacy.retention.terms import cut_off

AT_ONCE = 100
OnProgress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """What goes for one shredder and controller; without a term nothing goes, and `term` is a task for somebody."""

    shredder: Shredder
    controller: Controller
    term: RetentionTerm | None
    ended_by: date | None = None
    subjects: int = 0
    rows: ErasedRows | None = None


def dry_run(*, on: date) -> list[ErasurePlan]:
    """What would be erased on this day, in numbers; and where nobody set a term. Changes nothing."""
    # Terms are the same work for everybody; only numbers come out.
    with cross_tenant():
        plans = []
        for shredder, controller, term in _all():
            if term is None:
                plans.append(ErasurePlan(shredder, controller, None))
                continue
            ended_by = cut_off(on, number=term.number, unit=term.unit)
            due = shredder.due(controller, ended_by=ended_by)
            rows = shredder.count(controller, due) if due else {}
            plans.append(ErasurePlan(shredder, controller, term, ended_by, len(due), rows))
        return plans


def shred(*, on: date, at: datetime, on_progress: OnProgress | None = None) -> int:
    """Erase everything whose term is over on `on`; gives how many subjects. Doing it again changes nothing."""
    with cross_tenant():
        work = list(_all())
    erased = 0
    for shredder, controller, term in work:
        if term is not None:
            erased += _shred(shredder, controller, term, on=on, at=at, on_progress=on_progress)
    return erased


def _all() -> Iterator[tuple[Shredder, Controller, RetentionTerm | None]]:
    terms = terms_that_hold()
    for shredder in declared_shredders():
        for controller in sorted(shredder.controllers(), key=lambda c: (c.name, c.key)):
            yield shredder, controller, terms.get((shredder.purpose, controller.key))


def _shred(
    shredder: Shredder,
    controller: Controller,
    term: RetentionTerm,
    *,
    on: date,
    at: datetime,
    on_progress: OnProgress | None,
) -> int:
    ended_by = cut_off(on, number=term.number, unit=term.unit)
    with cross_tenant():
        due = shredder.due(controller, ended_by=ended_by)
    erased = 0
    for start in range(0, len(due), AT_ONCE):
        # One transaction: rows, files and proof go together. Who came back in the meantime is no longer due.
        with cross_tenant():
            subjects = shredder.due(controller, ended_by=ended_by, among=due[start : start + AT_ONCE])
            if not subjects:
                continue
            rows = shredder.erase(controller, subjects, at=at)
            Shredding.objects.create(
                at=at,
                shredder=shredder.name,
                purpose=shredder.purpose,
                organisation_id=controller.organisation_id,
                municipality_code=controller.municipality_code,
                controller_name=controller.name,
                term=term,
                ended_by=ended_by,
                subjects=len(subjects),
                rows={table: count for table, count in sorted(rows.items()) if count},
            )
        erased += len(subjects)
        if on_progress:
            on_progress(len(subjects))
    return erased
