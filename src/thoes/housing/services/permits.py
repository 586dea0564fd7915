"""Writes of permits: only by the municipality of the site. Their history is kept by the database's own triggers."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from thoes.accounts.public import Actor
from thoes.housing.access import site_to_permit
from thoes.housing.models import Permit, PermitTransfer
from thoes.housing.services.writing import written_for
from thoes.kernel.free_text import checked_text
from thoes.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class PermitFacts:
    """What is recorded of a permit. `valid_until` is the first day on which it no longer holds; None: no end."""

    kind: str
    number: str
    holder: str
    valid_from: date
    valid_until: date | None = None
    holder_is_private: bool = False
    capacity: int | None = None
    may_be_transferred: bool | None = None
    needs_quality_label: bool = False
    needs_manager: bool = False
    longest_stay_months: int | None = None
    plan_due: date | None = None
    plan_received: date | None = None
    homes_in_street: int | None = None
    conditions: str = ""


@written_for
def record_permit(
    *, actor: Actor, site_id: UUID, facts: PermitFacts, at: datetime, permit_id: UUID | None = None
) -> Permit:
    """Record a permit of a site in the own municipality. A form that is sent twice with one `permit_id` records one."""
    site = site_to_permit(actor, site_id)
    known = Permit.objects.filter(pk=permit_id, site=site).first() if permit_id else None
    if known is not None:
        return known
    values = _checked(facts, site_id=site.pk, permit_id=None)
    return Permit.objects.create(
        pk=permit_id or uuid4(), site=site, recorded_by=actor.user_id, recorded_at=at, **values
    )


@written_for
def change_permit(*, actor: Actor, permit_id: UUID, facts: PermitFacts, at: datetime) -> Permit:
    """Say what a permit is from now on; what was recorded before stays in its history."""
    permit = _own_permit(actor, permit_id)
    for name, value in _checked(facts, site_id=permit.site_id, permit_id=permit.pk).items():
        setattr(permit, name, value)
    return _saved(permit, actor, at)


@written_for
def withdraw_permit(*, actor: Actor, permit_id: UUID, from_date: date, at: datetime) -> Permit:
    """The municipality takes a permit away from a day on."""
    permit = _own_permit(actor, permit_id)
    if from_date < permit.valid_from:
        raise Refusal("withdrawn_before_valid", field="from_date", valid_from=permit.valid_from)
    permit.withdrawn_from = from_date
    return _saved(permit, actor, at)


@written_for
def reinstate_permit(*, actor: Actor, permit_id: UUID, at: datetime) -> Permit:
    """A permit that was withdrawn holds again."""
    permit = _own_permit(actor, permit_id)
    permit.withdrawn_from = None
    return _saved(permit, actor, at)


@written_for
def void_permit(*, actor: Actor, permit_id: UUID, voided: bool, at: datetime) -> Permit:
    """Say that a permit was recorded by mistake, or, with `voided` False, that it was not after all."""
    permit = _own_permit(actor, permit_id)
    if not voided:
        _refuse_duplicate(permit.site_id, permit.kind, permit.number, but=permit.pk)
    permit.voided = voided
    return _saved(permit, actor, at)


@written_for
def transfer_permit(
    *, actor: Actor, permit_id: UUID, from_date: date, holder: str, is_private: bool, at: datetime
) -> Permit:
    """Another holder has the permit from a day on; who had it before is kept."""
    permit = _own_permit(actor, permit_id)
    if permit.may_be_transferred is False:
        raise Refusal("permit_not_transferable", number=permit.number)
    if from_date < permit.valid_from:
        raise Refusal("transferred_before_valid", field="from_date", valid_from=permit.valid_from)
    new = checked_text(holder, field="holder")
    if new.casefold() == permit.holder.casefold():
        raise Refusal("holder_is_the_same", field="holder")
    PermitTransfer.objects.create(
        permit=permit,
        site_id=permit.site_id,
        from_date=from_date,
        holder=permit.holder,
        holder_is_private=permit.holder_is_private,
        recorded_by=actor.user_id,
        recorded_at=at,
    )
    permit.holder, permit.holder_is_private = new, is_private
    return _saved(permit, actor, at)


def _saved(permit: Permit, actor: Actor, at: datetime) -> Permit:
    permit.recorded_by, permit.recorded_at = actor.user_id, at
    permit.save()
    return permit


def _checked(facts: PermitFacts, *, site_id: UUID, permit_id: UUID | None) -> dict[str, object]:
    values = asdict(facts)
    for name in ("number", "holder", "conditions"):
        values[name] = checked_text(values[name], field=name)
    if facts.valid_until is not None and facts.valid_until <= facts.valid_from:
        raise Refusal("ends_before_it_begins", field="last_day", valid_from=facts.valid_from)
    _refuse_duplicate(site_id, facts.kind, values["number"], but=permit_id)
    return values


def _refuse_duplicate(site_id: UUID, kind: str, number: str, *, but: UUID | None) -> None:
    same = Permit.objects.filter(site_id=site_id, kind=kind, number=number, voided=False)
    if (same.exclude(pk=but) if but else same).exists():
        raise Refusal("permit_known", field="number", number=number)


def _own_permit(actor: Actor, permit_id: UUID) -> Permit:
    permit = Permit.objects.select_for_update(of=("self",)).filter(pk=permit_id).first()
    if permit is None:
        raise Refusal("permit_not_yours")
    site_to_permit(actor, permit.site_id)
    return permit
