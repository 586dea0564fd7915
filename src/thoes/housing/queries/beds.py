"""How many beds there are: the one count of them, in the view of the caller."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count

from thoes.housing.models import Bed, in_use


def beds_per_site(on: date, *, sites: Iterable[UUID] | None = None) -> dict[UUID, int]:
    """The beds in use in the night of a day at these sites (at all, for None); sites without any are left out."""
    beds = (
        Bed.objects.filter(in_use(on)) if sites is None else Bed.objects.filter(in_use(on), unit__site__in=list(sites))
    )
    return dict(beds.order_by().values_list("unit__site_id").annotate(number=Count("pk")))
