"""Count what the desks' work comes to, over all municipalities at once; only numbers are kept."""

from collections import defaultdict
from datetime import date, timedelta
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from thoes.foundation.column_reading import uuids
from thoes.housing.public import Site
from thoes.kernel.months import ends_of_months
from thoes.privacy.public import cross_tenant
from thoes.register.public import ManyStays, merged_persons, stays_of_everybody
from thoes.registration.domain.effect import Obliged, effect_of
from thoes.registration.models import BrpRegistration, EffectCount
from thoes.rules.duty_arrays import (
    NO_DAY,
    NO_STAY,
    StayColumns,
    day_of,
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
    with cross_tenant():
        known = set(EffectCount.objects.filter(on__in=wanted).values_list("on", flat=True))
        days = [day for day in wanted if day == on or day not in known]
        stays = stays_of_everybody()
        places = {
            site: (town, provider)
            for site, town, provider in Site.objects.values_list("pk", "municipality", "provider")
        }
        registrations = _registrations()
        for day in days:
            rows = _count(day, stays, places, registrations)
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
    stays: ManyStays,
    places: dict[UUID, tuple[str, UUID]],
    registrations: dict[UUID, list[tuple[date, date | None]]],
) -> list[EffectCount]:
    groups: dict[Group, list[Obliged]] = defaultdict(list)
    for person, site, duty_from in _obliged_on(day, stays):
        obliged = Obliged(duty_from, _registered_on(registrations.get(person, []), day))
        municipality, provider = places[site]
        groups[municipality, None].append(obliged)
        groups[municipality, provider].append(obliged)
    rows = []
    for (of_municipality, of_provider), people in groups.items():
        effect = effect_of(people, on=day)
        rows.append(
            EffectCount(
                municipality_id=of_municipality,
                provider_id=of_provider,
                on=day,
                obliged=effect.obliged,
                registered=effect.registered,
                took_days_of=effect.took_days_of,
                median_days=effect.median_days,
            )
        )
    return rows


def _obliged_on(day: date, stays: ManyStays) -> list[tuple[UUID, UUID, date]]:
    """Who sleeps in a known bed that night and has a duty: the person, the site where that is, and since when."""
    columns, row_of = _columns(stays, until=day)
    decided = duty_of_many(columns, on=day, parameters=duty_parameters_on(day))
    wanted = (decided.duty_from != NO_DAY) & (decided.register_stay != NO_STAY) & (decided.left_on == NO_DAY)
    rows = row_of[decided.register_stay[wanted]]
    persons, sites = uuids(stays.persons[stays.person[rows]]), uuids(stays.sites[stays.site[rows]])
    since = [_EPOCH + timedelta(days=int(number)) for number in decided.duty_from[wanted]]
    return list(zip(persons, sites, since, strict=True))


def _columns(stays: ManyStays, *, until: date) -> tuple[StayColumns, NDArray[np.int64]]:
    """What the rule reads of who arrived by a day, and per row of that the row of the stay."""
    here = stays.arrival <= days_since_epoch(until)
    told = {row: expectation_rows(day_of(stays.expected_departure[row]), said) for row, said in stays.histories.items()}
    changed = [row for row in told if here[row]]
    here[list(told)] = False
    once = np.flatnonzero(here)
    more = [(row, *map(days_since_epoch, expectation)) for row in sorted(changed) for expectation in told[row]]
    extra = np.array(more, np.int64).reshape(-1, 4)
    row_of = np.concatenate([once, extra[:, 0]])
    # What is expected now stands first of the rows of a stay, and stays so.
    order = np.argsort(row_of, kind="stable")
    row_of = row_of[order]
    expected, known_on, taken_back_on = (
        np.concatenate([column, extra[:, at].astype(np.int32)])[order]
        for at, column in (
            (1, stays.expected_departure[once]),
            (2, stays.known_on[once]),
            (3, np.full(len(once), NO_DAY, np.int32)),
        )
    )
    starts = np.flatnonzero(np.diff(stays.person[row_of], prepend=-1))
    return StayColumns(
        person_start=np.append(starts, len(row_of)).astype(np.int64),
        arrival=stays.arrival[row_of],
        departure=stays.departure[row_of],
        expected_departure=expected,
        known_on=known_on,
        taken_back_on=taken_back_on,
        site=stays.site[row_of],
    ), row_of


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
