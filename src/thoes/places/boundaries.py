"""Boundaries of the municipalities out of a GeoJSON file, drawn flat and small enough for a page.

Not for measuring: points are rounded to a grid, the same one for neighbours, so that shared borders stay shared.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from thoes.kernel.refusals import Refusal
from thoes.places.models import Boundary, Municipality

_WIDTH = 540
_MARGIN = 4
_CODE_NAMES = ("code", "statcode", "gemeentecode", "GM_CODE", "identificatie")
_SOURCE_NAMES = ("source", "bron", "attribution")
_MOST_BYTES = 50 * 2**20

Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True, slots=True)
class _Grid:
    """From degrees to the drawing: north on top, a degree of longitude as wide as it is at this latitude."""

    west: float
    north: float
    scale: float
    squeeze: float

    def place(self, point: Point) -> tuple[int, int]:
        longitude, latitude = point
        return (
            round(_MARGIN + (longitude - self.west) * self.squeeze * self.scale),
            round(_MARGIN + (self.north - latitude) * self.scale),
        )


@transaction.atomic
def load_boundaries(*, path: Path, source: str, at: datetime) -> int:
    """Replace the boundaries by those of a file; gives how many municipalities have one. `source` names its makers.

    Raises a `Refusal` when the file is no GeoJSON in degrees, names no source, or holds none of our municipalities.
    """
    collection = _read(path)
    named = source or next((str(collection[name]) for name in _SOURCE_NAMES if collection.get(name)), "")
    if not named:
        raise Refusal("boundaries_without_source")
    known = set(Municipality.objects.values_list("pk", flat=True))
    rings = {code: rings for code, rings in _features(collection) if code in known and rings}
    if not rings:
        raise Refusal("no_boundary_of_ours")
    grid, height = _grid_of(rings.values())
    Boundary.objects.all().delete()
    Boundary.objects.bulk_create(
        Boundary(
            municipality_id=code,
            path=_path(own, grid),
            label_x=_label(own, grid)[0],
            label_y=_label(own, grid)[1],
            map_width=_WIDTH,
            map_height=height,
            source=named[:300],
            loaded_at=at,
        )
        for code, own in rings.items()
    )
    return len(rings)


def _read(path: Path) -> Mapping[str, Any]:
    if path.stat().st_size > _MOST_BYTES:
        raise Refusal("boundaries_too_large", most=_MOST_BYTES // 2**20)
    try:
        collection = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as wrong:
        raise Refusal("no_geojson") from wrong
    if not isinstance(collection, dict) or not isinstance(collection.get("features"), list):
        raise Refusal("no_geojson")
    return collection


def _features(collection: Mapping[str, Any]) -> Iterable[tuple[str, list[Ring]]]:
    for feature in collection["features"]:
        try:
            properties, geometry = feature["properties"], feature["geometry"]
            code = next((str(properties[name]) for name in _CODE_NAMES if properties.get(name)), "")
            parts = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}[geometry["type"]]
            rings = [[(float(p[0]), float(p[1])) for p in ring] for polygon in parts for ring in polygon]
        except (KeyError, TypeError, ValueError, IndexError) as wrong:
            raise Refusal("no_geojson") from wrong
        if any(not (-180 <= x <= 180 and -90 <= y <= 90) for ring in rings for x, y in ring):
            raise Refusal("boundaries_not_in_degrees")
        yield code if code.startswith("GM") else f"GM{code}", rings


def _grid_of(shapes: Iterable[list[Ring]]) -> tuple[_Grid, int]:
    points = [point for rings in shapes for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = (_WIDTH - 2 * _MARGIN) / ((east - west) * squeeze)
    return _Grid(west, north, scale, squeeze), math.ceil((north - south) * scale) + 2 * _MARGIN


def _path(rings: list[Ring], grid: _Grid) -> str:
    drawn = []
    for ring in rings:
        places = [grid.place(point) for point in ring]
        kept = [place for index, place in enumerate(places) if index == 0 or place != places[index - 1]]
        if len(kept) >= 4:
            drawn.append("M" + "L".join(f"{x} {y}" for x, y in kept[:-1]) + "Z")
    return "".join(drawn)


def _label(rings: list[Ring], grid: _Grid) -> tuple[float, float]:
    """The middle of the largest part."""
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    area = _area(largest)
    if area == 0:
        return grid.place(largest[0])
    pairs = list(zip(largest, largest[1:] + largest[:1], strict=True))
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)
    return grid.place((x, y))


def _area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2
