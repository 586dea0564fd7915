"""How many people sleep somewhere in a night, counted over the believed stays; every other count begins here.

Who sleeps somewhere in the night of a day: each stay with that night, as believed now (`sleeping_in`). From the arrival on,
also when it was written down before; until the departure that was recorded, also when somebody was expected to leave sooner,
because the register cannot know that a bed is empty. Two workers whom somebody said to be one person sleep in two beds until
one of the stays is corrected: both stand on tonight's list, and both count. A desk counts persons, and says so.

Exact numbers, in the view of the caller. Who may not read one exactly gets it through `occupancy`.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from thoes.register.models import Nights, Stay
from thoes.register.queries import believed, in_night


def people_per_room(night: date, *, sites: Iterable[UUID]) -> dict[UUID, int]:
    """People per room; rooms without anybody left out."""
    stays = in_night(believed(Stay.objects.filter(site__in=list(sites))), night)
    return dict(stays.order_by().values_list("bed__unit_id").annotate(people=Count("pk")))


def people_per_site(night: date, *, sites: Iterable[UUID] | None = None) -> dict[UUID, int]:
    """People per site, at these sites (at all, for None); sites without anybody left out.

    All sites are asked as a range, which has an index of its own; `in_night` is what the borders between housing
    providers allow PostgreSQL to look up.
    """
    if sites is None:
        everywhere = believed(Stay.objects.all()).alias(nights=Nights("arrival", "departure"))
        return _per_site(everywhere.filter(nights__contains=night))
    return _per_site(in_night(believed(Stay.objects.filter(site__in=list(sites))), night))


def _per_site(stays: QuerySet[Any, Any]) -> dict[UUID, int]:
    return dict(stays.order_by().values_list("site_id").annotate(people=Count("*")))
