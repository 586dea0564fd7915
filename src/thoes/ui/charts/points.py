"""Points by two numbers, and the straight line that goes through them."""

from collections.abc import Sequence
from dataclasses import dataclass

from thoes.ui.charts.drawing import ACROSS, LINE, Drawing, Look, path, paths, percent, width_of, words
from thoes.ui.charts.scales import number_in, round_steps

_HEIGHT = 240
_NARROWEST = 268
"""Pixels of the drawing on the smallest phone, beside the gutter; words that would leave it turn to the left."""


@dataclass(frozen=True, slots=True)
class Point:
    """A dot with its name; `is_open` for one that nobody measured."""

    across: float
    up: float
    label: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Straight:
    """`up = start + slope * across`, dashed: what is drawn through points is a thought, not a number."""

    start: float
    slope: float


def points(
    name: str, dots: Sequence[Point], straight: Straight, *, language: str, across_says: str, up_says: str
) -> Drawing:
    """Dots and the line on axes that begin at nothing; the axes say what they are in words at their ends."""
    wide = round_steps(max(dot.across for dot in dots))
    high = round_steps(max(max(dot.up for dot in dots), straight.start + straight.slope * wide[-1]))

    def right(value: float) -> float:
        return value / wide[-1]

    def down(value: float) -> float:
        return LINE + 8 + _HEIGHT * (1 - value / high[-1])

    floor, foot = down(0), down(0) + LINE + 2
    grid = path("".join(f"M0 {down(value):g}H{ACROSS}" for value in high[1:]), "c-grid")
    marks = path(f"M0 {floor:g}H{ACROSS}" + "".join(f"M{ACROSS * right(x):.1f} {floor:g}v5" for x in wide), "c-floor")
    drawn = path(f"M0 {down(straight.start):.1f}L{ACROSS} {down(straight.start + straight.slope * wide[-1]):.1f}",
                 "c-line c-line-main c-dashed")  # fmt: skip
    spots = "".join(_spot(dot, ACROSS * right(dot.across), down(dot.up)) for dot in dots)
    body = paths(grid, marks, drawn, spots, height=floor)
    labels = [
        words(number_in(language, value), class_="c-label", dx=-8, y=down(value) + 5, text_anchor="end")
        for value in high
    ]
    for at, value in enumerate(wide):
        anchor = "start" if at == 0 else "end" if value == wide[-1] else "middle"
        # On a phone every second one, counted from the last: that one stands at the end of the axis, close to the one before.
        kept = "c-label" if at == 0 or (len(wide) - at) % 2 else "c-label c-wide"
        labels.append(
            words(number_in(language, value), class_=kept, x=percent(right(value)), y=foot, text_anchor=anchor)
        )
    labels.append(words(up_says, class_="c-label", y=13))
    labels.append(words(across_says, class_="c-label", x="100%", y=foot + LINE, text_anchor="end"))
    named = "".join(_named(dot, right(dot.across), down(dot.up)) for dot in dots)
    return Drawing(name, foot + LINE + 6, body + "".join(labels) + named, has_gutter=True)


def _spot(dot: Point, x: float, y: float) -> str:
    """A line of no length with round ends is a dot, whatever the drawing is stretched to."""
    look = Look.HALF if dot.is_open else Look.MAIN
    return path(f"M{x:.1f} {y:.1f}h0", f"c-line c-line-{look} c-dot")


def _named(dot: Point, share: float, y: float) -> str:
    fits_right = share * _NARROWEST + width_of(dot.label) + 10 < _NARROWEST
    # To the left of a point there is the gutter too.
    anchor, dx = ("start", 9) if fits_right else ("end", -9)
    return words(dot.label, class_="c-value c-halo", x=percent(share), y=y + (16 if anchor == "start" else -8), dx=dx,
                 text_anchor=anchor)  # fmt: skip
