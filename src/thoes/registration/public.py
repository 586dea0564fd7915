"""The door of `registration`."""

from thoes.registration.models import Assessment, BrpRegistration, Status
from thoes.registration.queries import latest_assessment_day
from thoes.registration.services import assess_persons

__all__ = ["Assessment", "BrpRegistration", "Status", "assess_persons", "latest_assessment_day"]
