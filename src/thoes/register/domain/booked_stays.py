"""A stay as it is believed and one as it is declared, what comes of the two together, and which dates can be."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from thoes.kernel.refusals import Refusal

FAR_AHEAD = timedelta(days=366)
EARLIEST = date(2000, 1, 1)


class Settled(StrEnum):
    """What a person said of a line that differs from what we have: the list is right, or the register."""

    LIST = "list"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class BookedStay:
    """A stay as it is believed now."""

    stay_id: UUID
    worker: UUID
    bed_id: UUID
    site_id: UUID
    arrival: date
    departure: date | None
    expected_departure: date | None = None
    employer_id: UUID | None = None

    @property
    def until(self) -> date:
        return self.departure or date.max


@dataclass(frozen=True, slots=True)
class DeclaredStay:
    """A stay as someone declares it. Without a bed the first free one is taken; `unit` and `bed` are names.

    `says_departure`: who has none is still here, by a list that has departures. `settled` is what a person said where the
    list and the register differ. `is_described`: who it is was found by a description, as in a list, and not chosen.
    """

    worker: UUID
    site_id: UUID
    arrival: date
    departure: date | None = None
    expected_departure: date | None = None
    bed_id: UUID | None = None
    unit: str = ""
    bed: str = ""
    employer_id: UUID | None = None
    says_departure: bool = False
    settled: Settled | None = None
    is_described: bool = False


class StayOutcome(StrEnum):
    """What a declared stay comes to."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Entry:
    """The stay as it will be believed, and as it was before a change; the old version is found by its id."""

    outcome: StayOutcome
    stay: BookedStay
    before: BookedStay | None = None
    # The stay in the new bed of somebody who moved; `stay` is then the one that ends.
    moved_to: BookedStay | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who goes to another bed: the stay as it is known and as it ends, and the one that begins."""

    known: BookedStay
    ended: BookedStay
    declared: DeclaredStay


def check_dates(arrival: date, departure: date | None, expected_departure: date | None, *, today: date) -> None:
    """Refuse dates that cannot be, before the database does: with the field and what is wrong with it."""
    for field, day in (("arrival", arrival), ("departure", departure), ("expected_departure", expected_departure)):
        if day is not None and not EARLIEST <= day <= today + 5 * FAR_AHEAD:
            raise Refusal("date_far_away", field=field, date=day)
    if arrival > today + FAR_AHEAD:
        raise Refusal("arrival_too_far_ahead", field="arrival", date=arrival)
    if departure is not None and departure <= arrival:
        raise Refusal("departure_before_arrival", field="departure", arrival=arrival, departure=departure)
    if expected_departure is not None and expected_departure <= arrival:
        raise Refusal("expected_before_arrival", field="expected_departure", arrival=arrival)
