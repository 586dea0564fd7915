"""The nights behind an answer as the page of a person shows them: a strip and a table for each window."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thoes.registration.models import Assessment
from thoes.registration.reasons.reading import Reason
from thoes.registration.reasons.strip import Strip, strip_of
from thoes.rules.night_evidence import NightEvidence
from thoes.ui.days import day_in_words

_A_NIGHT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the table; `place` is empty for nights elsewhere, which lie somewhere from `first` to `last`."""

    place: str
    first: date
    last: date
    nights: int
    counted_above: int
    total: int


@dataclass(frozen=True, slots=True)
class Panel:
    """One window: its title, what the strip says in words, the strip and the rows."""

    key: str
    title: str
    words: str
    strip: Strip
    months: list[tuple[str, int]]
    rows: list[ShownRow]
    needed: int | None
    """How many nights the running total goes to; None when it did not get there."""


@dataclass(frozen=True, slots=True)
class ShownExpectation:
    """A stay that was expected to be long; `place` is empty for one elsewhere."""

    place: str
    arrival: date | None
    expected_departure: date | None
    nights: int | None


def panels_of(reason: Reason, assessment: Assessment) -> list[Panel]:
    """The window in which the number was reached, and the one before the day of the answer where that is another."""
    panels = []
    reached, needed = assessment.counted_from, reason.parameters.nights
    if reason.decisive is not None and reached is not None:
        title = _("The nights with which the number of %(needed)s was reached") % {"needed": needed}
        panels.append(_panel("reached", title, reason.decisive, reason, reached_on=reached, needed=needed))
    if reason.decisive is None or reason.present.window != reason.decisive.window:
        title = _("The last %(nights)s nights") % {"nights": reason.parameters.window_days}
        panels.append(_panel("present", title, reason.present, reason, reached_on=reached, needed=None))
    return panels


def _panel(
    key: str, title: str, evidence: NightEvidence[str], reason: Reason, *, reached_on: date | None, needed: int | None
) -> Panel:
    strip = strip_of(evidence, reached_on=reached_on)
    return Panel(
        key=key,
        title=title,
        words=_(
            "From %(first)s to %(last)s. Nights in your municipality: %(here)s. In other municipalities of Limburg: "
            "%(elsewhere)s. Not known to us: %(unknown)s."
        )
        % {
            "first": day_in_words(evidence.window.first),
            "last": day_in_words(evidence.window.until - _A_NIGHT),
            "here": evidence.here,
            "elsewhere": evidence.elsewhere,
            "unknown": evidence.unknown,
        },
        strip=strip,
        months=[(_month(day, with_year=n == 0 or day.month == 1), y) for n, (day, y) in enumerate(strip.months)],
        rows=[
            ShownRow(
                place=reason.names.get(row.place, "–") if row.place is not None else "",
                first=row.span.first,
                last=row.span.until - _A_NIGHT,
                nights=row.nights,
                counted_above=row.counted_above,
                total=row.total,
            )
            for row in evidence.rows
        ],
        needed=needed,
    )


def _month(day: date, *, with_year: bool) -> str:
    words = day_in_words(day, "M y" if with_year else "M")
    # Dutch writes months with a small letter.
    return words.lower() if get_language() == "nl" else words


def expectations_of(reason: Reason) -> list[ShownExpectation]:
    """The stays that were expected to be long."""
    return [
        ShownExpectation(
            place=reason.names.get(stay.place, "–") if stay.place is not None else "",
            arrival=stay.arrival,
            expected_departure=stay.expected_departure,
            nights=stay.nights,
        )
        for stay in reason.expected
    ]
