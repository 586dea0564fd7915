"""The door of `housing`."""

from thoes.housing.models import Bed, Site, Unit

__all__ = ["Bed", "Site", "Unit"]
