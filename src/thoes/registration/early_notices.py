"""Who of a housing provider approaches the four months, from the housing provider's own nights only.

What other housing providers reported, and who is registered, is not the housing provider's business: a person may
reach the four months sooner than it says here. The desk of the municipality counts over all of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from thoes.accounts.public import Actor
from thoes.housing.public import Site
from thoes.register.public import Stay, believed, by_name, expectations_of, in_night, in_period, sites_of, stays_of
from thoes.rules.registration_duty import DutyDecision, DutyStatus, duty_parameters_on, registration_duty
from thoes.rules.stay_facts import Expectation, StayFacts

A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class EarlyNotice:
    """Somebody to hand the information sheet to. `on` is the day of the four months, or since when the duty is there."""

    person_id: UUID
    name: str
    status: DutyStatus
    on: date | None


@dataclass(slots=True)
class SiteEarlyNotices:
    """The people of one site: who approaches, and for whom the duty is there, each with the earliest day first."""

    site: Site
    present: int = 0
    soon: list[EarlyNotice] = field(default_factory=list)
    reached: list[EarlyNotice] = field(default_factory=list)

    def reached_since(self, day: date) -> int:
        """For how many the duty began on this day or later."""
        return sum(early_notice.on is not None and early_notice.on >= day for early_notice in self.reached)


def early_notices_of(actor: Actor, *, on: date, site_id: UUID | None = None) -> list[SiteEarlyNotices]:
    """The sites of the actor (or this one) with the people who sleep there tonight, in four queries."""
    sites = sites_of(actor).filter(pk=site_id) if site_id else sites_of(actor)
    found = {site.pk: SiteEarlyNotices(site) for site in sites}
    parameters = duty_parameters_on(on)
    here = in_night(believed(stays_of(actor)), on).filter(site__in=list(found))
    own = in_period(believed(stays_of(actor)), on - timedelta(days=parameters.window_days), on + timedelta(days=1))
    if site_id:
        own = own.filter(worker__in=here.order_by().values("worker"))
    facts: dict[UUID, list[StayFacts]] = {}
    expectations = expectations_of(stays_of(actor).filter(stay_id__in=own.order_by().values("stay_id")))
    for worker, fact in _facts(own, expectations):
        facts.setdefault(worker, []).append(fact)
    for stay in by_name(here):
        early_notices = found[stay.site_id]
        early_notices.present += 1
        _add(early_notices, stay, registration_duty(facts.get(stay.worker_id, []), on=on, parameters=parameters))
    for early_notices in found.values():
        for people in (early_notices.soon, early_notices.reached):
            people.sort(key=lambda early_notice: (early_notice.on or date.max, early_notice.name))
    return list(found.values())


def _facts(
    stays: Iterable[Stay], expectations: Mapping[UUID, tuple[Expectation, ...]]
) -> Iterable[tuple[UUID, StayFacts]]:
    for stay in stays:
        yield (
            stay.worker_id,
            StayFacts(
                stay.arrival,
                stay.departure,
                stay.expected_departure,
                str(stay.site_id),
                expectations=expectations.get(stay.stay_id, ()),
            ),
        )


def _add(early_notices: SiteEarlyNotices, stay: Stay, decision: DutyDecision) -> None:
    if decision.status is DutyStatus.NONE:
        return
    is_soon = decision.status is DutyStatus.APPROACHING
    early_notice = EarlyNotice(
        stay.worker.person_id,
        stay.worker.name,
        decision.status,
        decision.approaching_on if is_soon else decision.duty_from,
    )
    (early_notices.soon if is_soon else early_notices.reached).append(early_notice)
