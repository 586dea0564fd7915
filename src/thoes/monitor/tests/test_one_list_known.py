"""The one list of Van der Heijden and others (2003), found again from its coefficients.

Irregular migrants whom the police found in four Dutch cities, one to six times. The table of kinds of people exists in a
binary file only, so it is drawn here from the eight published coefficients (README of singleRcapture, ncn-foreigners); how
many people each kind has is a choice of ours.
"""

from itertools import product

import numpy as np
import pytest
from scipy.stats import poisson

from thoes.monitor.domain.one_list import Captures, captures, zero_truncated_poisson

# The chance that somebody is found, as its logarithm.
PUBLISHED = {
    "intercept": -1.3411, "male": 0.3972, "above 40": -0.9746, "second nation": -1.0926, "third nation": 0.19,
    "fourth nation": -0.9106, "fifth nation": -2.3364, "sixth nation": -1.6754,
}  # fmt: skip
PEOPLE, SE = 12_690, 2_808
NATIONS = 6
SHARES = np.array([0.2, 0.1, 0.2, 0.1, 0.2, 0.2])


def kinds() -> np.ndarray:
    """A row per kind of people: whether they are men, above forty, and their nation."""
    rows = []
    for male, old, nation in product((0, 1), (0, 1), range(NATIONS)):
        rows.append([male, old, *(int(nation == at) for at in range(1, NATIONS))])
    return np.array(rows, float)


def found_by_police(people: int, seed: int) -> Captures:
    """How many of each kind were found how often: of all who are there, drawn as the model has it."""
    covariates = kinds()
    shares = np.array([(0.8 if row[0] else 0.2) * (0.1 if row[1] else 0.9) for row in covariates]) * np.tile(SHARES, 4)
    mean = np.exp(PUBLISHED["intercept"] + covariates @ np.array(list(PUBLISHED.values())[1:]))
    times = np.arange(1, 9)
    expected = people * shares[:, None] * poisson.pmf(times, mean[:, None])
    counts = np.random.default_rng(seed).poisson(expected)
    return captures(
        np.tile(times, len(covariates)), counts.ravel().astype(float), np.repeat(covariates, len(times), axis=0),
        tuple(PUBLISHED)[1:],
    )  # fmt: skip


def test_the_eight_coefficients_are_found_again_from_very_many_people() -> None:
    found = zero_truncated_poisson(found_by_police(1_000_000_000, seed=1))

    assert dict(found.coefficients) == pytest.approx(PUBLISHED, abs=0.01)
    assert found.estimate == pytest.approx(1_000_000_000, rel=0.005)


def test_as_many_people_as_were_published_are_found_within_their_interval_and_it_is_about_as_wide() -> None:
    answers = [zero_truncated_poisson(found_by_police(PEOPLE, seed)) for seed in range(60)]
    # In some worlds nobody of a nation was found twice; then there is no estimate, and it is said why.
    told = [answer for answer in answers if answer.interval is not None]

    held = sum(answer.interval.low <= PEOPLE <= answer.interval.high for answer in told)

    assert len(told) >= 40
    assert {answer.reason for answer in answers if answer.interval is None} <= {"fit_did_not_settle"}
    assert held >= 0.85 * len(told)
    assert SE / 2 < float(np.median([answer.se for answer in told])) < 2 * SE
