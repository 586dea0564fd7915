"""The door of `pipeline`."""

from thoes.pipeline.domain.need import Scenario
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
from thoes.pipeline.need_figures import vision_figures
