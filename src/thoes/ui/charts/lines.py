"""Lines over days: smooth or in steps, with a band where a number is not certain, named in the key where there are several."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from thoes.ui.charts.drawing import (
    ACROSS,
    LINE,
    Dash,
    Drawing,
    KeyItem,
    Look,
    element,
    line_class,
    one_above_another,
    path,
    paths,
    percent,
    words,
)
from thoes.ui.charts.scales import Tick, month_ticks, number_in, round_steps

_HEIGHT = 200
_ABOVE = 8
"""Pixels above the plot, for the upper half of the highest number of the axis."""


@dataclass(frozen=True, slots=True)
class Days:
    """The axis: from the first day until, not including, another. `ticks` are what is named on it instead of months."""

    first: date
    until: date
    ticks: tuple[Tick, ...] = ()

    def share(self, day: date) -> float:
        return (day - self.first).days / max(1, (self.until - self.first).days)


@dataclass(frozen=True, slots=True)
class Series:
    """A line by day; None is a gap. In steps a number lasts its whole day. `band` is the lowest and highest by day.

    `are_dots` for numbers that stand each alone.
    """

    label: str
    points: Sequence[tuple[date, float | None]]
    look: Look = Look.MAIN
    in_steps: bool = False
    dash: Dash = Dash.NONE
    are_dots: bool = False
    band: Sequence[tuple[date, float, float]] = ()

    @property
    def highest(self) -> float:
        known = [value for _, value in self.points if value is not None]
        return max([*known, *(high for _, _, high in self.band)], default=0)


def line(
    name: str,
    series: Sequence[Series],
    days: Days,
    *,
    language: str,
    top: float | None = None,
    unit: str = "",
    height: int = _HEIGHT,
) -> Drawing:
    """Lines on one axis that begins at nothing and ends at `top` or above the highest; what is higher is cut off at it.

    No words lie among the lines, which may go anywhere: several are named in the key, one by the title of its figure.
    """
    steps = round_steps(max((each.highest for each in series), default=0) if top is None else top)
    highest = steps[-1]

    def down(value: float) -> float:
        return height - height * min(value, highest) / highest

    grid, labels = _across(steps, down, lambda value: number_in(language, value) + unit)
    marks, months = _months(days, height, language)
    drawn = [_drawn(each, days, down) for each in series]
    body = paths(grid, marks, *drawn, height=height) + labels + months
    placed = element("svg", body, y=_ABOVE, width="100%", height=height + LINE + 4, overflow="visible")
    named = [each for each in series if each.label]
    key = tuple(KeyItem(each.look, each.label, is_line=True, dash=each.dash, are_dots=each.are_dots) for each in named)
    return Drawing(name, _ABOVE + height + LINE + 4, placed, has_gutter=True, key=key if len(named) > 1 else ())


def fan(
    label: str, middle: Sequence[tuple[date, float]], bands: Sequence[Sequence[tuple[date, float, float]]]
) -> list[Series]:
    """A dashed line with its bands for `line`: the widest lies below, so that it darkens towards the middle.

    `bands` go from the inside out; each is the lowest and highest by day.
    """
    around = [Series("", (), band=each) for each in reversed(bands)]
    return [*around, Series(label, middle, dash=Dash.DASHED)]


def small_multiples(name: str, panels: Sequence[tuple[str, Series]], days: Days, *, language: str) -> Drawing:
    """A small chart for each title, all with the same axes, so that they can be compared."""
    top = max((series.highest for _, series in panels), default=0)
    drawn = []
    for title, series in panels:
        one = line(name, [series], days, language=language, top=top, height=80)
        below = element("svg", one.body, y=LINE + 8, width="100%", height=one.height, overflow="visible")
        drawn.append(
            Drawing(name, one.height + LINE + 8, words(title, class_="c-value", y=12) + below, has_gutter=True)
        )
    return one_above_another(name, drawn)


def _across(steps: Sequence[float], down: Callable[[float], float], say: Callable[[float], str]) -> tuple[str, str]:
    grid = path("".join(f"M0 {down(value):g}H{ACROSS}" for value in steps[1:]), "c-grid")
    floor = path(f"M0 {down(0):g}H{ACROSS}", "c-floor")
    labels = [words(say(value), class_="c-label", dx=-8, y=down(value) + 5, text_anchor="end") for value in steps]
    return grid + floor, "".join(labels)


def _months(days: Days, height: float, language: str) -> tuple[str, str]:
    ticks = days.ticks or month_ticks(days.first, days.until, language=language)
    marks = path("".join(f"M{ACROSS * days.share(tick.day):.1f} {height}v5" for tick in ticks), "c-floor")
    labels = []
    for tick in ticks:
        share = days.share(tick.day)
        anchor = "end" if share > 0.96 else "start" if share < 0.02 else "middle"
        kept = "c-label" if tick.is_kept else "c-label c-wide"
        labels.append(words(tick.words, class_=kept, x=percent(share), y=height + LINE + 2, text_anchor=anchor))
    return marks, "".join(label for label, tick in zip(labels, ticks, strict=True) if tick.words)


def _drawn(series: Series, days: Days, down: Callable[[float], float]) -> str:
    drawn = path(_way(series, days, down), line_class(series.look, dash=series.dash, are_dots=series.are_dots))
    if not series.band:
        return drawn
    there = [f"{ACROSS * days.share(day):.1f} {down(high):.1f}" for day, _, high in series.band]
    back = [f"{ACROSS * days.share(day):.1f} {down(low):.1f}" for day, low, _ in reversed(series.band)]
    return path(f"M{'L'.join([*there, *back])}Z", "c-band") + drawn


def _way(series: Series, days: Days, down: Callable[[float], float]) -> str:
    if series.are_dots:
        known = [(ACROSS * days.share(day), down(value)) for day, value in series.points if value is not None]
        return "".join(f"M{across:.1f} {y:.1f}h0" for across, y in known)
    return _in_steps(series, days, down) if series.in_steps else _straight(series, days, down)


def _straight(series: Series, days: Days, down: Callable[[float], float]) -> str:
    """From number to number; one that stands alone is a dot."""
    parts = []
    for is_gap, numbers in groupby(series.points, key=lambda point: point[1] is None):
        places = [f"{ACROSS * days.share(day):.1f} {down(value):.1f}" for day, value in numbers if value is not None]
        if not is_gap:
            parts.append(f"M{'L'.join(places)}" + ("h0" if len(places) == 1 else ""))
    return "".join(parts)


def _in_steps(series: Series, days: Days, down: Callable[[float], float]) -> str:
    """Flat through each day and straight up or down between two; a number that stays the same is one piece."""
    parts: list[str] = []
    before: float | None = None
    end = days.first
    for day, value in series.points:
        if value != before:
            across = f"{ACROSS * days.share(day):.1f}"
            if before is not None:
                parts.append(f"H{across}")
            if value is not None:
                parts.append(f"M{across} {down(value):.1f}" if before is None else f"V{down(value):.1f}")
        before, end = value, day + timedelta(days=1)
    if before is not None:
        parts.append(f"H{ACROSS * days.share(end):.1f}")
    return "".join(parts)
