"""Reads of companies that come, and whether their beds come at the same time."""

from dataclasses import dataclass
from datetime import date

from thoes.accounts.public import Actor
from thoes.pipeline.access import visible_acquisitions
from thoes.pipeline.domain.concurrent_delivery import DeliveryAnswer, LinkedBeds, concurrent_delivery
from thoes.pipeline.domain.phases import Phase
from thoes.pipeline.models import Acquisition, AcquisitionBeds, Initiative


@dataclass(frozen=True, slots=True)
class ShownCompany:
    """A company, the beds linked to it, and how these stand to its day of opening."""

    company: Acquisition
    links: tuple[AcquisitionBeds, ...]
    answer: DeliveryAnswer


def companies_of(actor: Actor, *, on: date) -> list[ShownCompany]:
    """The companies that the actor may read about, the first to open on top."""
    return [
        shown_company(company, on=on) for company in visible_acquisitions(actor).prefetch_related("linked__initiative")
    ]


def shown_company(company: Acquisition, *, on: date) -> ShownCompany:
    """One company; prefetch its links for many. A dropped plan brings nothing."""
    links = tuple(link for link in company.linked.all() if not link.initiative.voided)
    beds = [
        LinkedBeds(link.beds, _ready_on(link.initiative, on)) for link in links if link.initiative.phase != "dropped"
    ]
    return ShownCompany(
        company, links, concurrent_delivery(opens_on=company.opens_on, workers=company.workers, linked=beds)
    )


def _ready_on(plan: Initiative, on: date) -> date | None:
    """The day on which the beds are there; an expected day that has gone by without an opening says nothing."""
    if plan.phase == Phase.OPEN.value:
        return plan.phase_since
    return plan.expected_on if plan.expected_on and plan.expected_on >= on else None
