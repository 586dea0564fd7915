"""Fill the book from the database: the beds of sites and the believed stays of a housing provider."""

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Q

from thoes.housing.public import Bed, blocks_by_bed
from thoes.register.domain.booked_stays import BookedStay
from thoes.register.domain.named_beds import BedFacts
from thoes.register.models import CURRENT, Stay


def beds_of(site_ids: Collection[UUID], *, named: Collection[UUID] | None = None) -> list[BedFacts]:
    """All beds of the sites in the order in which people walk past them, or only those `named` in any order."""
    beds = Bed.objects.filter(unit__site_id__in=list(site_ids))
    if named is None:
        beds = beds.order_by("unit__position", "unit__name", "position", "name")
    else:
        beds = beds.filter(pk__in=named).order_by()
    # Who names beds chose them; only where one is chosen for them it counts what is offered.
    blocks = {} if named is not None else blocks_by_bed(site_ids, from_date=date.min)
    rows = beds.values_list("pk", "unit__site_id", "unit__name", "name", "out_of_use_from")
    return [
        BedFacts(
            bed_id=bed_id,
            site_id=site_id,
            unit=unit,
            bed=bed,
            out_of_use_from=out_of_use_from,
            blocked=tuple((block.from_date, block.until) for block in blocks.get(bed_id, ())),
        )
        for bed_id, site_id, unit, bed, out_of_use_from in rows
    ]


def booked_stays_of(
    provider_id: UUID,
    *,
    workers: Collection[UUID] | None,
    sites: Collection[UUID],
    beds: Collection[UUID] | None,
    since: date | None,
) -> Iterator[BookedStay]:
    """The stays of the housing provider that are believed now.

    With `workers`: only all stays of those, and the stays at `sites` (in `beds`, if given) that last beyond the day
    `since`.
    """
    which = CURRENT
    if workers is not None:
        still_there = Q(departure=None) if since is None else Q(departure=None) | Q(departure__gt=since)
        there = (Q(site__in=list(sites)) if beds is None else Q(bed__in=beds)) & still_there
        which &= Q(worker__in=workers) | there if workers else there
    rows = Stay.objects.filter(which, site__provider_id=provider_id).values_list(
        "stay_id", "worker_id", "bed_id", "site_id", "arrival", "departure", "expected_departure", "employer_id"
    )
    # A cursor on the server pays for a whole housing provider only; for a few people it is two questions more.
    for row in rows.iterator(chunk_size=10_000) if workers is None else rows:
        yield BookedStay(*row)
