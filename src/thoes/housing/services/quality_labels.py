"""Writes of quality labels and their shortcomings: by the housing provider of the site and by the authorities."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db.models import Q

from thoes.accounts.public import Actor
from thoes.housing.access import site_to_label
from thoes.housing.models import QualityLabel, QualityLabelSource, QualityLabelStatus, Shortcoming
from thoes.housing.services.writing import written_for
from thoes.kernel.free_text import checked_text
from thoes.kernel.refusals import Refusal
from thoes.places.public import OrganisationKind


@dataclass(frozen=True, slots=True)
class QualityLabelFacts:
    """What is recorded of a certificate. `valid_until` is the first day on which it no longer holds; None: no end.

    `status` is a `QualityLabelStatus` as an extract states it, empty where it states none.
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
def record_quality_label(
    *,
    actor: Actor,
    site_id: UUID,
    facts: QualityLabelFacts,
    on: date,
    at: datetime,
    quality_label_id: UUID | None = None,
) -> QualityLabel:
    """Record a certificate of a site; one `quality_label_id` records one. Two of one scheme never hold on the same day."""
    site = site_to_label(actor, site_id)
    known = QualityLabel.objects.filter(pk=quality_label_id, site=site).first() if quality_label_id else None
    if known is not None:
        return known
    values = _checked(facts, site_id=site.pk, quality_label_id=None)
    return QualityLabel.objects.create(
        pk=quality_label_id or uuid4(),
        site=site,
        source=_source_of(actor),
        source_day=on,
        recorded_by=actor.user_id,
        recorded_at=at,
        **values,
    )


@written_for
def change_quality_label(
    *, actor: Actor, quality_label_id: UUID, facts: QualityLabelFacts, on: date, at: datetime
) -> QualityLabel:
    """Say what a certificate is from now on, and who says so; what was recorded before stays in its history."""
    quality_label = _own_quality_label(actor, quality_label_id)
    for name, value in _checked(facts, site_id=quality_label.site_id, quality_label_id=quality_label.pk).items():
        setattr(quality_label, name, value)
    quality_label.source, quality_label.source_day = _source_of(actor), on
    return _saved(quality_label, actor, at)


@written_for
def void_quality_label(*, actor: Actor, quality_label_id: UUID, voided: bool, at: datetime) -> QualityLabel:
    """Say that a quality label was recorded by mistake, or, with `voided` False, that it was not after all."""
    quality_label = _own_quality_label(actor, quality_label_id)
    if not voided:
        _refuse_overlap(
            quality_label.site_id,
            quality_label.scheme,
            quality_label.valid_from,
            quality_label.valid_until,
            but=quality_label.pk,
        )
    quality_label.voided = voided
    return _saved(quality_label, actor, at)


@written_for
def add_shortcoming(
    *, actor: Actor, quality_label_id: UUID, text: str, found_on: date, repair_by: date | None, at: datetime
) -> Shortcoming:
    """Write down what an audit found, and by when it must be mended. Sending the same once more changes nothing."""
    quality_label = _own_quality_label(actor, quality_label_id)
    chosen = checked_text(text, field="text")
    if repair_by is not None and repair_by < found_on:
        raise Refusal("repair_before_found", field="repair_by", found_on=found_on)
    found, _ = Shortcoming.objects.get_or_create(
        quality_label=quality_label,
        site_id=quality_label.site_id,
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
        raise Refusal("quality_label_not_yours")
    site_to_label(actor, shortcoming.site_id)
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
    quality_label_id: UUID


@written_for
def take_in_certificate(*, actor: Actor, site_id: UUID, facts: QualityLabelFacts, on: date, at: datetime) -> TakenIn:
    """What an extract of the register of a quality label, dated `on`, says of a site. The same line again changes nothing.

    A certificate with the same number is brought up to date; an empty day in the extract takes no known day away, and an
    extract that states no status neither. One that is suspended, withdrawn or ended no longer holds from the day of the
    extract on, where no earlier day is known; one that is valid again has no such day any more. Refuses
    ("status_older_than_known") what an older extract says otherwise.
    """
    site = site_to_label(actor, site_id)
    known = QualityLabel.objects.select_for_update(of=("self",)).filter(
        site=site, scheme=facts.scheme, certificate__iexact=facts.certificate.strip(), voided=False
    )
    quality_label = known.order_by("-valid_from").first()
    values = _checked(
        _as_stated(facts, quality_label, on),
        site_id=site.pk,
        quality_label_id=quality_label.pk if quality_label else None,
    )
    if quality_label is None:
        quality_label = QualityLabel(site=site, **values)
        outcome = "new"
    else:
        changed = {name: value for name, value in values.items() if value and getattr(quality_label, name) != value}
        changed.pop("certificate", None)
        if (
            facts.status == QualityLabelStatus.VALID
            and quality_label.ended_from is not None
            and quality_label.ended_from <= on
        ):
            changed["ended_from"] = None
        if not changed and not (facts.status and quality_label.source_day < on):
            return TakenIn("unchanged", quality_label.pk)
        for name, value in changed.items():
            setattr(quality_label, name, value)
        outcome = "changed" if changed else "unchanged"
    quality_label.source, quality_label.source_day = QualityLabelSource.EXTRACT, on
    return TakenIn(outcome, _saved(quality_label, actor, at).pk)


def _as_stated(facts: QualityLabelFacts, known: QualityLabel | None, on: date) -> QualityLabelFacts:
    """The facts with the day from which a certificate no longer holds, when its status says so and no day was given."""
    if known is not None and facts.status and facts.status != known.status and known.source_day > on:
        raise Refusal("status_older_than_known", field="status", known_on=known.source_day)
    if facts.status in ("", QualityLabelStatus.VALID) or facts.ended_from is not None:
        return facts
    if known is not None and known.ended_from is not None and known.ended_from <= on:
        return replace(facts, ended_from=known.ended_from)
    valid_until = facts.valid_until or (known.valid_until if known else None)
    if valid_until is not None and valid_until <= on:
        return facts
    return replace(facts, ended_from=max(on, facts.valid_from))


def _source_of(actor: Actor) -> QualityLabelSource:
    return (
        QualityLabelSource.PROVIDER
        if actor.organisation_kind == OrganisationKind.PROVIDER
        else QualityLabelSource.AUTHORITY
    )


def _saved(quality_label: QualityLabel, actor: Actor, at: datetime) -> QualityLabel:
    quality_label.recorded_by, quality_label.recorded_at = actor.user_id, at
    quality_label.save()
    return quality_label


def _checked(facts: QualityLabelFacts, *, site_id: UUID, quality_label_id: UUID | None) -> dict[str, object]:
    values = asdict(facts)
    values["certificate"] = checked_text(facts.certificate, field="certificate")
    if facts.valid_until is not None and facts.valid_until <= facts.valid_from:
        raise Refusal("ends_before_it_begins", field="last_day", valid_from=facts.valid_from)
    if facts.ended_from is not None and facts.ended_from < facts.valid_from:
        raise Refusal("withdrawn_before_valid", field="ended_from", valid_from=facts.valid_from)
    _refuse_overlap(site_id, facts.scheme, facts.valid_from, facts.valid_until, but=quality_label_id)
    return values


def _refuse_overlap(site_id: UUID, scheme: str, first: date, until: date | None, *, but: UUID | None) -> None:
    others = QualityLabel.objects.filter(site_id=site_id, scheme=scheme, voided=False)
    others = others.exclude(pk=but) if but else others
    others = others.filter(Q(valid_until=None) | Q(valid_until__gt=first))
    if until is not None:
        others = others.filter(valid_from__lt=until)
    other = others.first()
    if other is not None:
        raise Refusal(
            "quality_label_overlaps", field="valid_from", certificate=other.certificate, valid_from=other.valid_from
        )


def _own_quality_label(actor: Actor, quality_label_id: UUID) -> QualityLabel:
    quality_label = QualityLabel.objects.select_for_update(of=("self",)).filter(pk=quality_label_id).first()
    if quality_label is None:
        raise Refusal("quality_label_not_yours")
    site_to_label(actor, quality_label.site_id)
    return quality_label
