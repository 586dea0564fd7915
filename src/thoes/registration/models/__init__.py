"""The tables of the registration desk."""

from thoes.registration.models.assessments import Assessment, BrpRegistration, Status
from thoes.registration.models.early_notices import DigestStopped
from thoes.registration.models.effect import EffectCount
from thoes.registration.models.follow_ups import FollowUp, NotObligedReason, StateChoice
from thoes.registration.models.sessions import DeskDetails, Session, Slot, SlotOutcome
