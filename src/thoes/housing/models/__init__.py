"""The tables of housing."""

from thoes.housing.models.permits import Cleaning, Document, DocumentKind, Permit, PermitKind, PermitTransfer
from thoes.housing.models.prices import BedPrice, Inclusion
from thoes.housing.models.public_register import PublicListing, PublicRegisterDecision
from thoes.housing.models.quality_labels import (
    LabelScheme,
    QualityLabel,
    QualityLabelSource,
    QualityLabelStatus,
    SentReminder,
    Shortcoming,
)
from thoes.housing.models.room_states import NOTE_LENGTH, BedBlock, BlockReason, RoomNote, offered
from thoes.housing.models.sites import Bed, Facility, Site, SiteKind, Unit, in_use
