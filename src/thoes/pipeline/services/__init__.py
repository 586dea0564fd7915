"""Writes of the pipeline."""

from thoes.pipeline.services.acquisitions import link_beds, record_acquisition, unlink_beds, void_acquisition
from thoes.pipeline.services.dialogue import (
    add_agreement,
    add_meeting,
    add_question,
    answer_question,
    look_at_agreement,
    void,
)
from thoes.pipeline.services.initiatives import (
    PlanFacts,
    PlannedUnits,
    change_plan,
    move_plan,
    propose_plan,
    record_plan,
    void_plan,
)
from thoes.pipeline.services.policy import PolicyFacts, agree_effort, record_policy, settle_effort, void_effort
from thoes.pipeline.services.steps import add_step, finish_step
