"""Maps of places: tiles roughly where they lie, or outlines. More is darker, in five parts of equally many places."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import quantiles

from thoes.ui.charts.drawing import Drawing, KeyItem, element, percent, words

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
    """What the map says of a place: a sentence, a short number, a shade from 0 to 5, and where a click leads."""

    sentence: str
    number: str
    shade: int
    url: str = ""
    is_chosen: bool = False


def shades_of(numbers: Mapping[str, int | None], *, parts: int = 5) -> dict[str, int]:
    """A shade from 1 for each place, so that every shade has about as many places; 0 for nothing and for not told."""
    known = sorted(number for number in numbers.values() if number)
    breaks = sorted(set(quantiles(known, n=parts, method="inclusive"))) if len(known) > 1 else []
    return {code: 1 + bisect_left(breaks[: parts - 1], number) if number else 0 for code, number in numbers.items()}


def key_of(numbers: Mapping[str, int | None], shades: Mapping[str, int]) -> tuple[KeyItem, ...]:
    """From which number to which each shade goes, as the places have them."""
    shown = sorted((shades[code], number) for code, number in numbers.items() if shades[code] and number is not None)
    items = []
    for shade, pairs in groupby(shown, key=lambda pair: pair[0]):
        of_shade = [number for _, number in pairs]
        low, high = of_shade[0], of_shade[-1]
        items.append(KeyItem(shade, str(low) if low == high else f"{low} – {high}"))
    return tuple(items)


def tile_map(name: str, places: Sequence[tuple[Tile, Said]], *, key: tuple[KeyItem, ...]) -> Drawing:
    """A tile for each place; its name goes away where it does not fit, its number never."""
    columns = 1 + max((tile.column for tile, _ in places), default=0)
    rows = 1 + max((tile.row for tile, _ in places), default=0)
    drawn = []
    for tile, said in places:
        start, y = tile.column / columns, tile.row * (_TILE + _GAP)
        middle = percent(start + 0.98 / columns / 2)
        shape = element(
            "rect", x=percent(start), y=y, width=percent(0.98 / columns), height=_TILE, rx=5, class_="c-edge"
        )
        on = " c-on" if said.shade > 3 else ""
        number = words(said.number, class_=f"c-value c-tile-number{on}", x=middle, y=y + 38, text_anchor="middle")
        named = words(tile.name, class_=f"c-label c-wide{on}", x=middle, y=y + 19, text_anchor="middle")
        drawn.append(_place(said, shape + named + number))
    return Drawing(name, rows * (_TILE + _GAP), "".join(drawn), key=key, has_links=True)


def outline_map(
    name: str, places: Sequence[tuple[Outline, Said]], *, box: tuple[int, int], key: tuple[KeyItem, ...]
) -> Drawing:
    """The borders of places with their numbers, in a box that keeps its shape."""
    drawn = []
    for outline, said in places:
        on = " c-on" if said.shade > 3 else ""
        number = words(said.number, class_=f"c-value{on}", x=outline.x, y=outline.y, text_anchor="middle")
        drawn.append(_place(said, element("path", d=outline.path, class_="c-edge") + number))
    return Drawing(name, box[1], "".join(drawn), key=key, has_links=True, box=box)


def _place(said: Said, inside: str) -> str:
    class_ = f"c-place c-shade-{said.shade}" + (" c-chosen" if said.is_chosen else "")
    if not said.url:
        return element("g", inside, class_=class_, role="img", aria_label=said.sentence)
    current = "true" if said.is_chosen else None
    return element("a", inside, class_=class_, href=said.url, aria_label=said.sentence, aria_current=current)
