"""The door of `pipeline`."""

from thoes.pipeline.domain.need import Scenario, Supply
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
from thoes.pipeline.permissions import SEE_PIPELINE
from thoes.pipeline.queries.need import need_terms
from thoes.pipeline.queries.regional_supply import supply_of_regions
