"""The door of `housing`."""

from thoes.housing.domain.rooms import RoomBlock
from thoes.housing.models import Bed, Site, Unit
from thoes.housing.services import SiteFacts, add_rooms, add_site
from thoes.housing.signals import beds_leaving_use

__all__ = ["Bed", "RoomBlock", "Site", "SiteFacts", "Unit", "add_rooms", "add_site", "beds_leaving_use"]
