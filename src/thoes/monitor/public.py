"""The door of `monitor`."""

from thoes.monitor.models import Why
from thoes.monitor.publishing import publish
