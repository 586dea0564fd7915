"""Lying bars, plain or stacked. Words stand above each bar, in full."""

from collections.abc import Sequence
from dataclasses import dataclass

from thoes.ui.charts.drawing import LINE, Drawing, KeyItem, Look, block, percent, width_of, words

_BAR, _ROW = 24, 60
_NARROWEST = 280
"""Pixels of a bar's whole width on the smallest phone; a number stands in a piece only where it fits then."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar; `words` is the number written in it where there is room."""

    value: float
    look: Look
    words: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A bar with its name, and what it comes to in words."""

    label: str
    says: str
    segments: tuple[Segment, ...]


def bars(name: str, rows: Sequence[Row], *, key: tuple[KeyItem, ...] = ()) -> Drawing:
    """Bars on one scale, from 0 on."""
    longest = max((sum(segment.value for segment in row.segments) for row in rows), default=0) or 1
    drawn, height = [], _ROW * len(rows) - 12
    for at, row in enumerate(rows):
        y = at * _ROW
        drawn.append(words(row.label, class_="c-value", y=y + 13))
        drawn.append(words(row.says, class_="c-label", x="100%", y=y + 13, text_anchor="end"))
        edge = 0.0
        for segment in row.segments:
            start, end = sorted((edge / longest, (edge + segment.value) / longest))
            edge += segment.value
            drawn.append(block(name, segment.look, start=start, end=end, y=y + LINE + 2, height=_BAR))
            if segment.words and not segment.look.is_striped and width_of(segment.words) < (end - start) * _NARROWEST:
                on = "c-value c-on" if segment.look is Look.MAIN else "c-value"
                middle = percent((start + end) / 2)
                drawn.append(words(segment.words, class_=on, x=middle, y=y + LINE + 19, text_anchor="middle"))
    return Drawing(name, height, "".join(drawn), key=key)
