"""The door of `registration`."""

from thoes.registration.models import Assessment, BrpRegistration, Status
from thoes.registration.queries import latest_assessment_day
from thoes.registration.services import assess_persons, count_effect

__all__ = ["Assessment", "BrpRegistration", "Status", "assess_persons", "count_effect", "latest_assessment_day"]
