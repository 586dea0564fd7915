"""`thoes import`: take a housing provider's list into the register from a terminal."""

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

import click
from django.db.models import Q

from thoes.accounts.public import Actor
from thoes.cli.files import file_command
from thoes.housing.public import SITE_MANAGER, Site
from thoes.imports.public import StayList
from thoes.intake.public import AT_THE_TERMINAL


@click.command()
@file_command(StayList)
@click.option("--site", "site_name", required=True, help="Code, name or id of the site that the lines belong to.")
def import_list(site_name: str, take_in: Callable[..., None]) -> None:
    """Take the list in FILE (xlsx, ods or csv) into the register.

    Good lines go in; bad lines are named with the reason, can be mended and sent again. The same file twice changes
    nothing.
    """
    site = _site(site_name)
    take_in(_provider_of(site), *StayList.said_beside({"site": site}))


def _site(name: str) -> Site:
    wanted = Q(code__iexact=name) | Q(name__iexact=name)
    with suppress(ValueError):
        wanted |= Q(pk=UUID(name))
    found = list(Site.objects.filter(wanted).select_related("provider")[:2])
    if len(found) != 1:
        raise click.ClickException(
            f"There is no site {name}." if not found else f"Two sites are called {name}. Use the code."
        )
    return found[0]


def _provider_of(site: Site) -> Actor:
    return Actor(
        user_id=AT_THE_TERMINAL,
        organisation_id=site.provider_id,
        organisation_name=site.provider.name,
        organisation_kind=site.provider.kind,
        municipality_code="",
        role=SITE_MANAGER,
    )
