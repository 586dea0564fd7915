"""What a supervisor may ask of the night register at once: a period that fits a visit, never the whole history.

The five fields are those of article 438 Sr (https://wetten.overheid.nl/BWBR0001854). Others are shown only where the
municipality asks them on a ground of its own.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from thoes.kernel.refusals import Refusal

FIELDS = ("name", "residence", "arrival", "document", "departure")
# A month is what a check of a site needs; who needs more asks again and says why.
MOST_NIGHTS = 31


@dataclass(frozen=True, slots=True)
class Period:
    """Nights from `first` up to and including `last`."""

    first: date
    last: date

    @property
    def until(self) -> date:
        """The first night that no longer counts."""
        return self.last + timedelta(days=1)


def period_of(first: date, last: date, *, tonight: date) -> Period:
    """The period, or a `Refusal` when it runs backwards, lies ahead or is longer than a month."""
    if last < first:
        raise Refusal("period_backwards", field="last", first=first)
    if last > tonight:
        raise Refusal("period_ahead", field="last", tonight=tonight)
    if (last - first).days >= MOST_NIGHTS:
        raise Refusal("period_too_long", field="last", most=MOST_NIGHTS)
    return Period(first, last)
