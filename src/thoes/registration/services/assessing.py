"""Work out the registration duty of persons.

The rule counts nights over all housing providers and municipalities; only the outcome for the own territory is ever shown.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Q

from thoes.foundation.bulk_insert import write_rows
from thoes.privacy.public import cross_tenant
from thoes.register.public import PersonNights, PersonRange, merged_persons, nights_of_persons, ranges_of_everybody
from thoes.registration.domain.notices import Notice, Registered, assess_registered
from thoes.registration.models import Assessment, BrpRegistration, Status
from thoes.rules.registered_person import NoticeParameters, notice_parameters_on
from thoes.rules.registration_duty import DutyDecision, DutyParameters, duty_parameters_on, registration_duty
from thoes.rules.stay_facts import StayFacts

OnProgress = Callable[[int, int], None]
Parameters = tuple[DutyParameters, NoticeParameters]
_BATCH = 2_000
_RANGE = 25_000
"""Persons at a time when all are assessed: with their stays some 100 MB."""
_FIELDS = (
    "on", "status", "counted_from", "expected_from", "duty_from", "register_by", "nights_in_window", "approaching_on",
    "municipality_id", "site_id", "code", "facts", "is_present",
)  # fmt: skip
_UPDATED = [name.removesuffix("_id") for name in _FIELDS]


def assess_persons(
    *,
    persons: Sequence[UUID] | None,
    on: date,
    on_progress: OnProgress | None = None,
    first: Sequence[PersonNights] = (),
) -> int:
    """Assess these persons (all of them, for None) as of the day `on`; gives how many have an assessment now.

    Who has no stay any more loses the assessment. `on_progress(done, total)` is told about persons. `first` are all
    nights of those who came into the register just now: neither other nights nor a registration are looked for.
    """
    # The rule counts nights wherever they were; of the outcome the actor sees only the own territory.
    with cross_tenant():
        return _assess_all(persons=persons, on=on, on_progress=on_progress, first=first)


def _assess_all(
    *, persons: Sequence[UUID] | None, on: date, on_progress: OnProgress | None, first: Sequence[PersonNights]
) -> int:
    parameters = duty_parameters_on(on), notice_parameters_on(on)
    if persons is None:
        return _assess_everybody(on=on, parameters=parameters, on_progress=on_progress)
    new = {nights.person_id for nights in first}
    seen = [person for person in persons if person not in new]
    known = nights_of_persons(seen) if seen else []
    registered = _registered(seen, merged_persons(seen)) if seen else {}
    assessments = _assessments([*known, *_in_order(first)], registered, on, parameters)
    if len(assessments) < len(set(persons)):
        kept = [assessment.person_id for assessment in assessments]
        Assessment.objects.filter(person__in=list(persons)).exclude(person__in=kept).delete()
    for start in range(0, len(assessments), _BATCH):
        batch = assessments[start : start + _BATCH]
        Assessment.objects.bulk_create(batch, update_conflicts=True, update_fields=_UPDATED, unique_fields=["person"])
        if on_progress:
            on_progress(start + len(batch), len(assessments))
    return len(assessments)


def _assess_everybody(*, on: date, parameters: Parameters, on_progress: OnProgress | None) -> int:
    """A range of persons at a time, so that memory holds one; how many there are in all is guessed until the last."""
    ranges, done = ranges_of_everybody(of=_RANGE), 0
    merged = merged_persons(None)
    for number, persons in enumerate(ranges):
        registered = _registered(persons, merged)
        assessments = _assessments(nights_of_persons(persons), registered, on, parameters)
        Assessment.objects.filter(persons.of("person")).delete()
        write_rows(assessments)
        done += len(assessments)
        if on_progress:
            on_progress(done, done * len(ranges) // (number + 1))
    return done


def _assessments(
    nights: Iterable[PersonNights], registered: Mapping[UUID, Registered], on: date, parameters: Parameters
) -> list[Assessment]:
    return [
        _assess(person, list(stays), registered.get(person), on, *parameters)
        for person, stays in groupby(nights, key=lambda n: n.person_id)
    ]


def _in_order(nights: Sequence[PersonNights]) -> list[PersonNights]:
    return sorted(nights, key=lambda n: (n.person_id, n.arrival))


def _registered(persons: Sequence[UUID] | PersonRange, merged: Mapping[UUID, UUID]) -> dict[UUID, Registered]:
    """The registration of each of these persons that holds now; of two after a merge, the latest.

    Of a range there may be others beside them.
    """
    into_these = [person for person, kept in merged.items() if kept in persons]
    own = persons.of("person") if isinstance(persons, PersonRange) else Q(person__in=list(persons))
    rows = BrpRegistration.objects.filter(own | Q(person__in=into_these), ended_on=None, withdrawn_at=None)
    return {
        merged.get(person, person): Registered(municipality, since)
        for person, municipality, since in rows.order_by("registered_on").values_list(
            "person_id", "municipality_id", "registered_on"
        )
    }


def _assess(
    person: UUID,
    stays: list[PersonNights],
    registered: Registered | None,
    on: date,
    duty_parameters: DutyParameters,
    notice_parameters: NoticeParameters,
) -> Assessment:
    facts = [
        StayFacts(s.arrival, s.departure, s.expected_departure, str(s.site_id), s.municipality_code, s.expectations)
        for s in stays
    ]
    decision = registration_duty(facts, on=on, parameters=duty_parameters)
    assessment = Assessment(
        person_id=person,
        on=on,
        status=decision.status.value,
        counted_from=decision.counted_from,
        expected_from=decision.expected_from,
        duty_from=decision.duty_from,
        register_by=decision.register_by,
        nights_in_window=decision.nights_in_window,
        approaching_on=decision.approaching_on,
        municipality_id=decision.register_in,
        site_id=UUID(decision.register_site) if decision.register_site else None,
        code=decision.code.value,
        facts=_plain(decision),
        is_present=decision.register_site is not None and decision.register_site_left_on is None,
    )
    if registered is not None:
        _overrule(assessment, assess_registered(facts, registered, on=on, parameters=notice_parameters))
    return assessment


def _overrule(assessment: Assessment, notice: Notice) -> None:
    """Who is registered has no duty to register; there may be something else to report. Where somebody lives stays."""
    assessment.status = {"move": Status.MOVED, "departure": Status.LEAVING, None: Status.REGISTERED}[notice.kind]
    assessment.code = assessment.status
    assessment.duty_from = notice.happens_on
    assessment.register_by = notice.report_by
    assessment.counted_from = assessment.expected_from = assessment.approaching_on = None


def _plain(decision: DutyDecision) -> dict[str, Any]:
    facts = {name: value.isoformat() if isinstance(value, date) else value for name, value in decision.facts.items()}
    used = [
        {
            "key": parameter.key,
            "value": parameter.version.value,
            "article": parameter.version.article,
            "confidence": str(parameter.version.confidence),
        }
        for parameter in decision.parameters.sources
    ]
    return {**facts, "parameters": used, **_of_own_desk(decision)}


def _of_own_desk(decision: DutyDecision) -> dict[str, Any]:
    """What the desk may know of single stays: those in its own municipality; of others only how many beds of now.

    `also_here` are the ids of other sites with a bed; `expected_until` the departure that gave the expected duty.
    """
    until = decision.expected_until if decision.expected_in == decision.register_in else None
    here = [place.site for place in decision.also_at if place.municipality == decision.register_in]
    return {
        "also_here": here,
        "also_elsewhere": len(decision.also_at) - len(here),
        "expected_until": until.isoformat() if until else None,
    }
