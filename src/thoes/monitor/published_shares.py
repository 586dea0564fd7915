"""How long people stay, worked out from the register with the counts of a night, and kept as whole percents.

A curve leaves this module only as shares at fixed times, through the one disclosure control. People are followed from the day
on which the register of a site began: who was there already enters the curve late. By nationality and by registration only
the last year is followed, because of who left longer ago that may have been erased.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from thoes.foundation.column_reading import uuids
from thoes.kernel.disclosure import GroupShare, shares_of_groups
from thoes.monitor.areas import LIMBURG
from thoes.monitor.counting import World, values_of
from thoes.monitor.domain.joined_stays import Days, JoinedStays, join_stays, watch
from thoes.monitor.domain.survival import Curve, survival_curve
from thoes.monitor.indicators.length_of_stay import STAYING
from thoes.monitor.models import Publication, PublishedShare
from thoes.monitor.splits import HOUSING, NATIONALITY, REGISTRATION
from thoes.register.public import registers_began
from thoes.rules.duty_arrays import days_since_epoch
from thoes.rules.loading import use_parameter

GAPS = (0, 30, 90)
"""How many nights away end no stay. All are published: which one is taken changes the answer."""

MARKS = (30, 91, 182, 365, 730, 1096, 1826)
"""Days after the arrival: from a month to five years."""

_FOLLOWED_LATELY = frozenset({NATIONALITY.key, REGISTRATION.key})


@dataclass(frozen=True, slots=True)
class _Groups:
    """A division of all stays: the area and value of each group, and per stay in a bed the number of its group."""

    keys: Sequence[tuple[str, str, str]]
    of_stay: Days
    lately: bool = False


def publish_shares(publication: Publication, world: World) -> None:
    """The shares as they are known on the night of the publication, in place of those of before it."""
    night = publication.night
    least = use_parameter("monitor.share.people", night).whole_number
    lately = days_since_epoch(night - timedelta(days=use_parameter("monitor.followed.days", night).whole_number))
    began, divisions = _register_began(world), list(_divisions(world, night))
    rows: list[PublishedShare] = []
    for gap in GAPS:
        stays = join_stays(world.columns.person, world.columns.arrival, world.columns.departure, gap=gap)
        start = began[stays.first]
        for groups in divisions:
            curves = _curves(
                stays,
                groups,
                on=days_since_epoch(night),
                gap=gap,
                start=np.maximum(start, lately) if groups.lately else start,
            )
            rows += _rows(publication, groups, curves, gap=gap, least=least)
    PublishedShare.objects.filter(period__lte=night).delete()
    PublishedShare.objects.bulk_create(rows, batch_size=2_000)


def _register_began(world: World) -> Days:
    """Per stay in a bed the day on which the register of its site began."""
    days = registers_began()
    of_site = np.array([days_since_epoch(days[site]) for site in uuids(world.columns.sites)], np.int64)
    return of_site[world.columns.site] if len(of_site) else np.empty(0, np.int64)


def _divisions(world: World, night: date) -> Iterator[_Groups]:
    """Everybody, and everybody divided: by region, and in Limburg by each split that is no length of stay itself."""
    everybody = np.zeros(len(world.columns.person), np.int64)
    yield _Groups([(LIMBURG, "", "")], everybody)
    regions = sorted(set(world.region_of.values()))
    yield _Groups([(region, "", "") for region in regions], world.level(regions, world.region_of))
    for split in (NATIONALITY, REGISTRATION, HOUSING):
        yield _Groups(
            [(LIMBURG, split.key, value) for value in split.values],
            values_of(split, world, night),
            lately=split.key in _FOLLOWED_LATELY,
        )


def _curves(stays: JoinedStays, groups: _Groups, *, on: int, gap: int, start: Days) -> list[Curve]:
    """A curve of each group; a stay belongs to the group in which it began."""
    watched = watch(stays, on=on, gap=gap, from_day=start)
    group = groups.of_stay[stays.first[watched.rows]]
    return [
        survival_curve(watched.exits[here], watched.events[here], watched.entries[here])
        for here in (group == number for number in range(len(groups.keys)))
    ]


def _rows(
    publication: Publication, groups: _Groups, curves: Sequence[Curve], *, gap: int, least: int
) -> Iterator[PublishedShare]:
    for mark in MARKS:
        shown = shares_of_groups([_share(curve, mark) for curve in curves], least=least)
        for (area, split, value), share in zip(groups.keys, shown, strict=True):
            yield PublishedShare(
                publication=publication, version=STAYING.version, period=publication.night, area=area, split=split,
                value=value, gap=gap, days=mark, percent=share.percent if share else None, low=share.low if share else None,
                high=share.high if share else None,
            )  # fmt: skip


def _share(curve: Curve, mark: int) -> GroupShare | None:
    """What is known of a time; nothing where the curve begins later, or ran empty before."""
    share = curve.at(mark)
    if share is None or curve.starts_at > 0 or (curve.ran_empty_at is not None and curve.ran_empty_at <= mark):
        return None
    return GroupShare(share.value, share.low, share.high, curve.rests_on(mark))
