"""Count what is not published yet, decide how each number may be shown beside all others, and keep only that.

A month is counted once, when it is over, and stays as it was published: a number that was quoted is found again. The night is
counted anew each time. What was shown of the month before is laid beside a new one, because who came and went tells the
difference.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import numpy as np
from django.db import transaction
from django.db.models import QuerySet

from thoes.kernel.disclosure import Rounding, ShownCount
from thoes.kernel.disclosure_tables import NO_END, NOT_TOLD, Equation, Key, shown_together, worked_out
from thoes.kernel.months import ends_of_months
from thoes.monitor.areas import LIMBURG, Area, areas_of_limburg
from thoes.monitor.counting import (
    Coverage,
    World,
    count_month,
    count_moves,
    count_night,
    coverage_of,
    read_world,
    sites_in_night,
)
from thoes.monitor.domain.counting import Rows
from thoes.monitor.indicators import indicator_named
from thoes.monitor.indicators.register_counts import (
    BEDS,
    CAME,
    CAME_ON_A_DAY,
    CONFIRMED,
    PEOPLE,
    PERMITTED,
    SCALED,
    WENT,
    WENT_ON_A_DAY,
)
from thoes.monitor.models import Publication, PublishedCount, PublishedShare, Why
from thoes.monitor.published_shares import publish_shares
from thoes.monitor.splits import SPLITS, Moves, Split, split_named
from thoes.occupancy.public import CountedLimburg, counted_limburg
from thoes.privacy.public import cross_tenant, rounding_on

MONTHS_BACK = 13
NIGHTS_KEPT = 35
"""A night that is not the last of a month is forgotten after so many days."""

DAILY = (CAME_ON_A_DAY.key, WENT_ON_A_DAY.key)
"""Told of the night alone and forgotten with it, also where it ends a month."""

ESTIMATES_TO = 50
"""Estimates are rounded to this, which is rougher than any count that is shown beside them."""


@dataclass(frozen=True, slots=True, order=True)
class Series:
    """One line of numbers: which indicator, of which area, of all or of one value of a split."""

    indicator: str
    area: str
    split: str = ""
    value: str = ""

    def at(self, period: date) -> Key:
        return Key(f"{self.indicator}/{self.area}/{self.split}/{self.value}", period)


@dataclass(slots=True)
class Told:
    """What is told of one period, by series; `low` and `high` are what can be worked out of it."""

    numbers: dict[Series, int] = field(default_factory=dict)
    known: dict[Key, ShownCount] = field(default_factory=dict)
    equations: list[Equation] = field(default_factory=list)


@transaction.atomic
def publish(*, night: date, at: datetime, why: Why, months: int = MONTHS_BACK) -> Publication:
    """Count the night, and the months before it that were not published; the same night again replaces its numbers."""
    areas = areas_of_limburg()
    done = set(PublishedCount.objects.filter(indicator=CAME.key).values_list("period", flat=True).distinct())
    new = [last for last in ends_of_months(night, count=months) if last not in done]
    publication = Publication.objects.create(made_at=at, night=night, why=why, months=new)
    with cross_tenant():
        world = read_world()
        for last in [*new, night]:
            rows = _rows_of(last, world, areas, is_month=last != night)
            # The moves of its last day were told the night before.
            kept = DAILY if last != night else ()
            PublishedCount.objects.filter(period=last).exclude(indicator__in=kept).delete()
            PublishedCount.objects.bulk_create(
                [PublishedCount(publication=publication, period=last, **row) for row in rows], batch_size=2_000
            )
        # Whole percents of a hundred people, read every night, would tell how many left after how many days, day by day.
        if new or not PublishedShare.objects.exists():
            publish_shares(publication, world)
    _forget_nights(night)
    return publication


def _forget_nights(night: date) -> None:
    old = PublishedCount.objects.filter(period__lt=night - timedelta(days=NIGHTS_KEPT))
    months = PublishedCount.objects.filter(indicator=CAME.key).values("period")
    old.exclude(period__in=months).delete()
    old.filter(indicator__in=DAILY).delete()
    Publication.objects.filter(publishedcount=None, publishedshare=None, months=[]).delete()


def _rows_of(last: date, world: World, areas: Mapping[str, Area], *, is_month: bool) -> list[dict[str, object]]:
    limburg, rounding, told = counted_limburg(last), rounding_on(last), Told()
    _tell_stock(told, last, limburg, areas)
    for split in SPLITS:
        _tell_split(told, last, world, areas, split)
    if is_month:
        _tell_moves(told, last, world, areas, None)
        for split in (split for split in SPLITS if split.of_moves):
            _tell_moves(told, last, world, areas, split)
        _lay_beside_the_month_before(told, last, areas)
        _lay_beside_its_days(told, last)
    else:
        _tell_day(told, last, world, areas)
    shown = _decide(told, last, rounding)
    return [*_as_rows(shown), *_coverage_rows(last, world, areas, limburg)]


def _tell_stock(told: Told, last: date, limburg: CountedLimburg, areas: Mapping[str, Area]) -> None:
    """How many sleep where: shown by `occupancy` already, and not decided again. Sites are shown rounded to some."""
    for site, place in limburg.sites.items():
        told.known[Key(f"site/{site}", last)] = place.shown
    for code, shown in _places(limburg).items():
        told.known[Series(PEOPLE.key, code).at(last)] = shown
    for code in limburg.municipalities:
        sites = tuple(Key(f"site/{site}", last) for site, town in limburg.town_of.items() if town == code)
        told.equations.append(Equation(sites, (Series(PEOPLE.key, code).at(last),)))
    _add_up_areas(told, last, areas, Series(PEOPLE.key, LIMBURG))


def _places(limburg: CountedLimburg) -> dict[str, ShownCount]:
    return {
        **{code: place.shown for code, place in limburg.municipalities.items()},
        **{code: place.shown for code, place in limburg.regions.items()},
        LIMBURG: limburg.province.shown,
    }


def _levels(world: World, areas: Mapping[str, Area]) -> Iterable[tuple[Sequence[str], Mapping[str, str]]]:
    """The municipalities, the regions and the province, each with the area of a municipality on that level."""
    regions = [code for code, area in areas.items() if area.of == LIMBURG]
    yield world.towns, {town: town for town in world.towns}
    yield regions, world.region_of
    yield (LIMBURG,), dict.fromkeys(world.towns, LIMBURG)


def _tell_split(told: Told, last: date, world: World, areas: Mapping[str, Area], split: Split) -> None:
    by_town = count_night(world, last, world.towns, {town: town for town in world.towns}, split)
    for codes, of_town in _levels(world, areas):
        table = _added_up(by_town, [codes.index(of_town[town]) for town in world.towns], len(codes))
        _tell_table(told, last, PEOPLE.key, codes, split, table.tolist())
    for value in split.values:
        _add_up_areas(told, last, areas, Series(PEOPLE.key, LIMBURG, split.key, value))


def _added_up(by_town: Rows, area_of_town: Sequence[int], areas: int) -> Rows:
    """The rows of the municipalities of each area together: nobody sleeps in two. Who came and went adds up to nothing."""
    table = np.zeros((areas, by_town.shape[1]), by_town.dtype)
    np.add.at(table, area_of_town, by_town)
    return table


def _tell_moves(told: Told, last: date, world: World, areas: Mapping[str, Area], split: Split | None) -> None:
    for codes, of_town in _levels(world, areas):
        came, went = count_month(world, last, codes, of_town, split)
        for indicator, table in ((CAME.key, came), (WENT.key, went)):
            if split is not None:
                _tell_table(told, last, indicator, codes, split, table.tolist())
                continue
            told.numbers |= {
                Series(indicator, code): number for code, (number,) in zip(codes, table.tolist(), strict=True)
            }


def _tell_table(
    told: Told, last: date, indicator: str, codes: Sequence[str], split: Split, table: list[list[int]]
) -> None:
    """The values of a split, which in each area together are its total."""
    for code, numbers in zip(codes, table, strict=True):
        series = [Series(indicator, code, split.key, value) for value in split.values]
        told.numbers |= dict(zip(series, numbers, strict=True))
        whole = [Series(indicator, code).at(last)]
        if indicator != PEOPLE.key and split.moves is Moves.STAY:
            # Who moved from one group to another within the area is in the parts and not in the total.
            whole.append(Series(f"regrouped/{indicator}", code, split.key).at(last))
            told.known[whole[-1]] = NOT_TOLD
        told.equations.append(Equation(tuple(each.at(last) for each in series), tuple(whole)))


def _add_up_areas(told: Told, last: date, areas: Mapping[str, Area], series: Series) -> None:
    """The municipalities of each region, and the regions together."""
    for code in (code for code, area in areas.items() if area.of in ("", LIMBURG)):
        parts = tuple(replace(series, area=part).at(last) for part, area in areas.items() if area.of == code)
        told.equations.append(Equation(parts, (replace(series, area=code).at(last),), may_know_own=code != LIMBURG))


def _add_up_moves(told: Told, last: date, areas: Mapping[str, Area], series: Series) -> None:
    """Who came to the parts of an area are who came to it, and who moved within it; that number is in no sum."""
    parts = tuple(replace(series, area=code).at(last) for code, area in areas.items() if area.of == series.area)
    if parts:
        # Who moved came to one part and went from another: one number for both.
        moved = replace(series, indicator="moved-day" if series.indicator in DAILY else "moved").at(last)
        told.known[moved] = NOT_TOLD
        told.equations.append(Equation(parts, (series.at(last), moved)))


def _lay_beside_the_month_before(told: Told, last: date, areas: Mapping[str, Area]) -> None:
    """Who was there and who came are together who is there now and who went; who moved within a region is in no sum."""
    before = last.replace(day=1) - timedelta(days=1)
    known = {Series(row.indicator, row.area, row.split, row.value): row for row in _published(PEOPLE.key, before)}
    for series in list(told.numbers):
        if series.indicator not in (CAME.key, WENT.key):
            continue
        _add_up_moves(told, last, areas, series)
        stock = replace(series, indicator=PEOPLE.key)
        if series.indicator == CAME.key and stock in known and not _changes_by_night(series):
            told.known[stock.at(before)] = ShownCount(known[stock].shown, known[stock].low, known[stock].high)
            went = replace(series, indicator=WENT.key)
            told.equations.append(Equation((stock.at(before), series.at(last)), (stock.at(last), went.at(last))))


def _tell_day(told: Told, day: date, world: World, areas: Mapping[str, Area]) -> None:
    """Who came and who went on the day of a night, beside who was there the night before, if that was published."""
    before = day - timedelta(days=1)
    known = {row.area: row for row in _published(PEOPLE.key, before).filter(split="")}
    for codes, of_town in _levels(world, areas):
        for indicator, table in zip(DAILY, count_moves(world, day, day, codes, of_town, None), strict=True):
            told.numbers |= {
                Series(indicator, code): number for code, (number,) in zip(codes, table.tolist(), strict=True)
            }
    for code in areas:
        came, went = (Series(indicator, code).at(day) for indicator in DAILY)
        for indicator in DAILY:
            _add_up_moves(told, day, areas, Series(indicator, code))
        if code in known:
            stock = Series(PEOPLE.key, code)
            told.known[stock.at(before)] = ShownCount(known[code].shown, known[code].low, known[code].high)
            told.equations.append(Equation((stock.at(before), came), (stock.at(day), went)))


def _lay_beside_its_days(told: Told, last: date) -> None:
    """What was told of single days of a month; with the days of which nothing was told they are the month."""
    days = [last.replace(day=1) + timedelta(days=at) for at in range(last.day)]
    rows = PublishedCount.objects.filter(indicator__in=DAILY, period__in=days)
    parts: dict[Series, list[Key]] = {}
    for row in rows:
        series = Series(row.indicator, row.area)
        told.known[series.at(row.period)] = ShownCount(row.shown, row.low, row.high)
        parts.setdefault(series, []).append(series.at(row.period))
    for series, keys in parts.items():
        month = Series(CAME.key if series.indicator == CAME_ON_A_DAY.key else WENT.key, series.area)
        if len(keys) < len(days):
            keys.append(replace(series, indicator=f"untold/{series.indicator}").at(last))
            told.known[keys[-1]] = NOT_TOLD
        told.equations.append(Equation(tuple(keys), (month.at(last),)))


def _changes_by_night(series: Series) -> bool:
    """Whether the group of somebody may be another one the month before: then who came and went is not the difference."""
    split = split_named(series.split)
    return split is not None and split.moves is Moves.NIGHT


def _published(indicator: str, period: date) -> QuerySet[PublishedCount]:
    return PublishedCount.objects.filter(indicator=indicator, period=period)


def _decide(told: Told, last: date, rounding: Rounding) -> dict[Series, tuple[int | None, int, int]]:
    """How each is shown, and what can be worked out of it by everything that is told of this period."""
    series_of = {series.at(last): series for series in told.numbers}
    numbers = {key: told.numbers[series] for key, series in series_of.items()}
    before = PublishedCount.objects.filter(period=last, shown=None)
    kept_back = {Series(row.indicator, row.area, row.split, row.value).at(last) for row in before}
    new = shown_together(rounding, numbers, told.equations, known=told.known, kept_back=kept_back)
    everything = {**told.known, **new}
    bounds = worked_out(everything, told.equations)
    for key in told.known:
        if key.period == last and key.name.startswith(f"{PEOPLE.key}/"):
            indicator, area, split, value = key.name.split("/")
            series_of[key] = Series(indicator, area, split, value)
    return {series: (everything[key].number, *bounds[key]) for key, series in series_of.items()}


def _as_rows(shown: Mapping[Series, tuple[int | None, int, int]]) -> list[dict[str, object]]:
    return [_row(series, *numbers) for series, numbers in shown.items()]


def _row(series: Series, shown: int | None, low: int, high: int) -> dict[str, object]:
    indicator = indicator_named(series.indicator)
    assert indicator is not None
    return {
        "indicator": series.indicator, "version": indicator.version, "area": series.area, "split": series.split,
        "value": series.value, "shown": shown, "low": low, "high": min(high, NO_END),
    }  # fmt: skip


def _coverage_rows(
    last: date, world: World, areas: Mapping[str, Area], limburg: CountedLimburg
) -> Iterable[dict[str, object]]:
    people = {site: place.number for site, place in limburg.sites.items()}
    sites = sites_in_night(last, beds=limburg.beds, people=people)
    for _codes, of_town in _levels(world, areas):
        of_site = {site: of_town[town] for site, town in limburg.town_of.items()}
        for code, coverage in coverage_of(sites, of_site).items():
            for indicator, number in (
                (BEDS, coverage.beds),
                (CONFIRMED, coverage.confirmed),
                (PERMITTED, coverage.permitted),
            ):
                yield _row(Series(indicator.key, code), number, number, number)
            if code not in limburg.municipalities:
                yield from _estimate(code, coverage)


def _estimate(code: str, coverage: Coverage) -> Iterable[dict[str, object]]:
    """Only of regions and the province: of a municipality it would rest on a few sites."""
    if coverage.scaled is None:
        return
    number, low, high = (
        ESTIMATES_TO * round(each / ESTIMATES_TO)
        for each in (coverage.scaled.number, coverage.scaled.low, coverage.scaled.high)
    )
    yield _row(Series(SCALED.key, code), number, max(0, low), high)
