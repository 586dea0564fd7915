"""What everybody may read: the sites of the municipalities that show them, without people and without private persons."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from thoes.housing.domain.validity import IN_FORCE
from thoes.housing.models import Permit, PublicListing, PublicRegisterDecision, QualityLabel, Site
from thoes.housing.queries.permits import (
    PermitOnDay,
    QualityLabelOnDay,
    capacity_by,
    permit_on_day,
    quality_label_on_day,
    terms_on,
)
from thoes.places.public import Municipality
from thoes.privacy.public import cross_tenant


@dataclass(frozen=True, slots=True)
class PublicSite:
    """A site as everybody may know it. `permitted` is of the permits in force; the housing provider's own word is not told."""

    site: Site
    permitted: int | None
    permits: tuple[PermitOnDay, ...]
    quality_labels: tuple[QualityLabelOnDay, ...]


@dataclass(frozen=True, slots=True)
class PublicTown:
    """A municipality that shows its register, since when and on what ground."""

    pk: str
    name: str
    since: datetime
    ground: str


def public_municipalities() -> list[PublicTown]:
    """The municipalities whose latest decision is to show the register, by name."""
    latest = PublicRegisterDecision.objects.filter(municipality=OuterRef("pk")).order_by("-decided_at", "-pk")
    rows = (
        Municipality.objects.annotate(
            is_public=Subquery(latest.values("is_public")[:1]),
            since=Subquery(latest.values("decided_at")[:1]),
            ground=Subquery(latest.values("ground")[:1]),
        )
        .filter(is_public=True)
        .order_by("name")
        .values_list("pk", "name", "since", "ground")
    )
    return [PublicTown(*row) for row in rows]


def listed_sites() -> QuerySet[Site]:
    """The sites that somebody of such a municipality looked at and shows, as long as name and address are what was seen.

    Never one with a permit in the hands of a private person, whatever was ticked.
    """
    towns = [town.pk for town in public_municipalities()]
    private = Permit.objects.filter(holder_is_private=True, voided=False).values("site")
    return (
        Site.objects.select_related("municipality", "public_listing")
        .filter(municipality__in=towns, public_listing__is_shown=True, public_listing__name=F("name"))
        .exclude(pk__in=private)
        .order_by("municipality__name", "town", "name", "code")
    )


def public_sites(*, on: date, municipality: str = "", text: str = "") -> list[PublicSite]:
    """These sites with permits and quality labels that are in force on a day, narrowed to a municipality and to words."""
    terms = terms_on(on)
    # Nobody is logged in: permits and quality labels are read over all municipalities, and only what is told here leaves.
    with cross_tenant():
        sites = listed_sites()
        if municipality:
            sites = sites.filter(municipality=municipality)
        for word in text.split():
            sites = sites.filter(
                Q(name__icontains=word)
                | Q(street__icontains=word)
                | Q(postcode__icontains=word)
                | Q(town__icontains=word)
            )
        found = [site for site in sites if site.public_listing.address == site.address]
        keys = [site.pk for site in found]
        permits: dict[object, list[PermitOnDay]] = {}
        for permit in Permit.objects.filter(site__in=keys, voided=False).order_by("kind", "number"):
            permits.setdefault(permit.site_id, []).append(permit_on_day(permit, on=on, terms=terms))
        quality_labels: dict[object, list[QualityLabelOnDay]] = {}
        for quality_label in QualityLabel.objects.filter(site__in=keys, voided=False).prefetch_related("shortcomings"):
            quality_labels.setdefault(quality_label.site_id, []).append(
                quality_label_on_day(quality_label, on=on, terms=terms)
            )
    return [
        PublicSite(
            site,
            capacity_by(permits.get(site.pk, []), site=site, on=on).permitted,
            tuple(permit for permit in permits.get(site.pk, []) if permit.validity in IN_FORCE),
            tuple(
                quality_label for quality_label in quality_labels.get(site.pk, []) if quality_label.validity in IN_FORCE
            ),
        )
        for site in found
    ]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A site of the own municipality, for who decides what is shown."""

    site: Site
    is_shown: bool
    is_new: bool
    has_changed: bool
    has_private_holder: bool


def candidates(sites: QuerySet[Site]) -> list[Candidate]:
    """These sites, those nobody looked at yet or that changed since on top."""
    listings = {listing.site_id: listing for listing in PublicListing.objects.filter(site__in=sites.order_by())}
    private = set(
        Permit.objects.filter(site__in=sites.order_by(), holder_is_private=True, voided=False).values_list(
            "site_id", flat=True
        )
    )
    found = []
    for site in sites:
        listing = listings.get(site.pk)
        changed = listing is not None and (listing.name, listing.address) != (site.name, site.address)
        is_shown = listing is not None and listing.is_shown and not changed
        found.append(Candidate(site, is_shown, listing is None, changed, site.pk in private))
    return sorted(found, key=lambda each: not (each.is_new or each.has_changed))
