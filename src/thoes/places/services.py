"""What a municipality decides about its own rules, and what is said of an organisation."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.kernel.refusals import Refusal
from thoes.places.models import (
    LocalField,
    LocalFieldsDecision,
    Municipality,
    Organisation,
    OrganisationKind,
    Sector,
)
from thoes.places.permissions import DESCRIBE_ORGANISATIONS, SET_LOCAL_FIELDS

DESCRIBED_KINDS = (OrganisationKind.PROVIDER, OrganisationKind.EMPLOYER)
"""Of which figures are divided by what they are."""


@transaction.atomic
def describe_organisation(
    *, organisation_id: UUID, sector: str | None = None, provider_kind: str | None = None
) -> None:
    """Say in which sector an organisation is, or what kind of housing provider; None leaves it, "" is not known.

    Refusal `kind_of_no_provider` for what houses nobody.
    """
    found = Organisation.objects.select_for_update().get(pk=organisation_id)
    if provider_kind and found.kind != OrganisationKind.PROVIDER:
        raise Refusal("kind_of_no_provider")
    found.sector = found.sector if sector is None else Sector(sector).value if sector else ""
    found.provider_kind = found.provider_kind if provider_kind is None else provider_kind
    found.save(update_fields=["sector", "provider_kind"])


@transaction.atomic
def describe_organisations(
    *, actor: Actor, organisations: Sequence[UUID], sector: str | None = None, provider_kind: str | None = None
) -> int:
    """Say it of several at once, all of them or none; how many.

    Refusals: `organisations_not_ticked`, `nothing_said` where both are left as they are, `organisation_unknown` for what is no
    housing provider and no employer, and those of `describe_organisation`.
    """
    if not actor.may(DESCRIBE_ORGANISATIONS):
        raise PermissionError("this actor may not describe organisations")
    if not organisations:
        raise Refusal("organisations_not_ticked")
    if sector is None and provider_kind is None:
        raise Refusal("nothing_said")
    wanted = set(organisations)
    if Organisation.objects.filter(pk__in=wanted, kind__in=DESCRIBED_KINDS).count() < len(wanted):
        raise Refusal("organisation_unknown")
    for organisation_id in wanted:
        describe_organisation(organisation_id=organisation_id, sector=sector, provider_kind=provider_kind)
    return len(wanted)


@transaction.atomic
def decide_local_fields(*, actor: Actor, fields: Collection[str], ground: str, at: datetime) -> bool:
    """Ask these fields beside those of article 438 Sr in the actor's own municipality; False when nothing changed.

    A field needs a ground of the municipality itself; without one it is a `Refusal`.
    """
    if not actor.may(SET_LOCAL_FIELDS):
        raise PermissionError("this actor may not set local fields")
    chosen = [field.value for field in LocalField if field in fields]
    ground = " ".join(ground.split())
    if chosen and not ground:
        raise Refusal("local_ground_missing", field="ground")
    municipality = Municipality.objects.select_for_update().get(code=actor.municipality_code)
    if (set(chosen), ground) == (set(municipality.local_fields), municipality.local_ground):
        return False
    municipality.local_fields, municipality.local_ground = chosen, ground
    municipality.save(update_fields=["local_fields", "local_ground"])
    LocalFieldsDecision.objects.create(
        municipality=municipality, fields=chosen, ground=ground, decided_by=actor.user_id, decided_at=at
    )
    return True
