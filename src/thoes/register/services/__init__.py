"""Writes of the register: each verb is one transaction and one change that can be undone."""

from thoes.register.services.declaring import Declared, LineResult, declare_stays
from thoes.register.services.previewing import PlannedArrival, preview_check_in
from thoes.register.services.stays import Correction, check_in, check_out, correct_stay, move_workers, void_stay
from thoes.register.services.undoing import undo_change
from thoes.register.services.workers import correct_worker, earlier_details, put_details_back

__all__ = [
    "Correction",
    "Declared",
    "LineResult",
    "PlannedArrival",
    "check_in",
    "check_out",
    "correct_stay",
    "correct_worker",
    "declare_stays",
    "earlier_details",
    "move_workers",
    "preview_check_in",
    "put_details_back",
    "undo_change",
    "void_stay",
]
