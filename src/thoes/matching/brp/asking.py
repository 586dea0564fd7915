"""Ask the BRP for a site of the own municipality, and compare the answer as a list is compared."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.timezone import localdate

from thoes.accounts.public import Actor
from thoes.housing.public import Site, site_names
from thoes.kernel.refusals import Refusal
from thoes.matching.brp.configuration import BrpKind, BrpRoad
from thoes.matching.brp.fake import FakeBrp
from thoes.matching.brp.haal_centraal import HaalCentraal
from thoes.matching.brp.source import BrpSource, place_of
from thoes.matching.domain.addresses import address_of
from thoes.matching.extract import PopulationLine, Register
from thoes.matching.models import MatchRun
from thoes.matching.runs import match_lines


def road_for(actor: Actor) -> BrpRoad | None:
    """The road to the BRP for the municipality of the actor; None when it is off or not for this one."""
    road: BrpRoad | None = settings.BRP
    is_municipal = actor.organisation_kind == "municipality"
    return road if road is not None and is_municipal and road.serves(actor.municipality_code) else None


def source_of(road: BrpRoad) -> BrpSource:
    """What answers."""
    return FakeBrp() if road.kind is BrpKind.FAKE else HaalCentraal(road)


def ask_for_site(*, actor: Actor, site_id: UUID, object_id: str, at: datetime) -> MatchRun:
    """Compare who is registered at the address of a site; refuses with a code when the BRP gives no answer."""
    road = road_for(actor)
    if road is None:
        raise Refusal("brp_off")
    site = Site.objects.filter(pk=site_id, municipality=actor.municipality_code).first()
    if site is None:
        raise Refusal("site_elsewhere", field="site")
    place = place_of(
        site_id=site.pk,
        postcode=site.postcode,
        house_number=site.house_number,
        municipality=actor.municipality_code,
        object_id=object_id,
    )
    residents = source_of(road).residents_at(place, on=localdate(at), asked_by=actor.user_id)
    lines = [
        PopulationLine(
            sheet="",
            line=number,
            given_name=resident.given_name[:100],
            family_name=resident.family_name[:100],
            birth_date=resident.birth_date,
            shown_address=site.address,
            address=address_of(site.street, site.house_number, site.postcode),
            registered_on=resident.registered_on,
            register=Register.BRP,
        )
        for number, resident in enumerate(residents.people, start=1)
        if resident.registered_on <= localdate(at)
    ]
    return match_lines(actor=actor, title=site_names().of(site), lines=lines, left_out=residents.left_out, at=at)
