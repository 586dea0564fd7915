"""What the register knows of one person: details, those of before, and stays."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import DossierPart, DossierRows
from thoes.register.models import Person, RoundAnswer, Stay, Worker
from thoes.register.queries import believed

_DETAILS = (
    "given_name", "family_name", "residence", "document_kind", "date_of_birth", "nationality", "document_number",
)  # fmt: skip


def _details(persons: Sequence[UUID]) -> DossierRows:
    return [{"provider": worker.provider.name, **_facts(worker)} for worker in _workers(persons)]


def _earlier_details(persons: Sequence[UUID]) -> DossierRows:
    """What was written down before and is something else now."""
    workers = {worker.pk: worker for worker in _workers(persons)}
    history: Any = Worker.pgh_event_model  # type: ignore[attr-defined]
    return [
        {"provider": worker.provider.name, "recorded_at": row.pgh_created_at.isoformat(), **facts}
        for row in history.objects.filter(pgh_obj_id__in=list(workers)).order_by("pgh_created_at")
        for worker, facts in [(workers[row.pgh_obj_id], _facts(row))]
        if facts != _facts(worker)
    ]


def _stays(persons: Sequence[UUID]) -> DossierRows:
    stays = Stay.objects.filter(worker__in=_workers(persons)).select_related(
        "site__provider", "municipality", "employer", "bed__unit"
    )
    versions = Counter(stays.values_list("stay_id", flat=True))
    return [
        {
            "provider": stay.site.provider.name,
            "site": stay.site.name,
            "address": stay.site.address,
            "room": stay.bed.unit.name,
            "municipality": stay.municipality.name,
            "arrival": stay.arrival.isoformat(),
            "departure": _day(stay.departure),
            "expected_departure": _day(stay.expected_departure),
            "employer": stay.employer.name if stay.employer else "",
            "written_down_at": stay.known_from.isoformat(),
            "times_corrected": versions[stay.stay_id] - 1,
        }
        for stay in believed(stays).order_by("-arrival")
    ]


def _rounds(persons: Sequence[UUID]) -> DossierRows:
    answers = RoundAnswer.objects.filter(worker__in=_workers(persons)).select_related("round__site")
    return [
        {"night": each.round.night.isoformat(), "site": each.round.site.name, "answer": each.get_answer_display()}
        for each in answers.order_by("-round__night", "-round__made_at")
    ]


def _workers(persons: Sequence[UUID]) -> list[Worker]:
    return list(Worker.objects.filter(person__in=persons).select_related("provider").order_by("provider__name", "pk"))


def _facts(row: Any) -> dict[str, str]:
    values = ((name, getattr(row, name)) for name in _DETAILS)
    return {name: value.isoformat() if isinstance(value, date) else (value or "") for name, value in values}


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


DOSSIER = (
    DossierPart("details", (Person, Worker), _details),
    DossierPart("earlier_details", (Worker,), _earlier_details),
    DossierPart("stays", (Stay,), _stays),
    DossierPart(
        "rounds",
        (RoundAnswer,),
        _rounds,
        title=_("Rounds past the beds in the last week"),
        labels={"night": _("Night of"), "site": _("Site"), "answer": _("Whether somebody was seen in their own bed")},
    ),
)
