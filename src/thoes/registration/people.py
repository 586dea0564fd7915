"""Everybody of the own worklist as a list of the municipality can be compared with: names, birth date, addresses."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from thoes.accounts.public import Actor
from thoes.register.public import Stay, believed
from thoes.registration.domain.follow_up import State
from thoes.registration.findings import DUTY
from thoes.registration.models import BrpRegistration, Status
from thoes.registration.queries import home_last, worklist

_T = TypeVar("_T")


@dataclass(slots=True)
class KnownPerson:
    """A person of the own municipality. Two housing providers may write the name differently; `names` holds each
    spelling once.

    `addresses` are (street, number, postcode) of the sites here, last the one where the person lives or lived last.
    `follow_up` is what to give back with a step; `registered_on` is the registration that holds here, `rni_since` the day
    in the RNI.
    """

    person_id: UUID
    status: str = Status.NONE
    state: State = State.OPEN
    rni_since: date | None = None
    follow_up: UUID | None = None
    registered_on: date | None = None
    names: list[tuple[str, str]] = field(default_factory=list)
    birth_dates: list[date] = field(default_factory=list)
    addresses: list[tuple[str, str, str]] = field(default_factory=list)
    sites: list[str] = field(default_factory=list)

    @property
    def has_duty(self) -> bool:
        """Whether there is a duty to register as a resident, which standing in the RNI does not end."""
        return self.status in DUTY


def people_here(actor: Actor, *, persons: Iterable[UUID] | None = None) -> dict[UUID, KnownPerson]:
    """The people of the worklist of the actor's municipality (of these only, when given), in three queries."""
    # What `worklist` adds to a row is not known to the type of the row.
    rows: Any = worklist(actor).order_by()
    if persons is not None:
        rows = rows.filter(person__in=list(persons))
    found = {
        person: KnownPerson(person, status=status, state=State(state), follow_up=follow_up, rni_since=rni_since)
        for person, status, state, follow_up, rni_since in rows.values_list(
            "person_id", "status", "state", "follow_up", "rni_since"
        )
    }
    _add_stays(found, actor=actor, of_few=persons is not None)
    own = {"person__in": list(found), "municipality": actor.municipality_code}
    for person, day in BrpRegistration.objects.filter(**own, ended_on=None, withdrawn_at=None).values_list(
        "person_id", "registered_on"
    ):
        found[person].registered_on = day
    return found


def _add_stays(found: dict[UUID, KnownPerson], *, actor: Actor, of_few: bool) -> None:
    stays = home_last(believed(Stay.objects.filter(municipality=actor.municipality_code)))
    if of_few:
        stays = stays.filter(worker__person__in=list(found))
    for person, family, given, born, site, street, number, postcode in stays.values_list(
        "worker__person_id", "worker__family_name", "worker__given_name", "worker__date_of_birth",
        "site__name", "site__street", "site__house_number", "site__postcode",
    ):  # fmt: skip
        known = found.get(person)
        if known is None:
            continue
        _once(known.names, (family, given))
        _once(known.addresses, (street, number, postcode))
        _once(known.sites, site)
        if born is not None:
            _once(known.birth_dates, born)


def _once(values: list[_T], value: _T) -> None:
    """The last of them last, each once."""
    if value in values:
        values.remove(value)
    values.append(value)
