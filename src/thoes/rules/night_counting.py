"""Count distinct nights in a sliding window over a person's stays, in steps of stays and not of nights.

Days are ordinals inside, because a stay without an end reaches past the last day a `date` can hold.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from itertools import accumulate

from thoes.kernel.nights import Span, union


class NightCount:
    """The distinct nights of some spans; those that touch or overlap are one in `spans`."""

    __slots__ = ("_firsts", "_nights_before", "_untils", "spans")

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = union(spans)
        self._firsts = [span.first.toordinal() for span in self.spans]
        self._untils = [span.until.toordinal() for span in self.spans]
        self._nights_before = [0, *accumulate(span.nights for span in self.spans)]

    @property
    def total(self) -> int:
        return self._nights_before[-1]

    def in_window(self, day: date, window_days: int) -> int:
        """Nights in the `window_days` nights before `day`; the night of `day` itself is not among them."""
        return self._in_window(day.toordinal(), window_days)

    def first_day_with(self, nights: int, *, window_days: int, after: date) -> date | None:
        """The first day past `after` whose window holds at least `nights`; None when there is none in the calendar.

        The window of `after` itself must hold fewer. `nights` is at most `window_days`.
        """
        for first, until in zip(self._firsts, self._untils, strict=True):
            start = max(first, after.toordinal())
            stop = min(until, start + nights)  # this far into a span the window holds them for certain
            if start < stop and self._in_window(stop, window_days) >= nights:
                # Inside a span each day adds a night and drops at most one, so the count never falls: bisect.
                days = range(start + 1, stop + 1)
                day = days[bisect_left(days, nights, key=lambda day: self._in_window(day, window_days))]
                return date.fromordinal(day) if day <= date.max.toordinal() else None
        return None

    def _in_window(self, day: int, window_days: int) -> int:
        return self._before(day) - self._before(day - window_days)

    def _before(self, day: int) -> int:
        begun = bisect_right(self._firsts, day)
        if begun == 0:
            return 0
        return self._nights_before[begun] - max(0, self._untils[begun - 1] - day)
