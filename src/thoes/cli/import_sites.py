"""`thoes import-sites`: take a list of sites into the register from a terminal, for a housing provider or for a
municipality.
"""

from collections.abc import Callable

import click

from thoes.accounts.public import Actor
from thoes.cli.files import file_command
from thoes.foundation.modules import Role
from thoes.housing.public import PERMIT_OFFICER, SITE_MANAGER
from thoes.imports.public import SiteList
from thoes.intake.public import AT_THE_TERMINAL
from thoes.places.public import Organisation, OrganisationKind


@click.command()
@file_command(SiteList)
@click.option("--provider", default="", help="Name or id of the housing provider whose sites these are.")
@click.option(
    "--municipality", default="", help="Name or code of the municipality; each line then names its housing provider."
)
def import_sites(provider: str, municipality: str, take_in: Callable[..., None]) -> None:
    """Take the sites in FILE (xlsx, ods or csv) into the register.

    Good lines go in; bad lines are named with the reason, can be mended and sent again. The same file twice changes
    nothing.
    """
    if bool(provider) == bool(municipality):
        raise click.ClickException("Give either --provider or --municipality.")
    take_in(_provider(provider) if provider else _municipality(municipality), {})


def _provider(name: str) -> Actor:
    return _actor(_one(name, kind=OrganisationKind.PROVIDER), SITE_MANAGER)


def _municipality(name: str) -> Actor:
    return _actor(_one(name, kind=OrganisationKind.MUNICIPALITY), PERMIT_OFFICER)


def _one(name: str, *, kind: OrganisationKind) -> Organisation:
    wanted = name.casefold()
    known = Organisation.objects.filter(kind=kind).select_related("municipality")
    found = [each for each in known if wanted in _names_of(each)]
    if len(found) != 1:
        raise click.ClickException(
            f"There is no {kind} {name}." if not found else f"There are {len(found)} with the name {name}. Use the id."
        )
    return found[0]


def _names_of(organisation: Organisation) -> set[str]:
    names = {organisation.name, str(organisation.pk)}
    if organisation.municipality:
        names |= {organisation.municipality.name, organisation.municipality.pk}
    return {name.casefold() for name in names}


def _actor(organisation: Organisation, role: Role) -> Actor:
    return Actor(
        user_id=AT_THE_TERMINAL,
        organisation_id=organisation.pk,
        organisation_name=organisation.name,
        organisation_kind=organisation.kind,
        municipality_code=organisation.municipality_id or "",
        role=role,
    )
