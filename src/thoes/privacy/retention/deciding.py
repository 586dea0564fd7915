"""Which terms hold, which are missing, and setting one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from thoes.accounts.public import Actor
from thoes.foundation.modules import Controller, Purpose, Shredder
from thoes.kernel.bsn import contains_bsn
from thoes.kernel.refusals import Refusal
from thoes.privacy.context import cross_tenant
from thoes.privacy.permissions import SET_RETENTION
from thoes.privacy.purposes import all_purposes
from thoes.privacy.retention.models import RetentionTerm
from thoes.privacy.retention.shredders import declared_shredders
from thoes.privacy.retention.terms import TermUnit, cut_off

_MOST = {TermUnit.DAYS: 20_000, TermUnit.WEEKS: 3_000, TermUnit.MONTHS: 600, TermUnit.YEARS: 50}


@dataclass(frozen=True, slots=True)
class PurposeTerm:
    """One purpose for one controller: its shredders, and the term that holds (None: a task for the privacy officer)."""

    purpose: Purpose
    shredders: tuple[Shredder, ...]
    term: RetentionTerm | None


def controller_of(actor: Actor) -> Controller:
    """On whose behalf an actor decides."""
    territory = actor.municipality_code if actor.organisation_kind == "municipality" else ""
    return Controller(actor.organisation_name, actor.organisation_id, territory)


def terms_of(controller: Controller) -> QuerySet[RetentionTerm]:
    """Every term this controller ever set, the latest first."""
    terms = RetentionTerm.objects.order_by("-set_at", "-pk")
    if controller.municipality_code:
        return terms.filter(municipality_code=controller.municipality_code)
    return terms.filter(municipality_code="", organisation_id=controller.organisation_id or UUID(int=0))


def terms_by_purpose(controller: Controller, *, kind: str) -> list[PurposeTerm]:
    """The purposes for which a controller of this kind keeps identity, each with its term or without one."""
    latest: dict[str, RetentionTerm] = {}
    for term in terms_of(controller):
        latest.setdefault(term.purpose, term)
    found: dict[Purpose, list[Shredder]] = {}
    for shredder in declared_shredders():
        if shredder.kind in (kind, "both") and kind in ("housing_provider", "municipality"):
            found.setdefault(shredder.purpose, []).append(shredder)
    return [
        PurposeTerm(purpose, tuple(found[purpose]), latest.get(purpose))
        for purpose in all_purposes()
        if purpose in found
    ]


def terms_that_hold() -> dict[tuple[str, str], RetentionTerm]:
    """The term that holds by purpose and the key of its controller."""
    holds: dict[tuple[str, str], RetentionTerm] = {}
    for term in RetentionTerm.objects.order_by("-set_at", "-pk"):
        holds.setdefault((term.purpose, term.municipality_code or str(term.organisation_id)), term)
    return holds


def would_go(*, actor: Actor, purpose: Purpose, number: int, unit: str, on: date) -> int:
    """How many people, uploads or papers a term would erase on `on`: a number to look at before it is set."""
    controller, ended_by = controller_of(actor), cut_off(on, number=number, unit=unit)
    # Who sets a term sees nobody; the number says what it would do.
    with cross_tenant():
        return sum(len(shredder.due(controller, ended_by=ended_by)) for shredder in _shredders_for(actor, purpose))


@transaction.atomic
def set_term(
    *, actor: Actor, purpose: Purpose, number: int, unit: str, ground: str, at: datetime
) -> RetentionTerm | None:
    """Decide how long identity is kept for a purpose; None when that is what holds already."""
    if not actor.may(SET_RETENTION):
        raise PermissionError("this actor may not set terms")
    if not _shredders_for(actor, purpose):
        raise Refusal("purpose_keeps_nothing")
    ground = " ".join(ground.split())
    if not ground:
        raise Refusal("term_needs_a_ground", field="ground")
    if contains_bsn(ground):
        raise Refusal("bsn_not_allowed", field="ground")
    if not 1 <= number <= _MOST[TermUnit(unit)]:
        raise Refusal("term_out_of_reach", field="number", most=_MOST[TermUnit(unit)])
    controller = controller_of(actor)
    now = terms_of(controller).filter(purpose=purpose).first()
    if now is not None and (now.number, now.unit, now.ground) == (number, unit, ground):
        return None
    return RetentionTerm.objects.create(
        purpose=purpose,
        organisation_id=actor.organisation_id,
        municipality_code=controller.municipality_code,
        number=number,
        unit=unit,
        ground=ground,
        set_by=actor.user_id,
        set_at=at,
    )


def _shredders_for(actor: Actor, purpose: Purpose) -> Iterable[Shredder]:
    kept = terms_by_purpose(controller_of(actor), kind=actor.organisation_kind)
    return next((found.shredders for found in kept if found.purpose == purpose), ())
