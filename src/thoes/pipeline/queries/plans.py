"""Reads of plans: how they stand on a day, with what they bring, for the plans that somebody may see."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from thoes.accounts.public import Actor
from thoes.pipeline.access import visible_initiatives
from thoes.pipeline.domain.phases import ENDED, WAY, Phase, is_late, is_stuck
from thoes.pipeline.models import Initiative, PlannedPart
from thoes.rules.loading import use_parameter


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan as it stands on a day, with all beds and dwellings it brings."""

    plan: Initiative
    beds: int
    dwellings: int
    is_late: bool
    is_stuck: bool


def stuck_after(on: date) -> timedelta:
    """How long in one phase is standing still; our own choice, in the rule book."""
    return timedelta(days=use_parameter("pipeline.stuck.days", on).whole_number)


def _sum(name: str) -> Coalesce:
    parts = PlannedPart.objects.filter(initiative=OuterRef("pk")).order_by().values("initiative")
    return Coalesce(Subquery(parts.annotate(sum=Sum(name)).values("sum")), 0)


def plans_of(actor: Actor) -> QuerySet[Initiative]:
    """The plans the actor may see, with their beds and dwellings; the furthest on top, then by expected day."""
    ranks = [When(phase=phase.value, then=Value(rank)) for rank, phase in enumerate(reversed(WAY))]
    return (
        visible_initiatives(actor)
        .annotate(
            all_beds=_sum("beds"),
            all_dwellings=_sum("dwellings"),
            rank=Case(*ranks, default=Value(99), output_field=IntegerField()),
        )
        .order_by("rank", F("expected_on").asc(nulls_last=True), "title", "pk")
    )


def running_q() -> Q:
    """Plans that are neither open nor dropped."""
    return ~Q(phase__in=[phase.value for phase in ENDED])


def late_q(on: date) -> Q:
    """As `domain.phases.is_late`."""
    return running_q() & Q(expected_on__lt=on)


def stuck_q(on: date) -> Q:
    """As `domain.phases.is_stuck`."""
    return running_q() & Q(phase_since__lte=on - stuck_after(on))


def shown_plan(plan: Initiative, *, on: date, after: timedelta) -> ShownPlan:
    """A row of `plans_of` as it stands on a day."""
    phase = Phase(plan.phase)
    return ShownPlan(
        plan=plan,
        beds=plan.all_beds,  # type: ignore[attr-defined]
        dwellings=plan.all_dwellings,  # type: ignore[attr-defined]
        is_late=is_late(phase, plan.expected_on, on=on),
        is_stuck=is_stuck(phase, plan.phase_since, on=on, after=after),
    )
