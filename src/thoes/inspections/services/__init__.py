"""Writes of checks and findings, each with the actor who asks for it."""

from thoes.inspections.services.checks import (
    ItemAnswer,
    answer_item,
    choose_rooms,
    close_check,
    reopen_check,
    start_check,
    void_check,
)
from thoes.inspections.services.findings import (
    Term,
    accept_repair,
    answer_finding,
    describe_finding,
    mend_finding,
    send_back,
    undo_last_move,
)
from thoes.inspections.services.photos import add_photo, add_photo_of_repair, remove_photo
