"""Tables of plans, dialogue, acquisitions, policy and agreements."""

from thoes.pipeline.models.acquisitions import Acquisition, AcquisitionBeds
from thoes.pipeline.models.dialogue import Agreement, Meeting, Question, Topic
from thoes.pipeline.models.initiatives import (
    Initiative,
    InitiativePhase,
    KindOfStay,
    PhaseChange,
    PlannedPart,
    PlanStep,
    PrivateInitiator,
    Tenure,
)
from thoes.pipeline.models.policy import EffortAgreement, MunicipalPolicy

__all__ = [
    "Acquisition",
    "AcquisitionBeds",
    "Agreement",
    "EffortAgreement",
    "Initiative",
    "InitiativePhase",
    "KindOfStay",
    "Meeting",
    "MunicipalPolicy",
    "PhaseChange",
    "PlanStep",
    "PlannedPart",
    "PrivateInitiator",
    "Question",
    "Tenure",
    "Topic",
]  # fmt: skip
