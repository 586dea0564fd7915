"""A scenario as a fan."""

from dataclasses import replace

import numpy as np
import pytest

from thoes.monitor.domain.arrivals import Walk
from thoes.monitor.domain.forecasting import draw_workers, spread_of, with_limburg
from thoes.monitor.domain.scenarios import REGIONS, Unseen
from thoes.monitor.domain.scoring import LEVELS
from thoes.monitor.scenario_files import scenario_named, walk_before

BASE = scenario_named("covid-base").scenario
SURE = replace(BASE, unseen=Unseen(38_400, 38_400, 38_400), followed=10**9)
STILL = Walk(np.zeros(3), np.zeros((3, 3)), 5)


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    one, again, other = (draw_workers(BASE, walk_before(2018), draws=50, seed=seed) for seed in (1, 1, 2))

    assert (one == again).all()
    assert (one != other).any()


def test_when_all_else_is_sure_only_chance_is_left_and_it_is_poissons() -> None:
    drawn = draw_workers(SURE, STILL, draws=4_000, seed=1)[:, :, 144]
    path = np.array(list(BASE.workers_in(2030).values()))

    assert drawn.mean(axis=0) == pytest.approx(path, rel=0.001)
    assert drawn.var(axis=0) / path == pytest.approx(1, abs=0.1)


def test_the_draws_are_on_average_what_the_scenario_says() -> None:
    drawn = draw_workers(BASE, Walk(np.zeros(3), np.eye(3) * 0.05**2, 30), draws=8_000, seed=3)

    for year in (2018, 2024, 2030):
        path = list(BASE.workers_in(year).values())
        assert drawn[:, :, 12 * (year - 2018)].mean(axis=0) == pytest.approx(path, rel=0.01)


@pytest.mark.parametrize(
    ("more", "walk"),
    [(replace(SURE, unseen=BASE.unseen), STILL), (SURE, Walk(np.zeros(3), np.eye(3) * 0.1**2, 30))],
    ids=["start", "arrivals"],
)
def test_each_thing_that_is_not_known_widens_the_fan(more, walk) -> None:
    narrow, wide = (draw_workers(*each, draws=500, seed=5)[:, 0, 144].std() for each in ((SURE, STILL), (more, walk)))

    assert wide > 3 * narrow


def test_how_long_people_stay_matters_once_arrivals_change() -> None:
    """Arrivals are worked back from who is here, so with even growth the curve cancels out: doubt shows when they swing."""
    doubtful = replace(SURE, followed=20)
    swing = Walk(np.zeros(3), np.eye(3) * 0.2**2, 10_000)

    assert draw_workers(doubtful, STILL, draws=500, seed=5)[:, 0, 144].std() < 300
    sure, unsure = (draw_workers(each, swing, draws=500, seed=5) for each in (SURE, doubtful))
    assert np.abs(sure - unsure)[:, 0, 144].mean() > 300


def test_limburg_is_the_sum_of_the_regions_in_every_draw_and_month() -> None:
    drawn = with_limburg(draw_workers(BASE, walk_before(2018), draws=20, seed=1))

    assert drawn.shape == (20, len(REGIONS) + 1, 145)
    assert (drawn[:, :3].sum(axis=1) == drawn[:, 3]).all()


def test_the_bands_lie_in_each_other_around_the_middle() -> None:
    for spread in spread_of(with_limburg(draw_workers(BASE, walk_before(2018), draws=300, seed=1))[:, 3]):
        edges = [*(spread.within(each).low for each in reversed(LEVELS)), spread.median,
                 *(spread.within(each).high for each in LEVELS)]  # fmt: skip
        assert edges == sorted(edges)
