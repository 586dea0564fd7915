"""Writes of housing: add and change sites, rooms and beds of one's own organisation.

Nothing is deleted: old stays point at beds. A bed or room that is gone is taken out of use from a day, and whoever knows
that someone still sleeps there (the register) may refuse it. History is kept by the database's own triggers.
"""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from django.db.models import Max

from thoes.accounts.public import Actor
from thoes.housing.domain.rooms import PlannedRoom, RoomBlock, next_bed_name, plan_rooms
from thoes.housing.models import Bed, Facility, Site, Unit
from thoes.housing.permissions import MANAGE_SITES
from thoes.housing.services.writing import written_for
from thoes.housing.signals import beds_leaving_use
from thoes.kernel.bsn import contains_bsn
from thoes.kernel.refusals import Refusal
from thoes.places.public import is_municipality

_FREE_FIELDS = ("code", "name", "street", "house_number", "town", "contact_phone")


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What is recorded of a site. An empty `code` lets us choose a free one; capacity None means not known."""

    name: str
    street: str
    house_number: str
    postcode: str
    town: str
    municipality_id: str
    code: str = ""
    permitted_capacity: int | None = None
    contact_phone: str = ""


@written_for
def add_site(*, actor: Actor, facts: SiteFacts, site_id: UUID | None = None) -> Site:
    """Add a site to the actor's own organisation. A form that is sent twice with one `site_id` adds one site."""
    _may_manage(actor)
    chosen = site_id or uuid4()
    known = Site.objects.filter(pk=chosen, provider_id=actor.organisation_id).first()
    return known or Site.objects.create(
        pk=chosen, provider_id=actor.organisation_id, **checked_site(facts, site_id=None)
    )


@written_for
def change_site(*, actor: Actor, site_id: UUID, facts: SiteFacts) -> Site:
    """Say what a site's facts are from now on; the municipality of stays already recorded does not change."""
    site = _own_site(actor, site_id)
    for name, value in checked_site(facts, site_id=site.pk).items():
        setattr(site, name, value)
    site.save()
    return site


@written_for
def change_facilities(*, actor: Actor, site_id: UUID, facilities: Collection[str], km_to_work: Decimal | None) -> Site:
    """Say what residents of an own site can use and how far it is to work; None: not known."""
    site = _own_site(actor, site_id)
    site.facilities = [each.value for each in Facility if each in facilities]
    site.km_to_work = km_to_work
    site.save(update_fields=["facilities", "km_to_work"])
    return site


@written_for
def add_rooms(*, actor: Actor, site_id: UUID, blocks: Sequence[RoomBlock]) -> list[PlannedRoom]:
    """Add blocks of like rooms with their beds, after the rooms that are there."""
    site = _own_site(actor, site_id)
    planned = plan_rooms(blocks, taken=list(site.units.values_list("name", flat=True)))
    for block in blocks:
        _refuse_bsn(block.prefix, field="prefix")
    write_rooms(site, planned)
    return planned


@written_for
def rename_room(*, actor: Actor, unit_id: UUID, name: str) -> Unit:
    """Give a room another name."""
    unit = _own_unit(actor, unit_id)
    unit.name = _place_name(name)
    if Unit.objects.filter(site_id=unit.site_id, name__iexact=unit.name).exclude(pk=unit.pk).exists():
        raise Refusal("room_name_taken", field="name", room=unit.name)
    unit.save(update_fields=["name"])
    return unit


@written_for
def add_bed(*, actor: Actor, unit_id: UUID, name: str = "", bed_id: UUID | None = None) -> Bed:
    """Add a bed at the end of a room; without a name it gets the next letter. One `bed_id` adds one bed."""
    unit = _own_unit(actor, unit_id)
    known = unit.beds.filter(pk=bed_id).first() if bed_id else None
    if known is not None:
        return known
    taken = list(unit.beds.values_list("name", flat=True))
    chosen = _place_name(name) if name.strip() else next_bed_name(taken)
    if chosen.casefold() in {other.casefold() for other in taken}:
        raise Refusal("bed_name_taken", field="name", bed=chosen)
    last = unit.beds.aggregate(last=Max("position"))["last"]
    return Bed.objects.create(pk=bed_id or uuid4(), unit=unit, name=chosen, position=_next_position(last))


@written_for
def rename_bed(*, actor: Actor, bed_id: UUID, name: str) -> Bed:
    """Give a bed another name."""
    bed = _own_bed(actor, bed_id)
    bed.name = _place_name(name)
    if Bed.objects.filter(unit_id=bed.unit_id, name__iexact=bed.name).exclude(pk=bed.pk).exists():
        raise Refusal("bed_name_taken", field="name", bed=bed.name)
    bed.save(update_fields=["name"])
    return bed


@written_for
def take_bed_out_of_use(*, actor: Actor, bed_id: UUID, from_date: date) -> Bed:
    """From `from_date` on nobody sleeps in this bed any more; refused when someone does."""
    bed = _own_bed(actor, bed_id)
    if bed.out_of_use_from is not None and bed.out_of_use_from <= from_date:
        raise Refusal("bed_already_out_of_use", field="from_date", from_date=bed.out_of_use_from)
    _take_out_of_use([bed], from_date)
    return bed


@written_for
def take_room_out_of_use(*, actor: Actor, unit_id: UUID, from_date: date) -> Unit:
    """As for a bed, for every bed of the room that is in use on that day."""
    unit = _own_unit(actor, unit_id)
    beds = [bed for bed in unit.beds.select_for_update() if bed.is_in_use(from_date)]
    _take_out_of_use(beds, from_date)
    return unit


@written_for
def put_bed_back_in_use(*, actor: Actor, bed_id: UUID) -> Bed:
    """The bed may be slept in again."""
    bed = _own_bed(actor, bed_id)
    bed.out_of_use_from = None
    bed.save(update_fields=["out_of_use_from"])
    return bed


def write_rooms(site: Site, planned: Sequence[PlannedRoom], *, bedroom_area: Decimal | None = None) -> None:
    """Add planned rooms with their beds after the rooms that are there. For services that checked the actor."""
    first = _next_position(site.units.aggregate(last=Max("position"))["last"])
    units = Unit.objects.bulk_create(
        [
            Unit(site=site, name=room.name, position=first + place, bedroom_area=bedroom_area)
            for place, room in enumerate(planned)
        ]
    )
    Bed.objects.bulk_create(
        [
            Bed(unit=unit, name=name, position=place)
            for unit, room in zip(units, planned, strict=True)
            for place, name in enumerate(room.beds)
        ]
    )


def _take_out_of_use(beds: Sequence[Bed], from_date: date) -> None:
    beds_leaving_use.send(sender=Bed, bed_ids=[bed.pk for bed in beds], from_date=from_date)
    for bed in beds:
        bed.out_of_use_from = from_date
        bed.save(update_fields=["out_of_use_from"])


def checked_site(facts: SiteFacts, *, site_id: UUID | None) -> dict[str, str | int | None]:
    """The columns of a site out of its facts, with a code of its own; refuses what may not be kept."""
    for name in _FREE_FIELDS:
        _refuse_bsn(getattr(facts, name), field=name)
    if not is_municipality(facts.municipality_id):
        raise Refusal("municipality_unknown", field="municipality")
    cleaned = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(facts).items()}
    code = str(cleaned["code"]).upper() or _free_code(str(cleaned["town"]))
    others = Site.objects.exclude(pk=site_id) if site_id else Site.objects.all()
    if others.filter(code=code).exists():
        raise Refusal("site_code_taken", field="code", site_code=code)
    return cleaned | {"code": code}


def _free_code(town: str) -> str:
    letters = ("".join(char for char in town.upper() if char.isalpha()) + "XXX")[:3]
    taken = set(Site.objects.filter(code__startswith=f"{letters}-").values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"{letters}-{number:03d}") not in taken)


def _place_name(name: str) -> str:
    if not name.strip():
        raise Refusal("place_needs_a_name", field="name")
    _refuse_bsn(name, field="name")
    return name.strip()


def _refuse_bsn(text: str, *, field: str) -> None:
    if contains_bsn(text):
        raise Refusal("number_may_be_bsn", field=field)


def _next_position(last: int | None) -> int:
    return 0 if last is None else last + 1


def _may_manage(actor: Actor) -> None:
    if not actor.may(MANAGE_SITES):
        raise PermissionError("this actor may not manage sites")


def _own_site(actor: Actor, site_id: UUID) -> Site:
    _may_manage(actor)
    site = Site.objects.select_for_update().filter(pk=site_id, provider_id=actor.organisation_id).first()
    if site is None:
        raise Refusal("site_not_yours")
    return site


def _own_unit(actor: Actor, unit_id: UUID) -> Unit:
    _may_manage(actor)
    units = Unit.objects.select_for_update(of=("self",)).filter(site__provider_id=actor.organisation_id)
    unit = units.filter(pk=unit_id).first()
    if unit is None:
        raise Refusal("site_not_yours")
    return unit


def _own_bed(actor: Actor, bed_id: UUID) -> Bed:
    _may_manage(actor)
    beds = Bed.objects.select_for_update(of=("self",)).filter(unit__site__provider_id=actor.organisation_id)
    bed = beds.filter(pk=bed_id).first()
    if bed is None:
        raise Refusal("site_not_yours")
    return bed
