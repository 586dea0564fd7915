"""The door of `registration`."""

from thoes.registration.domain.follow_up import IN_BRP, State
from thoes.registration.follow_up_terms import report_comes_back
from thoes.registration.letters.texts import LETTERS
from thoes.registration.models import (
    Assessment,
    BrpRegistration,
    DeskDetails,
    FollowUp,
    Slot,
    StateChoice,
    Status,
)
from thoes.registration.people import KnownPerson, people_here
from thoes.registration.permissions import RECORD_REGISTRATION
from thoes.registration.queries import latest_assessment_day, names_of
from thoes.registration.services import (
    Step,
    StepsTaken,
    assess_persons,
    count_effect,
    lock_desk,
    take_each_step,
    undo_steps,
)

__all__ = [
    "IN_BRP", "LETTERS", "RECORD_REGISTRATION", "Assessment", "BrpRegistration", "DeskDetails", "FollowUp", "KnownPerson",
    "Slot", "State", "StateChoice", "Status", "Step", "StepsTaken", "assess_persons", "count_effect",
    "latest_assessment_day", "lock_desk", "names_of", "people_here", "report_comes_back", "take_each_step", "undo_steps",
]  # fmt: skip
