"""Maps of places: tiles roughly where they lie, or outlines. More is darker, in five parts of equally many places."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import quantiles

from thoes.ui.charts.drawing import Drawing, KeyItem, element, percent, words
from thoes.ui.charts.scales import number_in

_TILE, _GAP = 46, 5


@dataclass(frozen=True, slots=True)
class Tile:
    """Where a place stands among the tiles, counted from 0, and its short name."""

    column: int
    row: int
    name: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The border of a place and where its number stands, in the units of the whole map."""

    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Said:
    """What the map says of a place: a sentence, a number (None: there is none, or it is not told), where a click leads."""

    sentence: str
    number: int | None
    url: str = ""
    is_chosen: bool = False


def shades_of(numbers: Sequence[int | None], *, parts: int = 5) -> list[int]:
    """A shade from 1 for each number, so that every shade has about as many places; 0 for nothing and for None."""
    known = sorted(number for number in numbers if number)
    breaks = sorted(set(quantiles(known, n=parts, method="inclusive"))) if len(known) > 1 else []
    return [1 + bisect_left(breaks, number) if number else 0 for number in numbers]


def key_of(numbers: Sequence[int | None], *, language: str) -> tuple[KeyItem, ...]:
    """From which number to which each shade goes, as the places have them."""
    shown = sorted((shade, number or 0) for shade, number in zip(shades_of(numbers), numbers, strict=True) if shade)
    items = []
    for shade, pairs in groupby(shown, key=lambda pair: pair[0]):
        of_shade = [number_in(language, number) for _shade, number in pairs]
        low, high = of_shade[0], of_shade[-1]
        items.append(KeyItem(shade, low if low == high else f"{low} – {high}"))
    return tuple(items)


def tile_map(name: str, places: Sequence[tuple[Tile, Said]], *, language: str) -> Drawing:
    """A tile for each place, with its short name, which is smaller where tiles are narrow, and its number."""
    columns = 1 + max((tile.column for tile, _said in places), default=0)
    rows = 1 + max((tile.row for tile, _said in places), default=0)
    numbers = [said.number for _tile, said in places]
    drawn = []
    for (tile, said), shade in zip(places, shades_of(numbers), strict=True):
        start, y = tile.column / columns, tile.row * (_TILE + _GAP)
        middle = percent(start + 0.98 / columns / 2)
        shape = element(
            "rect", x=percent(start), y=y, width=percent(0.98 / columns), height=_TILE, rx=5, class_="c-edge"
        )
        on = _on(shade)
        named = words(tile.name, class_=f"c-label c-tile-name{on}", x=middle, y=y + 19, text_anchor="middle")
        number = _number(said, language, class_=f"c-value c-tile-number{on}", x=middle, y=y + 38)
        drawn.append(_place(said, shade, f"{shape}{named} {number}", label=f"{tile.name} {_shown(said, language)}: "))
    height = rows * (_TILE + _GAP) - _GAP
    return Drawing(name, height, "".join(drawn), key=key_of(numbers, language=language), has_links=True)


def outline_map(name: str, places: Sequence[tuple[Outline, Said]], *, box: tuple[int, int], language: str) -> Drawing:
    """The borders of places with their numbers, in a box that keeps its shape."""
    numbers = [said.number for _outline, said in places]
    drawn = []
    for (outline, said), shade in zip(places, shades_of(numbers), strict=True):
        number = _number(said, language, class_=f"c-value{_on(shade)}", x=outline.x, y=outline.y)
        drawn.append(_place(said, shade, element("path", d=outline.path, class_="c-edge") + number))
    return Drawing(name, box[1], "".join(drawn), key=key_of(numbers, language=language), has_links=True, box=box)


def _on(shade: int) -> str:
    """Words on a dark shade are light."""
    return " c-on" if shade > 3 else ""


def _shown(said: Said, language: str) -> str:
    return "–" if said.number is None else number_in(language, said.number)


def _number(said: Said, language: str, **look: str | float) -> str:
    return words(_shown(said, language), **look, text_anchor="middle")


def _place(said: Said, shade: int, inside: str, *, label: str = "") -> str:
    """A place as a link or not; what is seen in a link is the beginning of its name, for who says it aloud."""
    class_ = f"c-place c-shade-{shade}" + (" c-chosen" if said.is_chosen else "")
    if not said.url:
        return element("g", inside, class_=class_, role="img", aria_label=said.sentence)
    current = "true" if said.is_chosen else None
    return element("a", inside, class_=class_, href=said.url, aria_label=label + said.sentence, aria_current=current)
