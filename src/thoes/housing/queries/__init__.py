"""Reads of housing."""

from thoes.housing.queries.beds import beds_per_site
from thoes.housing.queries.own_sites import own_bed, own_sites, own_sites_with_beds, own_unit, rooms_of
from thoes.housing.queries.permits import (
    StandingMark,
    StandingPermit,
    Terms,
    capacity_by,
    marks_of,
    permits_of,
    plan_is_late,
    standing_mark,
    standing_permit,
    standing_q,
    terms_on,
)

__all__ = [
    "StandingMark", "StandingPermit", "Terms", "beds_per_site", "capacity_by", "marks_of", "own_bed",
    "own_sites", "own_sites_with_beds", "own_unit", "permits_of", "plan_is_late", "rooms_of",
    "standing_mark", "standing_permit", "standing_q", "terms_on",
]  # fmt: skip
