"""Reads of the supply of the regions as sums; no plan, site or person stands in them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from thoes.pipeline.domain.need import Supply
from thoes.pipeline.queries.need import NeedTerms, supply_of_municipalities
from thoes.places.public import Municipality
from thoes.privacy.public import cross_tenant


def supply_of_regions(ends: Iterable[date], *, terms: NeedTerms) -> dict[date, dict[str, Supply]]:
    """By day and region: what was realised, and the plans that are expected by that day.

    Counted over all municipalities and housing providers, because a region's need is met together; only sums leave this
    function.
    """
    regions = dict(Municipality.objects.values_list("pk", "region_id"))
    found = {}
    with cross_tenant():
        for end in ends:
            sums = dict.fromkeys(regions.values(), Supply())
            for town, kinds in supply_of_municipalities(replace(terms, horizon=end)).items():
                sums[regions[town]] = sum(kinds.values(), start=sums[regions[town]])
            found[end] = sums
    return found
