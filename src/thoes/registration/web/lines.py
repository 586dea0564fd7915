"""One person as the worklist, the person page and the files show it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from thoes.accounts.public import Actor
from thoes.privacy.public import record_access
from thoes.registration.domain.follow_up import Overtaken, State
from thoes.registration.explaining import day_in, reason_of
from thoes.registration.models import Assessment, NotObligedReason, StateChoice, Status
from thoes.registration.queries import REGISTERED, clerks_of, names_of, other_places
from thoes.registration.texts import OVERTAKEN

TONES = {
    Status.DUTY_COUNTED: "warning", Status.DUTY_EXPECTED: "warning", Status.APPROACHING: "arriving",
    Status.MOVED: "leaving", Status.LEAVING: "leaving", Status.REGISTERED: "ok", Status.NONE: "neutral",
}  # fmt: skip
STATE_TONES = {
    State.OPEN: "neutral", State.INFORMED: "arriving", State.APPOINTMENT: "arriving", State.REGISTERED: "ok",
    State.ALREADY_REGISTERED: "ok", State.RNI: "neutral", State.NOT_FOUND: "warning", State.DEPARTED: "leaving",
    State.NOT_OBLIGED: "neutral",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Labels:
    """What the days and the place of an outcome are called: who is registered reports something, and does not register."""

    begins: str
    last_day: str
    place: str


def labels_of(status: Status) -> Labels:
    """The words beside `duty_from`, `register_by` and the site."""
    match status:
        case Status.MOVED:
            return Labels(_("Moved on"), _("Report by"), _("Lives at"))
        case Status.LEAVING:
            return Labels(_("Leaves on"), _("Report by"), _("Lives at"))
        case Status.REGISTERED:
            return Labels(_("Since"), _("Report by"), _("Lives at"))
    return Labels(_("Since"), _("Register by"), _("Where to register"))


@dataclass(frozen=True, slots=True)
class WorklistLine:
    """One person: the outcome of the rule, and what the desk did.

    `remark` says why somebody is to be looked at again at once; `rni_since` is a mark beside an outcome that stays.
    `left_on` is when the site was left, which then is the last known place; `also_at` names the other sites of now.
    """

    assessment: Any
    name: str
    reason: str
    tone: str
    overdue: bool
    state: State
    state_label: Any
    state_tone: str
    next_on: date | None
    comes_back: bool
    because: str
    remark: str
    rni_since: date | None
    assigned_name: str
    tick: str
    left_on: date | None
    also_at: tuple[str, ...]

    @property
    def person_id(self) -> UUID:
        person: UUID = self.assessment.person_id
        return person


def lines_of(assessments: list[Assessment], *, actor: Actor, today: date) -> list[WorklistLine]:
    """Names, reasons and follow-up beside the assessments of the worklist."""
    names = names_of([a.person_id for a in assessments], actor=actor)
    clerks, elsewhere = dict(clerks_of(actor)), other_places(assessments)
    return [
        _line(
            a,
            name=names.get(a.person_id, "–"),
            clerks=clerks,
            today=today,
            also_at=(*elsewhere.get(a.person_id, ()), *([_("another municipality")] if _is_elsewhere_too(a) else ())),
        )
        for a in assessments
    ]


def _is_elsewhere_too(a: Assessment) -> bool:
    return bool(a.facts.get("also_elsewhere"))


def _line(a: Any, *, name: str, clerks: dict[UUID, str], today: date, also_at: tuple[str, ...]) -> WorklistLine:
    state = State(a.state)
    return WorklistLine(
        assessment=a,
        name=name,
        reason=reason_of(a),
        tone=TONES[Status(a.status)],
        overdue=a.register_by is not None and a.register_by < today and a.status != Status.REGISTERED,
        state=state,
        state_label=StateChoice(a.state).label,
        state_tone=STATE_TONES[state],
        next_on=a.next_on,
        comes_back=a.next_on is not None and a.next_on <= today,
        because=str(NotObligedReason(a.because).label) if a.because else "",
        remark=str(OVERTAKEN[Overtaken(a.overtaken)]) if a.overtaken else "",
        rni_since=a.rni_since if a.status not in REGISTERED else None,
        assigned_name=clerks.get(a.assigned_to, "–") if a.assigned_to else "",
        tick=f"{a.person_id}:{a.follow_up or ''}",
        left_on=day_in(a, "register_site_left_on"),
        also_at=also_at,
    )


def log_access(activity: str, persons: list[UUID]) -> None:
    """Record that the desk looked at these persons, in the transaction that read them."""
    record_access(
        activity=f"registration.{activity}",
        persons=persons,
        at=timezone.now(),
    )
