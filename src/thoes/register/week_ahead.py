"""Who comes to a site and who leaves it in the days ahead, by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from thoes.accounts.public import Actor
from thoes.register.models import Stay
from thoes.register.queries import believed, by_name, stays_of

DAYS = 7


@dataclass(frozen=True, slots=True)
class DayAhead:
    """One day: who arrives, who leaves or is expected to, and who only gets another bed."""

    day: date
    arriving: list[Stay]
    leaving: list[Stay]
    moving: list[Stay]

    def stays(self) -> list[Stay]:
        """Everybody of that day."""
        return [*self.arriving, *self.leaving, *self.moving]


def week_ahead(*, actor: Actor, site_id: UUID, first: date) -> list[DayAhead]:
    """Seven days from the first one on; one query. Who leaves a bed and gets another one here on the same day moves."""
    days = [first + timedelta(days=n) for n in range(DAYS)]
    is_ahead = Q(arrival__in=days) | Q(departure__in=days) | Q(departure=None, expected_departure__in=days)
    stays = list(believed(stays_of(actor)).filter(is_ahead, site_id=site_id))
    return [_day(day, stays) for day in days]


def leaves_on(stay: Stay) -> date | None:
    """The day of departure, or else the expected one."""
    return stay.departure or stay.expected_departure


def _day(day: date, stays: Iterable[Stay]) -> DayAhead:
    comes = {stay.worker_id: stay for stay in stays if stay.arrival == day}
    goes = {stay.worker_id: stay for stay in stays if leaves_on(stay) == day}
    moving = comes.keys() & goes.keys()
    return DayAhead(
        day,
        by_name(stay for worker, stay in comes.items() if worker not in moving),
        by_name(stay for worker, stay in goes.items() if worker not in moving),
        by_name(comes[worker] for worker in moving),
    )
