"""What erases lines of a municipality's extract that are about somebody whose term is over.

They are thrown away after some days anyhow; this is for a municipality that sets an even shorter term.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Controller, ErasedRows
from thoes.matching.models import MatchLine, Proposal
from thoes.places.public import municipal_controllers
from thoes.register.public import BRP_REGISTRATION, forget_persons, who_left


class LinesOfMatch:
    """The lines proposed for, or confirmed as, a person."""

    name = "matching.lines"
    purpose = BRP_REGISTRATION
    kind = "municipality"
    starts = _("the end of the last stay in the municipality, or the upload of the list if that is later")
    tables = ("matching_matchline", "matching_proposal")

    def controllers(self) -> Iterable[Controller]:
        return municipal_controllers(MatchLine.objects.values("municipality"))

    def due(self, controller: Controller, *, ended_by: date, among: Sequence[UUID] | None = None) -> list[UUID]:
        ends: dict[UUID, date] = {}
        proposed = Proposal.objects.filter(municipality=controller.municipality_code)
        confirmed = MatchLine.objects.filter(municipality=controller.municipality_code, confirmed_person__isnull=False)
        for person, made_at in (
            *proposed.values_list("person_id", "line__run__made_at"),
            *confirmed.values_list("confirmed_person_id", "run__made_at"),
        ):
            ends[person] = max(localdate(made_at), ends.get(person, date.min))
        over = [p for p, end in ends.items() if end <= ended_by and (among is None or p in among)]
        return who_left(over, municipality=controller.municipality_code, by=ended_by)

    def count(self, controller: Controller, subjects: Sequence[UUID]) -> ErasedRows:
        lines = _lines(controller, subjects)
        return {
            "matching_matchline": lines.count(),
            "matching_proposal": Proposal.objects.filter(line__in=lines).count(),
        }

    def erase(self, controller: Controller, subjects: Sequence[UUID], *, at: datetime) -> ErasedRows:
        gone = self.count(controller, subjects)
        _lines(controller, subjects).delete()
        forget_persons(subjects)
        return gone


def _lines(controller: Controller, persons: Sequence[UUID]) -> QuerySet[MatchLine]:
    about = Q(confirmed_person__in=list(persons)) | Q(
        pk__in=Proposal.objects.filter(person__in=list(persons)).values("line")
    )
    return MatchLine.objects.filter(about, municipality=controller.municipality_code)
