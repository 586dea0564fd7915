"""How long a million people stay: the curve with delayed entry and its bands, beside lifelines over the same stays."""

import numpy as np
from lifelines import KaplanMeierFitter

from bench.report import compare, seconds
from bench.scale import scaled
from thoes.monitor.public import survival_curve

STAYS = scaled(1_000_000, least=1_000)


def run() -> None:
    """Both over the same stays, whose shares must agree; a third of the people were there before the register began."""
    random = np.random.default_rng(2026)
    exits = 1 + random.geometric(1 / 400, STAYS)
    entries = np.where(random.random(STAYS) < 1 / 3, random.integers(0, exits), 0)
    left = random.random(STAYS) < 0.7

    ours = seconds(lambda: survival_curve(exits, left, entries), runs=9)
    oracle = KaplanMeierFitter()
    theirs = seconds(lambda: oracle.fit(exits, left, entry=entries))

    curve = survival_curve(exits, left, entries)
    shares = oracle.survival_function_at_times(curve.times).to_numpy()
    assert np.allclose(curve.survival, shares, atol=1e-9), "the two curves differ"
    compare(
        f"How long people stay, {STAYS:,} stays with delayed entry and bands, one core",
        ours=ours,
        alternative=theirs,
        named="lifelines",
        goal="50 ms",
    )
