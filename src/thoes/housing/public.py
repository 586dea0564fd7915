"""The door of `housing`."""

from thoes.housing.access import allowed_site, visible_sites
from thoes.housing.domain.rooms import RoomBlock
from thoes.housing.models import (
    Bed,
    BedPrice,
    Cleaning,
    Facility,
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
from thoes.housing.permissions import (
    HOLDER,
    HOUSING_PERMITS,
    KEEP_NIGHT_REGISTER,
    MANAGE_PERMITS,
    MANAGE_SITES,
    ON_SITE,
    PERMIT_OFFICER,
    POLICY_ADVISER,
    RECORD_MARKS,
    SEE_HOUSING,
    SEE_OWN_SITES,
    SITE_MANAGER,
    SUPERVISE_NIGHT_REGISTER,
    SUPERVISOR,
)
from thoes.housing.pictures import MOST_BYTES, remake
from thoes.housing.queries.beds import beds_per_site
from thoes.housing.queries.norms import LimitSpan, NormRoom, SiteNorms, norms_of
from thoes.housing.reminders import Ending
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
from thoes.housing.signals import asking_what_ends, beds_leaving_use
from thoes.housing.web.or_404 import site_or_404

__all__ = [
    "HOLDER", "HOUSING_PERMITS", "KEEP_NIGHT_REGISTER", "MANAGE_PERMITS", "MANAGE_SITES", "MOST_BYTES", "ON_SITE",
    "PERMIT_OFFICER", "POLICY_ADVISER", "RECORD_MARKS", "SEE_HOUSING", "SEE_OWN_SITES", "SITE_MANAGER",
    "SUPERVISE_NIGHT_REGISTER", "SUPERVISOR", "Bed", "BedPrice", "Cleaning", "Ending", "Facility", "Inclusion",
    "LimitSpan", "ListedSite", "Mark", "MarkFacts", "MarkStatus", "NormRoom", "Permit", "PermitKind", "PublicListing",
    "PublicRegisterDecision", "RoomBlock", "Scheme", "Shortcoming", "Site", "SiteFacts", "SiteKind", "SiteNorms",
    "Unit", "add_rooms", "add_site", "allowed_site", "asking_what_ends", "beds_leaving_use", "beds_per_site",
    "clean_kept_papers", "in_use", "may_take_in_sites", "norms_of", "papers_not_clean", "remake", "site_or_404",
    "take_in_certificate", "take_in_site", "visible_sites",
]  # fmt: skip
