"""The door of `work`."""

from thoes.work.models import SupplierDecision
from thoes.work.permissions import CHECK_OWN_WORKERS_PURPOSE, EMPLOYER_CLERK
