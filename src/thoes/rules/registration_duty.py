"""Who must register in the BRP, from when and where: an indication for a person who decides.

The law asks for an expectation at arrival of two thirds of half a year in the Netherlands (Wet BRP art. 2.38 lid 1),
and government asks late registration of who stays longer after all. Thoes sees nights in beds, not stay in the
Netherlands, so the answer is no finding of default. The numbers come from the rule book; how we read the law is in
`formulas.yaml`.

Intervals, never nights: the cost grows with the stays of a person and not with their length.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from thoes.kernel.nights import Span
from thoes.rules.loading import RuleBookError, TermOrigin, UsedParameter, use_parameter
from thoes.rules.night_counting import NightCount
from thoes.rules.terms import Term, TermUnit, last_day_of_term, use_term

_ENDLESS = date.max
"""The departure of a stay of which nothing else is known."""


@dataclass(frozen=True, slots=True)
class StayFacts:
    """What the rule needs of a stay: nights from `arrival` up to, not including, `departure` (None: still there).

    `site` tells sites apart and is shown; `municipality` is where that site lies. Either may be unknown.
    """

    arrival: date
    departure: date | None = None
    expected_departure: date | None = None
    site: str | None = None
    municipality: str | None = None


@dataclass(frozen=True, slots=True)
class DutyParameters:
    """The numbers of the duty on a day: lengths in days, `nights` in nights. `sources` says where each came from.

    `register_set_by` says who set the days to register: a term of law ends later when it would end on a free day.
    """

    window_days: int
    nights: int
    register_within_days: int
    approaching_days: int
    sources: tuple[UsedParameter, ...] = ()
    register_set_by: TermOrigin = TermOrigin.NATIONAL_LAW

    @property
    def register_term(self) -> Term:
        """The days to register, as a term."""
        return Term(self.register_within_days, TermUnit.DAYS, self.register_set_by)

    def __post_init__(self) -> None:
        if not 0 < self.nights <= self.window_days:
            raise RuleBookError(f"{self.nights} nights can never be counted in {self.window_days} days.")


class DutyStatus(StrEnum):
    """From weak to strong; a person has the strongest that holds."""

    NONE = "none"
    APPROACHING = "approaching"
    DUTY_EXPECTED = "duty_expected"
    DUTY_COUNTED = "duty_counted"


class DutyReason(StrEnum):
    """Why the answer is what it is; the sentence for each lives in the catalogue of whoever shows it."""

    NO_NIGHTS = "no_nights"
    NIGHTS_BELOW = "nights_below"
    NIGHTS_NEAR = "nights_near"
    STAY_EXPECTED = "stay_expected"
    NIGHTS_COUNTED = "nights_counted"
    STAY_EXPECTED_THEN_COUNTED = "stay_expected_then_counted"


class ChangeKind(StrEnum):
    """What would change the answer soonest."""

    MORE_NIGHTS = "more_nights"
    """`nights` more are needed, and no stay we know of brings them."""
    NIGHTS_REACHED = "nights_reached"
    """On `on` the `nights` that are still missing will have been slept, if all goes as we know it."""
    EXPECTED_DEPARTURE_EARLIER = "expected_departure_earlier"
    """The duty would not be there if the expected departure were before `on`."""
    STAYS_AWAY = "stays_away"
    """The duty ends on `on`, when the whole window is empty, if the person sleeps nowhere from today."""


@dataclass(frozen=True, slots=True)
class NearestChange:
    """What would change the answer: read `on` and `nights` with the kind."""

    kind: ChangeKind
    on: date | None
    nights: int | None


@dataclass(frozen=True, slots=True)
class DutyDecision:
    """The answer for one person on one day, with all that is needed to explain it.

    The window is `window_from` up to, not including, `window_until`, which is the day of the answer. `register_in` and
    `register_site` say where a registration would be made, also while there is no duty.
    """

    status: DutyStatus
    code: DutyReason
    counted_from: date | None
    expected_from: date | None
    duty_from: date | None
    register_by: date | None
    nights_in_window: int
    approaching_on: date | None
    register_in: str | None
    register_site: str | None
    window_from: date
    window_until: date
    change: NearestChange
    parameters: DutyParameters

    @property
    def facts(self) -> dict[str, str | int | date | None]:
        """What was counted, flat and without a person in it: for a log, a record or a sentence."""
        return {
            "nights_in_window": self.nights_in_window,
            "nights_needed": self.parameters.nights,
            "window_from": self.window_from,
            "window_until": self.window_until,
            "window_days": self.parameters.window_days,
            "register_within_days": self.parameters.register_within_days,
            "change": self.change.kind.value,
            "change_on": self.change.on,
            "change_nights": self.change.nights,
        }


def duty_parameters_on(day: date) -> DutyParameters:
    """The parameters of the duty in force on `day`. Refuses ("no_parameter_on_day") a day before the Wet BRP."""
    keys = ("duty.window_days", "duty.nights", "brp.register.deadline", "duty.approaching_days")
    used = tuple(use_parameter(key, day) for key in keys)
    window_days, nights, register_within_days, approaching_days = (parameter.whole_number for parameter in used)
    set_by = use_term("brp.register.deadline", day).set_by
    return DutyParameters(window_days, nights, register_within_days, approaching_days, used, set_by)


def registration_duty(stays: Sequence[StayFacts], *, on: date, parameters: DutyParameters) -> DutyDecision:
    """The registration duty of one person as known on `on`. The order of the stays does not matter.

    A closed stay that ends on or before its arrival covers no night and is passed over. A stay that begins after `on`
    is a plan: it only tells when the duty approaches.
    """
    real = [stay for stay in stays if stay.departure is None or stay.departure > stay.arrival]
    begun = [stay for stay in real if stay.arrival <= on]
    known = NightCount(Span(stay.arrival, min(stay.departure or on, on)) for stay in begun)
    ahead = NightCount(Span(stay.arrival, _projected_end(stay, on=on)) for stay in real)
    nights_in_window = known.in_window(on, parameters.window_days)
    residence_from = _residence_from(known, on=on, window_days=parameters.window_days)

    # Up to `on` the projected nights are the known ones: one search finds the counted day or, past `on`, the one ahead.
    reached = ahead.first_day_with(parameters.nights, window_days=parameters.window_days, after=residence_from)
    counted_from = reached if reached is not None and reached <= on else None
    approaching_on = reached if counted_from is None else None
    expected_from = _expected_from(begun, on=on, residence_from=residence_from, nights=parameters.nights)
    duty_from = min((day for day in (counted_from, expected_from) if day is not None), default=None)

    status = _status(counted_from, expected_from, approaching_on, on=on, parameters=parameters)
    place = _where(begun, on=on, window_days=parameters.window_days)
    return DutyDecision(
        status=status,
        code=_reason(status, nights_in_window, duty_from=duty_from, counted_from=counted_from),
        counted_from=counted_from,
        expected_from=expected_from,
        duty_from=duty_from,
        register_by=None if duty_from is None else last_day_of_term(duty_from, parameters.register_term),
        nights_in_window=nights_in_window,
        approaching_on=approaching_on,
        register_in=place.municipality if place else None,
        register_site=place.site if place else None,
        window_from=on - timedelta(days=parameters.window_days),
        window_until=on,
        change=_nearest_change(
            status,
            expected_from=expected_from,
            approaching_on=approaching_on,
            missing=parameters.nights - nights_in_window,
            known=known,
            parameters=parameters,
        ),
        parameters=parameters,
    )


def _projected_end(stay: StayFacts, *, on: date) -> date:
    """Until when the stay runs as far as we know: nothing past `on` once the expected departure has passed."""
    if stay.departure is not None:
        return stay.departure
    if stay.expected_departure is None:
        return _ENDLESS
    return max(stay.expected_departure, on)


def _residence_from(known: NightCount, *, on: date, window_days: int) -> date:
    """The last day up to `on` with an empty window before it: nights before that day no longer count."""
    if not known.spans or (on - known.spans[-1].until).days >= window_days:
        return on
    for earlier, later in reversed(list(pairwise(known.spans))):
        if (later.first - earlier.until).days >= window_days:
            return later.first
    return known.spans[0].first


def _expected_from(begun: Sequence[StayFacts], *, on: date, residence_from: date, nights: int) -> date | None:
    """First day of the earliest spell in which a stay was expected to last long enough from that day.

    What was expected counts, not what became of it (art. 2.38 speaks of a reasonable expectation).
    """
    spell_from = spell_until = date.min
    for stay in sorted(begun, key=lambda stay: stay.arrival):
        if stay.arrival > spell_until:
            spell_from = stay.arrival
        spell_until = max(spell_until, stay.departure or _ENDLESS)
        if (
            spell_from >= residence_from
            and stay.expected_departure is not None
            and (stay.expected_departure - spell_from).days >= nights
        ):
            return spell_from
    return None


def _status(
    counted_from: date | None,
    expected_from: date | None,
    approaching_on: date | None,
    *,
    on: date,
    parameters: DutyParameters,
) -> DutyStatus:
    if counted_from is not None:
        return DutyStatus.DUTY_COUNTED
    if expected_from is not None:
        return DutyStatus.DUTY_EXPECTED
    if approaching_on is not None and (approaching_on - on).days <= parameters.approaching_days:
        return DutyStatus.APPROACHING
    return DutyStatus.NONE


def _reason(
    status: DutyStatus, nights_in_window: int, *, duty_from: date | None, counted_from: date | None
) -> DutyReason:
    match status:
        case DutyStatus.DUTY_COUNTED if duty_from != counted_from:
            return DutyReason.STAY_EXPECTED_THEN_COUNTED
        case DutyStatus.DUTY_COUNTED:
            return DutyReason.NIGHTS_COUNTED
        case DutyStatus.DUTY_EXPECTED:
            return DutyReason.STAY_EXPECTED
        case DutyStatus.APPROACHING:
            return DutyReason.NIGHTS_NEAR
    return DutyReason.NIGHTS_BELOW if nights_in_window else DutyReason.NO_NIGHTS


def _nearest_change(
    status: DutyStatus,
    *,
    expected_from: date | None,
    approaching_on: date | None,
    missing: int,
    known: NightCount,
    parameters: DutyParameters,
) -> NearestChange:
    if status is DutyStatus.DUTY_COUNTED:
        window_empty_on = known.spans[-1].until + timedelta(days=parameters.window_days)
        return NearestChange(ChangeKind.STAYS_AWAY, window_empty_on, None)
    if expected_from is not None:
        long_enough_on = expected_from + timedelta(days=parameters.nights)
        return NearestChange(ChangeKind.EXPECTED_DEPARTURE_EARLIER, long_enough_on, None)
    if approaching_on is not None:
        return NearestChange(ChangeKind.NIGHTS_REACHED, approaching_on, missing)
    return NearestChange(ChangeKind.MORE_NIGHTS, None, missing)


@dataclass(frozen=True, slots=True)
class _Place:
    site: str | None
    municipality: str | None


def _where(begun: Sequence[StayFacts], *, on: date, window_days: int) -> _Place | None:
    """The site with most distinct nights in the window (art. 1.1 onder o); on a tie the one slept at last.

    A person without a night in the window who arrives on `on` belongs where that stay is. A stay without a site counts
    for its municipality as if that were one.
    """
    window = Span(on - timedelta(days=window_days), on)
    in_window = [stay for stay in begun if stay.arrival < on and (stay.departure or on) > window.first]
    candidates = in_window or [stay for stay in begun if stay.arrival == on]
    by_site: dict[str | None, list[StayFacts]] = {}
    for stay in candidates:
        by_site.setdefault(stay.site or stay.municipality, []).append(stay)
    if not by_site:
        return None

    def rank(site: str | None) -> tuple[int, date, date]:
        nights = NightCount(
            Span(max(stay.arrival, window.first), min(stay.departure or on, on)) for stay in by_site[site]
        )
        last_night = nights.spans[-1].until if nights.spans else on
        return nights.total, last_night, max(stay.arrival for stay in by_site[site])

    # Sorted first, so that what is still a tie does not hang on the order of the rows.
    chosen = by_site[max(sorted(by_site, key=lambda site: site or ""), key=rank)]
    placed = [stay for stay in chosen if stay.municipality is not None]
    latest = max(placed or chosen, key=lambda stay: (stay.arrival, stay.municipality or ""))
    return _Place(latest.site, latest.municipality)
