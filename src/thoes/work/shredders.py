"""What erases the reports of labour suppliers: the municipality decides how long, as for all work of its desk."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Controller, ErasedRows
from thoes.places.public import municipal_controllers
from thoes.register.public import BRP_REGISTRATION, forget_persons, who_left
from thoes.work.models import AnswerReport


class Reports:
    """Reports about a person in one municipality."""

    name = "work.reports"
    purpose = BRP_REGISTRATION
    kind = "municipality"
    starts = _("the end of the last stay in the municipality, or the day on which the last report was dealt with")
    tables = ("work_answerreport",)

    def controllers(self) -> Iterable[Controller]:
        return municipal_controllers(AnswerReport.objects.values("municipality"))

    def due(self, controller: Controller, *, ended_by: date, among: Sequence[UUID] | None = None) -> list[UUID]:
        rows = _rows(controller, among)
        if among is not None:
            list(rows.select_for_update(of=("self",)))
        later = rows.filter(closed_at__date__gt=ended_by).values("person_id")
        over = set(rows.exclude(person_id__in=later).values_list("person_id", flat=True))
        return who_left(over, municipality=controller.municipality_code, by=ended_by)

    def count(self, controller: Controller, subjects: Sequence[UUID]) -> ErasedRows:
        return {"work_answerreport": _rows(controller, subjects).count()}

    def erase(self, controller: Controller, subjects: Sequence[UUID], *, at: datetime) -> ErasedRows:
        gone = self.count(controller, subjects)
        _rows(controller, subjects).delete()
        forget_persons(subjects)
        return gone


def _rows(controller: Controller, persons: Sequence[UUID] | None) -> QuerySet[Any]:
    rows = AnswerReport.objects.filter(municipality=controller.municipality_code).order_by()
    return rows if persons is None else rows.filter(person__in=list(persons))


def waiting() -> set[UUID]:
    """A report that nobody looked at is not over, nor is what else the desk knows of that person."""
    return set(AnswerReport.objects.filter(closed_at=None).values_list("person_id", flat=True))
