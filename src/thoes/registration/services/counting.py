"""Count what the desks' work comes to, over all municipalities at once; only numbers are kept."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from thoes.housing.public import Site
from thoes.privacy.public import across_borders
from thoes.register.public import PersonNights, merged_persons, nights_of_persons
from thoes.registration.domain.effect import Obliged, effect_of, ends_of_months
from thoes.registration.models import BrpRegistration, EffectCount
from thoes.rules.duty_arrays import (
    NO_DAY,
    NO_STAY,
    StayColumns,
    days_since_epoch,
    duty_of_many,
    expectation_rows,
)
from thoes.rules.registration_duty import duty_parameters_on

MONTHS_BACK = 12
_EPOCH = date(1970, 1, 1)
Group = tuple[str, UUID | None]


def count_effect(*, on: date) -> int:
    """Count the day `on`, and the ends of the months before it that were not counted yet; gives the days counted.

    A day of before is counted from the stays as they are believed now. Counting a day again replaces its numbers.
    """
    wanted = [*ends_of_months(on, count=MONTHS_BACK), on]
    # Numbers over all municipalities are made here; each desk reads its own.
    with across_borders():
        known = set(EffectCount.objects.filter(on__in=wanted).values_list("on", flat=True))
        days = [day for day in wanted if day == on or day not in known]
        stays = nights_of_persons(None)
        housers = dict(Site.objects.values_list("pk", "houser_id"))
        registrations = _registrations()
        for day in days:
            rows = _count(day, stays, housers, registrations)
            EffectCount.objects.filter(on=day).delete()
            EffectCount.objects.bulk_create(rows, batch_size=2_000)
    return len(days)


def _registrations() -> dict[UUID, list[tuple[date, date | None]]]:
    found: dict[UUID, list[tuple[date, date | None]]] = defaultdict(list)
    merged = merged_persons(None)
    rows = BrpRegistration.objects.filter(withdrawn_at=None).order_by("registered_on")
    for person, began, ended in rows.values_list("person_id", "registered_on", "ended_on"):
        found[merged.get(person, person)].append((began, ended))
    return found


def _count(
    day: date,
    stays: list[PersonNights],
    housers: dict[UUID, UUID],
    registrations: dict[UUID, list[tuple[date, date | None]]],
) -> list[EffectCount]:
    groups: dict[Group, list[Obliged]] = defaultdict(list)
    for stay, duty_from in _obliged_on(day, stays):
        person = Obliged(duty_from, _registered_on(registrations.get(stay.person_id, []), day))
        groups[stay.municipality_code, None].append(person)
        groups[stay.municipality_code, housers[stay.site_id]].append(person)
    rows = []
    for (municipality, houser), people in groups.items():
        effect = effect_of(people, on=day)
        rows.append(
            EffectCount(
                municipality_id=municipality,
                houser_id=houser,
                on=day,
                obliged=effect.obliged,
                registered=effect.registered,
                took_days_of=effect.took_days_of,
                median_days=effect.median_days,
            )
        )
    return rows


def _obliged_on(day: date, stays: list[PersonNights]) -> list[tuple[PersonNights, date]]:
    """Who sleeps in a known bed that night and has a duty: the stay that places the person, and since when."""
    rows = [
        (stay, *row)
        for stay in stays
        if stay.arrival <= day
        for row in expectation_rows(stay.expected_departure, stay.expectations)
    ]
    if not rows:
        return []
    firsts = [n for n, row in enumerate(rows) if n == 0 or rows[n - 1][0].person_id != row[0].person_id]
    sites = {site: number for number, site in enumerate(sorted({stay.site_id for stay, *_ in rows}))}
    decided = duty_of_many(
        StayColumns(
            person_start=np.array([*firsts, len(rows)], np.int64),
            arrival=_days(stay.arrival for stay, *_ in rows),
            departure=_days(stay.departure for stay, *_ in rows),
            expected_departure=_days(expected for _stay, expected, _known, _back in rows),
            known_on=_days(known for _stay, _expected, known, _back in rows),
            taken_back_on=_days(back for _stay, _expected, _known, back in rows),
            site=np.array([sites[stay.site_id] for stay, *_ in rows], np.int32),
        ),
        on=day,
        parameters=duty_parameters_on(day),
    )
    return [
        (rows[at][0], _EPOCH + timedelta(days=int(duty_from)))
        for at, duty_from, left_on in zip(decided.register_stay, decided.duty_from, decided.left_on, strict=True)
        if duty_from != NO_DAY and at != NO_STAY and left_on == NO_DAY
    ]


def _days(values: Iterable[date | None]) -> NDArray[np.int32]:
    return np.array([days_since_epoch(value) for value in values], np.int32)


def _registered_on(registrations: list[tuple[date, date | None]], day: date) -> date | None:
    """Since when somebody is in the BRP without a gap, as of a day; a move between municipalities is no gap."""
    since: date | None = None
    until: date | None = None
    for began, ended in registrations:
        if began > day:
            break
        if since is None or until is None or until != began:
            since = began
        until = ended
    return since if since is not None and (until is None or until > day) else None
