"""How many people may sleep at a site, and whose word that is. Knows no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thoes.housing.domain.validity import Period


@dataclass(frozen=True, slots=True)
class Capacity:
    """What the permits in force allow; where none of them names a number, what the housing provider says: its own
    word, no norm.
    """

    permitted: int | None
    said_by_provider: int | None

    def is_exceeded_by(self, beds: int) -> bool:
        """More than the permits allow; not known, and so not said, where they name no number."""
        return self.permitted is not None and beds > self.permitted

    def is_said_to_be_less_than(self, beds: int) -> bool:
        """More than the housing provider itself names, where the permits name no number."""
        return self.said_by_provider is not None and beds > self.said_by_provider


def capacity_of(permits: Iterable[tuple[int | None, Period]], *, said: int | None, on: date) -> Capacity:
    """By all permits in force on a day together: the strictest that names a number.

    The only function that says so; the table of sites works `permitted` out in SQL (`queries.permits.permitted_in_sql`),
    held against this by a test.
    """
    numbers = (number for number, period in permits if number is not None and period.holds(on))
    permitted = min(numbers, default=None)
    return Capacity(permitted, said if permitted is None else None)
