"""The open data as tables: a row for each number that was published, with how much of the beds it knows of.

Everything comes from what is published already, so no row holds a number that a page may not show. Names of columns and codes
stay; a new column comes at the end. A *version* of the data is what stood there on the day of a publication that added months:
those numbers never change, so a version is the same whenever it is fetched.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thoes.monitor.areas import LIMBURG, Area, areas_of_limburg
from thoes.monitor.coverage import Covered, covered
from thoes.monitor.indicators import indicator_named
from thoes.monitor.indicators.declaring import Indicator, Way
from thoes.monitor.indicators.length_of_stay import STAYING
from thoes.monitor.models import Publication, PublishedCount, PublishedShare
from thoes.monitor.published import (
    day_of,
    last_publication,
    months_published,
    periods_by_indicator,
    publications_with_months,
)

Row = dict[str, Any]


class BigInt(int):
    """The kind of a column whose whole numbers may not fit in 32 bits."""


_PLACE = {"indicator": str, "version": int, "period": str, "area_code": str, "area": str, "area_kind": str, "split": str,
          "value": str}  # fmt: skip
_COVERAGE = {"beds_known": int, "beds_confirmed": int, "coverage_percent": int, "published_on": str}
COUNT_COLUMNS: Mapping[str, type] = {**_PLACE, "number": int, "low": int, "high": int, **_COVERAGE}
SHARE_COLUMNS: Mapping[str, type] = {
    **_PLACE, "gap_nights": int, "days": int, "percent": int, "low": int, "high": int, **_COVERAGE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenTable:
    """The rows of one indicator. `columns` says what kind of thing each holds; a value that is not told is None.

    `publication` is the last one in it; `version` the day of the version, None for the table as it is now.
    """

    indicator: Indicator
    columns: Mapping[str, type]
    rows: tuple[Row, ...]
    publication: Publication
    version: date | None


def open_table(key: str, *, version: date | None = None, **wanted: Any) -> OpenTable | None:
    """The table of an indicator as it is now, or as it was on the day of a version; None where there is none.

    `wanted` narrows the counts, by the fields of `PublishedCount`.

    How long people stay is worked out anew each time and has no versions.
    """
    indicator, publication = indicator_named(key), last_publication()
    if indicator is None or publication is None or key not in periods_by_indicator():
        return None
    areas, beds = areas_of_limburg(), covered()
    if key == STAYING.key and version is None:
        rows = tuple(_shares(indicator, areas, beds))
        return OpenTable(indicator, SHARE_COLUMNS, rows, publication, None)
    found = PublishedCount.objects.filter(indicator=key, **wanted)
    if version is not None:
        until = [each for each in publications_with_months() if day_of(each) <= version]
        if key == STAYING.key or not until or day_of(until[0]) != version:
            return None
        publication = until[0]
        found = found.filter(publication__in=until, period__in=months_published())
    rows = tuple(
        _count(indicator, each, areas, beds)
        for each in found.select_related("publication").order_by("period", "split", "pk")
    )
    return OpenTable(indicator, COUNT_COLUMNS, rows, publication, version)


def _count(indicator: Indicator, each: PublishedCount, areas: Mapping[str, Area], beds: Covered) -> Row:
    # What follows from how a count is rounded is no part of the data; of an estimate the interval is.
    is_counted = indicator.way is Way.COUNTED
    return {
        **_place(indicator, each, areas, value=each.value),
        "number": each.shown,
        "low": None if is_counted else each.low,
        "high": None if is_counted else each.high,
        **_coverage(each, beds),
    }


def _shares(indicator: Indicator, areas: Mapping[str, Area], beds: Covered) -> Iterator[Row]:
    rows = PublishedShare.objects.select_related("publication").order_by("gap", "split", "area", "value", "days")
    for each in rows:
        yield {
            **_place(indicator, each, areas, value=each.value),
            "gap_nights": each.gap,
            "days": each.days,
            "percent": each.percent,
            "low": each.low,
            "high": each.high,
            **_coverage(each, beds),
        }


def _place(
    indicator: Indicator, each: PublishedCount | PublishedShare, areas: Mapping[str, Area], *, value: str
) -> Row:
    area = areas.get(each.area)
    kind = "province" if each.area == LIMBURG else "region" if area and area.of == LIMBURG else "municipality"
    return {
        "indicator": indicator.key,
        "version": each.version,
        "period": each.period.strftime("%Y-%m") if indicator.moment == "month" else each.period.isoformat(),
        "area_code": each.area,
        "area": area.name if area else each.area,
        "area_kind": kind,
        "split": each.split,
        "value": value,
    }


def _coverage(each: PublishedCount | PublishedShare, beds: Covered) -> Row:
    known = beds.get((each.area, each.period))
    return {
        "beds_known": known.beds if known else None,
        "beds_confirmed": known.confirmed if known else None,
        "coverage_percent": known.percent if known else None,
        "published_on": day_of(each.publication).isoformat(),
    }
