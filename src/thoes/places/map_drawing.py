"""The map of the 31 municipalities: tiles that are always there, or boundaries when they were loaded (`thoes boundaries`).

What each municipality says, and where it leads, is given by the page that shows the map.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thoes.kernel.yaml_text import read_yaml
from thoes.places.models import Boundary, Municipality
from thoes.ui.charts import Drawing, Outline, Said, Tile, outline_map, tile_map

_TILES = Path(__file__).with_name("tile_map.yaml")


@cache
def tiles() -> dict[str, Tile]:
    """The tile of each municipality by its code, from the top down."""
    listed = read_yaml(_TILES.read_text(encoding="utf-8"))["tiles"]
    found = {code: Tile(*place) for code, place in listed.items()}
    return dict(sorted(found.items(), key=lambda item: (item[1].row, item[1].column)))


def map_of(name: str, say: Callable[[str, str], Said]) -> tuple[Drawing, str]:
    """The map with what `say` says of each municipality, given its code and name, and a line on where it comes from."""
    language = get_language() or "nl"
    boundaries = list(Boundary.objects.select_related("municipality").order_by("municipality__name"))
    if not boundaries:
        names = dict(Municipality.objects.filter(pk__in=tiles()).values_list("pk", "name"))
        places = [(tile, say(code, names[code])) for code, tile in tiles().items() if code in names]
        drawn = tile_map(name, places, language=language)
        return drawn, _("A tile for each municipality, roughly where it lies: not a map with distances.")
    borders = [
        (Outline(each.path, each.label_x, each.label_y), say(each.municipality_id, each.municipality.name))
        for each in boundaries
    ]
    first = boundaries[0]
    drawn = outline_map(name, borders, box=(first.map_width, first.map_height), language=language)
    return drawn, _("Boundaries: %(source)s.") % {"source": first.source}
