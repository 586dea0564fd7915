"""All sites that somebody may see, each with what the table shows and can be narrowed to; worked out by the database."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from thoes.accounts.public import Actor
from thoes.housing.access import visible_sites
from thoes.housing.missing import Missing
from thoes.housing.models import Bed, BedPrice, LabelScheme, Permit, QualityLabel, Shortcoming, Unit, in_use
from thoes.housing.queries.permits import Terms, in_force, permitted_in_sql
from thoes.places.public import municipality_names

# Rows of `table_of_sites`: sites with columns that no model has.
SiteRows = QuerySet[Any, Any]


def table_of_sites(actor: Actor, *, on: date, terms: Terms) -> SiteRows:
    """The rows of `visible_sites` with `rooms`, `beds`, `capacity`, `permit`, `has_quality_label`, `is_over` and
    `open_findings`.

    `permit` is one of the states of `PermitState`; `capacity` is the strictest permit in force and empty where none names a
    number. What the housing provider says stands in the site's own `permitted_capacity` and is held against nothing.
    """
    permits = Permit.objects.filter(site=OuterRef("pk"), voided=False)
    held = in_force(permits, taken_away="withdrawn_from", on=on)
    lasting = held.filter(Q(valid_until=None) | Q(valid_until__gt=on + terms.soon)).filter(
        Q(withdrawn_from=None) | Q(withdrawn_from__gt=on + terms.soon)
    )
    quality_labels = in_force(
        QualityLabel.objects.filter(site=OuterRef("pk"), voided=False), taken_away="ended_from", on=on
    )
    usable = Bed.objects.filter(in_use(on), unit__site=OuterRef("pk"))
    found = Shortcoming.objects.filter(site=OuterRef("pk"), repaired_on=None, quality_label__voided=False)
    return (
        visible_sites(actor)
        .annotate(
            rooms=_number_of(Unit.objects.filter(site=OuterRef("pk")), "site"),
            beds=_number_of(usable, "unit__site"),
            capacity=permitted_in_sql(on),
            permit=Case(
                When(Exists(lasting), then=Value("valid")),
                When(Exists(held), then=Value("ends_soon")),
                When(Exists(permits), then=Value("not_in_force")),
                default=Value("none"),
            ),
            has_quality_label=Exists(quality_labels),
            **{f"has_{scheme}": Exists(quality_labels.filter(scheme=scheme)) for scheme in LabelScheme.values},
            open_findings=_number_of(found, "site"),
            **{f"lacks_{missing}": lacks for missing, lacks in _lacking(on).items()},
        )
        .annotate(
            is_over=Case(
                When(beds__gt=F("capacity"), then=Value(True)), default=Value(False), output_field=BooleanField()
            )
        )
    )


def lacks_anything() -> Q:
    """Rows of `table_of_sites` of which a fact is not filled in yet."""
    anything = Q()
    for missing in Missing:
        anything |= Q(**{f"lacks_{missing}": True})
    return anything


@dataclass(frozen=True, slots=True)
class TownCount:
    """How many sites and beds a municipality has, among the sites that were asked for."""

    code: str
    name: str
    sites: int
    beds: int


def per_town(sites: SiteRows) -> list[TownCount]:
    """The municipalities of Limburg with their numbers among these rows of `table_of_sites`, by name; also those with none."""
    numbers: dict[str, tuple[int, int]] = {}
    for code, beds in sites.order_by().values_list("municipality_id", "beds"):
        before = numbers.get(code, (0, 0))
        numbers[code] = before[0] + 1, before[1] + beds
    return [TownCount(code, name, *numbers.get(code, (0, 0))) for code, name in municipality_names().items()]


def beds_among(sites: SiteRows, *, on: date) -> int:
    """The beds in use of these rows together; to add up `beds` would ask for the rooms and beds of each site by itself."""
    beds = Bed.objects.filter(in_use(on))
    # Of all sites there are, no bed has to be looked up at its site: the province has hundreds of thousands.
    return (beds.filter(unit__site__in=sites.order_by().values("pk")) if sites.query.has_filters() else beds).count()


def _number_of(rows: QuerySet, by: str) -> Coalesce:  # type: ignore[type-arg]
    counted = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _lacking(on: date) -> dict[Missing, Case]:
    no_area = Exists(Unit.objects.filter(site=OuterRef("pk"), bedroom_area=None))
    priced = Exists(BedPrice.objects.filter(site=OuterRef("pk"), voided=False, from_date__lte=on))
    lacks = {
        Missing.KIND: Q(kind=""),
        Missing.LIVING_AREA: Q(living_area=None),
        Missing.BEDROOM_AREA: Q(no_area),
        Missing.SHOWERS: Q(showers=None),
        Missing.TOILETS: Q(toilets=None),
        Missing.PRICE: Q(price_per_week=None) & ~Q(priced),
        Missing.CONTACT: Q(contact_phone=""),
    }
    return {
        missing: Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
        for missing, condition in lacks.items()
    }
