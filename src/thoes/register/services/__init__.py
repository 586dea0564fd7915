"""Writes of the register: each verb is one transaction and one change that can be undone."""

from thoes.register.services.declaring import Declared, LineResult, declare_stays
from thoes.register.services.stays import Correction, check_in, check_out, correct_stay, move_workers, void_stay
from thoes.register.services.undoing import undo_change

__all__ = [
    "Correction",
    "Declared",
    "LineResult",
    "check_in",
    "check_out",
    "correct_stay",
    "declare_stays",
    "move_workers",
    "undo_change",
    "void_stay",
]
