"""Run a piece of work a few times and print it beside its alternative."""

import statistics
import time
from collections.abc import Callable

from rich.console import Console

console = Console()


def seconds(work: Callable[[], object], *, runs: int = 3) -> float:
    """Median wall time of the work over some runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def compare(title: str, *, ours: float, alternative: float, named: str, goal: str) -> None:
    """Print one line: our time, the alternative's, and how many times faster we are."""
    console.print(
        f"[bold]{title}[/bold]\n  ours {_shown(ours)}   {named} {_shown(alternative)}   "
        f"ratio {alternative / ours:.1f}x   goal {goal}",
        highlight=False,
    )


def _shown(value: float) -> str:
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"
