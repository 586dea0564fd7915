"""A stay as somebody declares it, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self
from uuid import UUID

from thoes.kernel.refusals import Refusal
from thoes.kernel.stored_facts import restored, stored
from thoes.register.domain.booked_stays import Settled, StayOutcome
from thoes.register.services.workers import DeclaredWorker, KnownBy


@dataclass(frozen=True, slots=True)
class Declared:
    """One declared stay. The worker is a known one (`worker_id`) or described; the site is one of the actor's own.

    `somebody_else` says of a described worker that it is none of those with the same name whom we know, `same_person` that
    it is the one who sleeps there in those nights;
    `says_departure` and `settled` as `DeclaredStay` has them.
    """

    site_id: UUID
    arrival: date
    worker_id: UUID | None = None
    worker: DeclaredWorker | None = None
    departure: date | None = None
    expected_departure: date | None = None
    bed_id: UUID | None = None
    unit: str = ""
    bed: str = ""
    employer_id: UUID | None = None
    somebody_else: bool = False
    same_person: bool = False
    says_departure: bool = False
    settled: Settled | None = None


@dataclass(frozen=True, slots=True)
class LineResult:
    """What became of one declared stay: the outcome or the reason why not, and fields left out for want of a ground.

    `bed` is what people call the bed of the stay. `is_namesake` says that the worker is new and has the name of another.
    `departure` is that of the stay as it is believed after this, `changes` has each day that changes with what it was.
    `known_by` says by what somebody we know was found; `moved_to` is the stay in the bed to which somebody moved.
    """

    outcome: StayOutcome | None
    stay_id: UUID | None = None
    refusal: Refusal | None = None
    left_out: tuple[str, ...] = field(default=())
    bed: str = ""
    is_namesake: bool = False
    departure: date | None = None
    known_by: KnownBy | None = None
    changes: tuple[tuple[str, date | None, date | None], ...] = ()
    moved_to: UUID | None = None

    def as_json(self) -> dict[str, Any]:
        """As it is kept for who sends the same again: ids, codes and days."""
        no = self.refusal
        return {
            "outcome": self.outcome,
            "stay": str(self.stay_id) if self.stay_id else None,
            "refusal": no and {"code": no.code, "field": no.field, "facts": stored(no.facts)},
            "left_out": list(self.left_out),
            "bed": self.bed,
            "is_namesake": self.is_namesake,
            "departure": self.departure and self.departure.isoformat(),
            "known_by": self.known_by,
            "moved_to": str(self.moved_to) if self.moved_to else None,
            "changes": [[name, *(day and day.isoformat() for day in days)] for name, *days in self.changes],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """The result as it was."""
        no = kept["refusal"]
        return cls(
            StayOutcome(kept["outcome"]) if kept["outcome"] else None,
            UUID(kept["stay"]) if kept["stay"] else None,
            refusal=no and Refusal(no["code"], field=no["field"], **restored(no["facts"])),
            left_out=tuple(kept["left_out"]),
            bed=kept["bed"],
            is_namesake=kept["is_namesake"],
            departure=_day(kept["departure"]),
            moved_to=UUID(kept["moved_to"]) if kept["moved_to"] else None,
            known_by=KnownBy(kept["known_by"]) if kept["known_by"] else None,
            changes=tuple((name, _day(before), _day(after)) for name, before, after in kept["changes"]),
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
