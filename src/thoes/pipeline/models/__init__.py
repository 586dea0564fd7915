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
