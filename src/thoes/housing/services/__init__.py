"""Writes of housing, each with the actor who asks for it."""

from thoes.housing.services.checks import (
    Said,
    answer_item,
    choose_rooms,
    close_check,
    reopen_check,
    start_check,
    void_check,
)
from thoes.housing.services.documents import add_document, remove_document
from thoes.housing.services.findings import (
    Term,
    accept_repair,
    answer_finding,
    describe_finding,
    mend_finding,
    send_back,
    undo_last_move,
)
from thoes.housing.services.marks import (
    MarkFacts,
    TakenIn,
    add_shortcoming,
    change_mark,
    mend_shortcoming,
    record_mark,
    take_in_certificate,
    void_mark,
)
from thoes.housing.services.permits import (
    PermitFacts,
    change_permit,
    record_permit,
    reinstate_permit,
    transfer_permit,
    void_permit,
    withdraw_permit,
)
from thoes.housing.services.photos import add_photo, add_photo_of_repair, remove_photo
from thoes.housing.services.public_register import choose_listed_sites, decide_public_register
from thoes.housing.services.site_lists import ListedSite, TakenInSite, may_take_in_sites, take_in_site
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

__all__ = [
    "ListedSite", "MarkFacts", "PermitFacts", "Said", "SiteFacts", "TakenIn", "TakenInSite", "Term", "accept_repair",
    "add_bed", "add_document", "add_photo", "add_photo_of_repair", "add_rooms", "add_shortcoming", "add_site",
    "answer_finding", "answer_item", "change_facilities", "change_mark", "change_permit", "change_site",
    "choose_listed_sites", "choose_rooms", "close_check", "decide_public_register", "describe_finding",
    "may_take_in_sites", "mend_finding", "mend_shortcoming", "put_bed_back_in_use", "record_mark", "record_permit",
    "reinstate_permit", "remove_document", "remove_photo", "rename_bed", "rename_room", "reopen_check", "send_back",
    "start_check", "take_bed_out_of_use", "take_in_certificate", "take_in_site", "take_room_out_of_use",
    "transfer_permit", "undo_last_move", "void_check", "void_mark", "void_permit", "withdraw_permit",
]  # fmt: skip
