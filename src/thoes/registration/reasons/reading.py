"""Read the nights behind assessments: own sites by name, everything else as numbers. The page, letters and export use it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from thoes.accounts.public import Actor
from thoes.housing.public import Site
from thoes.kernel.nights import Span
from thoes.privacy.public import cross_tenant
from thoes.register.public import PersonNights, nights_of_persons
from thoes.registration.findings import DUTY
from thoes.registration.models import Assessment
from thoes.registration.reasons.kept_parameters import parameters_of
from thoes.rules.night_evidence import ExpectedStay, NightEvidence, expected_stays, night_evidence, window_before
from thoes.rules.registration_duty import DutyParameters, DutyReason
from thoes.rules.stay_facts import StayFacts


@dataclass(frozen=True, slots=True)
class Reason:
    """The nights behind one assessment; places are identifiers of sites in `names`.

    `decisive` is the window in which the number was reached (None: it was not, or somebody is registered), `present`
    the one before the day of the assessment. `expected` are the stays that were expected to be long, when that counted.
    """

    parameters: DutyParameters
    decisive: NightEvidence[str] | None
    present: NightEvidence[str]
    expected: tuple[ExpectedStay[str], ...]
    adds_up: bool
    names: dict[str, str]

    @property
    def shown(self) -> NightEvidence[str]:
        """The evidence of the answer itself."""
        return self.decisive or self.present


def reasons_of(assessments: Iterable[Assessment], *, actor: Actor) -> dict[UUID, Reason]:
    """The reason of each assessment of the actor's municipality, in two queries."""
    own = {row.person_id: row for row in assessments if row.municipality_id == actor.municipality_code}
    names = {str(pk): name for pk, name in _site_names(actor)}
    found: dict[UUID, Reason] = {}
    # The number was counted over all borders; of what lies elsewhere only the sums of `night_evidence` leave this block.
    with cross_tenant():
        for person, stays in groupby(nights_of_persons(list(own)), key=lambda nights: nights.person_id):
            found[person] = _reason(own[person], list(stays), names=names)
    for person, row in own.items():
        found.setdefault(person, _reason(row, [], names=names))
    return found


def _site_names(actor: Actor) -> Iterable[tuple[UUID, str]]:
    return Site.objects.filter(municipality=actor.municipality_code).values_list("pk", "name")


def _reason(row: Assessment, stays: list[PersonNights], *, names: dict[str, str]) -> Reason:
    parameters, municipality = parameters_of(row), row.municipality_id or ""
    facts = [
        StayFacts(
            stay.arrival,
            stay.departure,
            stay.expected_departure,
            str(stay.site_id),
            stay.municipality_code,
            stay.expectations,
        )
        for stay in stays
        if stay.arrival <= row.on
    ]
    present = _evidence(row, facts, window_before(row.on, parameters.window_days))
    decisive = (
        _evidence(row, facts, window_before(row.counted_from, parameters.window_days)) if row.counted_from else None
    )
    expected = (
        expected_stays(facts, expected_from=row.expected_from, nights=parameters.nights, municipality=municipality)
        if row.expected_from and row.status in DUTY and row.code != DutyReason.NIGHTS_COUNTED
        else []
    )
    return Reason(
        parameters=parameters,
        decisive=decisive,
        present=present,
        expected=tuple(expected),
        adds_up=present.total == row.nights_in_window and (decisive is None or decisive.total == parameters.nights),
        names=names,
    )


def _evidence(row: Assessment, facts: list[StayFacts], window: Span) -> NightEvidence[str]:
    here: dict[str, list[Span]] = defaultdict(list)
    elsewhere: list[Span] = []
    for stay in facts:
        span = Span(stay.arrival, min(stay.departure or row.on, row.on))
        if stay.municipality == row.municipality_id and stay.site:
            here[stay.site].append(span)
        else:
            elsewhere.append(span)
    return night_evidence(window, here=here, elsewhere=elsewhere)
