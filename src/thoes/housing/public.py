"""The door of `housing`."""

from thoes.housing.access import visible_sites
from thoes.housing.card_parts import add_card_part
from thoes.housing.check_list import list_on
from thoes.housing.domain.checks import CheckKind
from thoes.housing.domain.rooms import RoomBlock
from thoes.housing.models import (
    Bed,
    BedPrice,
    Check,
    CheckAnswer,
    CheckPhoto,
    CheckStep,
    Cleaning,
    Facility,
    Finding,
    FindingStep,
    Inclusion,
    Mark,
    MarkStatus,
    Permit,
    PermitKind,
    PublicListing,
    PublicRegisterDecision,
    Scheme,
    Shortcoming,
    Site,
    SiteKind,
    Unit,
    in_use,
)
from thoes.housing.queries.beds import beds_per_site
from thoes.housing.queries.norms import LimitSpan, NormRoom, SiteNorms, norms_of
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
from thoes.housing.services.documents import clean_kept_papers, papers_not_clean
from thoes.housing.services.photos import write_photo_of
from thoes.housing.signals import beds_leaving_use

__all__ = [
    "Bed", "BedPrice", "Check", "CheckAnswer", "CheckKind", "CheckPhoto", "CheckStep", "Cleaning", "Facility",
    "Finding", "FindingStep", "Inclusion", "LimitSpan", "ListedSite", "Mark", "MarkFacts", "MarkStatus", "NormRoom",
    "Permit", "PermitKind", "PublicListing", "PublicRegisterDecision", "RoomBlock", "Scheme", "Shortcoming", "Site",
    "SiteFacts", "SiteKind", "SiteNorms", "Unit", "add_card_part", "add_rooms", "add_site", "beds_leaving_use",
    "beds_per_site", "clean_kept_papers", "in_use", "list_on", "may_take_in_sites", "norms_of", "papers_not_clean",
    "take_in_certificate", "take_in_site", "visible_sites", "write_photo_of",
]  # fmt: skip
