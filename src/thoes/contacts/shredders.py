"""What erases who answered for a municipality; the municipality decides how long."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from thoes.contacts.models import ContactPerson
from thoes.contacts.permissions import KEEP_CONTACTS_PURPOSE
from thoes.foundation.modules import Controller, ErasedRows
from thoes.places.public import municipal_controllers


class FormerContactPersons:
    """Who answered for a municipality before somebody else did."""

    name = "contacts.former_persons"
    purpose = KEEP_CONTACTS_PURPOSE
    kind = "municipality"
    starts = _("the day on which somebody else became contact person or deputy")
    tables = ("contacts_contactperson",)

    def controllers(self) -> Iterable[Controller]:
        former = ContactPerson.objects.filter(ended_on__isnull=False)
        return municipal_controllers(former.values("municipality"))

    def due(self, controller: Controller, *, ended_by: date, among: Sequence[UUID] | None = None) -> list[UUID]:
        over = ContactPerson.objects.filter(municipality=controller.municipality_code, ended_on__lte=ended_by)
        if among is not None:
            over = over.filter(pk__in=list(among)).select_for_update(of=("self",))
        return list(over.values_list("pk", flat=True))

    def count(self, controller: Controller, subjects: Sequence[UUID]) -> ErasedRows:
        return {"contacts_contactperson": len(subjects)}

    def erase(self, controller: Controller, subjects: Sequence[UUID], *, at: datetime) -> ErasedRows:
        ContactPerson.objects.filter(pk__in=list(subjects)).delete()
        return self.count(controller, subjects)
