"""The tables of the registration desk."""

from thoes.registration.models.assessments import Assessment, BrpRegistration, Status
from thoes.registration.models.effect import EffectCount
from thoes.registration.models.follow_ups import FollowUp, NotObligedReason, StateChoice
from thoes.registration.models.nudges import DigestStopped
from thoes.registration.models.sessions import DeskDetails, Outcome, Session, Slot

__all__ = [
    "Assessment", "BrpRegistration", "DeskDetails", "DigestStopped", "EffectCount",
    "FollowUp", "NotObligedReason", "Outcome", "Session", "Slot",
    "StateChoice", "Status",
]  # fmt: skip
