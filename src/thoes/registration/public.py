"""The door of `registration`."""

from thoes.registration.domain.follow_up import IN_BRP, State
from thoes.registration.models import (
    AnswerReport,
    Assessment,
    BrpRegistration,
    DeskDetails,
    FollowUp,
    LenderDecision,
    Slot,
    StateChoice,
    Status,
)
from thoes.registration.people import KnownPerson, people_here
from thoes.registration.queries import latest_assessment_day
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
    "IN_BRP", "AnswerReport", "Assessment", "BrpRegistration", "DeskDetails", "FollowUp", "KnownPerson",
    "LenderDecision", "Slot", "State", "StateChoice", "Status", "Step", "StepsTaken", "assess_persons", "count_effect",
    "latest_assessment_day", "lock_desk", "people_here", "take_each_step", "undo_steps",
]  # fmt: skip
