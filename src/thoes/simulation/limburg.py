"""What a simulated Limburg consists of. Plain data: arrays for what there is much of, records for the rest.

Every array of a group has one element per row of that group; a name such as `site` in `Stays` is an index into `sites`.
Days are numpy datetime64[D], moments datetime64[s] in UTC; NaT means open or unknown.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.int32]
Days = NDArray[np.datetime64]
Moments = NDArray[np.datetime64]
Flags = NDArray[np.bool_]
Texts = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class SimulatedMunicipality:
    """A municipality; `weight` is its share of the workers of its region, `fields` the local fields it switched on."""

    code: str
    name: str
    region: str
    prefix: str
    weight: float
    fields: tuple[str, ...]
    towns: tuple[str, ...]
    postcode: str
    phone: str


@dataclass(frozen=True, slots=True)
class SimulatedProvider:
    """A housing provider. One that writes Cyrillic copies a passport as it stands; a plain one types no diacritics."""

    name: str
    writes_cyrillic: bool
    writes_plain: bool


@dataclass(frozen=True, slots=True)
class SimulatedEmployer:
    """An employer or agency of one sector; an agency lends people out."""

    name: str
    sector: str
    is_agency: bool
    municipality: int


@dataclass(frozen=True, slots=True)
class SimulatedSite:
    """A site; `rooms` holds the number of beds of each room, `permitted_capacity` is None when nobody knows it.

    `kind` is hostel, park or house.
    """

    code: str
    name: str
    street: str
    house_number: str
    postcode: str
    town: str
    municipality: int
    provider: int
    rooms: tuple[int, ...]
    permitted_capacity: int | None
    contact_phone: str
    kind: str

    @property
    def beds(self) -> int:
        return sum(self.rooms)


@dataclass(frozen=True, slots=True, eq=False)
class Beds:
    """Beds in the order of sites and rooms; `room` and `position` count from 0 within the site and the room."""

    site: Indices
    room: Indices
    position: Indices


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """The people as they really are, which no register knows: the truth that an estimate can be tested against.

    `began` is the first day of work in the Netherlands, `ended` the last; both may lie outside the window.
    """

    nationality: Texts
    is_woman: Flags
    born: Days
    given_name: Texts
    family_name: Texts
    residence: Texts
    document_kind: Texts
    sector: Texts
    is_seasonal: Flags
    began: Days
    ended: Days


@dataclass(frozen=True, slots=True, eq=False)
class Workers:
    """What each housing provider wrote down of a person; `identity` is the person as the register knows it.

    One person has as many identities as there are records that nobody has confirmed to be the same yet. `born` is NaT
    and the texts are empty where the municipality gave no ground to ask.
    """

    person: Indices
    provider: Indices
    identity: Indices
    given_name: Texts
    family_name: Texts
    residence: Texts
    document_kind: Texts
    born: Days
    nationality: Texts
    document_number: Texts


@dataclass(frozen=True, slots=True, eq=False)
class Stays:
    """The stays as the register knows them on the last day; `really_ended` is what really happened (NaT: still here).

    An employer of -1 and an expected departure of NaT were not asked or not known.
    """

    worker: Indices
    bed: Indices
    site: Indices
    employer: Indices
    arrival: Days
    departure: Days
    expected_departure: Days
    arrival_recorded_at: Moments
    departure_recorded_at: Moments
    really_ended: Days


@dataclass(frozen=True, slots=True, eq=False)
class Registrations:
    """Registrations in the BRP as municipalities recorded them, at most one open one per identity."""

    identity: Indices
    municipality: Indices
    registered_on: Days
    ended_on: Days
    recorded_at: Moments


@dataclass(frozen=True, slots=True, eq=False)
class SimulatedLimburg:
    """A whole simulated Limburg as known just before the day `on` begins, plans of the coming two weeks included.

    `part` counts from 0 where several stand beside each other (`parts`); only the first has desks and plans.
    """

    scale: float
    seed: int
    on: date
    municipalities: tuple[SimulatedMunicipality, ...]
    providers: tuple[SimulatedProvider, ...]
    employers: tuple[SimulatedEmployer, ...]
    sites: tuple[SimulatedSite, ...]
    beds: Beds
    people: People
    workers: Workers
    stays: Stays
    registrations: Registrations
    part: int = 0

    def is_here(self, day: date) -> Flags:
        """Which stays have someone sleeping in the night of that day, as the register knows it."""
        night = np.datetime64(day, "D")
        return (self.stays.arrival <= night) & (np.isnat(self.stays.departure) | (self.stays.departure > night))
