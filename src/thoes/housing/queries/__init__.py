"""Reads of housing."""

from thoes.housing.queries.own_sites import own_sites, own_sites_with_beds, rooms_of
from thoes.housing.queries.permits import (
    PermitOnDay,
    permit_on_day,
    permits_of,
    plan_is_late,
    quality_label_on_day,
    terms_on,
    validity_q,
)
