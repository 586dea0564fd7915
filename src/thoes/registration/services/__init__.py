"""The writes of the registration desk."""

from thoes.registration.services.assessing import assess_persons
from thoes.registration.services.counting import count_effect
from thoes.registration.services.digest import (
    is_stopped,
    read_stop_token,
    resume_digest,
    stop_digest,
    stop_token,
    write_digests,
)
from thoes.registration.services.following import Step, StepsTaken, lock_desk, take_each_step, take_step, take_steps
from thoes.registration.services.registering import withdraw_registration
from thoes.registration.services.sessions import (
    Planned,
    SessionPlan,
    add_to_session,
    cancel_session,
    change_slot,
    expected_order,
    move_session,
    plan_session,
    record_outcome,
)
from thoes.registration.services.undoing import undo_steps
