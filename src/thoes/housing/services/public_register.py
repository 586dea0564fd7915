"""Writes of the public register of sites: only by the housing officer of the municipality."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.housing.access import visible_sites
from thoes.housing.models import PublicListing, PublicRegisterDecision
from thoes.housing.permissions import MANAGE_PERMITS
from thoes.kernel.free_text import checked_text
from thoes.kernel.refusals import Refusal


@transaction.atomic
def decide_public_register(*, actor: Actor, is_public: bool, ground: str, at: datetime) -> bool:
    """Show the register of sites of the own municipality to everybody from now on, or not any more.

    Showing needs a ground, else it is a `Refusal`. False when nothing changed.
    """
    _may_publish(actor)
    ground = " ".join(checked_text(ground, field="ground").split())
    if is_public and not ground:
        raise Refusal("public_register_needs_ground", field="ground")
    latest = (
        PublicRegisterDecision.objects.filter(municipality=actor.municipality_code)
        .order_by("-decided_at", "-pk")
        .first()
    )
    if (is_public, ground) == ((latest.is_public, latest.ground) if latest else (False, "")):
        return False
    PublicRegisterDecision.objects.create(
        municipality_id=actor.municipality_code,
        is_public=is_public,
        ground=ground,
        decided_by=actor.user_id,
        decided_at=at,
    )
    return True


@transaction.atomic
def choose_listed_sites(*, actor: Actor, seen: Collection[UUID], shown: Collection[UUID], at: datetime) -> int:
    """Say of the sites `seen` on a page which are shown; gives how many are. What was not seen stays as it is."""
    _may_publish(actor)
    sites = visible_sites(actor).filter(pk__in=list(seen))
    count = 0
    for site in sites.select_for_update(of=("self",)):
        is_shown = site.pk in shown
        count += is_shown
        PublicListing.objects.update_or_create(
            site=site,
            defaults={
                "is_shown": is_shown,
                "name": site.name,
                "address": site.address,
                "decided_by": actor.user_id,
                "decided_at": at,
            },
        )
    return count


def _may_publish(actor: Actor) -> None:
    if not actor.may(MANAGE_PERMITS) or not actor.municipality_code:
        raise PermissionError("this actor may not decide on the public register")
