"""The door of `work`."""

from thoes.work.models import AnswerReport, SupplierDecision
from thoes.work.permissions import CHECK_OWN_WORKERS, CHECK_OWN_WORKERS_PURPOSE, EMPLOYER_CLERK

__all__ = ["CHECK_OWN_WORKERS", "CHECK_OWN_WORKERS_PURPOSE", "EMPLOYER_CLERK", "AnswerReport", "SupplierDecision"]
