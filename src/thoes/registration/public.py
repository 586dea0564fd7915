"""The door of `registration`."""

from thoes.registration.domain.follow_up import State
from thoes.registration.follow_up_terms import report_comes_back
from thoes.registration.letters.texts import LETTERS
from thoes.registration.models import Assessment, BrpRegistration, DeskDetails, StateChoice, Status
from thoes.registration.people import KnownPerson, people_here
from thoes.registration.permissions import RECORD_REGISTRATION
from thoes.registration.queries import latest_assessment_day, latest_effect_day, names_of
from thoes.registration.services import (
    Step,
    StepsTaken,
    assess_persons,
    count_effect,
    lock_desk,
    take_each_step,
    undo_steps,
)
