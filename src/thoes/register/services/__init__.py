"""Writes of the register: each verb is one transaction and one change that can be undone."""

from thoes.register.services.declaring import Declared, LineResult, declare_stays
from thoes.register.services.merging import find_doubles, merge_workers, propose_again, say_two_people, undo_merge
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
    "find_doubles",
    "merge_workers",
    "move_workers",
    "preview_check_in",
    "propose_again",
    "put_details_back",
    "say_two_people",
    "undo_change",
    "undo_merge",
    "void_stay",
]
