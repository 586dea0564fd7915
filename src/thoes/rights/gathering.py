"""Everything that is known of one person, as plain values: what one organisation may see, or all of it together.

Put together over the borders of housers and municipalities only for the person in question, on its own request.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from thoes.accounts.public import Actor
from thoes.places.public import Municipality, Organisation
from thoes.privacy.public import Purpose, across_borders, looks_at, seen_by
from thoes.register.public import Stay, Worker, believed
from thoes.registration.public import Assessment, BrpRegistration, DeskDetails, FollowUp, Slot, State
from thoes.rights.finding import ids_of
from thoes.rights.models import FullOverview, Request
from thoes.work.public import AnswerReport

_DETAILS = (
    "given_name", "family_name", "residence", "document_kind", "date_of_birth", "nationality", "document_number",
)  # fmt: skip
Dossier = dict[str, Any]


def dossier_of(*, actor: Actor, person: UUID, full: bool, at: datetime) -> Dossier:
    """What is known of a person: what the actor may see, or everything when `full`.

    Only a municipality may put everything together: a houser would learn where else its worker slept.
    """
    if full and actor.organisation_kind != "municipality":
        raise PermissionError("only a municipality puts everything together")
    ids = ids_of(person)
    # The worker asks for all of it, at the desk of an authority that checked who it is; of nobody else is anything read.
    with across_borders() if full else seen_by(actor, Purpose.ANSWER_REQUEST):
        dossier = {
            "made_at": at.isoformat(),
            "made_by": actor.organisation_name,
            "scope": "everything" if full else "own organisation",
            **_register(ids),
            **_desk(ids),
            "requests": _requests(ids),
            "opened_in_full": _opened_in_full(ids),
            "looks": looks_at(ids),
        }
        dossier["controllers"] = _controllers(dossier)
    dossier["looks"] = _named(dossier["looks"])
    dossier["recipients"] = _recipients(dossier["looks"])
    return dossier


def _register(ids: list[UUID]) -> Dossier:
    workers = list(Worker.objects.filter(person__in=ids).select_related("houser").order_by("houser__name", "pk"))
    stays = Stay.objects.filter(worker__in=workers).select_related(
        "site__houser", "municipality", "employer", "bed__unit"
    )
    versions = Counter(stays.values_list("stay_id", flat=True))
    history: Any = Worker.pgh_event_model  # type: ignore[attr-defined]
    now = {worker.pk: tuple(getattr(worker, name) for name in _DETAILS) for worker in workers}
    housers = {worker.pk: worker.houser.name for worker in workers}
    return {
        "details": [{"houser": w.houser.name, **_plain(zip(_DETAILS, now[w.pk], strict=True))} for w in workers],
        "earlier_details": [
            {"houser": housers[row.pgh_obj_id], "recorded_at": row.pgh_created_at.isoformat(), **facts}
            for row in history.objects.filter(pgh_obj_id__in=list(now)).order_by("pgh_created_at")
            for values in [tuple(getattr(row, name) for name in _DETAILS)]
            for facts in [_plain(zip(_DETAILS, values, strict=True))]
            if values != now[row.pgh_obj_id]
        ],
        "stays": [
            {
                "houser": stay.site.houser.name,
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
        ],
    }


def _desk(ids: list[UUID]) -> Dossier:
    mine: dict[str, Any] = {"person__in": ids}
    taken = list(
        FollowUp.objects.filter(**mine, undone_by=None, undoes=None).select_related("municipality", "previous")
    )
    steps = [
        {"day": step.on.isoformat(), "municipality": step.municipality.name, "what": step.state, "reason": step.reason}
        for step in taken
    ]
    steps += [
        {"day": step.rni_since.isoformat(), "municipality": step.municipality.name, "what": "rni", "reason": ""}
        for step in taken
        if step.rni_since and step.state != State.RNI and step.marks_rni
    ]
    steps += [
        {
            "day": slot.session.on.isoformat(),
            "municipality": slot.municipality.name,
            "what": "appointment",
            "reason": "",
        }
        for slot in Slot.objects.filter(**mine).exclude(outcome="removed").select_related("session", "municipality")
    ]
    return {
        "duty": [
            {
                "municipality": duty.municipality.name if duty.municipality else "",
                "as_of": duty.on.isoformat(),
                "status": duty.status,
                "nights": duty.nights_in_window,
                "duty_from": _day(duty.duty_from),
                "register_by": _day(duty.register_by),
            }
            for duty in Assessment.objects.filter(**mine).select_related("municipality")
        ],
        "desk": sorted(steps, key=lambda step: str(step["day"])),
        "registrations": [
            {
                "municipality": row.municipality.name,
                "registered_on": row.registered_on.isoformat(),
                "ended_on": _day(row.ended_on),
                "withdrawn": row.withdrawn_at is not None,
            }
            for row in BrpRegistration.objects.filter(**mine).select_related("municipality").order_by("registered_on")
        ],
        "lender_reports": [
            {"lender": row.organisation.name, "municipality": row.municipality.name, "at": row.reported_at.isoformat()}
            for row in AnswerReport.objects.filter(**mine).select_related("organisation", "municipality")
        ],
    }


def _requests(ids: list[UUID]) -> list[dict[str, Any]]:
    rows = Request.objects.filter(person__in=ids).select_related("organisation").order_by("received_on", "recorded_at")
    return [
        {
            "organisation": row.organisation.name,
            "received_on": row.received_on.isoformat(),
            "kind": row.kind,
            "text": row.text,
            "due_on": row.due_on.isoformat(),
            "outcome": row.outcome,
            "answer": row.answer,
        }
        for row in rows
    ]


def _opened_in_full(ids: list[UUID]) -> list[dict[str, Any]]:
    """When everything was put together before or now, by whom, why, and whether a second person confirmed it."""
    rows = FullOverview.objects.filter(person__in=ids, opened_at__isnull=False).select_related("organisation")
    return [
        {
            "organisation": row.organisation.name,
            "opened_at": row.opened_at.isoformat() if row.opened_at else "",
            "reason": row.reason,
            "confirmed_by_a_second_person": row.confirmed_at is not None,
        }
        for row in rows.order_by("-opened_at", "pk")
    ]


def _controllers(dossier: Dossier) -> list[dict[str, Any]]:
    """Whom to turn to: every houser that wrote something down, every municipality that may look or did something."""
    housers = {row["houser"] for row in (*dossier["details"], *dossier["stays"])}
    places = {row["municipality"] for part in ("stays", "desk", "duty", "registrations") for row in dossier[part]}
    contact = {
        details.municipality.name: list(details.lines)
        for details in DeskDetails.objects.filter(municipality__name__in=places).select_related("municipality")
    }
    named = Municipality.objects.filter(name__in=places).order_by("name").values_list("name", flat=True)
    return [
        *({"name": name, "role": "houser", "contact": []} for name in sorted(housers)),
        *({"name": name, "role": "municipality", "contact": contact.get(name, [])} for name in named),
    ]


def _named(looks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = dict(Organisation.objects.filter(pk__in={look["organisation"] for look in looks}).values_list("pk", "name"))
    return [
        look | {"organisation": names.get(look["organisation"], "–"), "at": look["at"].isoformat()} for look in looks
    ]


def _recipients(looks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Which organisation saw something, for what, how often and when last."""
    times = Counter((look["organisation"], look["purpose"]) for look in looks)
    last = {(look["organisation"], look["purpose"]): look["at"] for look in sorted(looks, key=lambda one: one["at"])}
    return [
        {"organisation": organisation, "purpose": purpose, "times": count, "last": last[organisation, purpose]}
        for (organisation, purpose), count in sorted(times.items())
    ]


def _plain(pairs: Iterable[tuple[str, Any]]) -> dict[str, str]:
    return {name: value.isoformat() if isinstance(value, date) else (value or "") for name, value in pairs}


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
