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
    Question,
    Step,
    Tenure,
    Topic,
)

__all__ = [
    "Acquisition", "AcquisitionBeds", "Agreement", "EffortAgreement", "Initiative", "KindOfStay", "Meeting",
    "MunicipalPolicy", "Phase", "PhaseChange", "PlannedPart", "Question", "Step", "Tenure", "Topic",
]  # fmt: skip
