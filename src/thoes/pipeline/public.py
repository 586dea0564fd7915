"""The door of `pipeline`."""

from thoes.pipeline.domain.phases import Phase
from thoes.pipeline.models import (
    Acquisition,
    AcquisitionBeds,
    Agreement,
    EffortAgreement,
    Initiative,
    KindOfStay,
    Meeting,
    MunicipalPolicy,
    PhaseChange,
    PlannedPart,
    PlanStep,
    Question,
    Tenure,
    Topic,
)
from thoes.pipeline.permissions import MANAGE_EFFORTS, MANAGE_PIPELINE, NEIGHBOUR, PROPOSE_HOUSING, SEE_PIPELINE

__all__ = [
    "MANAGE_EFFORTS",
    "MANAGE_PIPELINE",
    "NEIGHBOUR",
    "PROPOSE_HOUSING",
    "SEE_PIPELINE",
    "Acquisition",
    "AcquisitionBeds",
    "Agreement",
    "EffortAgreement",
    "Initiative",
    "KindOfStay",
    "Meeting",
    "MunicipalPolicy",
    "Phase",
    "PhaseChange",
    "PlanStep",
    "PlannedPart",
    "Question",
    "Tenure",
    "Topic",
]  # fmt: skip
