"""Writes of the register: each verb is one transaction and one change that can be undone."""

from thoes.register.services.declared import Declared, LineResult
from thoes.register.services.declaring import declare_stays
from thoes.register.services.many import expect_departure, set_employer
from thoes.register.services.previewing import may_be_known, preview_check_in
from thoes.register.services.stays import Correction, check_in, check_out, correct_stay, move_workers, void_stay
from thoes.register.services.undoing import undo_change
from thoes.register.services.workers import correct_worker, earlier_details, put_details_back
