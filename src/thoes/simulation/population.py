"""Careers: when people begin and stop working in Limburg, in which region and sector.

Days are whole numbers since 1970. Nobody's bed is known here yet. Careers that ended before the window are left out.
"""

from dataclasses import dataclass, fields
from math import log
from typing import Self

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from thoes.simulation.figures import Figures

HORIZON_YEARS = 25
"""Who came longer ago than this is not counted: with the published retention that is one in a hundred."""

_YEAR = 365.25
_OVERSAMPLING = 1.3


@dataclass(frozen=True, slots=True, eq=False)
class Careers:
    """One element per person; `until` is the first day the person no longer works here."""

    began: NDArray[np.int64]
    until: NDArray[np.int64]
    region: NDArray[np.int64]
    sector: NDArray[np.object_]
    is_seasonal: NDArray[np.bool_]

    def only(self, keep: NDArray[np.bool_] | NDArray[np.int64]) -> Self:
        return type(self)(*(getattr(self, field.name)[keep] for field in fields(self)))


def draw_career_days(rng: Generator, figures: Figures, count: int) -> NDArray[np.int64]:
    """Lengths of working lives here, at least a day: a constant chance to stop in year 1 and a lower one after it."""
    first, later = _chances_to_stop(figures)
    spent = rng.exponential(size=count)
    years = np.where(spent < first, spent / first, 1 + (spent - first) / later)
    return np.maximum(1, np.ceil(years * _YEAR)).astype(np.int64)


def draw_careers(rng: Generator, figures: Figures, *, scale: float, on: int) -> Careers:
    """More careers than the wanted number present on day `on` needs, in no order; the rest is thinned later."""
    first_day, last_day = on - int(HORIZON_YEARS * _YEAR), on + figures.plans_days
    days = np.arange(first_day, last_day + 1)
    staying = _share_still_working(figures, (on - days) / _YEAR) * np.exp(figures.yearly_growth * (days - on) / _YEAR)
    growth = np.exp(figures.yearly_growth * (days - on) / _YEAR)
    at_home = 1 - figures.stay_days / (figures.stay_days + figures.next_step["home"] * figures.home_days)
    share_present = staying[days <= on].sum() / growth.sum() * (1 - at_home)
    count = int(figures.present * scale * _OVERSAMPLING / share_present) + 50

    region = rng.choice(len(figures.regions), size=count, p=figures.region_shares)
    sector = _draw_sectors(rng, figures, region)
    is_seasonal = (sector == "agriculture") & (rng.random(count) < figures.seasonal_share_of_agriculture)
    began = _draw_first_days(rng, figures, sector, is_seasonal, days, growth)
    until = began + draw_career_days(rng, figures, count)
    careers = Careers(began, until, region, sector, is_seasonal)
    return careers.only(until > on - figures.window_days)


def _chances_to_stop(figures: Figures) -> tuple[float, float]:
    """Hazards per year, in the first year and after it, that go through both published retention figures."""
    after_1, after_5 = figures.still_working_after_1_year, figures.still_working_after_5_years
    return -log(after_1), -log(after_5 / after_1) / 4


def _share_still_working(figures: Figures, years: NDArray[np.float64]) -> NDArray[np.float64]:
    first, later = _chances_to_stop(figures)
    return np.asarray(np.exp(-first * np.clip(years, 0, 1) - later * np.clip(years - 1, 0, None)))


def _draw_sectors(rng: Generator, figures: Figures, region: NDArray[np.int64]) -> NDArray[np.object_]:
    sectors = np.empty(len(region), dtype=object)
    for index, name in enumerate(figures.regions):
        there = np.flatnonzero(region == index)
        shares = figures.sectors_by_region[name]
        sectors[there] = rng.choice(np.array(list(shares), dtype=object), size=len(there), p=list(shares.values()))
    return sectors


def _draw_first_days(
    rng: Generator,
    figures: Figures,
    sector: NDArray[np.object_],
    is_seasonal: NDArray[np.bool_],
    days: NDArray[np.int64],
    growth: NDArray[np.float64],
) -> NDArray[np.int64]:
    """First days of work, growing over the years and following the months in which the sector hires."""
    month = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12
    calendar = np.where(is_seasonal, "season", np.where(np.isin(sector, ["agriculture", "logistics"]), sector, "other"))
    began = np.empty(len(sector), dtype=np.int64)
    for name, weights in figures.arrivals_by_month.items():
        who = np.flatnonzero(calendar == name)
        hired = np.cumsum(growth * np.asarray(weights, dtype=float)[month])
        began[who] = days[np.searchsorted(hired, rng.random(len(who)) * hired[-1], side="right")]
    return began
