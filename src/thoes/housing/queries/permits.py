"""Reads of permits and quality labels: how they stand on a day, for the sites that somebody may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Least

from thoes.accounts.public import Actor
from thoes.housing.access import visible_sites
from thoes.housing.domain.capacity import Capacity, capacity_of
from thoes.housing.domain.validity import IN_FORCE, Period, Validity, validity
from thoes.housing.models import Permit, QualityLabel, QualityLabelSource, Site
from thoes.rules.loading import use_parameter

_Rows = TypeVar("_Rows", QuerySet[Permit], QuerySet[QualityLabel])


@dataclass(frozen=True, slots=True)
class Terms:
    """How many days before an end Thoes reminds of it."""

    first: int
    last: int

    @property
    def soon(self) -> timedelta:
        return timedelta(days=self.first)


def terms_on(on: date) -> Terms:
    """The terms that hold on a day; our own choice, in the rule book."""
    return Terms(
        first=use_parameter("housing.reminder.first_days", on).whole_number,
        last=use_parameter("housing.reminder.last_days", on).whole_number,
    )


@dataclass(frozen=True, slots=True)
class PermitOnDay:
    """A permit as it stands on a day; `last_day` is the last on which it holds, None when no end is known."""

    permit: Permit
    validity: Validity
    last_day: date | None
    plan_is_late: bool

    @property
    def is_in_force(self) -> bool:
        return self.validity in IN_FORCE


@dataclass(frozen=True, slots=True)
class QualityLabelOnDay:
    """A mark as it stands on a day, with the shortcomings that are still open."""

    quality_label: QualityLabel
    validity: Validity
    last_day: date | None
    open_shortcomings: int

    @property
    def is_in_force(self) -> bool:
        return self.validity in IN_FORCE

    @property
    def lacks_status(self) -> bool:
        """Whether the extract that it comes from did not say what the certificate is worth."""
        return self.quality_label.source == QualityLabelSource.EXTRACT and not self.quality_label.status


def permit_on_day(permit: Permit, *, on: date, terms: Terms) -> PermitOnDay:
    """How a permit stands."""
    period = period_of(permit)
    late = permit.plan_due is not None and permit.plan_received is None and permit.plan_due < on
    return PermitOnDay(permit, validity(period, on=on, soon=terms.soon), _day_before(period.ends), late)


def quality_label_on_day(quality_label: QualityLabel, *, on: date, terms: Terms) -> QualityLabelOnDay:
    """How a quality label stands; reads its shortcomings, prefetch them for many."""
    period = Period(quality_label.valid_from, quality_label.valid_until, quality_label.ended_from)
    still_open = sum(found.repaired_on is None or found.repaired_on > on for found in quality_label.shortcomings.all())
    return QualityLabelOnDay(
        quality_label, validity(period, on=on, soon=terms.soon), _day_before(period.ends), still_open
    )


def permits_of(actor: Actor) -> QuerySet[Permit]:
    """The permits at the sites the actor may see, what was recorded by mistake left out, the first to end on top."""
    permits = Permit.objects.filter(voided=False, site__in=visible_sites(actor).order_by())
    return (
        permits.select_related("site__municipality", "site__provider")
        .annotate(ends=_ENDS_OF_PERMIT)
        .order_by(F("ends").asc(nulls_last=True), "site__name", "pk")
    )


# PostgreSQL's LEAST leaves NULLs out.
_ENDS_OF_PERMIT = Least("valid_until", "withdrawn_from")


def validity_q(wanted: Validity, *, on: date, terms: Terms) -> Q:
    """The rows of `permits_of` that stand like this on a day. Agrees with `domain.validity`."""
    began, ended = Q(valid_from__lte=on), Q(ends__lte=on)
    soon = Q(ends__lte=on + terms.soon)
    match wanted:
        case Validity.NOT_YET:
            return ~began & (Q(ends=None) | Q(ends__gt=on))
        case Validity.VALID:
            return began & (Q(ends=None) | Q(ends__gt=on + terms.soon))
        case Validity.ENDS_SOON:
            return began & soon & Q(ends__gt=on)
    return ended


def plan_is_late(on: date) -> Q:
    """Permits in force whose plan should have been there before a day."""
    return Q(plan_due__lt=on, plan_received=None, valid_from__lte=on) & (Q(ends=None) | Q(ends__gt=on))


def capacity_by(permits: Iterable[PermitOnDay], *, site: Site, on: date) -> Capacity:
    """How many people may sleep at a site by these permits of it on a day."""
    return capacity_of(
        [(each.permit.capacity, period_of(each.permit)) for each in permits], said=site.permitted_capacity, on=on
    )


def in_force(rows: _Rows, *, taken_away: str, on: date) -> _Rows:
    """Of permits or quality labels those that hold on a day; `taken_away` names their field. Agrees with `domain.validity`."""
    return rows.filter(
        Q(valid_until=None) | Q(valid_until__gt=on),
        Q(**{taken_away: None}) | Q(**{f"{taken_away}__gt": on}),
        valid_from__lte=on,
    )


def permitted_in_sql(on: date) -> Subquery:
    """`Capacity.permitted` of each row of sites. Agrees with `domain.capacity`."""
    permits = in_force(Permit.objects.filter(site=OuterRef("pk"), voided=False), taken_away="withdrawn_from", on=on)
    least = permits.exclude(capacity=None).order_by().values("site").annotate(least=Min("capacity")).values("least")
    return Subquery(least, output_field=IntegerField())


def permitted_per_site(on: date) -> dict[UUID, int]:
    """How many people the permits in force allow, of the sites whose permits name a number; in the view of the caller."""
    sites = Site.objects.order_by().annotate(permitted=permitted_in_sql(on)).exclude(permitted=None)
    return dict(sites.values_list("pk", "permitted"))


def period_of(permit: Permit) -> Period:
    return Period(permit.valid_from, permit.valid_until, permit.withdrawn_from)


def _day_before(day: date | None) -> date | None:
    return None if day is None else day - timedelta(days=1)
