"""Which nights made a decision about the registration duty, so that somebody can add them up.

Takes the window of the decision and the stays it was counted from. What lies in the own area keeps its place and its
days; of what lies elsewhere only numbers come out: how many nights in each gap between the own stays. A night counts
once, however many housing providers declared it, so the rows always add up to the number of the decision.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from thoes.kernel.nights import Span, union
from thoes.rules.stay_facts import StayFacts

_P = TypeVar("_P", bound=Hashable)
_A_NIGHT = timedelta(days=1)


class Night(StrEnum):
    """Where one night was slept, as far as somebody of one area may know."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class NightRow(Generic[_P]):
    """Nights of one place in a row, or (`place` None) the number of nights elsewhere somewhere within `span`.

    `nights` are those that no row above counted; `counted_above` are the others of the span. `total` runs.
    """

    place: _P | None
    span: Span
    nights: int
    counted_above: int
    total: int


@dataclass(frozen=True, slots=True)
class NightEvidence(Generic[_P]):
    """The rows of a window, in order of their first night."""

    window: Span
    rows: tuple[NightRow[_P], ...]

    @property
    def total(self) -> int:
        return self.rows[-1].total if self.rows else 0

    @property
    def here(self) -> int:
        return sum(row.nights for row in self.rows if row.place is not None)

    @property
    def elsewhere(self) -> int:
        return self.total - self.here

    @property
    def unknown(self) -> int:
        """Nights of the window of which nothing is known."""
        return self.window.nights - self.total

    def nights(self) -> list[tuple[date, Night]]:
        """Each night of the window. Within a gap the nights elsewhere are set next to the own stay, not where they were."""
        found = dict.fromkeys(_days(self.window), Night.NONE)
        for row in self.rows:
            days = list(_days(row.span))
            if row.place is not None:
                found.update(dict.fromkeys(days, Night.HERE))
            elif row.span.first == self.window.first:
                found.update(dict.fromkeys(days[len(days) - row.nights :], Night.ELSEWHERE))
            else:
                found.update(dict.fromkeys(days[: row.nights], Night.ELSEWHERE))
        return list(found.items())


@dataclass(frozen=True, slots=True)
class ExpectedStay(Generic[_P]):
    """A stay that was expected to be long; place, days and number of nights are None for one elsewhere."""

    place: _P | None
    arrival: date | None = None
    expected_departure: date | None = None
    nights: int | None = None


def night_evidence(window: Span, *, here: Mapping[_P, Sequence[Span]], elsewhere: Iterable[Span]) -> NightEvidence[_P]:
    """The evidence of a window, from the spans per place of the own area and those of everywhere else."""
    own: list[tuple[Span, _P]] = sorted(
        ((span, place) for place, spans in here.items() for span in union(_within(window, spans))),
        key=lambda found: (found[0].first, found[0].until, str(found[1])),
    )
    counted: list[Span] = []
    unplaced: list[tuple[_P | None, Span, int, int]] = []
    for span, place in own:
        above = sum(span.overlap(other) for other in counted)
        counted = union([*counted, span])
        unplaced.append((place, span, span.nights - above, above))
    others = union(_within(window, elsewhere))
    for gap in _gaps(window, counted):
        nights = sum(gap.overlap(other) for other in others)
        if nights:
            unplaced.append((None, gap, nights, 0))
    rows: list[NightRow[_P]] = []
    for where, span, nights, above in sorted(unplaced, key=lambda row: row[1].first):
        rows.append(NightRow(where, span, nights, above, nights + (rows[-1].total if rows else 0)))
    return NightEvidence(window, tuple(rows))


def expected_stays(
    stays: Sequence[StayFacts], *, expected_from: date, nights: int, municipality: str
) -> list[ExpectedStay[str]]:
    """The stays of the spell around `expected_from` that were expected to reach `nights` from its first day.

    Also when that was taken back since; each with the departure that was long enough and was said last.
    """
    spell = _spell(stays, expected_from)
    if spell is None:
        return []
    found: list[ExpectedStay[str]] = []
    for stay in sorted(stays, key=lambda stay: stay.arrival):
        if not spell.first <= stay.arrival < spell.until:
            continue
        departures = [said.departure for said in stay.said if said.departure is not None]
        long_enough = [until for until in departures if (until - spell.first).days >= nights]
        if not long_enough:
            continue
        if stay.municipality == municipality and stay.site:
            until = long_enough[-1]
            found.append(ExpectedStay(stay.site, stay.arrival, until, (until - spell.first).days))
        elif not any(other.place is None for other in found):
            found.append(ExpectedStay(None))
    return found


def window_before(day: date, window_days: int) -> Span:
    """The `window_days` nights before a day."""
    return Span(day - timedelta(days=window_days), day)


def _spell(stays: Sequence[StayFacts], day: date) -> Span | None:
    spans = union(Span(stay.arrival, stay.departure or date.max) for stay in stays)
    return next((span for span in spans if span.first <= day < span.until), None)


def _within(window: Span, spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        yield Span(max(span.first, window.first), min(span.until, window.until))


def _gaps(window: Span, counted: Sequence[Span]) -> Iterator[Span]:
    first = window.first
    for span in counted:
        if span.first > first:
            yield Span(first, span.first)
        first = span.until
    if first < window.until:
        yield Span(first, window.until)


def _days(span: Span) -> Iterator[date]:
    return (span.first + n * _A_NIGHT for n in range(span.nights))
