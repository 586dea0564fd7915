"""How much is measured: everything, or a small part of it to see that the whole bench still runs."""

import os

SCALE = float(os.environ.get("THOES_BENCH_SCALE", "1"))


def scaled(number: int, *, least: int = 1) -> int:
    """This many, or the share of it that `THOES_BENCH_SCALE` asks for; never below `least`, which the part needs to run."""
    return max(least, round(number * SCALE))
