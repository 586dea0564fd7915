"""Reads of policy per municipality. Nothing recorded is unknown, and says so."""

from dataclasses import dataclass

from django.db.models import QuerySet

from thoes.pipeline.domain.location import LocationRules
from thoes.pipeline.models import EffortAgreement, MunicipalPolicy
from thoes.places.public import Municipality


@dataclass(frozen=True, slots=True)
class ShownPolicy:
    """A municipality with what is recorded of its policy; None: nobody recorded anything."""

    municipality: Municipality
    policy: MunicipalPolicy | None


def all_policies() -> list[ShownPolicy]:
    """Every municipality, by region and name, with its policy."""
    towns = Municipality.objects.select_related("region", "housing_policy").order_by("region__name", "name")
    return [ShownPolicy(town, getattr(town, "housing_policy", None)) for town in towns]


def location_rules(policy: MunicipalPolicy | None) -> LocationRules:
    """What a policy asks of a location."""
    if policy is None:
        return LocationRules()
    return LocationRules(**{name: getattr(policy, name) for name in LocationRules.__dataclass_fields__})


def efforts() -> QuerySet[EffortAgreement]:
    """What province and municipalities agreed."""
    return EffortAgreement.objects.filter(voided=False).select_related("municipality__region")
