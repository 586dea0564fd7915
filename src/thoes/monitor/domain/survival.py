"""How long people stay: the curve of Kaplan and Meier, with delayed entry and right censoring.

Somebody is at risk at `t` while `entry < t <= exit`, as in Klein and Moeschberger (2003), chapter 4: who comes into sight at
`t` is not yet at risk at `t`, who leaves or is lost at `t` still is. Of equal times an event comes before a censoring. An
`entry` of 0 is an observation from the beginning, so who leaves on day 0 counts; `entry == exit` above 0 is time that nobody
saw, and counts for nothing. The unit is the caller's: whole days go through counts per day, anything else through its order.

Bands are those of Greenwood on the scale log(-log S), 95 %. Where the curve is 0 that band does not exist: its upper edge
stays what it was, so that a curve that ends is not shown as certain.
"""

from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thoes.kernel.refusals import Refusal

Z95 = NormalDist().inv_cdf(0.975)
# Above this many units a table of counts per unit would be larger than sorting is slow: some 2,700 years of days.
_MOST_UNITS = 1_000_000

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Share:
    """The share that stays, with its band."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Median:
    """The first time at which half or more have left; None where the curve, or its band, does not come down to half."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """One row per time at which somebody left: how many were at risk, how many left, the share that stays and its band.

    `people` are those who were at risk at all. `seen_until` is the last time at which somebody was still watched. `starts_at`
    is the earliest entry: above 0 the curve tells nothing of before it. `ran_empty_at` is a time at which all who were at
    risk left while others came into sight later: from there on the curve is 0, and says nothing about them. `watched` is how
    many were at risk at each of `watched_times`, the times at which somebody came into sight, left or was lost.
    """

    times: Floats
    at_risk: Counts
    events: Counts
    survival: Floats
    low: Floats
    high: Floats
    people: int
    starts_at: float
    seen_until: float
    ran_empty_at: float | None
    watched_times: Floats
    watched: Counts

    def at(self, time: float) -> Share | None:
        """The share that stays longer than `time`; None where nobody was watched that long and some still stayed."""
        row = int(np.searchsorted(self.times, time, side="right")) - 1
        if time > self.seen_until and (row < 0 or self.survival[row] > 0):
            return None
        if row < 0:
            return Share(1.0, 1.0, 1.0) if self.people else None
        return Share(float(self.survival[row]), float(self.low[row]), float(self.high[row]))

    def watched_at(self, time: float) -> int:
        """How many were at risk at `time`: what is said of that time rests on them."""
        row = int(np.searchsorted(self.watched_times, time, side="left"))
        return int(self.watched[row]) if row < len(self.watched) else 0

    def rests_on(self, time: float) -> int:
        """On how many people the share at `time` rests: the fewest that were at risk at any event up to then, or at it."""
        before = self.at_risk[self.times <= time]
        return min([self.watched_at(time), *([int(before.min())] if len(before) else [])])

    @property
    def median(self) -> Median:
        """The median stay; its band is where the band of the curve passes a half (Brookmeyer and Crowley, 1982)."""
        return Median(self._first(self.survival), self._first(self.low), self._first(self.high))

    def _first(self, shares: Floats) -> float | None:
        # A half of thirds and sevenths is a half but for its last digit.
        rows = np.flatnonzero(shares <= 0.5 + 1e-12)
        return float(self.times[rows[0]]) if len(rows) else None


def survival_curve(exits: ArrayLike, events: ArrayLike, entries: ArrayLike | None = None) -> Curve:
    """The curve of these observations, in any order; without `entries` all were watched from 0 on.

    Refusals: `duration_negative`, `entry_after_exit`, `duration_not_finite`. Of nothing at all it is a curve without rows.
    """
    out, left = np.asarray(exits), np.asarray(events, dtype=bool)
    came = None if entries is None else np.asarray(entries)
    _refuse_impossible(out, came)
    if came is not None and np.any(unseen := (came == out) & (came > 0)):
        out, left, came = out[~unseen], left[~unseen], came[~unseen]
    if not len(out):
        nobody = np.empty(0, np.int64)
        return _curve(np.empty(0), nobody, nobody, nobody, people=0)
    units = _whole_units(out, came)
    if units is None:
        times, ranks = np.unique(np.concatenate([out, out[:0] if came is None else came]), return_inverse=True)
        out_rows, in_rows = ranks[: len(out)], None if came is None else ranks[len(out) :]
    else:
        out_rows, in_rows = units
        times = np.arange(int(out_rows.max()) + 1, dtype=np.float64)
    return _counted(times, out_rows, left, in_rows)


def _counted(times: Floats, out_rows: Counts, left: NDArray[np.bool_], in_rows: Counts | None) -> Curve:
    both = np.bincount(2 * out_rows + left, minlength=2 * len(times)).reshape(-1, 2)
    gone, events = both.sum(axis=1), both[:, 1]
    people = len(out_rows)
    if in_rows is None:
        came = np.zeros(len(times), np.int64)
        came[0] = people
    else:
        came = np.bincount(in_rows, minlength=len(times))
    from_the_start = int(came[0]) if in_rows is None or times[0] == 0 else 0
    before = np.cumsum(came) - came
    # Who was watched from 0 on is at risk on day 0 already.
    before[0] = from_the_start
    at_risk = before - (np.cumsum(gone) - gone)
    starts_at = 0.0 if in_rows is None else float(times[int(in_rows.min())])
    return _curve(times, at_risk, events, gone, people=people, starts_at=starts_at)


def _curve(
    times: Floats, at_risk: Counts, events: Counts, gone: Counts, *, people: int, starts_at: float = 0.0
) -> Curve:
    rows = np.flatnonzero(events)
    n: Floats = at_risk[rows].astype(np.float64)
    d: Floats = events[rows].astype(np.float64)
    when = times[rows]
    survival = np.cumprod((n - d) / n).astype(np.float64)
    low, high = _band(n, d, survival)
    emptied = when[(n == d) & (when < (times[-1] if len(times) else 0))]
    return Curve(
        times=when,
        at_risk=n.astype(np.int64),
        events=d.astype(np.int64),
        survival=survival,
        low=low,
        high=high,
        people=people,
        starts_at=starts_at,
        seen_until=float(times[np.flatnonzero(gone)[-1]]) if people else 0.0,
        ran_empty_at=float(emptied[0]) if len(emptied) else None,
        watched_times=times,
        watched=at_risk,
    )


def _band(n: Floats, d: Floats, survival: Floats) -> tuple[Floats, Floats]:
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = Z95 * np.sqrt(np.cumsum(d / (n * (n - d)))) / np.abs(np.log(survival))
        low, high = survival ** np.exp(spread), survival ** np.exp(-spread)
    over = survival == 0
    low[over] = 0.0
    high[over] = high[~over][-1] if np.any(~over) else 1.0
    return low, high


def _refuse_impossible(out: NDArray[Any], came: NDArray[Any] | None) -> None:
    for column in (out, came):
        if column is None or not len(column):
            continue
        if column.dtype.kind == "f" and not np.isfinite(column).all():
            raise Refusal("duration_not_finite")
        if column.min() < 0:
            raise Refusal("duration_negative")
    if came is not None and np.any(came > out):
        raise Refusal("entry_after_exit")


def _whole_units(out: NDArray[Any], came: NDArray[Any] | None) -> tuple[Counts, Counts | None] | None:
    """Both columns as whole numbers; None where there are fractions, or too large a number to count per unit."""
    found: list[Counts | None] = []
    for column in (out, came):
        if column is None:
            found.append(None)
            continue
        if column.max() > _MOST_UNITS:
            return None
        whole = column.astype(np.int64)
        if column.dtype.kind == "f" and np.any(whole != column):
            return None
        found.append(whole)
    assert found[0] is not None
    return found[0], found[1]
