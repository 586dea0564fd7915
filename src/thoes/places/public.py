"""The door of `places`."""

from thoes.places.boundaries import load_boundaries
from thoes.places.limburg import ensure_limburg
from thoes.places.map_drawing import Map, Said, map_of, shade_of
from thoes.places.models import LocalField, Municipality, Organisation, OrganisationKind, Region

__all__ = [
    "LocalField", "Map", "Municipality", "Organisation", "OrganisationKind", "Region", "Said", "ensure_limburg",
    "load_boundaries", "map_of", "shade_of",
]  # fmt: skip
