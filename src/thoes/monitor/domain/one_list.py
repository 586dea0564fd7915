"""One list that names some people more than once: how many it never named.

Three answers with ever fewer assumptions. The *zero-truncated Poisson* takes everybody to be found by the same chance, or by
one that its covariates tell (Van der Heijden, Bustami, Cruyff, Engbersen and Van Houwelingen 2003, Statistical Modelling 3,
305). *Zelterman* looks only at who was found once or twice (Zelterman 1988; with covariates Bohning and Van der Heijden 2009,
Annals of Applied Statistics 3, 595). *Chao* (1987, Biometrics 43, 783) is a lower bound when chances differ. Who was found
once and left again cannot be told from who stayed, so all three speak of a population that stays the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import exp, log, sqrt

import numpy as np
import statsmodels.api as sm
from numpy.typing import NDArray

from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.poisson_fits import Interval
from thoes.monitor.domain.survival import Z95

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Captures:
    """A row per kind of people: how often each was named (once or more), how many they are, and their covariates.

    `covariates` has a column for each of `names`, without the intercept. `open_from` is the number of times that stands for
    that often or more, if there is one.
    """

    times: NDArray[np.int64]
    people: Floats
    covariates: Floats
    names: tuple[str, ...] = ()
    open_from: int | None = None

    @property
    def seen(self) -> float:
        return float(self.people.sum())

    def named(self, times: int) -> float:
        """How many were named this often."""
        return float(self.people[self.times == times].sum())


@dataclass(frozen=True, slots=True)
class OneListEstimate:
    """An estimate, or in `reason` the code of why there is none. `coefficients` are of the logarithm of the chance."""

    method: str
    estimate: float | None = None
    se: float | None = None
    interval: Interval | None = None
    coefficients: tuple[tuple[str, float], ...] = ()
    reason: str = ""
    is_lower_bound: bool = False


def captures(
    times: NDArray[np.int64],
    people: Floats,
    covariates: Floats | None = None,
    names: tuple[str, ...] = (),
    *,
    open_from: int | None = None,
) -> Captures:
    """The table of a list. Refusals: `unseen_in_table` for people who were never named, `nobody_seen`."""
    if np.any(people[times < 1] > 0):
        raise Refusal("unseen_in_table")
    some = (times > 0) & (people > 0)
    if not some.any():
        raise Refusal("nobody_seen")
    columns = np.empty((len(times), 0)) if covariates is None else covariates
    return Captures(times[some], people[some], columns[some], names, open_from)


def estimates_of_one_list(found: Captures) -> tuple[OneListEstimate, ...]:
    """All that one list tells; with covariates the first two are fitted with them as well."""
    alike = replace(found, covariates=found.covariates[:, :0], names=())
    answers = [zero_truncated_poisson(alike), zelterman(alike), chao(alike)]
    if found.names:
        answers += [zero_truncated_poisson(found), zelterman(found)]
    return tuple(answers)


def chao(found: Captures) -> OneListEstimate:
    """At least so many: n + f1^2 / 2 f2; where nobody was named twice n + f1 (f1 - 1) / 2. The interval is on log scale."""
    once, twice, seen = found.named(1), found.named(2), found.seen
    if twice:
        ratio = once / twice
        hidden = once * ratio / 2
        variance = twice * (ratio**4 / 4 + ratio**3 + ratio**2 / 2)
    else:
        hidden = once * (once - 1) / 2
        total = seen + hidden
        variance = once * (once - 1) / 2 + once * (2 * once - 1) ** 2 / 4 - once**4 / (4 * total)
    spread = sqrt(max(variance, 0.0))
    if not hidden:
        return OneListEstimate("chao", seen, spread, Interval(seen, seen), is_lower_bound=True)
    factor = exp(Z95 * sqrt(log(1 + variance / hidden**2)))
    interval = Interval(seen + hidden / factor, seen + hidden * factor)
    return OneListEstimate("chao", seen + hidden, spread, interval, is_lower_bound=True)


def zero_truncated_poisson(found: Captures) -> OneListEstimate:
    """The Poisson of which the zeros were not seen, by maximum likelihood; the estimate is that of Horvitz and Thompson."""
    method = "zero_truncated_poisson" + ("_with_covariates" if found.names else "")
    if found.open_from is not None:
        # It hangs on how often exactly; the other two only on who was named once and twice.
        return OneListEstimate(method, reason="captures_left_open")
    if found.times.max() < 2:
        return OneListEstimate(method, reason="nobody_named_twice")
    design = _design(found)
    if design is None:
        return OneListEstimate(method, reason="covariates_not_told_apart")
    fitted = _fit_truncated(design, found)
    if fitted is None:
        return OneListEstimate(method, reason="fit_did_not_settle")
    beta, covariance = fitted
    return _horvitz_thompson(method, found, design, beta, covariance, np.exp)


def zelterman(found: Captures) -> OneListEstimate:
    """As the Poisson, of who was named once or twice only: the odds of twice are half the mean."""
    method = "zelterman" + ("_with_covariates" if found.names else "")
    few = found.times <= 2
    if not found.named(2) or not found.named(1):
        return OneListEstimate(method, reason="nobody_named_twice" if found.named(1) else "nobody_named_once")
    design = _design(found)
    if design is None or np.linalg.matrix_rank(design[few]) < design.shape[1]:
        return OneListEstimate(method, reason="covariates_not_told_apart")
    model = sm.GLM(
        (found.times[few] == 2).astype(float),
        design[few],
        family=sm.families.Binomial(),
        freq_weights=found.people[few],
    ).fit(tol=1e-12, maxiter=200)
    # A group in which nobody was named twice, or all were, has no finite coefficient.
    if not model.converged or np.max(np.abs(model.params)) > 15:
        return OneListEstimate(method, reason="fit_did_not_settle")
    return _horvitz_thompson(method, found, design, model.params, model.cov_params(), lambda linear: 2 * np.exp(linear))


def _horvitz_thompson(
    method: str,
    found: Captures,
    design: Floats,
    beta: Floats,
    covariance: Floats,
    mean_of: Callable[[Floats], Floats],
) -> OneListEstimate:
    """Everybody seen stands for one over the chance to be seen; its variance is that of being seen and that of the fit."""
    mean = mean_of(design @ beta)
    chance = -np.expm1(-mean)
    estimate = float((found.people / chance).sum())
    of_seeing = float((found.people * (1 - chance) / chance**2).sum())
    slope = design.T @ (-found.people * np.exp(-mean) * mean / chance**2)
    se = sqrt(of_seeing + float(slope @ covariance @ slope))
    return OneListEstimate(
        method,
        estimate,
        se,
        Interval(max(found.seen, estimate - Z95 * se), estimate + Z95 * se),
        coefficients=tuple(zip(("intercept", *found.names), beta.tolist(), strict=True)) if found.names else (),
    )


def _design(found: Captures) -> Floats | None:
    """The intercept and the covariates; None where these say the same as each other."""
    design = np.column_stack([np.ones(len(found.times)), found.covariates])
    return design if np.linalg.matrix_rank(design) == design.shape[1] else None


def _fit_truncated(design: Floats, found: Captures) -> tuple[Floats, Floats] | None:
    """Coefficients and their covariance by Newton's method; None where they run away."""
    times, people = found.times.astype(float), found.people
    beta = np.zeros(design.shape[1])
    beta[0] = log(max(float((times * people).sum() / people.sum()) - 1, 0.1))

    def log_likelihood(at: Floats) -> float:
        mean = np.exp(np.clip(design @ at, -40, 40))
        return float((people * (times * np.log(mean) - mean - np.log(-np.expm1(-mean)))).sum())

    now = log_likelihood(beta)
    for _ in range(100):
        mean = np.exp(np.clip(design @ beta, -40, 40))
        expected = mean / -np.expm1(-mean)
        information = (design.T * (people * expected * (1 + mean - expected))) @ design
        step = np.linalg.solve(information, design.T @ (people * (times - expected)))
        size = 1.0
        while (new := log_likelihood(beta + size * step)) < now - 1e-12 * abs(now) and size > 1e-8:
            size /= 2
        beta, moved, now = beta + size * step, float(np.max(np.abs(size * step))), new
        if np.max(np.abs(beta)) > 30:
            return None
        if moved < 1e-10:
            return beta, np.linalg.inv(information).astype(np.float64)
    return None
