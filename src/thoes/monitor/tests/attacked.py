"""What the attack tests try of the monitor: its public addresses, with the numbers of tonight counted."""

from typing import Any

from django.utils import timezone

from thoes.kernel.nights import current_night
from thoes.monitor.models import Why
from thoes.monitor.publishing import publish

SECRETS = ()


def rows(values: dict[str, Any]) -> dict[str, Any]:
    """A publication over everybody who sleeps in the world of the attacks."""
    publish(night=current_night(timezone.localtime()), at=timezone.now(), why=Why.ASKED, months=1)
    return {"code": "GM0983", "key": "people"}
