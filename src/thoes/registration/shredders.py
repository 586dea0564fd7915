"""What erases the work of a registration desk: the municipality decides how long.

The term starts with the latest of: the end of the last stay there, the last step, registration or slot. An
assessment is made anew from the stays every day and goes with them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pgtrigger
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Controller, ErasedRows
from thoes.places.public import municipal_controllers
from thoes.register.public import BRP_REGISTRATION, forget_persons, who_left
from thoes.registration.models import BrpRegistration, FollowUp, Slot

_MODELS: tuple[Any, ...] = (FollowUp, BrpRegistration, Slot)
_ADDED_ONLY = ("registration.FollowUp:follow_ups_stay", "registration.FollowUp:only_supersede_a_follow_up")


class WorkOfDesk:
    """Steps, registrations and slots about a person in one municipality."""

    name = "registration.desk"
    purpose = BRP_REGISTRATION
    kind = "municipality"
    starts = _("the end of the last stay in the municipality, or the last thing the desk did if that is later")
    tables = tuple(model._meta.db_table for model in _MODELS)

    def controllers(self) -> Iterable[Controller]:
        return municipal_controllers(
            {code for model in _MODELS for code in model.objects.values_list("municipality", flat=True).distinct()}
        )

    def due(self, controller: Controller, *, ended_by: date, among: Sequence[UUID] | None = None) -> list[UUID]:
        ends: dict[UUID, date] = {}
        for model, day in (
            (FollowUp, "on"),
            (BrpRegistration, "registered_on"),
            (BrpRegistration, "ended_on"),
            (Slot, "session__on"),
        ):
            rows = _rows(model, controller, among)
            if among is not None:
                rows = rows.select_for_update(of=("self",))
            for person, ended in rows.values_list("person_id", day):
                # A registration that holds is not an end by itself.
                last = localdate(ended) if isinstance(ended, datetime) else ended
                if last is None:
                    last = date.min
                ends[person] = max(last, ends.get(person, date.min))
        over = [person for person, end in ends.items() if end <= ended_by]
        return who_left(over, municipality=controller.municipality_code, by=ended_by)

    def count(self, controller: Controller, subjects: Sequence[UUID]) -> ErasedRows:
        return {model._meta.db_table: _rows(model, controller, subjects).count() for model in _MODELS}

    def erase(self, controller: Controller, subjects: Sequence[UUID], *, at: datetime) -> ErasedRows:
        gone = self.count(controller, subjects)
        registrations = _rows(BrpRegistration, controller, subjects).values("pk")
        with pgtrigger.ignore(*_ADDED_ONLY):
            # Another municipality may have ended a registration here: its own work stays, without the link.
            FollowUp.objects.filter(registration__in=registrations).update(registration=None)
            BrpRegistration.objects.filter(replaces__in=registrations).update(replaces=None)
            for model in _MODELS:
                # In one statement: a step points at the step before it, and both go.
                rows = _rows(model, controller, subjects)
                rows._raw_delete(rows.db)
        forget_persons(subjects)
        return gone


def _rows(model: Any, controller: Controller, persons: Sequence[UUID] | None) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.objects.filter(municipality=controller.municipality_code).order_by()
    return rows if persons is None else rows.filter(person__in=list(persons))
