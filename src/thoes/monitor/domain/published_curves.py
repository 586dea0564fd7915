"""Who is still here after how long. Knows no framework.

A curve is given at a few points, as sources print it. Between two points people leave at one rate, and after the last one at
the rate before it: no source says more. Arrays run over months since arrival in their last axis.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from thoes.kernel.refusals import Refusal

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PublishedCurve:
    """The share of those who came that is still here after each number of months."""

    months: tuple[int, ...]
    shares: tuple[float, ...]

    def __post_init__(self) -> None:
        falls = all(later < earlier for earlier, later in zip((1.0, *self.shares), self.shares, strict=False))
        rises = all(later > earlier for earlier, later in zip((0, *self.months), self.months, strict=False))
        if len(self.months) != len(self.shares) or not self.months or not (falls and rises and self.shares[-1] > 0):
            raise Refusal("retention_must_fall", field="stays")

    @property
    def shares_leaving(self) -> Floats:
        """Who leaves before each point, and who stays past the last; together everybody."""
        return -np.diff(np.array([1.0, *self.shares, 0.0]))


def survival(months: Sequence[int], shares: Floats, length: int) -> Floats:
    """The share still here after 0, 1, 2 ... months, up to `length` of them; `shares` may have axes before its last."""
    points = np.concatenate([[0], months])
    logs = np.concatenate([np.zeros((*shares.shape[:-1], 1)), np.log(shares)], axis=-1)
    ages = np.arange(length)
    after = np.clip(np.searchsorted(points, ages, side="right") - 1, 0, len(points) - 2)
    part = (ages - points[after]) / (points[after + 1] - points[after])
    curve: Floats = np.exp(logs[..., after] + part * (logs[..., after + 1] - logs[..., after]))
    return curve


def survival_of(retention: PublishedCurve, length: int) -> Floats:
    """As `survival`, of one curve."""
    return survival(retention.months, np.array(retention.shares), length)


def kinds_of_stay(curve: Floats, *, mid_from: int, long_from: int) -> Floats:
    """A curve split by how long a whole stay is going to last: short, mid, long on the axis before the months.

    Somebody who is here `a` months stays past month `c` with the chance S(c) / S(a). The three add up to the curve.
    """
    at_mid, at_long = curve[..., mid_from : mid_from + 1], curve[..., long_from : long_from + 1]
    past_mid, past_long = np.minimum(curve, at_mid), np.minimum(curve, at_long)
    return np.stack([curve - past_mid, past_mid - past_long, past_long], axis=-2)


def mean_months(curve: Floats, *, growth: float = 1.0) -> float:
    """The months that somebody is here, on average; with `growth` per month, what earlier arrivals weigh in it.

    The curve must be long enough that its last rate of leaving holds from its end on; the rest is summed in closed form.
    """
    return float(weighed_months(curve, np.array(growth)))


def weighed_months(curve: Floats, growth: Floats) -> Floats:
    """Sum over all ages of S(a) / growth**a; the tail after the curve leaves at its last rate."""
    weights = growth[..., None] ** -np.arange(curve.shape[-1] - 1.0)
    body = (curve[..., :-1] * weights).sum(axis=-1)
    return np.asarray(body + tail_months(curve, growth))


def tail_months(curve: Floats, growth: Floats) -> Floats:
    """The part of `weighed_months` from the last month of the curve on."""
    last = curve.shape[-1] - 1
    rate = curve[..., -1] / curve[..., -2]
    if np.any(rate >= growth):
        # Arrivals would have shrunk faster than people leave: no such past has an end.
        raise Refusal("growth_below_leaving", field="growth")
    return np.asarray(curve[..., -1] * growth**-last / (1 - rate / growth))
