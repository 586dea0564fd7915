"""The nights behind an answer as the page of a person shows them: a strip and a table for each window."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thoes.registration.models import Assessment
from thoes.registration.reasons.reading import Reason
from thoes.registration.reasons.strip import strip_of
from thoes.rules.night_evidence import Night, NightEvidence
from thoes.ui.charts import Figure
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
    """One window: what is seen of its nights, and the rows that add up to them."""

    figure: Figure
    rows: list[ShownRow]


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
        title = _("The night of %(day)s was number %(needed)s within %(window)s nights") % {
            "day": day_in_words(reached - _A_NIGHT),
            "needed": needed,
            "window": reason.parameters.window_days,
        }
        panels.append(_panel("reached", title, reason.decisive, reason, reached_on=reached, needed=needed))
    if reason.decisive is None or reason.present.window != reason.decisive.window:
        title = _("%(nights)s of the last %(window)s nights are known to us") % {
            "nights": reason.present.total,
            "window": reason.parameters.window_days,
        }
        panels.append(_panel("present", title, reason.present, reason, reached_on=reached, needed=None))
    return panels


def _panel(
    key: str, title: str, evidence: NightEvidence[str], reason: Reason, *, reached_on: date | None, needed: int | None
) -> Panel:
    words = _(
        "From %(first)s to %(last)s. Nights in your municipality: %(here)s. In other municipalities of Limburg: "
        "%(elsewhere)s. Not known to us: %(unknown)s."
    ) % {
        "first": day_in_words(evidence.window.first),
        "last": day_in_words(evidence.window.until - _A_NIGHT),
        "here": evidence.here,
        "elsewhere": evidence.elsewhere,
        "unknown": evidence.unknown,
    }
    return Panel(
        figure=Figure(
            title=title,
            drawing=strip_of(
                f"nights-{key}",
                evidence,
                reached_on=reached_on,
                language=get_language() or "nl",
                key={
                    Night.HERE: _("In your municipality"),
                    Night.ELSEWHERE: _("Elsewhere in Limburg"),
                    Night.NONE: _("Not known to us"),
                },
                ring=_("Night %(needed)s") % {"needed": needed} if needed else "",
            ),
            note=words,
            words=words,
        ),
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
    )


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
