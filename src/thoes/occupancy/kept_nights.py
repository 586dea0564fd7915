"""The sites of a municipality with thousands, as a job counted them: small enough to read, sort and search for one page.

A row is what the list is put in order and searched by. What the page says of a site is counted anew for the sites on it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from thoes.accounts.public import Actor
from thoes.housing.public import visible_sites
from thoes.occupancy.norms import RankedNight, nights_of
from thoes.rules.norm_terms import NormOutcome


class KeptProvider(NamedTuple):
    """The housing provider of a site."""

    name: str


class KeptSite(NamedTuple):
    """What a site is found and sorted by."""

    pk: UUID
    name: str
    code: str
    address: str
    provider: KeptProvider


class KeptNight(NamedTuple):
    """A site in a night, by the names of `RankedNight`."""

    site: KeptSite
    people: int
    allowed: int | None
    outcome: NormOutcome
    is_slept_in_without_permit: bool
    nights_over: int
    nights_unknown: int


def kept_night(night: RankedNight) -> KeptNight:
    """What is kept of a site."""
    site = night.site
    return KeptNight(
        KeptSite(site.pk, site.name, site.code, site.address, KeptProvider(site.provider.name)),
        night.people,
        night.allowed,
        night.outcome,
        night.is_slept_in_without_permit,
        night.nights_over,
        night.nights_unknown,
    )


def counted_now(rows: Sequence[KeptNight], *, actor: Actor, on: date) -> list[RankedNight]:
    """These sites as they are now, in this order, with the nights of the year that were kept."""
    sites = visible_sites(actor).filter(pk__in=[row.site.pk for row in rows])
    now = {night.site.pk: night for night in nights_of(sites, actor=actor, on=on)}
    return [
        replace(now[row.site.pk], nights_over=row.nights_over, nights_unknown=row.nights_unknown)
        for row in rows
        if row.site.pk in now
    ]
