"""Show what a check-in would come to, and whom we know that may be meant: the real rules run, and nothing of it stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.kernel.refusals import Refusal
from thoes.register.domain.booked_stays import StayOutcome
from thoes.register.services.declared import Declared
from thoes.register.services.stays import check_in
from thoes.register.services.workers import DeclaredWorker, KnownWorker, Workforce, is_surely, name_of, search_key_of


@dataclass(frozen=True, slots=True)
class PlannedArrival:
    """What one arrival would come to: the bed it gets, or why it is refused."""

    outcome: StayOutcome | None
    bed: str
    refusal: Refusal | None


def preview_check_in(*, actor: Actor, arrivals: Sequence[Declared], at: datetime) -> list[PlannedArrival]:
    """One result per arrival, in order. Somebody else may take a bed before the real check-in; then another is given."""
    with transaction.atomic():
        _, results = check_in(actor=actor, arrivals=arrivals, at=at, nonce=None)
        transaction.set_rollback(True)
    return [PlannedArrival(result.outcome, result.bed, result.refusal) for result in results]


def may_be_known(*, actor: Actor, described: Sequence[DeclaredWorker]) -> list[list[KnownWorker]]:
    """Per described worker those of the own housing provider who may be the same, by the rules of a check-in.

    None where a birth date or document already shows who it is: then there is nothing to ask.
    """
    workforce = Workforce(provider_id=actor.organisation_id, keys=set(map(search_key_of, described)))
    found = [workforce.namesakes(worker, name=name_of(worker)) for worker in described]
    return [
        [] if known and is_surely(known[0].facts, worker) else known
        for worker, known in zip(described, found, strict=True)
    ]
