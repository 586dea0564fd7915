"""The door of `housing`."""

from thoes.housing.access import visible_sites
from thoes.housing.card_parts import add_card_part
from thoes.housing.domain.rooms import RoomBlock
from thoes.housing.models import (
    Bed,
    BedPrice,
    Facility,
    Inclusion,
    Mark,
    Permit,
    PermitKind,
    PublicListing,
    PublicRegisterDecision,
    Scheme,
    Shortcoming,
    Site,
    SiteKind,
    Unit,
)
from thoes.housing.services import (
    ListedSite,
    MarkFacts,
    SiteFacts,
    add_rooms,
    add_site,
    may_take_in_sites,
    take_in_certificate,
    take_in_site,
)
from thoes.housing.signals import beds_leaving_use

__all__ = [
    "Bed", "BedPrice", "Facility", "Inclusion", "ListedSite", "Mark", "MarkFacts", "Permit", "PermitKind",
    "PublicListing", "PublicRegisterDecision", "RoomBlock", "Scheme", "Shortcoming", "Site", "SiteFacts",
    "SiteKind", "Unit", "add_card_part", "add_rooms", "add_site", "beds_leaving_use", "may_take_in_sites",
    "take_in_certificate", "take_in_site", "visible_sites",
]  # fmt: skip
