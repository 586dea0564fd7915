"""One person: the answer, why, the nights that were counted, what the desk did, and what it can do next."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from thoes.accounts.public import actor_in, names_of_users, needs
from thoes.register.public import BRP_REGISTRATION, SEE_REGISTRATION_DUTY, merged_persons
from thoes.registration.domain.follow_up import FOLLOW_UP, IN_BRP, State
from thoes.registration.explaining import change_of, in_rni_words, rules_used, why_later
from thoes.registration.letters.texts import LETTERS, first_guess
from thoes.registration.models import BrpRegistration, NotObligedReason, StateChoice, Status
from thoes.registration.permissions import RECORD_REGISTRATION
from thoes.registration.queries import clerks_of, history_of, nationalities_of, stays_here
from thoes.registration.queries import worklist as worklist_of
from thoes.registration.reasons.reading import reasons_of
from thoes.registration.web.lines import labels_of, lines_of, log_access
from thoes.registration.web.nights import expectations_of, panels_of

# Steps that are one tap, in this order; the others ask a day or a reason as well.
_ONE_TAP = (State.INFORMED, State.NOT_FOUND, State.RNI, State.OPEN)


@require_safe
@needs(SEE_REGISTRATION_DUTY, purpose=BRP_REGISTRATION)
@transaction.atomic
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What the desk needs of one person, and nothing else."""
    actor, today = actor_in(request), timezone.localdate()
    assessment = get_object_or_404(worklist_of(actor), person=person_id)
    reason = reasons_of([assessment], actor=actor)[person_id]
    first = min(reason.shown.window.first, reason.present.window.first)
    stays = stays_here([person_id], actor=actor, window_from=first, until=assessment.on + timedelta(days=1))
    line = lines_of([assessment], actor=actor, today=today)[0]
    registration = BrpRegistration.objects.filter(
        person__in=[person_id, *merged_persons([person_id])],
        municipality=actor.municipality_code,
        ended_on=None,
        withdrawn_at=None,
    ).first()
    history = history_of(person_id, actor=actor)
    allowed = FOLLOW_UP.moves_from(line.state)
    if registration is not None and line.state not in IN_BRP:
        allowed = [State.DEPARTED, *([State.REGISTERED] if assessment.status == "moved" else [])]
    log_access("person", [person_id])
    return render(
        request,
        "registration/person.html",
        {
            "line": line,
            "labels": labels_of(Status(assessment.status)),
            "is_sought": assessment.status not in (Status.REGISTERED, Status.NONE),
            "in_rni": in_rni_words(line.rni_since, status=assessment.status),
            "change": change_of(assessment),
            "why_later": why_later(assessment),
            "rules": rules_used(assessment),
            "panels": panels_of(reason, assessment),
            "expectations": expectations_of(reason),
            "adds_up": reason.adds_up,
            "stays": stays.get(person_id, [])[::-1],
            "registration": registration,
            "history": history,
            "who": names_of_users(row.recorded_by for row in history if row.recorded_by),
            "one_tap": [(state.value, StateChoice(state).label) for state in _ONE_TAP if state in allowed],
            "allowed": {state.value for state in allowed},
            "reasons": [
                (reason.value, reason.label)
                for reason in NotObligedReason
                if reason != NotObligedReason.LEAVES_SOON or assessment.status != Status.DUTY_COUNTED
            ],
            "clerks": clerks_of(actor),
            "batch": uuid4(),
            "languages": LETTERS.choices(),
            "language": first_guess(nationalities_of([person_id], actor=actor).get(person_id, "")),
            "not_reviewed": LETTERS.not_reviewed(),
            "today": today,
            "may_record": actor.may(RECORD_REGISTRATION),
        },
    )
