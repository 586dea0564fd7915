"""Writes of housing, each with the actor who asks for it."""

from thoes.housing.services.documents import add_document, remove_document
from thoes.housing.services.permits import (
    PermitFacts,
    change_permit,
    record_permit,
    reinstate_permit,
    transfer_permit,
    void_permit,
    withdraw_permit,
)
from thoes.housing.services.public_register import choose_listed_sites, decide_public_register
from thoes.housing.services.quality_labels import (
    QualityLabelFacts,
    add_shortcoming,
    change_quality_label,
    mend_shortcoming,
    record_quality_label,
    take_in_certificate,
    void_quality_label,
)
from thoes.housing.services.site_lists import ListedSite, may_take_in_sites, take_in_site
from thoes.housing.services.sites import (
    SiteFacts,
    add_bed,
    add_rooms,
    add_site,
    change_facilities,
    change_site,
    put_bed_back_in_use,
    rename_bed,
    rename_room,
    take_bed_out_of_use,
    take_room_out_of_use,
)
