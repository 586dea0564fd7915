"""A year of one site as a figure with its numbers per month, and each spell of nights with too many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from thoes.occupancy.norm_texts import OUTCOME_TEXTS
from thoes.occupancy.norms import SiteYear
from thoes.rules.norm_terms import NormOutcome
from thoes.ui.charts import (
    Dash,
    Days,
    Figure,
    KeyItem,
    Look,
    Series,
    StripRow,
    Table,
    line,
    one_above_another,
    runs_of,
    strip,
)
from thoes.ui.days import day_in_words

_LOOKS = {NormOutcome.WITHIN: Look.GOOD, NormOutcome.UNKNOWN: Look.DOUBT, NormOutcome.OVER: Look.BAD}


@dataclass(frozen=True, slots=True)
class Month:
    """A month in numbers; `allowed` is the lowest of its nights."""

    first: date
    most_people: int
    allowed: int | None
    within: int
    unknown: int
    over: int


@dataclass(frozen=True, slots=True)
class Spell:
    """Nights in a row with too many people, in the site as a whole or in a room."""

    first: date
    last: date
    nights: int
    most_people: int
    allowed: int | None
    rooms: int


def figure_of(year: SiteYear, *, is_now: bool) -> Figure:
    """People against what is allowed, and a strip for the site as a whole and one for its rooms, on one axis.

    What is allowed is cut off a little above the people, so that a large permit does not flatten them.
    """
    language, nights = get_language() or "nl", len(year.people)
    highest = max(year.people, default=0)
    largest = max((number for number in year.most if number is not None), default=0)
    days = Days(year.from_date, year.day(nights))
    lines = [
        Series(_("People per night"), _by_day(year, year.people), in_steps=True),
        Series(_("At most, as far as known"), _by_day(year, year.most), Look.HALF, in_steps=True, dash=Dash.DASHED),
    ]
    top = max(5, round(1.25 * max(highest, min(largest, 2 * highest))))
    strips = [(_("The whole site"), year.of_site), (_("Its rooms"), year.of_rooms)]
    drawing = one_above_another(
        "year",
        [
            line("year", lines, days, language=language, top=top),
            strip(
                "year",
                [StripRow(label, runs_of([_LOOKS[each] for each in found])) for label, found in strips],
                columns=nights,
                key=tuple(KeyItem(_LOOKS[each], str(OUTCOME_TEXTS[each])) for each in NormOutcome),
                label_above=True,
            ),
        ],
    )
    return Figure(
        title=_title(year, is_now=is_now),
        drawing=drawing,
        note=_(
            "The figures of the building are those of today; the norms, permits and quality labels are those of each night."
        ),
        table=_table(year),
    )


def _by_day(year: SiteYear, numbers: Sequence[int | None]) -> list[tuple[date, float | None]]:
    return [(year.day(at), number) for at, number in enumerate(numbers)]


def _title(year: SiteYear, *, is_now: bool) -> str:
    """What is wrong tonight and since when, or how often it was."""
    last = len(year.people) - 1
    if is_now and year.of_site[last] is NormOutcome.OVER:
        return _("Too many people since %(day)s") % {"day": _since(year, year.of_site)}
    if is_now and year.of_rooms[last] is NormOutcome.OVER:
        rooms = year.rooms_over[last]
        return ngettext(
            "Tonight %(rooms)d room is too full; since %(day)s a room is so every night",
            "Tonight %(rooms)d rooms are too full; since %(day)s a room is so every night",
            rooms,
        ) % {"rooms": rooms, "day": _since(year, year.of_rooms)}
    over = year.count(NormOutcome.OVER)
    if over:
        return ngettext("Too many people in %(nights)d night", "Too many people in %(nights)d nights", over) % {
            "nights": over
        }
    if year.count(NormOutcome.UNKNOWN):
        return _("In no night too many people, as far as known")
    return _("In no night too many people")


def _since(year: SiteYear, outcomes: tuple[NormOutcome, ...]) -> str:
    """The first of the nights with too many that go on until the last."""
    *_before, (_outcome, first, _nights) = _runs(outcomes)
    return day_in_words(year.day(first))


def _table(year: SiteYear) -> Table:
    return Table(
        _("Nights per month by outcome"),
        (_("Month"), _("Most people"), _("At most"), *(str(OUTCOME_TEXTS[each]) for each in NormOutcome)),
        tuple(
            (
                day_in_words(month.first, "F Y"),
                month.most_people,
                "–" if month.allowed is None else month.allowed,
                month.within,
                month.unknown,
                month.over,
            )
            for month in months_of(year)
        ),
    )


def _runs(outcomes: tuple[NormOutcome, ...]) -> Iterator[tuple[NormOutcome, int, list[NormOutcome]]]:
    at = 0
    for outcome, run in groupby(outcomes):
        nights = list(run)
        yield outcome, at, nights
        at += len(nights)


def _lowest(year: SiteYear, nights: Sequence[int]) -> int | None:
    return min((most for at in nights if (most := year.most[at]) is not None), default=None)


def months_of(year: SiteYear) -> list[Month]:
    """Per calendar month, as far as it lies in the year."""
    months = []
    for _month, run in groupby(range(len(year.people)), key=lambda at: (year.day(at).year, year.day(at).month)):
        nights = list(run)
        outcomes = [year.outcomes[at] for at in nights]
        months.append(
            Month(
                first=year.day(nights[0]),
                most_people=max(year.people[at] for at in nights),
                allowed=_lowest(year, nights),
                within=outcomes.count(NormOutcome.WITHIN),
                unknown=outcomes.count(NormOutcome.UNKNOWN),
                over=outcomes.count(NormOutcome.OVER),
            )
        )
    return months


def spells_of(year: SiteYear) -> list[Spell]:
    """Every spell of nights with too many people, the last one first."""
    spells = []
    for outcome, at, run in _runs(year.outcomes):
        if outcome is not NormOutcome.OVER:
            continue
        nights = range(at, at + len(run))
        spells.append(
            Spell(
                first=year.day(at),
                last=year.day(at) + timedelta(days=len(run) - 1),
                nights=len(run),
                most_people=max(year.people[night] for night in nights),
                allowed=_lowest(year, nights),
                rooms=max(year.rooms_over[night] for night in nights),
            )
        )
    return spells[::-1]
