"""Reads of bed prices."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thoes.housing.models import BedPrice


@dataclass(frozen=True, slots=True)
class Prices:
    """The prices of a site: the one that holds on a day, those to come (the first one first) and those before."""

    now: BedPrice | None
    coming: tuple[BedPrice, ...]
    before: tuple[BedPrice, ...]


def prices_of(site_id: UUID, *, on: date) -> Prices:
    """Each holds until the next one begins."""
    prices = list(BedPrice.objects.filter(site_id=site_id, voided=False))
    begun = [price for price in prices if price.from_date <= on]
    coming = tuple(price for price in reversed(prices) if price.from_date > on)
    return Prices(begun[0] if begun else None, coming, tuple(begun[1:]))
