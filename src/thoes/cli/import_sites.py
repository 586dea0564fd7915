"""`thoes import-sites`: take a list of sites into the register from a terminal, for a houser or for a municipality."""

from pathlib import Path
from typing import Any

import click
from django.db import transaction
from django.utils import timezone, translation

from thoes.accounts.public import Actor, Role
from thoes.cli.console import file_refusals, write_json
from thoes.cli.import_list import AT_THE_TERMINAL
from thoes.foundation.refusal_texts import explain_code
from thoes.imports.public import SiteList, restored
from thoes.imports.public import site_list_runs as runs
from thoes.kernel.refusals import Refusal
from thoes.places.public import Organisation, OrganisationKind


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--houser", default="", help="Name or id of the houser whose sites these are.")
@click.option("--municipality", default="", help="Name or code of the municipality; each line then names its houser.")
@click.option("--dry-run", is_flag=True, help="Do everything but keep nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def import_sites(file: Path, houser: str, municipality: str, dry_run: bool, form: str, language: str) -> None:
    """Take the sites in FILE (xlsx, ods or csv) into the register.

    Good lines go in; bad lines are named with the reason, can be mended and sent again. The same file twice changes
    nothing.
    """
    if bool(houser) == bool(municipality):
        raise click.ClickException("Give either --houser or --municipality.")
    actor = _houser(houser) if houser else _municipality(municipality)
    with translation.override(language), file_refusals(form):
        found = _take_in(file, actor, dry_run=dry_run)
        answer = _answer(found)
    if form == "json":
        write_json(answer)
        return
    for line in answer["rejected"]:
        sheet = f"{line['sheet']}, " if line["sheet"] else ""
        click.echo(f"{sheet}{line['line']}  {line['field'] or ''}  {line['message']}")
    rejected = len(answer["rejected"])
    click.echo(f"new {found.new}, changed {found.changed}, unchanged {found.unchanged}, rejected {rejected}")
    if answer["columns_not_read"]:
        click.echo(f"columns not read: {', '.join(answer['columns_not_read'])}")
    if found.receipt_number:
        click.echo(f"receipt {found.receipt_number}")


def _answer(found: SiteList) -> dict[str, Any]:
    return {
        "new": found.new,
        "changed": found.changed,
        "unchanged": found.unchanged,
        "rejected": [
            {
                "sheet": line["sheet"],
                "line": line["line"],
                "field": line["field"] or None,
                "code": line["code"],
                "message": explain_code(line["code"], restored(line["facts"])),
            }
            for line in found.given_back
        ],
        "columns_not_read": runs.columns_not_read(found),
        "receipt": found.receipt_number,
    }


def _take_in(file: Path, actor: Actor, *, dry_run: bool) -> SiteList:
    today, now = timezone.localdate(), timezone.now()
    with transaction.atomic():
        found = runs.look(actor=actor, file_name=file.name, body=file.read_bytes(), on=today, at=now)
        if not found.understood:
            runs.drop(actor=actor, list_id=found.pk)
            raise Refusal("site_columns_missing")
        if not dry_run:
            return runs.take_in(actor=actor, list_id=found.pk, on=today, at=now)
        runs.drop(actor=actor, list_id=found.pk)
    return found


def _houser(name: str) -> Actor:
    return _actor(_one(name, kind=OrganisationKind.HOUSER), Role.SITE_MANAGER)


def _municipality(name: str) -> Actor:
    return _actor(_one(name, kind=OrganisationKind.MUNICIPALITY), Role.PERMIT_OFFICER)


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
