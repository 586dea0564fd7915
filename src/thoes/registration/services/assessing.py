"""Work out the registration duty of persons.

The rule counts nights over all housing providers and municipalities; only the outcome for the own territory is ever shown.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from thoes.privacy.public import cross_tenant
from thoes.register.public import PersonNights, merged_persons, nights_of_persons
from thoes.registration.domain.notices import Notice, Registered, assess_registered
from thoes.registration.models import Assessment, BrpRegistration, Status
from thoes.rules.registered_person import NoticeParameters, notice_parameters_on
from thoes.rules.registration_duty import DutyDecision, DutyParameters, duty_parameters_on, registration_duty
from thoes.rules.stay_facts import StayFacts

OnProgress = Callable[[int, int], None]
_BATCH = 2_000
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
    new = {nights.person_id for nights in first}
    seen = None if persons is None else [person for person in persons if person not in new]
    known = nights_of_persons(seen) if seen is None or seen else []
    registered = _registered(seen) if seen is None or seen else {}
    grouped = [
        (person, list(stays)) for person, stays in groupby([*known, *_in_order(first)], key=lambda n: n.person_id)
    ]
    duty_parameters, notice_parameters = duty_parameters_on(on), notice_parameters_on(on)
    stale = Assessment.objects.all() if persons is None else Assessment.objects.filter(person__in=list(persons))
    if persons is None:
        stale.delete()
    elif len(grouped) < len(set(persons)):
        stale.exclude(person__in=[person for person, _ in grouped]).delete()
    for done, batch in _batches(grouped):
        Assessment.objects.bulk_create(
            [
                _assess(person, stays, registered.get(person), on, duty_parameters, notice_parameters)
                for person, stays in batch
            ],
            update_conflicts=persons is not None,
            update_fields=_UPDATED if persons is not None else None,
            unique_fields=["person"] if persons is not None else None,
        )
        if on_progress:
            on_progress(done, len(grouped))
    return len(grouped)


def _in_order(nights: Sequence[PersonNights]) -> list[PersonNights]:
    return sorted(nights, key=lambda n: (n.person_id, n.arrival))


def _batches(
    grouped: list[tuple[UUID, list[PersonNights]]],
) -> Iterator[tuple[int, list[tuple[UUID, list[PersonNights]]]]]:
    for start in range(0, len(grouped), _BATCH):
        batch = grouped[start : start + _BATCH]
        yield start + len(batch), batch


def _registered(persons: Sequence[UUID] | None) -> dict[UUID, Registered]:
    """The registration of each person that holds now; of two after a merge, the latest."""
    merged = merged_persons(persons)
    rows = BrpRegistration.objects.filter(ended_on=None, withdrawn_at=None).order_by("registered_on")
    if persons is not None:
        rows = rows.filter(person__in=[*persons, *merged])
    return {
        merged.get(person, person): Registered(municipality, since)
        for person, municipality, since in rows.values_list("person_id", "municipality_id", "registered_on")
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
