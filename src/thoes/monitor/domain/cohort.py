"""How many are here: arrivals times who is still here, by region, nationality and kind of stay. Knows no framework.

`N(t) = sum over s of E(s) S(t - s)`. Nobody counted arrivals in Limburg, so those of before the start are worked back from
how many were here then, as if arrivals had grown evenly until that moment. No single person is drawn: of arrivals that come
independently the expected number is exact, and the number itself is Poisson around it.
"""

from dataclasses import dataclass

import numpy as np
from scipy import fft

from thoes.monitor.domain.published_curves import Floats, kinds_of_stay, tail_months, weighed_months


@dataclass(frozen=True, slots=True)
class Past:
    """Limburg at the start. Axes before the last may hold draws.

    `workers` by region; `growth` of arrivals per month until the start, by region; `shares` of nationalities in the arrivals;
    `curves` by nationality and month since arrival, longer than the last change in the rate of leaving.
    """

    workers: Floats
    growth: Floats
    shares: Floats
    curves: Floats

    def arrivals(self) -> Floats:
        """Per month at the start, by region: those that make the number who are here."""
        months = weighed_months(self.curves[..., None, :, :], self.growth[..., :, None])
        return np.asarray(self.workers / (months * self.shares).sum(axis=-1))


@dataclass(frozen=True, slots=True)
class KindsOfStay:
    """The months from which a stay counts as mid and as long."""

    mid_from: int
    long_from: int


def stock(past: Past, ratio: Floats, *, leaving: float = 1.0, kinds: KindsOfStay | None = None) -> Floats:
    """Who is here by region, nationality, kind of stay and month; month 0 is the start.

    `ratio` is by region and month 1, 2 ...: the arrivals of that month against those at the start. `leaving` multiplies the
    rate of leaving from the start on, also of who is here already: 1.1 is ten in a hundred more. Without `kinds` all stays
    stand together in an axis of one.
    """
    months, ages = ratio.shape[-1] + 1, past.curves.shape[-1] - 1
    # The curve goes on at its last rate; what people do from now on may differ from what they did.
    longer = _at_last_rate(past.curves, ages + months) ** leaving
    seen = longer[..., None, :] if kinds is None else kinds_of_stay(longer, **_cuts(kinds))
    came = _arrivals_by_month(past, ratio, longer)
    size = fft.next_fast_len(2 * (ages + months) - 1, real=True)
    product = fft.rfft(came, size)[..., :, :, None, :] * fft.rfft(seen, size)[..., None, :, :, :]
    young = fft.irfft(product, size)[..., ages - 1 : ages - 1 + months]
    old = _oldest(past, longer, seen[..., ages : ages + months])
    scale = past.arrivals()[..., :, None] * past.shares[..., None, :]
    return np.asarray(scale[..., None, None] * (young + old))


def region_totals(by_group: Floats) -> Floats:
    """By region and month, all nationalities and kinds of stay together."""
    return np.asarray(by_group.sum(axis=(-3, -2)))


def _cuts(kinds: KindsOfStay) -> dict[str, int]:
    return {"mid_from": kinds.mid_from, "long_from": kinds.long_from}


def _at_last_rate(curves: Floats, length: int) -> Floats:
    last, rate = curves[..., -1:], curves[..., -1:] / curves[..., -2:-1]
    more = last * rate ** np.arange(1, length - curves.shape[-1] + 1)
    return np.concatenate([curves, more], axis=-1)


def _arrivals_by_month(past: Past, ratio: Floats, longer: Floats) -> Floats:
    """By region, nationality and month, against those at the start: the ages at the start, the oldest first, and on.

    Who came before left by the old curve until then; so many had come by the new one if as many are here.
    """
    ages = past.curves.shape[-1] - 1
    before = past.growth[..., :, None] ** -np.arange(ages - 1, -1, -1.0)
    as_if = (past.curves[..., :ages] / longer[..., :ages])[..., ::-1]
    after = np.broadcast_to(ratio[..., None, :], (*ratio.shape[:-1], longer.shape[-2], ratio.shape[-1]))
    return np.concatenate([before[..., :, None, :] * as_if[..., None, :, :], after], axis=-1)


def _oldest(past: Past, longer: Floats, seen: Floats) -> Floats:
    """Who was here at the start past the end of the curve: together, at the last rate."""
    ages = past.curves.shape[-1] - 1
    were = tail_months(past.curves[..., None, :, :], past.growth[..., :, None])
    still = seen / longer[..., None, ages : ages + 1]
    return np.asarray(were[..., None, None] * still[..., None, :, :, :])
