"""What was published, for pages, files and charts. This is the only way in which they get numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Min, Q
from django.utils import timezone

from thoes.monitor.indicators.length_of_stay import STAYING
from thoes.monitor.models import Publication, PublishedCount, PublishedShare


@dataclass(frozen=True, slots=True)
class Number:
    """One published number; `shown` is None where it is not told. Of an estimate `low` and `high` are its interval."""

    indicator: str
    version: int
    period: date
    area: str
    split: str
    value: str
    shown: int | None
    low: int
    high: int


_FIELDS = ("indicator", "version", "period", "area", "split", "value", "shown", "low", "high")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Published numbers, to be looked up."""

    by_place: Mapping[tuple[str, date, str, str, str], Number]

    def of(self, indicator: str, area: str, period: date, split: str = "", value: str = "") -> Number | None:
        return self.by_place.get((indicator, period, area, split, value))

    def shown(self, indicator: str, area: str, period: date, split: str = "", value: str = "") -> int | None:
        """The number; None where it is not told or was not counted."""
        found = self.of(indicator, area, period, split, value)
        return found.shown if found else None

    def series(self, indicator: str, area: str, split: str = "", value: str = "") -> list[Number]:
        """All periods of one line, oldest first."""
        wanted = (indicator, area, split, value)
        found = [
            each for each in self.by_place.values() if (each.indicator, each.area, each.split, each.value) == wanted
        ]
        return sorted(found, key=lambda each: each.period)

    def all(self) -> list[Number]:
        """Every number, in the order in which they were read."""
        return list(self.by_place.values())


def last_publication() -> Publication | None:
    """The last time that was counted; None while nobody ever did."""
    return Publication.objects.order_by("-made_at", "-pk").first()


def publications_with_months() -> list[Publication]:
    """The changelog: each time that months were added, the last first."""
    return [each for each in Publication.objects.order_by("-made_at", "-pk") if each.months]


def day_of(publication: Publication) -> date:
    """The day of a publication, where Limburg lies."""
    return timezone.localdate(publication.made_at)


def read_numbers(*among: Q, **wanted: Any) -> Numbers:
    """The numbers that answer to a query on `PublishedCount`, in a steady order."""
    rows = (
        PublishedCount.objects.filter(*among, **wanted)
        .order_by("period", "indicator", "split", "pk")
        .values_list(*_FIELDS)
    )
    found = [Number(*row) for row in rows]
    return Numbers({(each.indicator, each.period, each.area, each.split, each.value): each for each in found})


def months_published() -> list[date]:
    """The last nights of the months that were published, oldest first."""
    rows = PublishedCount.objects.filter(indicator="came", split="").order_by("period")
    return list(rows.values_list("period", flat=True).distinct())


def periods_by_indicator() -> dict[str, tuple[date, date]]:
    """Of which indicators there are numbers or shares, from which period to which."""
    rows = PublishedCount.objects.order_by().values_list("indicator").annotate(first=Min("period"), last=Max("period"))
    found = {indicator: (first, last) for indicator, first, last in rows}
    shares = PublishedShare.objects.aggregate(first=Min("period"), last=Max("period"))
    return {**found, STAYING.key: (shares["first"], shares["last"])} if shares["first"] else found
