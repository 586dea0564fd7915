"""Writes of the figures that norms are held against: of a building and of its bedrooms. None: not known."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from thoes.accounts.public import Actor
from thoes.housing.models import Site, Unit
from thoes.housing.permissions import MANAGE_SITES
from thoes.housing.services.writing import written_for
from thoes.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class BuildingFigures:
    """What is known of a building; an empty `kind` is not known."""

    kind: str = ""
    first_applied_on: date | None = None
    living_area: Decimal | None = None
    showers: int | None = None
    toilets: int | None = None


@written_for
def change_building(*, actor: Actor, site_id: UUID, figures: BuildingFigures) -> Site:
    """Say what is known of the building of an own site; what was known before stays in its history."""
    _may_manage(actor)
    site = Site.objects.select_for_update().filter(pk=site_id, provider_id=actor.organisation_id).first()
    if site is None:
        raise Refusal("site_not_yours")
    for name, value in asdict(figures).items():
        setattr(site, name, value)
    site.save(update_fields=list(asdict(figures)))
    return site


@written_for
def change_bedrooms(
    *, actor: Actor, unit_id: UUID, bedroom_area: Decimal | None, bedrooms: int, also_where_missing: bool = False
) -> int:
    """Say how large the bedrooms of a room are; of like rooms without an area too, if asked. Gives how many rooms."""
    _may_manage(actor)
    units = Unit.objects.select_for_update(of=("self",)).filter(site__provider_id=actor.organisation_id)
    unit = units.filter(pk=unit_id).first()
    if unit is None:
        raise Refusal("site_not_yours")
    chosen = [unit]
    if also_where_missing and bedroom_area is not None:
        chosen += units.filter(site_id=unit.site_id, bedroom_area=None).exclude(pk=unit.pk)
    for each in chosen:
        each.bedroom_area, each.bedrooms = bedroom_area, bedrooms
        each.save(update_fields=["bedroom_area", "bedrooms"])
    return len(chosen)


def _may_manage(actor: Actor) -> None:
    if not actor.may(MANAGE_SITES):
        raise PermissionError("this actor may not manage sites")
