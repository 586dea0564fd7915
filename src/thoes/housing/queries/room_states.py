"""Reads of what rooms are like: the blocks in force and the notes. The row policies narrow them to the own sites."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from thoes.housing.models import BedBlock, RoomNote, Site, Unit


def blocks_by_bed(
    sites: Iterable[Site | UUID], *, from_date: date, until: date | None = None
) -> dict[UUID, list[BedBlock]]:
    """The blocks in force of these sites that touch a night from a day up to, not including, another (for ever, for None)."""
    rows = BedBlock.objects.filter(site__in=list(sites), lifted_at=None).filter(Q(until=None) | Q(until__gt=from_date))
    found: dict[UUID, list[BedBlock]] = {}
    for block in rows if until is None else rows.filter(from_date__lt=until):
        found.setdefault(block.bed_id, []).append(block)
    return found


def notes_by_room(site: Site) -> dict[UUID, str]:
    """The notes of today of the rooms of a site."""
    return dict(RoomNote.objects.filter(site=site, ended_at=None).values_list("unit_id", "text"))


def blocks_of_room(unit: Unit) -> list[BedBlock]:
    """All blocks of the beds of a room, the latest first, lifted ones too."""
    return list(
        BedBlock.objects.filter(bed__unit=unit).select_related("bed").order_by("-recorded_at", "bed__name")[:50]
    )
