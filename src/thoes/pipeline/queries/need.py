"""Reads of the need against the supply: per region and municipality, as sums; no plan, site or person stands in them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, FloatField, Q, Sum
from django.db.models.functions import Cast, Coalesce

from thoes.accounts.public import Actor
from thoes.kernel.disclosure import ShownCount
from thoes.occupancy.public import places_tonight
from thoes.pipeline.domain.need import Figures, NeedKind, Scenario, Supply
from thoes.pipeline.domain.phases import Phase
from thoes.pipeline.models import PlannedPart
from thoes.pipeline.need_figures import vision_figures
from thoes.places.public import Municipality
from thoes.privacy.public import cross_tenant
from thoes.rules.loading import parameter_on, use_parameter


@dataclass(frozen=True, slots=True)
class PlaceNeed:
    """A region or a municipality. `need` is None for a municipality: the vision gives none.

    `occupied` and `free` are beds tonight, as the reader may know them; counted at `people_at`, or just now for None.
    """

    code: str
    name: str
    need: dict[Scenario, Figures] | None
    supply: dict[NeedKind, Supply]
    beds: int
    occupied: ShownCount
    municipalities: "tuple[PlaceNeed, ...]" = ()
    people_at: datetime | None = None

    @property
    def total(self) -> Supply:
        return sum(self.supply.values(), start=Supply())

    @property
    def free(self) -> int | None:
        """The beds less the people, rounded as these are; None where that would tell a hidden number."""
        return None if self.occupied.number is None else max(0, self.beds - self.occupied.number)


@dataclass(frozen=True, slots=True)
class NeedTerms:
    """The days and the weights with which is counted; our own choices, in the rule book."""

    since: date
    horizon: date
    per_bed: int
    per_dwelling: int
    least: int


def need_terms(on: date) -> NeedTerms:
    """The terms that hold on a day."""
    since, horizon = (parameter_on(key, on).value for key in ("need.realised.from_date", "need.horizon.day"))
    assert isinstance(since, date)
    assert isinstance(horizon, date)
    return NeedTerms(
        since,
        horizon,
        use_parameter("need.unit.bed", on).whole_number,
        use_parameter("need.unit.dwelling", on).whole_number,
        use_parameter("need.least.shown", on).whole_number,
    )


def need_of_limburg(*, actor: Actor, on: date, terms: NeedTerms) -> list[PlaceNeed]:
    """The three regions with their municipalities, as the actor may know them, in the night of a day.

    Counted over all municipalities and housing providers, because a region's need is met together; only sums leave
    this function.
    """
    with cross_tenant():
        supply = supply_of_municipalities(terms)
        kept = places_tonight(on, seen_as=actor)
    people = kept.answer
    towns: dict[str, list[Municipality]] = defaultdict(list)
    names: dict[str, str] = {}
    for town in Municipality.objects.select_related("region").order_by("name"):
        towns[town.region_id].append(town)
        names[town.region_id] = town.region.name
    figures = vision_figures().regions
    regions = []
    for code in sorted(towns, key=_ORDER.index):
        here = towns[code]
        places = tuple(
            PlaceNeed(
                town.pk,
                town.name,
                None,
                dict(supply[town.pk]),
                people.beds.get(town.pk, 0),
                people.municipalities[town.pk],
            )
            for town in here
        )
        together = {
            kind: sum((place.supply.get(kind, Supply()) for place in places), start=Supply()) for kind in NeedKind
        }
        regions.append(
            PlaceNeed(
                code,
                names[code],
                {scenario: figures[scenario][code] for scenario in Scenario},
                together,
                sum(place.beds for place in places),
                people.regions[code],
                places,
                kept.at,
            )
        )
    return regions


_ORDER = ["noord", "midden", "zuid"]


def supply_of_municipalities(terms: NeedTerms) -> dict[str, dict[NeedKind, Supply]]:
    """By municipality and kind, of the plans that the caller may see."""
    units = Cast(F("beds") * terms.per_bed + F("dwellings") * terms.per_dwelling, FloatField())
    running = _running() & Q(initiative__expected_on__lte=terms.horizon)
    later = _running() & (Q(initiative__expected_on=None) | Q(initiative__expected_on__gt=terms.horizon))
    opened = Q(initiative__phase=Phase.OPEN.value, initiative__phase_since__gte=terms.since)
    rows = (
        PlannedPart.objects.filter(initiative__voided=False)
        .order_by()
        .values("initiative__municipality_id", "stay", "tenure")
        .annotate(
            realised=_sum(units, opened),
            planned=_sum(units, running),
            weighted=_sum(units * F("initiative__chance") / 100.0, running),
            unweighed=_sum(units, running & Q(initiative__chance=None)),
            later=_sum(units, later),
        )
    )
    found: dict[str, dict[NeedKind, Supply]] = defaultdict(dict)
    for row in rows:
        kind = NeedKind(row["tenure"] or row["stay"])
        found[row["initiative__municipality_id"]][kind] = Supply(
            row["realised"], row["planned"], row["weighted"], row["unweighed"], row["later"]
        )
    return found


def _running() -> Q:
    """Parts of plans that are neither open nor dropped."""
    return ~Q(initiative__phase__in=[Phase.OPEN.value, Phase.DROPPED.value])


def _sum(units: object, part: Q) -> Coalesce:
    return Coalesce(Sum(units, filter=part, output_field=FloatField()), 0.0)
