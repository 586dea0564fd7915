"""What erases requests; and who is not erased while a request waits for an answer."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Controller, ErasedRows
from thoes.places.public import Organisation
from thoes.privacy.public import ANSWER_REQUEST
from thoes.register.public import forget_persons, kept_persons
from thoes.rights.models import FullOverview, Request


class AnsweredRequests:
    """What was asked and answered, and of whom. That there was a request, and when it was answered, stays."""

    name = "rights.requests"
    purpose = ANSWER_REQUEST
    kind = "both"
    starts = _("the day of the answer")
    tables = ("rights_request", "rights_fulloverview")

    def controllers(self) -> Iterable[Controller]:
        askers = Organisation.objects.filter(pk__in=Request.objects.filter(erased_at=None).values("organisation"))
        return [Controller(o.name, o.pk, (o.municipality_id or "") if o.kind == "municipality" else "") for o in askers]

    def due(self, controller: Controller, *, ended_by: date, among: Sequence[UUID] | None = None) -> list[UUID]:
        requests = Request.objects.filter(
            organisation=controller.organisation_id, erased_at=None, answered_at__date__lte=ended_by
        )
        if among is not None:
            requests = requests.filter(pk__in=list(among)).select_for_update()
        return list(requests.order_by("pk").values_list("pk", flat=True))

    def count(self, controller: Controller, subjects: Sequence[UUID]) -> ErasedRows:
        everything = FullOverview.objects.filter(request__in=list(subjects)).count()
        return {"rights_request": len(subjects), "rights_fulloverview": everything}

    def erase(self, controller: Controller, subjects: Sequence[UUID], *, at: datetime) -> ErasedRows:
        requests = Request.objects.filter(pk__in=list(subjects))
        persons = list(requests.values_list("person_id", flat=True))
        requests.update(person=None, text="", answer="", extension_reason="", erased_at=at)
        FullOverview.objects.filter(request__in=list(subjects)).update(person=None, reason="")
        forget_persons(person for person in persons if person)
        return self.count(controller, subjects)


def waiting() -> set[UUID]:
    waiting = {
        person for person in Request.objects.filter(answered_at=None).values_list("person_id", flat=True) if person
    }
    return waiting | set(kept_persons(waiting).values())
