"""Lying bars: plain, stacked, or a bridge that goes from one number to another. Words stand above each bar, in full."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from thoes.ui.charts.drawing import LINE, Drawing, KeyItem, Look, block, path, paths, percent, width_of, words

_BAR, _BETWEEN = 24, 16
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
    """A bar with its name, what it comes to in words, and the value at which its first piece begins."""

    label: str
    says: str
    segments: tuple[Segment, ...]
    start: float = 0

    @property
    def end(self) -> float:
        return self.start + sum(segment.value for segment in self.segments)


def bars(name: str, rows: Sequence[Row], *, key: tuple[KeyItem, ...] = ()) -> Drawing:
    """Bars on one scale, which always has 0 on it."""
    low = min([0.0, *(min(row.start, row.end) for row in rows)])
    high = max([0.0, *(max(row.start, row.end) for row in rows)])
    span = (high - low) or 1

    def share(value: float) -> float:
        return (value - low) / span

    drawn, y = [], 0
    for row in rows:
        said, lines = _words_above(row, y)
        drawn.append(said)
        y += LINE * (lines - 1)
        edge = row.start
        for segment in row.segments:
            start, end = sorted((share(edge), share(edge + segment.value)))
            edge += segment.value
            drawn.append(block(name, segment.look, start=start, end=end, y=y + LINE + 2, height=_BAR))
            if segment.words and not segment.look.is_striped and width_of(segment.words) < (end - start) * _NARROWEST:
                on = "c-value c-on" if segment.look is Look.MAIN else "c-value"
                middle = percent((start + end) / 2)
                drawn.append(words(segment.words, class_=on, x=middle, y=y + LINE + 19, text_anchor="middle"))
        y += LINE + 2 + _BAR + _BETWEEN
    height = y - _BETWEEN + 4
    nought = paths(path(f"M{1000 * share(0):.1f} 0V{height}", "c-floor"), height=height) if low < 0 else ""
    return Drawing(name, height, "".join(drawn) + nought, key=key)


def _words_above(row: Row, y: float) -> tuple[str, int]:
    """The name of a row and what it comes to, on one line where both fit on the smallest phone; and how many lines it took."""
    lines = wrap(row.label, int(_NARROWEST / width_of("x"))) or [""]
    drawn = [words(said, class_="c-value", y=y + 13 + LINE * at) for at, said in enumerate(lines)]
    is_apart = bool(row.says) and width_of(f"{lines[-1]}  {row.says}") > _NARROWEST
    number = len(lines) + is_apart
    end = {"x": "100%", "text_anchor": "end"} if not is_apart else {}
    drawn.append(words(row.says, class_="c-label", y=y + 13 + LINE * (number - 1), **end))
    return "".join(drawn), number


def bridge(
    name: str, begin: tuple[str, float, str], steps: Sequence[tuple[str, float, str]], end: tuple[str, str]
) -> Drawing:
    """From one number by steps up and down to what is left; each step begins where the one before ended.

    Each is a label, a value and that value in words; the end has no value of its own.
    """
    label, value, says = begin
    rows, at = [Row(label, says, (Segment(value, Look.MAIN),))], value
    for label, value, says in steps:
        rows.append(Row(label, says, (Segment(value, Look.GOOD if value < 0 else Look.BAD),), start=at))
        at += value
    label, says = end
    rows.append(Row(label, says, (Segment(at, Look.OPEN),)))
    return bars(name, rows)
