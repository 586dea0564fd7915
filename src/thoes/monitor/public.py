"""The door of `monitor`."""

from thoes.monitor.domain.survival import Curve, Share, survival_curve
from thoes.monitor.retention_file import Retention, retention_of_file
from thoes.monitor.models import Why
from thoes.monitor.publishing import publish
