"""The tables of the registration desk."""

from thoes.registration.models.assessments import Assessment, BrpRegistration, Status
from thoes.registration.models.effect import EffectCount
from thoes.registration.models.follow_ups import FollowUp, NotObligedReason, StateChoice
from thoes.registration.models.lenders import (
    Answer,
    AnswerReport,
    Claim,
    LenderAnswer,
    LenderDecision,
    ReportOutcome,
)
from thoes.registration.models.nudges import DigestStopped
from thoes.registration.models.sessions import DeskDetails, Outcome, Session, Slot

__all__ = [
    "Answer", "AnswerReport", "Assessment", "BrpRegistration", "Claim", "DeskDetails", "DigestStopped", "EffectCount",
    "FollowUp", "LenderAnswer", "LenderDecision", "NotObligedReason", "Outcome", "ReportOutcome", "Session", "Slot",
    "StateChoice", "Status",
]  # fmt: skip
