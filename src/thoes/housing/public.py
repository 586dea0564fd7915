"""The door of `housing`."""

from thoes.housing.access import visible_sites
from thoes.housing.domain.rooms import RoomBlock
from thoes.housing.models import (
    Bed,
    BedPrice,
    Facility,
    Inclusion,
    Mark,
    Permit,
    PermitKind,
    Scheme,
    Shortcoming,
    Site,
    SiteKind,
    Unit,
)
from thoes.housing.queries.norms import LimitSpan, NormRoom, SiteNorms, norms_of
from thoes.housing.services import MarkFacts, SiteFacts, add_rooms, add_site, take_in_certificate
from thoes.housing.signals import beds_leaving_use

__all__ = [
    "Bed", "BedPrice", "Facility", "Inclusion", "LimitSpan", "Mark", "MarkFacts", "NormRoom", "Permit", "PermitKind",
    "RoomBlock", "Scheme", "Shortcoming", "Site", "SiteFacts", "SiteKind", "SiteNorms", "Unit", "add_rooms", "add_site",
    "beds_leaving_use", "norms_of", "take_in_certificate", "visible_sites",
]  # fmt: skip
