"""Strips: what held from one column to the next, such as each night of a window or of a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from thoes.ui.charts.drawing import (
    ACROSS,
    LINE,
    Drawing,
    KeyItem,
    Look,
    block,
    element,
    path,
    paths,
    percent,
    ring,
    words,
)

_TALL = 14


@dataclass(frozen=True, slots=True)
class Run:
    """Columns with one look, from the first up to, not including, another."""

    first: int
    until: int
    look: Look


@dataclass(frozen=True, slots=True)
class StripRow:
    """A row with its name; columns before its first and after its last run are no part of it. `ring` is one column."""

    label: str
    runs: tuple[Run, ...]
    ring: int | None = None


def runs_of(looks: Sequence[Look], *, first: int = 0) -> tuple[Run, ...]:
    """Looks of columns in a row put together where they are the same."""
    runs, at = [], first
    for look, same in groupby(looks):
        until = at + len(list(same))
        runs.append(Run(at, until, look))
        at = until
    return tuple(runs)


def strip(
    name: str,
    rows: Sequence[StripRow],
    *,
    columns: int,
    key: tuple[KeyItem, ...] = (),
    label_above: bool = False,
    is_cut: bool = False,
) -> Drawing:
    """Rows of the same columns. The name stands beside a row or above it; `is_cut` draws the columns apart."""
    above, step = (LINE, _TALL + LINE + 6) if label_above else (0, _TALL + 4)
    drawn = [_row(name, row, columns, y=at * step + above, is_cut=is_cut) for at, row in enumerate(rows)]
    for at, row in enumerate(rows):
        if label_above:
            drawn.append(words(row.label, class_="c-label", y=at * step + 12))
        else:
            drawn.append(words(row.label, class_="c-label", dx=-8, y=at * step + 12, text_anchor="end"))
    return Drawing(name, len(rows) * step, "".join(drawn), has_gutter=True, key=key)


def _row(name: str, row: StripRow, columns: int, *, y: float, is_cut: bool) -> str:
    if not row.runs:
        return ""
    first, until = row.runs[0].first, row.runs[-1].until
    parts = [block(name, Look.OPEN, start=first / columns, end=until / columns, y=y, height=_TALL)]
    for run in row.runs:
        if run.look is not Look.OPEN:
            high = _TALL * run.look.share
            edges = {"start": run.first / columns, "end": run.until / columns}
            parts.append(block(name, run.look, **edges, y=y + _TALL - high, height=high))
    if is_cut:
        cuts = "".join(f"M{ACROSS * at / columns:.1f} 0v{_TALL}" for at in range(first + 1, until))
        frame = element(
            "rect",
            class_="c-floor",
            x=percent(first / columns),
            width=percent((until - first) / columns),
            y=y,
            height=_TALL,
        )
        parts.append(element("svg", paths(path(cuts, "c-cut"), height=_TALL), y=y, width="100%", height=_TALL) + frame)
    if row.ring is not None:
        place = {"x": percent(row.ring / columns), "width": percent(1 / columns)}
        parts.append(ring(**place, y=y, height=_TALL))
    return "".join(parts)
