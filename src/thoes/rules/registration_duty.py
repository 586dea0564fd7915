"""Who must register in the BRP, from when and where: an indication for a person who decides.

The law asks for an expectation at arrival of two thirds of half a year in the Netherlands (Wet BRP art. 2.38 lid 1),
and government asks late registration of who stays longer after all. Thoes sees nights in beds, not stay in the
Netherlands, so the answer is no finding of default. The numbers come from the rule book; how we read the law is in
`formulas.yaml`. Where somebody would register is `home_address`.

Intervals, never nights: the cost grows with the stays of a person and not with their length.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from thoes.kernel.nights import Span
from thoes.rules.home_address import ENDLESS, Place, home_address, projected_end
from thoes.rules.loading import RuleBookError, TermOrigin, UsedParameter, use_parameter
from thoes.rules.night_counting import NightCount
from thoes.rules.stay_facts import StayFacts
from thoes.rules.terms import Term, TermEnd, TermUnit, end_of_term, use_term


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
    """It was expected when the person arrived."""
    STAY_EXPECTED_LATER = "stay_expected_later"
    """It became known after the arrival, on `expected_from`."""
    STAY_EXPECTED_TAKEN_BACK = "stay_expected_taken_back"
    """It was expected from `expected_from`, and taken back when the term to register was over."""
    NIGHTS_COUNTED = "nights_counted"
    STAY_EXPECTED_THEN_COUNTED = "stay_expected_then_counted"


REASONS_OF_A_DUTY = frozenset(
    {
        DutyReason.STAY_EXPECTED,
        DutyReason.STAY_EXPECTED_LATER,
        DutyReason.STAY_EXPECTED_TAKEN_BACK,
        DutyReason.NIGHTS_COUNTED,
        DutyReason.STAY_EXPECTED_THEN_COUNTED,
    }
)
"""The reasons for which somebody must register."""


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
    `register_site` say where a registration would be made, also while there is no duty: where the person lives, and
    `also_at` the other places of now. Who lives nowhere that we know of and slept somewhere in the window has the last
    place there, with `register_site_left_on`: nothing is to be sent to it. `expected_until` is the departure that gave
    the expected duty, as it was said on `expected_from` or before, of a stay in the municipality `expected_in`;
    `expectation_taken_back_on` the day since which nothing so long is expected any more.
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
    register_site_left_on: date | None
    also_at: tuple[Place, ...]
    expected_until: date | None
    expected_in: str | None
    expectation_taken_back_on: date | None
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
            "expectation_taken_back_on": self.expectation_taken_back_on,
            "register_site_left_on": self.register_site_left_on,
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
    is a plan: it only tells when the duty approaches. Whose last night lies before the window begins anew.
    """
    window_from = on - timedelta(days=parameters.window_days)
    if stays and all(stay.departure is not None and stay.departure <= window_from for stay in stays):
        return _without_nights(on, parameters)
    real = [stay for stay in stays if stay.departure is None or stay.departure > stay.arrival]
    begun = [stay for stay in real if stay.arrival <= on]
    known = NightCount(Span(stay.arrival, min(stay.departure or on, on)) for stay in begun)
    ahead = NightCount(Span(stay.arrival, projected_end(stay, on=on)) for stay in real)
    nights_in_window = known.in_window(on, parameters.window_days)
    residence_from = _residence_from(known, on=on, window_days=parameters.window_days)

    # Up to `on` the projected nights are the known ones: one search finds the counted day or, past `on`, the one ahead.
    reached = ahead.first_day_with(parameters.nights, window_days=parameters.window_days, after=residence_from)
    counted_from = reached if reached is not None and reached <= on else None
    approaching_on = reached if counted_from is None else None
    expected = _expected(begun, on=on, residence_from=residence_from, parameters=parameters)
    expected_from = expected.from_date if expected else None
    duty_from = min((day for day in (counted_from, expected_from) if day is not None), default=None)

    status = _status(counted_from, expected_from, approaching_on, on=on, parameters=parameters)
    home = home_address(begun, on=on, left_after=window_from)
    return DutyDecision(
        status=status,
        code=_reason(status, nights_in_window, expected=expected, counted_from=counted_from),
        counted_from=counted_from,
        expected_from=expected_from,
        duty_from=duty_from,
        register_by=None if duty_from is None else _register_by(duty_from, parameters),
        nights_in_window=nights_in_window,
        approaching_on=approaching_on,
        register_in=home.place.municipality if home else None,
        register_site=home.place.site if home else None,
        register_site_left_on=home.left_on if home else None,
        also_at=home.also_at if home else (),
        expected_until=expected.departure if expected else None,
        expected_in=expected.municipality if expected else None,
        expectation_taken_back_on=expected.taken_back_on if expected else None,
        window_from=window_from,
        window_until=on,
        change=_nearest_change(
            status,
            expected=expected,
            approaching_on=approaching_on,
            missing=parameters.nights - nights_in_window,
            known=known,
            on=on,
            parameters=parameters,
        ),
        parameters=parameters,
    )


@lru_cache(maxsize=4)
def _without_nights(on: date, parameters: DutyParameters) -> DutyDecision:
    """The answer for who slept nowhere in the window: in a register of years that is most people."""
    return registration_duty((), on=on, parameters=parameters)


def end_of_register_term(duty_from: date, parameters: DutyParameters) -> TermEnd:
    """The last day to register for a duty from a day on, and why it is later than the days that the law names."""
    return end_of_term(duty_from, parameters.register_term)


def _register_by(duty_from: date, parameters: DutyParameters) -> date:
    """The last day on which registering is in time."""
    return end_of_register_term(duty_from, parameters).last_day


def _residence_from(known: NightCount, *, on: date, window_days: int) -> date:
    """The last day up to `on` with an empty window before it: nights before that day no longer count."""
    if not known.spans or (on - known.spans[-1].until).days >= window_days:
        return on
    for earlier, later in reversed(list(pairwise(known.spans))):
        if (later.first - earlier.until).days >= window_days:
            return later.first
    return known.spans[0].first


@dataclass(frozen=True, slots=True)
class _LongStay:
    """That a stay was expected to be long: the day from which that counts, what was said, and until when it stood."""

    from_date: date
    spell_from: date
    departure: date
    municipality: str | None
    taken_back_on: date | None


def _expected(
    begun: Sequence[StayFacts], *, on: date, residence_from: date, parameters: DutyParameters
) -> _LongStay | None:
    """What first gave a duty: a stay that was expected to end long enough after the first day of its spell.

    It counts from the arrival for that stay, or from the day on which it became known if that is later. What was
    expected counts, not what became of it (art. 2.38 speaks of a reasonable expectation), but for who was no longer
    expected to stay long while the term to register ran: nobody was late, and registering would have been wrong.
    """
    spell_from = spell_until = date.min
    found: list[_LongStay] = []
    for stay in sorted(begun, key=lambda stay: stay.arrival):
        if stay.arrival > spell_until:
            spell_from = stay.arrival
        spell_until = max(spell_until, stay.departure or ENDLESS)
        if spell_from >= residence_from:
            found.extend(
                long
                for long in _times_expected_long(stay, spell_from=spell_from, nights=parameters.nights)
                if long.from_date <= on
                and (
                    long.taken_back_on is None or long.taken_back_on > min(on, _register_by(long.from_date, parameters))
                )
            )
    if not found:
        return None
    standing = any(long.taken_back_on is None or long.taken_back_on > on for long in found)
    first = min(
        found,
        key=lambda long: (
            long.from_date,
            -long.departure.toordinal(),
            long.taken_back_on or ENDLESS,
            long.municipality or "",
        ),
    )
    return replace(first, taken_back_on=None) if standing else first


def _times_expected_long(stay: StayFacts, *, spell_from: date, nights: int) -> Iterator[_LongStay]:
    """The times at which the stay was expected to end at least `nights` nights after the first day of its spell.

    What was first said when the stay was over is no expectation.
    """
    since: date | None = None
    until = spell_from
    for said in stay.said:
        if said.departure is not None and (said.departure - spell_from).days >= nights:
            if since is None and (stay.departure is None or said.known_on < stay.departure):
                since, until = said.known_on, said.departure
        elif since is not None:
            yield _LongStay(max(since, stay.arrival), spell_from, until, stay.municipality, taken_back_on=said.known_on)
            since = None
    if since is not None:
        yield _LongStay(max(since, stay.arrival), spell_from, until, stay.municipality, taken_back_on=None)


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
    status: DutyStatus, nights_in_window: int, *, expected: _LongStay | None, counted_from: date | None
) -> DutyReason:
    match status:
        case DutyStatus.DUTY_COUNTED if expected and counted_from and expected.from_date < counted_from:
            return DutyReason.STAY_EXPECTED_THEN_COUNTED
        case DutyStatus.DUTY_COUNTED:
            return DutyReason.NIGHTS_COUNTED
        case DutyStatus.DUTY_EXPECTED if expected and expected.taken_back_on:
            return DutyReason.STAY_EXPECTED_TAKEN_BACK
        case DutyStatus.DUTY_EXPECTED if expected and expected.from_date > expected.spell_from:
            return DutyReason.STAY_EXPECTED_LATER
        case DutyStatus.DUTY_EXPECTED:
            return DutyReason.STAY_EXPECTED
        case DutyStatus.APPROACHING:
            return DutyReason.NIGHTS_NEAR
    return DutyReason.NIGHTS_BELOW if nights_in_window else DutyReason.NO_NIGHTS


def _nearest_change(
    status: DutyStatus,
    *,
    expected: _LongStay | None,
    approaching_on: date | None,
    missing: int,
    known: NightCount,
    on: date,
    parameters: DutyParameters,
) -> NearestChange:
    if expected is not None and status is DutyStatus.DUTY_EXPECTED:
        if on <= _register_by(expected.from_date, parameters):
            long_enough_on = expected.spell_from + timedelta(days=parameters.nights)
            return NearestChange(ChangeKind.EXPECTED_DEPARTURE_EARLIER, long_enough_on, None)
        return _stays_away(known, parameters)
    if status is DutyStatus.DUTY_COUNTED:
        return _stays_away(known, parameters)
    if approaching_on is not None:
        return NearestChange(ChangeKind.NIGHTS_REACHED, approaching_on, missing)
    return NearestChange(ChangeKind.MORE_NIGHTS, None, missing)


def _stays_away(known: NightCount, parameters: DutyParameters) -> NearestChange:
    window_empty_on = known.spans[-1].until + timedelta(days=parameters.window_days)
    return NearestChange(ChangeKind.STAYS_AWAY, window_empty_on, None)
