"""The card of one site: everything about it that is no person."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thoes.accounts.public import Actor
from thoes.housing.access import may_see_papers
from thoes.housing.domain.capacity import Capacity
from thoes.housing.missing import Missing
from thoes.housing.models import Document, Permit, QualityLabel, Shortcoming, Site
from thoes.housing.queries.beds import beds_per_site
from thoes.housing.queries.permits import (
    PermitOnDay,
    QualityLabelOnDay,
    capacity_by,
    permit_on_day,
    quality_label_on_day,
    terms_on,
)
from thoes.housing.queries.prices import Prices, prices_of


@dataclass(frozen=True, slots=True)
class Card:
    """A site at a glance. `permitted` is what the recorded permits allow; None when none in force names a number."""

    site: Site
    rooms: int
    beds: int
    permits: list[PermitOnDay]
    quality_labels: list[QualityLabelOnDay]
    shortcomings: list[Shortcoming]
    documents: list[Document]
    capacity: Capacity
    bedroom_area: Decimal | None
    rooms_without_area: int
    prices: Prices

    @property
    def area_per_bed(self) -> Decimal | None:
        """The living area for each bed in use; None while one of the two is not known."""
        return self.site.living_area / self.beds if self.site.living_area and self.beds else None

    @property
    def open_shortcomings(self) -> int:
        return sum(shortcoming.repaired_on is None for shortcoming in self.shortcomings)

    @property
    def last_audit(self) -> date | None:
        """The last day on which an audit of any quality label was held."""
        return max(
            (stand.quality_label.last_audit for stand in self.quality_labels if stand.quality_label.last_audit),
            default=None,
        )

    @property
    def in_force(self) -> list[PermitOnDay]:
        return [permit for permit in self.permits if permit.is_in_force]

    @property
    def valid_quality_label(self) -> QualityLabelOnDay | None:
        """A quality label that is valid, the one that lasts longest."""
        valid = [quality_label for quality_label in self.quality_labels if quality_label.is_in_force]
        return max(valid, key=lambda stand: stand.last_day or date.max, default=None)

    @property
    def lacks(self) -> list[Missing]:
        """What is not recorded yet and norms or readers need."""
        known = {
            Missing.KIND: self.site.kind,
            Missing.LIVING_AREA: self.site.living_area,
            Missing.BEDROOM_AREA: self.rooms == 0 or not self.rooms_without_area,
            Missing.SHOWERS: self.site.showers is not None,
            Missing.TOILETS: self.site.toilets is not None,
            Missing.PRICE: self.prices.now or self.site.price_per_week is not None,
            Missing.CONTACT: self.site.contact_phone,
        }
        return [missing for missing, is_known in known.items() if not is_known]

    @property
    def lacks_permit(self) -> bool:
        return not any(permit.is_in_force for permit in self.permits)

    @property
    def lacks_required_quality_label(self) -> bool:
        """A permit in force asks for a quality label, and the site has none."""
        asked = any(permit.permit.needs_quality_label for permit in self.permits if permit.is_in_force)
        return asked and not any(quality_label.is_in_force for quality_label in self.quality_labels)

    @property
    def has_too_many_beds(self) -> bool:
        return self.capacity.is_exceeded_by(self.beds)

    @property
    def has_more_beds_than_said(self) -> bool:
        return self.capacity.is_said_to_be_less_than(self.beds)


def site_card(*, actor: Actor, site: Site, on: date) -> Card:
    """The card on a day, for somebody who may see the site. Papers are left out for the province."""
    terms = terms_on(on)
    permits = Permit.objects.filter(site=site, voided=False).order_by("-valid_from", "kind")
    quality_labels = (
        QualityLabel.objects.filter(site=site, voided=False)
        .prefetch_related("shortcomings")
        .order_by("scheme", "-valid_from")
    )
    stands = [permit_on_day(permit, on=on, terms=terms) for permit in permits]
    documents = Document.objects.filter(site=site) if may_see_papers(actor) else Document.objects.none()
    areas = list(site.units.values_list("bedroom_area", flat=True))
    known_areas = [area for area in areas if area is not None]
    found = [quality_label_on_day(quality_label, on=on, terms=terms) for quality_label in quality_labels]
    return Card(
        site=site,
        rooms=len(areas),
        beds=beds_per_site(on, sites=[site.pk]).get(site.pk, 0),
        permits=sorted(stands, key=lambda stand: not stand.is_in_force),
        quality_labels=sorted(found, key=lambda stand: not stand.is_in_force),
        shortcomings=sorted(
            (shortcoming for stand in found for shortcoming in stand.quality_label.shortcomings.all()),
            key=lambda shortcoming: (shortcoming.repaired_on is not None, shortcoming.repair_by or date.max),
        ),
        documents=list(documents),
        capacity=capacity_by(stands, site=site, on=on),
        bedroom_area=sum(known_areas, Decimal()) if known_areas else None,
        rooms_without_area=len(areas) - len(known_areas),
        prices=prices_of(site.pk, on=on),
    )
