"""The map: every municipality has a tile; boundaries replace the tiles once they are loaded, with their source."""

import json
import re
from datetime import UTC, datetime

import pytest

from thoes.kernel.refusals import Refusal
from thoes.places.boundaries import load_boundaries
from thoes.places.limburg import ensure_limburg
from thoes.places.map_drawing import map_of, tiles
from thoes.places.models import Boundary, Municipality
from thoes.ui.charts import Said

NOW = datetime(2026, 5, 14, 12, tzinfo=UTC)


def square(west: float, south: float, size: float = 0.1) -> list:
    east, north = west + size, south + size
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def collection(*features, **more) -> dict:
    return {"type": "FeatureCollection", "features": list(features), **more}


def feature(code: str, coordinates, kind: str = "Polygon") -> dict:
    return {"type": "Feature", "properties": {"code": code}, "geometry": {"type": kind, "coordinates": coordinates}}


def load(tmp_path, content, source: str = "Verzonnen makers, CC0") -> int:
    path = tmp_path / "grenzen.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return load_boundaries(path=path, source=source, at=NOW)


def say(code: str, name: str) -> Said:
    return Said(name, 1)


@pytest.mark.django_db
def test_every_municipality_of_limburg_has_one_tile_of_its_own() -> None:
    ensure_limburg()

    places = [(tile.column, tile.row) for tile in tiles().values()]

    assert set(tiles()) == set(Municipality.objects.values_list("pk", flat=True))
    assert len(set(places)) == len(places) == 31


@pytest.mark.django_db
def test_without_boundaries_the_map_is_of_tiles(venlo) -> None:
    drawn, about = map_of("m", say)

    assert drawn.box is None
    assert re.findall(r'aria-label="([^"]*)"', drawn.body) == ["Venlo"]
    assert "tegel" in about


@pytest.mark.django_db
def test_neighbours_share_their_border_and_the_source_is_named(venlo, weert, tmp_path) -> None:
    count = load(tmp_path, collection(feature("GM0983", square(6.0, 51.0)), feature("0988", square(6.1, 51.0))))

    drawn, about = map_of("m", say)
    venlo_points, weert_points = (set(d.strip("MZ").split("L")) for d in re.findall(r' d="([^"]*)"', drawn.body))
    assert count == 2
    assert len(venlo_points & weert_points) == 2
    assert about == "Grenzen: Verzonnen makers, CC0."


@pytest.mark.django_db
def test_an_island_belongs_to_its_municipality_and_the_name_stands_in_the_largest_part(venlo, tmp_path) -> None:
    load(tmp_path, collection(feature("GM0983", [square(6.0, 51.0), square(6.5, 51.0, 0.01)], "MultiPolygon")))

    boundary = Boundary.objects.get()
    assert boundary.path.count("M") == 2
    assert boundary.label_x < boundary.map_width / 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{", "no_geojson"),
        ("[]", "no_geojson"),
        (collection({"type": "Feature"}), "no_geojson"),
        (collection(feature("GM0983", square(6.0, 51.0), "Point")), "no_geojson"),
        (collection(feature("GM0001", square(6.0, 51.0))), "no_boundary_of_ours"),
        (collection(feature("GM0983", square(180_000, 330_000))), "boundaries_not_in_degrees"),
    ],
)
def test_what_is_no_set_of_boundaries_is_refused_and_the_old_ones_stay(content, code, venlo, tmp_path) -> None:
    load(tmp_path, collection(feature("GM0983", square(6.0, 51.0))))

    with pytest.raises(Refusal) as refused:
        load(tmp_path, content)

    assert refused.value.code == code
    assert Boundary.objects.count() == 1


@pytest.mark.django_db
def test_boundaries_without_a_source_are_refused_and_the_file_may_name_it(venlo, tmp_path) -> None:
    shape = feature("GM0983", square(6.0, 51.0))
    with pytest.raises(Refusal) as refused:
        load(tmp_path, collection(shape), source="")
    load(tmp_path, collection(shape, bron="CBS/Kadaster, CC BY 4.0"), source="")

    assert refused.value.code == "boundaries_without_source"
    assert Boundary.objects.get().source == "CBS/Kadaster, CC BY 4.0"
