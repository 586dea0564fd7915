"""What every kind of chart is made of: elements, looks, and a drawing put on a page or on paper.

A drawing has no `viewBox`, so its words keep their size on every screen: across it measures in percents, down in pixels.
Only paths, which know no percents, stand in a nested drawing of 1000 across that is stretched without thickening its lines.
Colours are classes: a page has them in `charts.css`, paper gets `PAPER_COLOURS` in a style of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from textwrap import wrap
from xml.sax.saxutils import escape, quoteattr

ACROSS = 1000
"""How far a path goes from left to right."""

GUTTER = 60
"""Pixels left of a drawing for the numbers of an axis or the names of months; `.thoes-chart--gutter` keeps them free."""

LINE = 18
"""Pixels from one line of words to the next."""


class Look(StrEnum):
    """How a mark is filled. None hangs on its colour alone: it is solid, striped, empty, or of another height in a strip."""

    MAIN = "main"
    GOOD = "good"
    PLAN = "plan"
    DOUBT = "doubt"
    BAD = "bad"
    HALF = "half"
    OPEN = "open"

    @property
    def is_striped(self) -> bool:
        return self in (Look.PLAN, Look.DOUBT)

    @property
    def share(self) -> float:
        """The part of the height of a strip that it takes, from below."""
        return 0.5 if self in (Look.HALF, Look.GOOD) else 1


class Dash(StrEnum):
    """How a line is broken: what tells lines of one chart apart where there is no colour."""

    NONE = ""
    DASHED = "c-dashed"
    DOTTED = "c-dotted"
    DASH_DOT = "c-dash-dot"


@dataclass(frozen=True, slots=True)
class KeyItem:
    """A line of the key: a look, or a shade of a map, and what it stands for.

    `is_ring` for a mark that has a ring, `is_line` for a line, which may be broken or be dots.
    """

    look: Look | int
    words: str
    is_ring: bool = False
    is_line: bool = False
    dash: Dash = Dash.NONE
    are_dots: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart without its words around it. `name` is unique on a page; `links` when parts of it can be chosen.

    `box` is the width and height in units of its own for an outline that must keep its shape; other drawings have none.
    """

    name: str
    height: float
    body: str
    has_gutter: bool = False
    key: tuple[KeyItem, ...] = ()
    has_links: bool = False
    box: tuple[int, int] | None = None


def element(name: str, *inside: str, **attributes: str | float | None) -> str:
    """An element of SVG; `class_` and `text_anchor` are written as such names are. What is inside is markup already."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_written(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def words(said: str, **attributes: str | float | None) -> str:
    """A text in a drawing."""
    return element("text", escape(said), **attributes)


def percent(share: float) -> str:
    """A part of the width."""
    return f"{_written(100 * share)}%"


def _written(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def width_of(said: str) -> float:
    """About how many pixels a text takes; rather too many."""
    return 7.6 * len(said)


def block(name: str, look: Look, *, start: float, end: float, y: float, height: float) -> str:
    """A rectangle from one part of the width to another, striped where its look is."""
    place: dict[str, str | float] = {"x": percent(start), "width": percent(end - start), "y": y, "height": height}
    solid = element("rect", class_=f"c-{look}", **place)
    return solid + element("rect", fill=f"url(#{name}-stripes)", **place) if look.is_striped else solid


def ring(**place: str | float) -> str:
    """A frame around one mark that stands out from what lies under it."""
    return element("rect", class_="c-ring-back", **place) + element("rect", class_="c-ring", **place)


def paths(*drawn: str, height: float) -> str:
    """Paths of 1000 across and `height` down, stretched to the width of the drawing."""
    return element(
        "svg", *drawn, width="100%", height=height, viewBox=f"0 0 {ACROSS} {_written(height)}",
        preserveAspectRatio="none", overflow="visible",
    )  # fmt: skip


def path(d: str, class_: str) -> str:
    """One path whose line keeps its thickness."""
    return element("path", d=d, class_=class_, vector_effect="non-scaling-stroke")


def line_class(look: Look, *, dash: Dash, are_dots: bool = False) -> str:
    """The class of a line, or of dots, in a chart and in its key."""
    return " ".join(filter(None, ("c-line", f"c-line-{look}", "c-dot" if are_dots else dash)))


def one_above_another(name: str, drawings: Sequence[Drawing], *, between: float = 12) -> Drawing:
    """Drawings on one axis; the key is that of all of them, each thing once."""
    placed, y = [], 0.0
    for each in drawings:
        placed.append(element("svg", each.body, y=y, width="100%", height=each.height, overflow="visible"))
        y += each.height + between
    key = tuple(dict.fromkeys(item for each in drawings for item in each.key))
    return Drawing(name, y - between, "".join(placed), any(each.has_gutter for each in drawings), key)


def on_page(drawing: Drawing, *, label: str) -> str:
    """The drawing for a page; `label` is what a screen reader says of it."""
    kind = " thoes-chart--map" if drawing.has_links else " thoes-chart--gutter" if drawing.has_gutter else ""
    role = "group" if drawing.has_links else "img"
    size: dict[str, str | float] = {"height": drawing.height}
    if drawing.box is not None:
        size, kind = {"viewBox": "0 0 {} {}".format(*drawing.box)}, " thoes-chart--outline"
    inside = _stripes(drawing) + drawing.body
    return element("svg", inside, class_=f"thoes-chart{kind}", role=role, aria_label=label, focusable="false", **size)


def swatch(name: str, item: KeyItem) -> str:
    """The mark of a line of the key, as small as a letter."""
    return element(
        "svg",
        _stripes_of(name),
        _mark(name, item),
        class_="thoes-chart c-swatch",
        width=18,
        height=14,
        aria_hidden="true",
    )


def on_paper(drawing: Drawing, *, across: int = 640, title: str = "", note: str = "", with_key: bool = False) -> str:
    """The drawing with its colours in it, for a document or a file, with as much around it as is asked.

    `across` is the width in pixels of words of 14: the less, the larger the words when it is put on a page.
    """
    left = GUTTER if drawing.has_gutter else 0
    top, parts = 4.0, []
    for said in wrap(title, across // 8):
        parts.append(words(said, class_="c-title", y=top + 14))
        top += LINE + 4
    width, height = across - left - 16, drawing.height
    view = None
    if drawing.box is not None:
        view, height = "0 0 {} {}".format(*drawing.box), width * drawing.box[1] / drawing.box[0]
    parts.append(
        element("svg", drawing.body, x=left + 4, y=top, width=width, height=height, viewBox=view, overflow="visible")
    )
    top += height + 8
    x = 0.0
    for at, item in enumerate(drawing.key if with_key else ()):
        needs = 26 + width_of(item.words) + 14
        if at and x + needs > across:
            x, top = 0.0, top + LINE + 2
        mark = element("svg", _mark(drawing.name, item), x=x + 2, y=top, width=18, height=14, overflow="visible")
        parts += [mark, words(item.words, class_="c-label", x=x + 26, y=top + 12)]
        x += needs
    top += LINE + 2 if x else 0
    for said in wrap(note, across // 7):
        parts.append(words(said, class_="c-label", y=top + 14))
        top += LINE
    style = element("style", _PAPER_STYLE)
    size = {"width": across, "height": top + 2}
    return element("svg", style, _stripes_of(drawing.name), *parts, xmlns="http://www.w3.org/2000/svg", **size)


def _mark(name: str, item: KeyItem) -> str:
    if isinstance(item.look, int):
        return element("rect", class_=f"c-shade-{item.look} c-edge", width=18, height=14)
    if item.is_line:
        kind = line_class(item.look, dash=item.dash, are_dots=item.are_dots)
        return element("path", d="M9 7h0" if item.are_dots else "M0 7H18", class_=kind)
    frame = element("rect", class_="c-frame", width=18, height=14)
    if item.is_ring:
        return frame + ring(x="0%", width="100%", y=0, height=14)
    height = 14 * item.look.share
    return frame + block(name, item.look, start=0, end=1, y=14 - height, height=height)


def _stripes(drawing: Drawing) -> str:
    return _stripes_of(drawing.name) if f"#{drawing.name}-stripes" in drawing.body else ""


def _stripes_of(name: str) -> str:
    lines = element("path", d="M0 0V6", class_="c-stripe")
    size = {"width": 6, "height": 6}
    turned = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    return element("pattern", lines, id=f"{name}-stripes", **size, **turned)


PAPER_COLOURS = {
    "main": "#17372e", "good": "#79b08d", "plan": "#4d7aa8", "doubt": "#b98512", "bad": "#b5452c", "half": "#a8620a",
    "shade-1": "#eef4ea", "shade-2": "#cfe3d3", "shade-3": "#94c2a4", "shade-4": "#2f6b54", "shade-5": "#17372e",
}  # fmt: skip
"""The colours of `tokens.css` by day; a test holds the two against each other."""

_SANS = "font-family:'Source Sans 3','Figtree',sans-serif;font-size:14px"
_PAPER_STYLE = (
    "".join(f".c-{name}{{fill:{colour}}}" for name, colour in PAPER_COLOURS.items())
    + f".c-label,.c-value{{{_SANS};fill:#1f2a26}}.c-value{{font-weight:600}}"
    + f".c-title{{{_SANS};font-size:16px;font-weight:700;fill:#17372e}}"
    ".c-open,.c-frame{fill:#fff;stroke:#7c7869}.c-shade-0{fill:#fff}.c-edge{stroke:#7c7869}"
    ".c-on{fill:#fff}.c-grid{fill:none;stroke:#e5dccb}.c-floor{fill:none;stroke:#7c7869}"
    ".c-stripe{fill:none;stroke:#fff;stroke-width:2}.c-cut{fill:none;stroke:#e5dccb;stroke-width:1.5}"
    ".c-ring-back{fill:none;stroke:#fff;stroke-width:6}.c-ring{fill:none;stroke:#b5452c;stroke-width:3}"
    ".c-line{fill:none;stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}"
    ".c-dashed{stroke-dasharray:6 4}.c-dotted{stroke-dasharray:1 5}.c-dash-dot{stroke-dasharray:12 5 1 5}"
    ".c-line-main{stroke:#17372e}"
    ".c-line-half{stroke:#a8620a}.c-line-plan{stroke:#4d7aa8}.c-line-bad{stroke:#b5452c}.c-band{fill:#79b08d;opacity:.35}"
    ".c-dot{stroke-width:11}.c-halo{paint-order:stroke;stroke:#fff;stroke-width:4}"
)
