"""The tables of the registration desk."""

from thoes.registration.models.assessments import Assessment, BrpRegistration, Status
from thoes.registration.models.follow_ups import FollowUp, NotObligedReason, StateChoice

__all__ = ["Assessment", "BrpRegistration", "FollowUp", "NotObligedReason", "StateChoice", "Status"]
