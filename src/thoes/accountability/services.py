"""Write down what an office says of its own processing."""

from datetime import datetime

from django.db import transaction

from thoes.accountability.models import OfficeStatement
from thoes.accountability.permissions import SEE_PROCESSING
from thoes.accountability.processing import STATED, stated_by
from thoes.accounts.public import Actor
from thoes.kernel.bsn import contains_bsn
from thoes.kernel.refusals import Refusal


@transaction.atomic
def state_office(*, actor: Actor, said: dict[str, str], at: datetime) -> OfficeStatement:
    """Say who is responsible, who is involved and how to reach the officer; what was said before stays."""
    if not actor.may(SEE_PROCESSING):
        raise PermissionError("this actor may not speak for the office")
    values = {name: said.get(name, "").strip() for name in STATED}
    for name, text in values.items():
        if contains_bsn(text):
            raise Refusal("bsn_not_allowed", field=name)
    now = stated_by(actor)
    if now is not None and all(getattr(now, name) == text for name, text in values.items()):
        raise Refusal("statement_says_the_same")
    return OfficeStatement.objects.create(
        organisation_id=actor.organisation_id, said_by=actor.user_id, said_at=at, **values
    )
