"""The timeline of a site: its beds by room over a number of nights, as believed now."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from thoes.accounts.public import Actor
from thoes.housing.public import Bed, BedBlock, Site, Unit, blocks_by_bed, norms_of
from thoes.register.domain.timeline import (
    Blocked,
    Limit,
    Run,
    RunKind,
    StayOnBed,
    TooMany,
    runs_of_bed,
    too_many_in_room,
)
from thoes.register.models import Stay
from thoes.register.queries import believed, in_period, sites_of, stays_of
from thoes.register.site_board import is_expected


@dataclass(frozen=True, slots=True)
class RunOfBed:
    """Some nights of a bed, with whose stay they are, or why the bed is not offered."""

    run: Run
    stay: Stay | None
    block: BedBlock | None = None


@dataclass(frozen=True, slots=True)
class BedLine:
    """A bed and all nights of the period."""

    bed: Bed
    runs: tuple[RunOfBed, ...]


@dataclass(frozen=True, slots=True)
class RoomLines:
    """A room: its beds in order, and the nights in which it has too many people by a norm that is known."""

    unit: Unit
    beds: tuple[BedLine, ...]
    too_many: tuple[TooMany, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A site from a day up to, not including, another."""

    site: Site
    from_date: date
    until: date
    rooms: tuple[RoomLines, ...]

    @property
    def days(self) -> list[date]:
        return [self.from_date + timedelta(days=n) for n in range((self.until - self.from_date).days)]

    def stays(self) -> list[Stay]:
        """Everybody who is shown, once."""
        shown = (of.stay for room in self.rooms for line in room.beds for of in line.runs if of.stay is not None)
        return list({stay.pk: stay for stay in shown}.values())


def site_timeline(*, actor: Actor, site_id: UUID, from_date: date, until: date, night: date) -> Timeline:
    """The timeline of one site; raises `Site.DoesNotExist` outside the actor's territory. The same number of queries,
    whatever the size. `night` is tonight.
    """
    site = sites_of(actor).get(pk=site_id)
    stays = list(in_period(believed(stays_of(actor)).filter(site=site), from_date, until).order_by("arrival"))
    of_bed: dict[UUID, list[StayOnBed]] = {}
    for key, stay in enumerate(stays):
        comes = stay.arrival > night or is_expected(stay, night)
        of_bed.setdefault(stay.bed_id, []).append(
            StayOnBed(key, stay.arrival, stay.departure, stay.expected_departure, comes)
        )
    blocks = blocks_by_bed([site], from_date=from_date, until=until)
    limits = _limits_of_rooms(site, from_date, until)
    beds: dict[UUID, list[Bed]] = {}
    for bed in Bed.objects.filter(_there(from_date), unit__site=site).order_by("position", "name"):
        beds.setdefault(bed.unit_id, []).append(bed)
    rooms = []
    for unit in Unit.objects.filter(site=site, pk__in=beds).order_by("position", "name"):
        runs = [
            runs_of_bed(
                of_bed.get(bed.pk, ()),
                _blocks_of(bed, blocks.get(bed.pk, [])),
                from_date=from_date,
                until=until,
                night=night,
            )
            for bed in beds[unit.pk]
        ]
        lines = tuple(
            BedLine(bed, tuple(_told(run, stays, blocks.get(bed.pk, [])) for run in of))
            for bed, of in zip(beds[unit.pk], runs, strict=True)
        )
        over = too_many_in_room(runs, limits.get(unit.pk, ()), from_date=from_date, until=until)
        rooms.append(RoomLines(unit, lines, tuple(over)))
    return Timeline(site, from_date, until, tuple(rooms))


def _there(from_date: date) -> Q:
    """Beds that were not gone before the period."""
    return Q(out_of_use_from=None) | Q(out_of_use_from__gt=from_date)


def _blocks_of(bed: Bed, blocks: list[BedBlock]) -> list[Blocked]:
    """When the bed is gone, and when it is not offered; the key is that of the block, -1 for a bed that is gone."""
    gone = [] if bed.out_of_use_from is None else [Blocked(-1, bed.out_of_use_from, None)]
    return gone + [Blocked(key, block.from_date, block.until) for key, block in enumerate(blocks)]


def _told(run: Run, stays: list[Stay], blocks: list[BedBlock]) -> RunOfBed:
    if run.key is None or run.key < 0:
        return RunOfBed(run, None)
    if run.kind is RunKind.OUT_OF_USE:
        return RunOfBed(run, None, blocks[run.key])
    return RunOfBed(run, stays[run.key])


def _limits_of_rooms(site: Site, from_date: date, until: date) -> dict[UUID, list[Limit]]:
    """What the norms that apply allow in each room, where they name a number."""
    found: dict[UUID, list[Limit]] = {}
    for norms in norms_of([site]):
        for span in norms.spans(from_date, until):
            if span.most is not None:
                for place in span.places:
                    found.setdefault(place, []).append(Limit(span.first, span.until, span.most))
    return found
