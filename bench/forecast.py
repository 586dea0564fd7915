"""A fan of a thousand draws and one scenario, in arrays, beside the same sums in a plain loop."""

from collections.abc import Sequence

import numpy as np

from bench.report import compare, seconds
from bench.scale import scaled
from thoes.monitor.domain.arrivals import Walk
from thoes.monitor.domain.cohort import KindsOfStay, Past, region_totals, stock
from thoes.monitor.domain.forecasting import draw_workers, spread_of, with_limburg
from thoes.monitor.domain.published_curves import PublishedCurve
from thoes.monitor.domain.scenarios import REGIONS, Nationality, Scenario, Unseen

DRAWS, NATIONALITIES, YEARS = max(40, scaled(1_000)), 8, 10
MONTHS, SAMPLE = YEARS * 12, 4
WALK = Walk(np.zeros(3), np.eye(3) * 0.1**2, 11)


def run() -> None:
    """Both sum the same arrivals over the same months; the loop does a few draws and is scaled to all of them."""
    scenario = _scenario()
    ratio = scenario.per_month()[:, None] ** np.arange(1, MONTHS + 1)
    past = scenario.past(scenario.start)
    # Warm: the first transform of a size makes its plan.
    stock(past, ratio)

    fan = seconds(lambda: spread_of(with_limburg(draw_workers(scenario, WALK, draws=DRAWS, seed=1))[:, -1]))
    one = seconds(lambda: [region_totals(stock(past, ratio)) for _ in range(100)]) / 100
    loop = seconds(lambda: [_in_a_loop(past, ratio) for _ in range(SAMPLE)], runs=1) / SAMPLE

    groups = NATIONALITIES * len(REGIONS)
    compare(
        f"A fan of {DRAWS:,} draws of {groups} groups in {MONTHS} months",
        ours=fan,
        alternative=loop * DRAWS,
        named=f"plain Python (from {SAMPLE} draws)",
        goal="1 s",
    )
    compare(
        f"One scenario of {groups} groups in {MONTHS} months",
        ours=one,
        alternative=loop,
        named="plain Python",
        goal="1 ms",
    )


def _scenario() -> Scenario:
    curves = [PublishedCurve((12, 60), (0.45 + 0.02 * at, 0.2 + 0.02 * at)) for at in range(NATIONALITIES)]
    return Scenario(
        name="bench",
        start=2018,
        until=2018 + YEARS,
        workers=dict(zip(REGIONS, (39_985, 13_415, 21_700), strict=True)),
        growth=dict.fromkeys(REGIONS, 4_000.0),
        nationalities={str(at): Nationality(1 / NATIONALITIES, curve) for at, curve in enumerate(curves)},
        followed=250,
        kinds=KindsOfStay(12, 60),
        unseen=Unseen(28_800, 38_400, 48_000),
    )


def _in_a_loop(past: Past, ratio: np.ndarray) -> list[list[float]]:  # type: ignore[type-arg]
    """By region and month, month by month of arrival; the past begins with the first age of a curve that does not change."""
    arrivals, growth, ratios = past.arrivals().tolist(), past.growth.tolist(), ratio.tolist()
    curves, shares = past.curves.tolist(), past.shares.tolist()
    ages = len(curves[0]) - 1
    totals = []
    for region in range(len(REGIONS)):
        came = [arrivals[region] * growth[region] ** -age for age in range(ages, 0, -1)]
        came += [arrivals[region], *(arrivals[region] * each for each in ratios[region])]
        here = [0.0] * (MONTHS + 1)
        for curve, share in zip(curves, shares, strict=True):
            longer = _longer(curve, len(came))
            for month in range(MONTHS + 1):
                until = ages + month
                here[month] += share * sum(came[at] * longer[until - at] for at in range(until + 1))
        totals.append(here)
    return totals


def _longer(curve: Sequence[float], length: int) -> list[float]:
    rate = curve[-1] / curve[-2]
    return [*curve, *(curve[-1] * rate**more for more in range(1, length - len(curve) + 1))]
