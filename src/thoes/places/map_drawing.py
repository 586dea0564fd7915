"""The map of the 31 municipalities: tiles that are always there, or boundaries when they were loaded (`thoes boundaries`).

Only the shapes; what each municipality says, and where it leads, is given by the page that shows the map.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from thoes.places.models import Boundary, Municipality

_TILES = Path(__file__).with_name("tile_map.yaml")
TILE_WIDTH, TILE_HEIGHT, GAP = 120, 76, 6


@dataclass(frozen=True, slots=True)
class Tile:
    """Where a municipality stands among the tiles, counted from 0, and its short name."""

    column: int
    row: int
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the map says of a municipality: a sentence, a short number, a shade from 0 to 4, and where a click leads."""

    sentence: str
    number: str
    shade: int
    url: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A municipality on the map: a tile (with `x` and `y`) or a path (with `path`); the label stands at `x`, `y`."""

    code: str
    name: str
    said: Said
    x: float
    y: float
    path: str = ""


@dataclass(frozen=True, slots=True)
class Map:
    """All shapes with the size of the drawing; `source` names where boundaries come from, and is empty for tiles."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    source: str = ""

    @property
    def is_tiles(self) -> bool:
        return not self.source


@cache
def tiles() -> dict[str, Tile]:
    """The tile of each municipality by its code."""
    listed = yaml.safe_load(_TILES.read_text(encoding="utf-8"))["tiles"]
    return {code: Tile(*place) for code, place in listed.items()}


def map_of(say: Callable[[str, str], Said]) -> Map:
    """The map with what `say` says of each municipality, given its code and name."""
    boundaries = list(Boundary.objects.select_related("municipality").order_by("municipality__name"))
    if boundaries:
        return _with_boundaries(boundaries, say)
    return _with_tiles(say)


def _with_boundaries(boundaries: list[Boundary], say: Callable[[str, str], Said]) -> Map:
    shapes = tuple(
        Shape(
            each.municipality_id,
            each.municipality.name,
            say(each.municipality_id, each.municipality.name),
            each.label_x,
            each.label_y,
            each.path,
        )
        for each in boundaries
    )
    first = boundaries[0]
    return Map(first.map_width, first.map_height, shapes, first.source)


def _with_tiles(say: Callable[[str, str], Said]) -> Map:
    places, shapes = tiles(), []
    names = dict(Municipality.objects.filter(pk__in=places).values_list("pk", "name"))
    for code, tile in sorted(places.items(), key=lambda item: (item[1].row, item[1].column)):
        if code in names:
            x, y = tile.column * (TILE_WIDTH + GAP), tile.row * (TILE_HEIGHT + GAP)
            shapes.append(Shape(code, tile.name, say(code, names[code]), x, y))
    columns, rows = max(t.column for t in places.values()) + 1, max(t.row for t in places.values()) + 1
    return Map(columns * (TILE_WIDTH + GAP) - GAP, rows * (TILE_HEIGHT + GAP) - GAP, tuple(shapes))


def shade_of(number: int, *, highest: int) -> int:
    """How dark a number is drawn: 0 for none, then four steps of equal width up to the highest."""
    if number <= 0 or highest <= 0:
        return 0
    return min(4, 1 + (4 * (number - 1)) // highest)
