"""Share registered of those obliged, and the days it took. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median_low

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Obliged:
    """Somebody with a duty on the day that is counted; `registered_on` is None for who is not registered on it."""

    duty_from: date
    registered_on: date | None


@dataclass(frozen=True, slots=True)
class Effect:
    """The counts of one group."""

    obliged: int
    registered: int
    took_days_of: int
    median_days: int | None


def effect_of(people: Iterable[Obliged], *, on: date) -> Effect:
    """Count a group on a day. Who registered before the duty began took no days; the lower of two middles is the median."""
    everybody = list(people)
    registered = [person for person in everybody if person.registered_on is not None]
    took = [
        max(0, (person.registered_on - person.duty_from).days)
        for person in registered
        if person.registered_on is not None and on - A_YEAR < person.registered_on <= on
    ]
    return Effect(len(everybody), len(registered), len(took), median_low(took) if took else None)
