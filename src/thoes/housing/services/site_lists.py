"""Take in what a line of a list says of a site: by its housing provider, or by the municipality of the site for a
housing provider.

The same rules as on the pages. A list adds a site, or fills in and corrects what is known of one; it takes nothing away.
Rooms and beds are added to a site that has none; of a site with rooms a list does not say better.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from thoes.accounts.public import Actor
from thoes.housing.access import visible_sites
from thoes.housing.domain.rooms import plan_rooms, rows_of_rooms
from thoes.housing.models import Bed, Site
from thoes.housing.permissions import MANAGE_PERMITS, MANAGE_SITES
from thoes.housing.queries.prices import prices_of
from thoes.housing.services.prices import set_bed_price, void_bed_price
from thoes.housing.services.sites import SiteFacts, checked_site, write_rooms
from thoes.housing.services.writing import written_for
from thoes.kernel.addresses import number_key
from thoes.kernel.refusals import Refusal

_BUILDING = ("kind", "living_area", "showers", "toilets")


@dataclass(frozen=True, slots=True)
class ListedSite:
    """A site as a list states it; what is empty or None the list does not say. `bedroom_area` is that of each room."""

    provider_id: UUID
    municipality_id: str
    name: str = ""
    street: str = ""
    house_number: str = ""
    postcode: str = ""
    town: str = ""
    code: str = ""
    kind: str = ""
    rooms: int | None = None
    beds: int | None = None
    bedroom_area: Decimal | None = None
    living_area: Decimal | None = None
    showers: int | None = None
    toilets: int | None = None
    permitted_capacity: int | None = None
    contact_phone: str = ""
    price_per_week: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TakenInSite:
    """What became of a line: `new`, `changed` or `unchanged`, and of which site."""

    outcome: str
    site_id: UUID


def may_take_in_sites(actor: Actor) -> bool:
    """Whether the actor may hand in a list of sites at all."""
    return actor.may(MANAGE_SITES) or (actor.may(MANAGE_PERMITS) and bool(actor.municipality_code))


@written_for
def take_in_site(*, actor: Actor, listed: ListedSite, on: date, at: datetime) -> TakenInSite:
    """Add the site, or bring it up to date; the same line again changes nothing.

    A housing provider's list corrects its own sites. A municipality's list fills in what its housing provider left
    empty, and no price.
    """
    _refuse_what_is_not_yours(actor, listed)
    site = _known(actor, listed)
    if site is None:
        site = _add(listed)
        _add_rooms(site, listed)
        outcome = "new"
    else:
        changed = [_change(actor, site, listed), _add_rooms(site, listed), _fill_areas(site, listed)]
        outcome = "changed" if any(changed) else "unchanged"
    if _set_price(actor, site, listed, on=on, at=at) and outcome == "unchanged":
        outcome = "changed"
    return TakenInSite(outcome, site.pk)


def _refuse_what_is_not_yours(actor: Actor, listed: ListedSite) -> None:
    if not may_take_in_sites(actor):
        raise PermissionError("this actor may not take in sites")
    if actor.may(MANAGE_SITES):
        if listed.provider_id != actor.organisation_id:
            raise Refusal("provider_not_own", field="provider")
    elif listed.municipality_id != actor.municipality_code:
        raise Refusal("site_in_other_municipality", field="municipality")


def _known(actor: Actor, listed: ListedSite) -> Site | None:
    """The site that the line is about, by its code, else by postcode and house number; locked."""
    own = visible_sites(actor).filter(provider_id=listed.provider_id).select_for_update(of=("self",))
    if listed.code:
        found = own.filter(code__iexact=listed.code).first()
        if found is not None:
            return found
    here = [
        site
        for site in own.filter(postcode=listed.postcode)
        if listed.postcode and number_key(site.house_number) == number_key(listed.house_number)
    ]
    same_name = [site for site in here if site.name.casefold() == listed.name.casefold()]
    if listed.code:
        # A code we do not know tells buildings at one address apart; with our name for it, it is the site we have.
        here = same_name
    if len(here) > 1 and len(same_name) != 1:
        raise Refusal("sites_at_one_address", field="address", count=len(here))
    chosen = same_name if len(here) > 1 else here
    return chosen[0] if chosen else None


def _add(listed: ListedSite) -> Site:
    for name in ("name", "street", "house_number", "postcode", "town"):
        if not getattr(listed, name):
            raise Refusal("value_missing", field=name)
    values = checked_site(_facts(listed), site_id=None)
    figures = {name: getattr(listed, name) for name in _BUILDING}
    return Site.objects.create(pk=uuid4(), provider_id=listed.provider_id, **values, **figures)


def _change(actor: Actor, site: Site, listed: ListedSite) -> bool:
    """Fill in and, for the housing provider itself, correct; whether anything changed."""
    corrects = actor.may(MANAGE_SITES)
    names = [name for name in SiteFacts.__dataclass_fields__ if name != "code"]
    before = {name: getattr(site, name) for name in (*names, *_BUILDING)}
    after = {
        name: getattr(listed, name)
        if getattr(listed, name) not in (None, "") and (corrects or value in (None, ""))
        else value
        for name, value in before.items()
    }
    if after == before:
        return False
    checked = checked_site(SiteFacts(code=site.code, **{name: after[name] for name in names}), site_id=site.pk)
    for name, value in {**checked, **{name: after[name] for name in _BUILDING}}.items():
        setattr(site, name, value)
    site.save()
    return True


def _add_rooms(site: Site, listed: ListedSite) -> bool:
    if listed.rooms is None and listed.beds is None:
        return False
    known = site.units.count()
    if known:
        beds = Bed.objects.filter(unit__site=site, out_of_use_from=None).count()
        if (listed.beds is not None and beds != listed.beds) or (listed.rooms is not None and known != listed.rooms):
            raise Refusal("rooms_known_otherwise", field="beds", rooms=known, beds=beds)
        return False
    if not listed.rooms or not listed.beds:
        raise Refusal("rooms_or_beds_missing", field="beds" if listed.rooms else "rooms")
    if listed.beds < listed.rooms:
        raise Refusal("fewer_beds_than_rooms", field="beds", rooms=listed.rooms, beds=listed.beds)
    blocks = rows_of_rooms(rooms=listed.rooms, beds=listed.beds, prefix=_ROOM)
    write_rooms(site, plan_rooms(blocks, taken=[]), bedroom_area=listed.bedroom_area)
    return True


def _fill_areas(site: Site, listed: ListedSite) -> bool:
    if listed.bedroom_area is None:
        return False
    # One by one, so that each room keeps its own history.
    lacking = list(site.units.filter(bedroom_area=None))
    for unit in lacking:
        unit.bedroom_area = listed.bedroom_area
        unit.save(update_fields=["bedroom_area"])
    return bool(lacking)


def _set_price(actor: Actor, site: Site, listed: ListedSite, *, on: date, at: datetime) -> bool:
    if listed.price_per_week is None or not actor.may(MANAGE_SITES):
        return False
    now = prices_of(site.pk, on=on).now
    if now is not None and now.per_week == listed.price_per_week:
        return False
    includes = list(now.includes) if now else []
    if now is not None and now.from_date == on:
        # Corrected on the day itself: the price that was said first was a mistake.
        void_bed_price(actor=actor, price_id=now.pk, voided=True, at=at)
    set_bed_price(
        actor=actor, site_id=site.pk, from_date=on, per_week=listed.price_per_week, includes=includes, at=at,
        price_id=uuid4(),
    )  # fmt: skip
    return True


def _facts(listed: ListedSite) -> SiteFacts:
    values: dict[str, Any] = {name: getattr(listed, name) for name in SiteFacts.__dataclass_fields__}
    return SiteFacts(**values)


# In the language of the field: lists come from Limburg, whatever language the page is in.
_ROOM = "Kamer"
