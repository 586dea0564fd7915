"""The areas of which the monitor tells: municipalities, regions and the province."""

from collections.abc import Mapping
from dataclasses import dataclass

from thoes.places.public import Municipality

LIMBURG = "limburg"


@dataclass(frozen=True, slots=True)
class Area:
    """An area; `of` is the code of the one it lies in, "" for the province."""

    code: str
    name: str
    of: str


def areas_of_limburg() -> Mapping[str, Area]:
    """By code: the province, its regions from north to south, and the municipalities of each by name."""
    towns = list(Municipality.objects.select_related("region").order_by("name"))
    regions = {town.region_id: town.region.name for town in towns}
    found = {LIMBURG: Area(LIMBURG, "Limburg", "")}
    for code in sorted(regions, key=_from_north):
        found[code] = Area(code, regions[code], LIMBURG)
        found |= {town.pk: Area(town.pk, town.name, code) for town in towns if town.region_id == code}
    return found


def _from_north(code: str) -> int:
    return ["noord", "midden", "zuid"].index(code)
