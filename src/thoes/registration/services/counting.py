"""Count what the desks' work comes to, over all municipalities at once; only numbers are kept."""

from collections import defaultdict
from datetime import date, timedelta
from uuid import UUID

import numpy as np

from thoes.housing.public import Site
from thoes.privacy.public import across_borders
from thoes.register.public import PersonNights, merged_persons, nights_of_persons
from thoes.registration.domain.effect import Obliged, effect_of, ends_of_months
from thoes.registration.models import BrpRegistration, EffectCount
from thoes.rules.duty_arrays import NO_DAY, NO_STAY, days_since_epoch, duty_of_many
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
    begun = [stay for stay in stays if stay.arrival <= day]
    if not begun:
        return []
    firsts = [n for n, stay in enumerate(begun) if n == 0 or begun[n - 1].person_id != stay.person_id]
    sites = {site: number for number, site in enumerate({stay.site_id for stay in begun})}
    decided = duty_of_many(
        np.array([*firsts, len(begun)], np.int64),
        np.array([days_since_epoch(stay.arrival) for stay in begun], np.int32),
        np.array([days_since_epoch(stay.departure) for stay in begun], np.int32),
        np.array([days_since_epoch(stay.expected_departure) for stay in begun], np.int32),
        np.array([sites[stay.site_id] for stay in begun], np.int32),
        on=day,
        parameters=duty_parameters_on(day),
    )
    present = {stay.person_id for stay in begun if stay.departure is None or stay.departure > day}
    return [
        (begun[at], _EPOCH + timedelta(days=int(duty_from)))
        for at, duty_from in zip(decided.register_stay, decided.duty_from, strict=True)
        if duty_from != NO_DAY and at != NO_STAY and begun[at].person_id in present
    ]


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
