"""Writes of quality marks and their shortcomings: by the houser of the site and by the authorities."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db.models import Q

from thoes.accounts.public import Actor
from thoes.housing.access import site_to_mark
from thoes.housing.models import Mark, MarkSource, MarkStatus, Shortcoming
from thoes.housing.services.writing import written_for
from thoes.kernel.free_text import checked_text
from thoes.kernel.refusals import Refusal
from thoes.places.public import OrganisationKind


@dataclass(frozen=True, slots=True)
class MarkFacts:
    """What is recorded of a certificate. `valid_until` is the first day on which it no longer holds; None: no end.

    `status` is a `MarkStatus` as an extract states it, empty where it states none.
    """

    scheme: str
    certificate: str
    valid_from: date
    valid_until: date | None = None
    ended_from: date | None = None
    status: str = ""
    last_audit: date | None = None
    next_audit: date | None = None


@written_for
def record_mark(
    *, actor: Actor, site_id: UUID, facts: MarkFacts, on: date, at: datetime, mark_id: UUID | None = None
) -> Mark:
    """Record a certificate of a site; one `mark_id` records one. Two of one scheme never hold on the same day."""
    site = site_to_mark(actor, site_id)
    known = Mark.objects.filter(pk=mark_id, site=site).first() if mark_id else None
    if known is not None:
        return known
    values = _checked(facts, site_id=site.pk, mark_id=None)
    return Mark.objects.create(
        pk=mark_id or uuid4(),
        site=site,
        source=_source_of(actor),
        source_day=on,
        recorded_by=actor.user_id,
        recorded_at=at,
        **values,
    )


@written_for
def change_mark(*, actor: Actor, mark_id: UUID, facts: MarkFacts, on: date, at: datetime) -> Mark:
    """Say what a certificate is from now on, and who says so; what was recorded before stays in its history."""
    mark = _own_mark(actor, mark_id)
    for name, value in _checked(facts, site_id=mark.site_id, mark_id=mark.pk).items():
        setattr(mark, name, value)
    mark.source, mark.source_day = _source_of(actor), on
    return _saved(mark, actor, at)


@written_for
def void_mark(*, actor: Actor, mark_id: UUID, voided: bool, at: datetime) -> Mark:
    """Say that a mark was recorded by mistake, or, with `voided` False, that it was not after all."""
    mark = _own_mark(actor, mark_id)
    if not voided:
        _refuse_overlap(mark.site_id, mark.scheme, mark.valid_from, mark.valid_until, but=mark.pk)
    mark.voided = voided
    return _saved(mark, actor, at)


@written_for
def add_shortcoming(
    *, actor: Actor, mark_id: UUID, text: str, found_on: date, repair_by: date | None, at: datetime
) -> Shortcoming:
    """Write down what an audit found, and by when it must be mended. Sending the same once more changes nothing."""
    mark = _own_mark(actor, mark_id)
    chosen = checked_text(text, field="text")
    if repair_by is not None and repair_by < found_on:
        raise Refusal("repair_before_found", field="repair_by", found_on=found_on)
    found, _ = Shortcoming.objects.get_or_create(
        mark=mark,
        site_id=mark.site_id,
        text=chosen,
        found_on=found_on,
        defaults={"repair_by": repair_by, "recorded_by": actor.user_id, "recorded_at": at},
    )
    return found


@written_for
def mend_shortcoming(*, actor: Actor, shortcoming_id: UUID, repaired_on: date | None, at: datetime) -> Shortcoming:
    """Say since when a shortcoming is mended; None: not mended after all."""
    shortcoming = Shortcoming.objects.select_for_update(of=("self",)).filter(pk=shortcoming_id).first()
    if shortcoming is None:
        raise Refusal("mark_not_yours")
    site_to_mark(actor, shortcoming.site_id)
    if repaired_on is not None and repaired_on < shortcoming.found_on:
        raise Refusal("repaired_before_found", field="repaired_on", found_on=shortcoming.found_on)
    shortcoming.repaired_on = repaired_on
    shortcoming.recorded_by, shortcoming.recorded_at = actor.user_id, at
    shortcoming.save()
    return shortcoming


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a certificate of an extract: new, changed or unchanged."""

    outcome: str
    mark_id: UUID


@written_for
def take_in_certificate(*, actor: Actor, site_id: UUID, facts: MarkFacts, on: date, at: datetime) -> TakenIn:
    """What an extract of the register of a mark, dated `on`, says of a site. The same line again changes nothing.

    A certificate with the same number is brought up to date; an empty day in the extract takes no known day away, and an
    extract that states no status neither. One that is suspended, withdrawn or ended no longer holds from the day of the
    extract on, where no earlier day is known; one that is valid again has no such day any more. Refuses
    ("status_older_than_known") what an older extract says otherwise.
    """
    site = site_to_mark(actor, site_id)
    known = Mark.objects.select_for_update(of=("self",)).filter(
        site=site, scheme=facts.scheme, certificate__iexact=facts.certificate.strip(), voided=False
    )
    mark = known.order_by("-valid_from").first()
    values = _checked(_as_stated(facts, mark, on), site_id=site.pk, mark_id=mark.pk if mark else None)
    if mark is None:
        mark = Mark(site=site, **values)
        outcome = "new"
    else:
        changed = {name: value for name, value in values.items() if value and getattr(mark, name) != value}
        changed.pop("certificate", None)
        if facts.status == MarkStatus.VALID and mark.ended_from is not None and mark.ended_from <= on:
            changed["ended_from"] = None
        if not changed and not (facts.status and mark.source_day < on):
            return TakenIn("unchanged", mark.pk)
        for name, value in changed.items():
            setattr(mark, name, value)
        outcome = "changed" if changed else "unchanged"
    mark.source, mark.source_day = MarkSource.EXTRACT, on
    return TakenIn(outcome, _saved(mark, actor, at).pk)


def _as_stated(facts: MarkFacts, known: Mark | None, on: date) -> MarkFacts:
    """The facts with the day from which a certificate no longer holds, when its status says so and no day was given."""
    if known is not None and facts.status and facts.status != known.status and known.source_day > on:
        raise Refusal("status_older_than_known", field="status", known_on=known.source_day)
    if facts.status in ("", MarkStatus.VALID) or facts.ended_from is not None:
        return facts
    if known is not None and known.ended_from is not None and known.ended_from <= on:
        return replace(facts, ended_from=known.ended_from)
    valid_until = facts.valid_until or (known.valid_until if known else None)
    if valid_until is not None and valid_until <= on:
        return facts
    return replace(facts, ended_from=max(on, facts.valid_from))


def _source_of(actor: Actor) -> MarkSource:
    return MarkSource.HOUSER if actor.organisation_kind == OrganisationKind.HOUSER else MarkSource.AUTHORITY


def _saved(mark: Mark, actor: Actor, at: datetime) -> Mark:
    mark.recorded_by, mark.recorded_at = actor.user_id, at
    mark.save()
    return mark


def _checked(facts: MarkFacts, *, site_id: UUID, mark_id: UUID | None) -> dict[str, object]:
    values = asdict(facts)
    values["certificate"] = checked_text(facts.certificate, field="certificate")
    if facts.valid_until is not None and facts.valid_until <= facts.valid_from:
        raise Refusal("ends_before_it_begins", field="last_day", valid_from=facts.valid_from)
    if facts.ended_from is not None and facts.ended_from < facts.valid_from:
        raise Refusal("withdrawn_before_valid", field="ended_from", valid_from=facts.valid_from)
    _refuse_overlap(site_id, facts.scheme, facts.valid_from, facts.valid_until, but=mark_id)
    return values


def _refuse_overlap(site_id: UUID, scheme: str, first: date, until: date | None, *, but: UUID | None) -> None:
    others = Mark.objects.filter(site_id=site_id, scheme=scheme, voided=False)
    others = others.exclude(pk=but) if but else others
    others = others.filter(Q(valid_until=None) | Q(valid_until__gt=first))
    if until is not None:
        others = others.filter(valid_from__lt=until)
    other = others.first()
    if other is not None:
        raise Refusal("mark_overlaps", field="valid_from", certificate=other.certificate, valid_from=other.valid_from)


def _own_mark(actor: Actor, mark_id: UUID) -> Mark:
    mark = Mark.objects.select_for_update(of=("self",)).filter(pk=mark_id).first()
    if mark is None:
        raise Refusal("mark_not_yours")
    site_to_mark(actor, mark.site_id)
    return mark
