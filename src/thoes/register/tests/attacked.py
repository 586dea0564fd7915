"""What the attack tests try to reach of the register, beside what `tests/attacks/conftest.py` makes: a round past the beds."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from thoes.kernel.nights import current_night
from thoes.register.models import Round, RoundAnswer, WasSeen

SECRETS = ()


def rows(values: dict[str, Any]) -> dict[str, Any]:
    """A round in which one worker was not there; it has no address of its own."""
    now = timezone.now()
    made = Round.objects.create(
        site_id=values["site_id"], night=current_night(timezone.localtime()), made_by=uuid4(), made_at=now,
        received_at=now, nonce=uuid4(), expected=1, seen=0, absent=1,
    )  # fmt: skip
    RoundAnswer.objects.create(round=made, worker_id=values["worker_id"], answer=WasSeen.ABSENT)
    return {}
