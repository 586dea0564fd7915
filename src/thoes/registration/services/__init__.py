"""The writes of the registration desk."""

from thoes.registration.services.assessing import assess_persons
from thoes.registration.services.following import Step, StepsTaken, take_step, take_steps
from thoes.registration.services.registering import withdraw_registration
from thoes.registration.services.undoing import undo_steps

__all__ = [
    "Step", "StepsTaken", "assess_persons", "take_step", "take_steps", "undo_steps",
    "withdraw_registration",
]  # fmt: skip
