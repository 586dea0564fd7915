"""The door of `housing`."""

from thoes.housing.access import allowed_site, visible_sites
from thoes.housing.domain.rooms import RoomBlock
from thoes.housing.models import (
    Bed,
    BedBlock,
    BedPrice,
    BlockReason,
    Cleaning,
    Facility,
    Inclusion,
    LabelScheme,
    Permit,
    PermitKind,
    PublicListing,
    PublicRegisterDecision,
    QualityLabel,
    QualityLabelStatus,
    Shortcoming,
    Site,
    SiteKind,
    Unit,
    in_use,
    offered,
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
    RECORD_QUALITY_LABELS,
    SEE_HOUSING,
    SEE_OWN_SITES,
    SITE_MANAGER,
    SUPERVISE_NIGHT_REGISTER,
    SUPERVISOR,
)
from thoes.housing.pictures import MOST_BYTES, remake
from thoes.housing.queries.beds import beds_per_site
from thoes.housing.queries.norms import LimitSpan, SiteNorms, norms_of
from thoes.housing.queries.permits import permitted_per_site
from thoes.housing.queries.room_states import blocks_by_bed, notes_by_room
from thoes.housing.reminders import Ending
from thoes.housing.services import ListedSite, QualityLabelFacts, add_rooms, take_in_certificate, take_in_site
from thoes.housing.services.documents import clean_kept_papers, papers_not_clean
from thoes.housing.services.room_states import block_beds
from thoes.housing.signals import asking_what_ends, beds_leaving_use
from thoes.housing.site_names import SiteNames, site_names
from thoes.housing.web.or_404 import site_or_404
from thoes.housing.web.site_choice import SiteChoice
from thoes.housing.web.site_column import SiteColumn
