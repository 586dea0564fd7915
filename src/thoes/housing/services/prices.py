"""Writes of bed prices: by the housing provider of the site."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.housing.models import BedPrice, Site
from thoes.housing.permissions import MANAGE_SITES
from thoes.kernel.refusals import Refusal


@transaction.atomic
def set_bed_price(
    *,
    actor: Actor,
    site_id: UUID,
    from_date: date,
    per_week: Decimal,
    includes: list[str],
    at: datetime,
    price_id: UUID,
) -> BedPrice:
    """What a bed costs from a day on; sent twice with one `price_id` it is one price."""
    site = _own_site(actor, site_id)
    known = BedPrice.objects.filter(pk=price_id, site=site).first()
    if known is not None:
        return known
    if BedPrice.objects.filter(site=site, from_date=from_date, voided=False).exists():
        raise Refusal("price_known_on_day", field="from_date", from_date=from_date)
    return BedPrice.objects.create(
        pk=price_id,
        site=site,
        from_date=from_date,
        per_week=per_week,
        includes=sorted(includes),
        recorded_by=actor.user_id,
        recorded_at=at,
    )


@transaction.atomic
def void_bed_price(*, actor: Actor, price_id: UUID, voided: bool, at: datetime) -> BedPrice:
    """Say that a price was recorded by mistake, or, with `voided` False, that it was not after all."""
    price = BedPrice.objects.select_for_update(of=("self",)).filter(pk=price_id).first()
    if price is None:
        raise Refusal("site_not_yours")
    _own_site(actor, price.site_id)
    same = BedPrice.objects.filter(site_id=price.site_id, from_date=price.from_date, voided=False).exclude(pk=price.pk)
    if not voided and same.exists():
        raise Refusal("price_known_on_day", field="from_date", from_date=price.from_date)
    price.voided, price.recorded_by, price.recorded_at = voided, actor.user_id, at
    price.save()
    return price


def _own_site(actor: Actor, site_id: UUID) -> Site:
    if not actor.may(MANAGE_SITES):
        raise PermissionError("this actor may not set prices")
    site = Site.objects.filter(pk=site_id, provider_id=actor.organisation_id).first()
    if site is None:
        raise Refusal("site_not_yours")
    return site
