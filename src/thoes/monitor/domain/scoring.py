"""How good a forecast was, once the outcome is known. Knows no framework."""

from collections.abc import Sequence

import numpy as np

from thoes.monitor.domain.published_curves import Floats

LEVELS = (50, 80, 95)
"""The bands of a fan, in percent, from the inside out."""


def crps(draws: Floats, outcome: float) -> float:
    """The continuous ranked probability score of an ensemble, in the unit of the outcome; the lower the better.

    The fair formula: what a bigger ensemble of the same forecast would score on average (Ferro 2014). Of a single draw it
    would be the distance to the outcome.
    """
    count = len(draws)
    ordered = np.sort(draws)
    ranks = 2 * np.arange(1, count + 1) - count - 1
    between = 2 * float((ranks * ordered).sum()) / (count * (count - 1)) if count > 1 else 0.0
    return float(np.abs(draws - outcome).mean()) - between / 2


def band(draws: Floats, percent: int) -> tuple[Floats, Floats]:
    """The lowest and highest of the middle `percent` in a hundred draws; draws stand in the first axis."""
    tail = (100 - percent) / 200
    low, high = np.quantile(draws, [tail, 1 - tail], axis=0)
    return low, high


def is_inside(draws: Floats, outcome: float, percent: int) -> bool:
    """Whether the outcome fell in the band."""
    low, high = band(draws, percent)
    return bool(low <= outcome <= high)


def coverage(inside: Sequence[bool]) -> float:
    """The share of the outcomes that fell in the band; of none it is not a number."""
    return sum(inside) / len(inside) if inside else float("nan")
