"""What erases private people behind plans, and what neighbours asked; the municipality decides how long."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Controller, ErasedRows
from thoes.housing.public import HOUSING_PERMITS
from thoes.pipeline.domain.phases import ENDED
from thoes.pipeline.models import Agreement, Initiative, PrivateInitiator, Question
from thoes.places.public import Municipality

_Event: Any = Initiative.pgh_event_model  # type: ignore[attr-defined]


class EndedPlans:
    """Plans that opened, were dropped or were recorded by mistake: who wanted them, and the dialogue with neighbours.

    The plan stays for the counts, with its beds, its days and the company behind it. One that never ends is never due.
    """

    name = "pipeline.ended_plans"
    purpose = HOUSING_PERMITS
    kind = "municipality"
    starts = _("the day on which something was last written down about a plan that opened or was dropped")
    tables = (
        "pipeline_initiative", "pipeline_initiativeevent", "pipeline_privateinitiator", "pipeline_question",
        "pipeline_agreement",
    )  # fmt: skip

    def controllers(self) -> Iterable[Controller]:
        codes = Initiative.objects.filter(_says_something()).values("municipality")
        return [
            Controller(place.name, municipality_code=place.code) for place in Municipality.objects.filter(pk__in=codes)
        ]

    def due(self, controller: Controller, *, ended_by: date, among: Sequence[UUID] | None = None) -> list[UUID]:
        plans = Initiative.objects.filter(municipality=controller.municipality_code)
        if among is not None:
            list(Initiative.objects.select_for_update().filter(pk__in=list(among)))
            plans = plans.filter(pk__in=list(among))
        over = plans.filter(Q(phase__in=ENDED) | Q(voided=True), _says_something(), recorded_at__date__lte=ended_by)
        # What was said lately is not old, and an agreement is kept until its day has gone by as long.
        asked = Question.objects.filter(recorded_at__date__gt=ended_by)
        agreed = Agreement.objects.filter(Q(recorded_at__date__gt=ended_by) | Q(voided=False, due_on__gt=ended_by))
        over = over.exclude(pk__in=asked.values("initiative")).exclude(pk__in=agreed.values("initiative"))
        return sorted(over.values_list("pk", flat=True))

    def count(self, controller: Controller, subjects: Sequence[UUID]) -> ErasedRows:
        ids = list(subjects)
        return {
            "pipeline_initiative": len(ids),
            "pipeline_initiativeevent": _Event.objects.filter(pgh_obj_id__in=ids).count(),
            "pipeline_privateinitiator": PrivateInitiator.objects.filter(initiative__in=ids).count(),
            "pipeline_question": Question.objects.filter(initiative__in=ids).count(),
            "pipeline_agreement": Agreement.objects.filter(initiative__in=ids).count(),
        }

    def erase(self, controller: Controller, subjects: Sequence[UUID], *, at: datetime) -> ErasedRows:
        ids, gone = list(subjects), self.count(controller, subjects)
        PrivateInitiator.objects.filter(initiative__in=ids).delete()
        Question.objects.filter(initiative__in=ids).delete()
        Agreement.objects.filter(initiative__in=ids).delete()
        Initiative.objects.filter(pk__in=ids).update(summary="")
        # After the change, which leaves a version of before too.
        _Event.objects.filter(pgh_obj_id__in=ids).delete()
        return gone


def _says_something() -> Q:
    """Whether anything is left that may name somebody."""
    hangs = Q(Exists(_Event.objects.filter(pgh_obj_id=OuterRef("pk"))))
    for model in (PrivateInitiator, Question, Agreement):
        hangs |= Q(Exists(model.objects.filter(initiative=OuterRef("pk"))))
    return hangs | ~Q(summary="")
