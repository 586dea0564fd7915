"""The figures of an area, each with what it finds as its title: made from published numbers alone."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thoes.monitor.areas import LIMBURG, Area
from thoes.monitor.coverage import with_coverage
from thoes.monitor.figures import MonitorFigure
from thoes.monitor.indicators.register_counts import BEDS, CAME, CONFIRMED, PEOPLE, WENT
from thoes.monitor.published import Number, Numbers
from thoes.monitor.splits import UNKNOWN, Split
from thoes.ui.charts import Dash, Days, Figure, KeyItem, Look, Row, Segment, Series, Table, bars, line
from thoes.ui.charts.scales import number_in
from thoes.ui.days import day_in_words

_LEAST_FOR_GROWTH = 500
"""People: two numbers rounded to tens then make a percentage that is at most two off. A choice of Thoes."""


def language() -> str:
    return get_language() or "nl"


def in_words(number: int | None) -> str:
    """A number, or that it is not shown."""
    return _("not shown") if number is None else number_in(language(), number)


def coverage(numbers: Numbers, area: Area, night: date) -> str:
    """What part of the known beds has a register that somebody confirmed lately, in a sentence."""
    beds, confirmed = (numbers.shown(each.key, area.code, night) for each in (BEDS, CONFIRMED))
    if not beds or confirmed is None:
        return _("Thoes knows no beds here.")
    return _("Of the beds that Thoes knows here (%(beds)s) the register of %(share)s percent was lately confirmed.") % {
        "share": round(100 * confirmed / beds),
        "beds": in_words(beds),
    }


def source(night: date) -> str:
    """Where a figure comes from and of when it is."""
    return _(
        "Source: the night register in Thoes, the night of %(day)s. Numbers are rounded; few people are not shown."
    ) % {"day": day_in_words(night)}


def people_over_time(numbers: Numbers, area: Area, night: date) -> MonitorFigure:
    """How many sleep there, at the end of each month and in the last night."""
    counted = numbers.series(PEOPLE.key, area.code)
    now = numbers.shown(PEOPLE.key, area.code, night)
    title = (
        _("How many sleep in %(area)s is not shown: it would tell too much of a few people")
        if now is None
        else _("About %(people)s international workers sleep in %(area)s in beds that Thoes knows")
    ) % {"people": in_words(now), "area": area.name}
    chart = line(
        f"people-{area.code}", _lines([(_("people"), Look.MAIN, counted)]), _days([counted], night), language=language()
    )
    rows = tuple((day_in_words(each.period), each.shown) for each in counted)
    table = Table(_("People, at the end of each month and in the last night"), (_("Night"), _("People")), rows)
    table = with_coverage(table, numbers, [(area.code, each.period) for each in counted])
    note = " ".join(filter(None, (growth(numbers, area), source(night))))
    return MonitorFigure(PEOPLE, Figure(title, chart, note, table), coverage(numbers, area, night))


def growth(numbers: Numbers, area: Area) -> str:
    """By how many percent the last month differs from the same one a year before, or from the first that was published.

    Nothing where that would say more than the rounding knows: of fewer than `_LEAST_FOR_GROWTH` people ten are percents.
    """
    months = [each.period for each in numbers.series(CAME.key, area.code)]
    told = [(month, numbers.of(PEOPLE.key, area.code, month)) for month in months]
    if len(told) < 2 or (now := told[-1][1]) is None:
        return ""
    last = months[-1]
    of_year_ago = [each for each in told if (each[0].year, each[0].month) == (last.year - 1, last.month)]
    then_month, then = (of_year_ago or told)[0]
    if then is None or then.version != now.version or min(now.shown or 0, then.shown or 0) < _LEAST_FOR_GROWTH:
        return ""
    percent = growth_percent(then.shown or 0, now.shown or 0)
    facts = {"month": _month(last), "then": _month(then_month), "percent": abs(percent)}
    if percent > 0:
        return _("At the end of %(month)s that was about %(percent)s percent more than at the end of %(then)s.") % facts
    if percent < 0:
        return (
            _("At the end of %(month)s that was about %(percent)s percent fewer than at the end of %(then)s.") % facts
        )
    return _("At the end of %(month)s that was about as many as at the end of %(then)s.") % facts


def growth_percent(before: int, now: int) -> int:
    """By how many whole percents a published number differs from another."""
    return round(100 * (now - before) / before)


def came_and_went(numbers: Numbers, area: Area, night: date) -> MonitorFigure:
    """Who came and who left, month by month."""
    came, went = (numbers.series(each.key, area.code) for each in (CAME, WENT))
    chart = line(
        f"moves-{area.code}",
        _lines([(_("came"), Look.MAIN, came), (_("left"), Look.BAD, went)], dashes=(Dash.NONE, Dash.DASHED)),
        _days([came, went], night),
        language=language(),
    )
    rows = tuple((_month(one.period), one.shown, other.shown) for one, other in zip(came, went, strict=True))
    table = Table(_("Who came and who left per month"), (_("Month"), _("Came"), _("Left")), rows)
    table = with_coverage(table, numbers, [(area.code, each.period) for each in came])
    return MonitorFigure(
        CAME, Figure(_says_moves(came, went, area), chart, source(night), table), coverage(numbers, area, night)
    )


def _says_moves(came: Sequence[Number], went: Sequence[Number], area: Area) -> str:
    if not came or came[-1].shown is None or went[-1].shown is None:
        return _("How many came to %(area)s and left in the last month is not shown") % {"area": area.name}
    return _("In %(month)s about %(came)s came to %(area)s and about %(left)s left") % {
        "month": _month(came[-1].period),
        "came": in_words(came[-1].shown),
        "left": in_words(went[-1].shown),
        "area": area.name,
    }


def by_split(numbers: Numbers, area: Area, night: date, split: Split, title: str) -> MonitorFigure:
    """Everybody divided by one thing; `title` gets `share` and `value` of the largest part that is known."""
    told = [
        (value, words, numbers.shown(PEOPLE.key, area.code, night, split.key, value))
        for value, words in split.values.items()
    ]
    known = [(number, words) for value, words, number in told if number is not None and value != UNKNOWN]
    total = numbers.shown(PEOPLE.key, area.code, night)
    if known and total:
        number, words = max(known, key=lambda each: each[0])
        said = title % {"share": round(100 * number / total), "value": words, "area": area.name}
    else:
        said = _("%(split)s in %(area)s is not shown: the groups are too small") % {
            "split": split.name,
            "area": area.name,
        }
    rows = [
        Row(str(words), in_words(number), (Segment(number or 0, Look.OPEN if value == UNKNOWN else Look.MAIN),))
        for value, words, number in told
    ]
    table = Table(f"{split.name}, {area.name}", (str(split.name), _("People")), tuple((str(w), n) for _v, w, n in told))
    table = with_coverage(table, numbers, [(area.code, night)] * len(told))
    chart = bars(f"{split.key}-{area.code}", rows)
    note = f"{source(night)} {split.is_not}"
    return MonitorFigure(PEOPLE, Figure(said, chart, note, table), coverage(numbers, area, night), split=split)


def where_they_sleep(numbers: Numbers, areas: Sequence[Area], night: date) -> MonitorFigure:
    """The regions beside each other."""
    regions = [area for area in areas if area.of == LIMBURG]
    told = [
        (area, numbers.shown(PEOPLE.key, area.code, night), numbers.shown(BEDS.key, area.code, night))
        for area in regions
    ]
    total = numbers.shown(PEOPLE.key, LIMBURG, night)
    known = [(number, area.name) for area, number, _beds in told if number is not None]
    if known and total:
        number, name = max(known)
        said = _("%(share)s percent of them sleep in %(area)s") % {"share": round(100 * number / total), "area": name}
    else:
        said = _("Where they sleep is not shown")
    rows = [
        Row(
            area.name,
            _("people: %(people)s, beds: %(beds)s") % {"people": in_words(number), "beds": in_words(beds or 0)},
            (Segment(number or 0, Look.MAIN), Segment(max(0, (beds or 0) - (number or 0)), Look.OPEN)),
        )
        for area, number, beds in told
    ]
    key = (KeyItem(Look.MAIN, _("people")), KeyItem(Look.OPEN, _("beds without anybody")))
    table = Table(
        _("People and beds per region"),
        (_("Region"), _("People"), _("Beds")),
        tuple((area.name, number, beds or 0) for area, number, beds in told),
    )
    table = with_coverage(table, numbers, [(area.code, night) for area, _people, _beds in told])
    limburg = next(area for area in areas if area.code == LIMBURG)
    figure = Figure(said, bars("where", rows, key=key), source(night), table)
    return MonitorFigure(PEOPLE, figure, coverage(numbers, limburg, night))


def how_sure(numbers: Numbers, areas: Iterable[Area], night: date) -> MonitorFigure:
    """The beds whose register was confirmed, per region."""
    places = [area for area in areas if area.of in ("", LIMBURG)]
    told = [
        (area, numbers.shown(CONFIRMED.key, area.code, night) or 0, numbers.shown(BEDS.key, area.code, night) or 0)
        for area in places
    ]
    _limburg, sure, beds = told[0]
    said = _("For %(share)s percent of the beds somebody confirmed lately who sleeps there") % {
        "share": round(100 * sure / beds) if beds else 0
    }
    rows = [
        Row(
            area.name,
            _("%(sure)s of %(beds)s") % {"sure": in_words(sure), "beds": in_words(beds)},
            (Segment(sure, Look.MAIN), Segment(beds - sure, Look.OPEN)),
        )
        for area, sure, beds in told
    ]
    key = (KeyItem(Look.MAIN, _("confirmed")), KeyItem(Look.OPEN, _("not confirmed")))
    table = Table(
        _("Beds whose register was confirmed"),
        (_("Which area"), _("Confirmed"), _("Beds")),
        tuple((area.name, sure, beds) for area, sure, beds in told),
    )
    table = with_coverage(table, numbers, [(area.code, night) for area, _sure, _beds in told])
    return MonitorFigure(CONFIRMED, Figure(said, bars("sure", rows, key=key), source(night), table))


def _lines(
    counted: Sequence[tuple[str, Look, Sequence[Number]]], *, dashes: Sequence[Dash] = (Dash.NONE,)
) -> list[Series]:
    """A line for each version of a definition: where it changed, a series breaks. `dashes` tell them apart without colour."""
    found = []
    for (label, look, numbers), dash in zip(counted, dashes, strict=True):
        versions = [list(group) for _version, group in groupby(numbers, key=lambda each: each.version)]
        for at, of_version in enumerate(versions):
            points = [(each.period, each.shown) for each in of_version]
            found.append(Series(label if at == len(versions) - 1 else "", points, look, dash=dash))
    return found


def _days(counted: Iterable[Sequence[Number]], night: date) -> Days:
    days = [each.period for numbers in counted for each in numbers] or [night]
    return Days(min(days), max(days) + timedelta(days=1))


def _month(last: date) -> str:
    return date_format(last, "F Y")
