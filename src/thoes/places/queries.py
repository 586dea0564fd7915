"""What the places and parties are called."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from thoes.foundation.modules import Controller
from thoes.places.models import Municipality, Organisation, OrganisationKind, Region


def municipality_names() -> dict[str, str]:
    """Every municipality by its code, in the order of their names."""
    return dict(Municipality.objects.order_by("name").values_list("code", "name"))


def is_municipality(code: str) -> bool:
    """Whether there is a municipality with this code."""
    return Municipality.objects.filter(code=code).exists()


def organisation_names(among: Iterable[UUID | str]) -> dict[UUID, str]:
    """What these organisations are called; one that is not there any more is left out."""
    return dict(Organisation.objects.filter(pk__in=set(among)).values_list("pk", "name"))


def areas_of_region(organisation_id: UUID) -> tuple[str, frozenset[str]] | None:
    """The name of the region that an organisation works for, and the codes of it and its municipalities; None for others."""
    region = Region.objects.filter(organisation=organisation_id).first()
    if region is None:
        return None
    towns = Municipality.objects.filter(region=region).values_list("pk", flat=True)
    return region.name, frozenset({region.pk, *towns})


def provider_names() -> dict[UUID, str]:
    """Every housing provider, in the order of their names."""
    return dict(Organisation.objects.filter(kind=OrganisationKind.PROVIDER).order_by("name").values_list("pk", "name"))


def municipal_controllers(among: Iterable[str] | QuerySet[Any]) -> list[Controller]:
    """These municipalities, by their codes, as those who decide on a term."""
    return [Controller(place.name, municipality_code=place.code) for place in Municipality.objects.filter(pk__in=among)]
