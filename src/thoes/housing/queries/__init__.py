"""Reads of housing."""

from thoes.housing.queries.beds import beds_per_site
from thoes.housing.queries.own_sites import own_bed, own_sites, own_sites_with_beds, own_unit, rooms_of
from thoes.housing.queries.permits import (
    PermitOnDay,
    QualityLabelOnDay,
    Terms,
    capacity_by,
    permit_on_day,
    permits_of,
    plan_is_late,
    quality_label_on_day,
    quality_labels_of,
    terms_on,
    validity_q,
)

__all__ = [
    "PermitOnDay",
    "QualityLabelOnDay",
    "Terms",
    "beds_per_site",
    "capacity_by",
    "own_bed",
    "own_sites",
    "own_sites_with_beds",
    "own_unit",
    "permit_on_day",
    "permits_of",
    "plan_is_late",
    "quality_label_on_day",
    "quality_labels_of",
    "rooms_of",
    "terms_on",
    "validity_q",
]  # fmt: skip
