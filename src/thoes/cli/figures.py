"""`thoes figures`: take figures of others into the monitor from a terminal, out of a file or straight from CBS."""

import functools
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from thoes.accounts.public import Actor
from thoes.cli.console import file_refusals
from thoes.cli.files import file_command
from thoes.housing.public import POLICY_ADVISER
from thoes.intake.public import AT_THE_TERMINAL
from thoes.monitor.public import Licence, QuotedFigures, fetch_table
from thoes.places.public import Organisation, OrganisationKind


@click.group()
def figures() -> None:
    """Take in figures of others, with their source and what they count."""


def _said_beside(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say whose figures they are; they reach the command as `asked`."""

    @click.option("--source", required=True, help="Who made it and what it is called, the same for every version.")
    @click.option("--version", "version", required=True, help="Of which year or day this version is.")
    @click.option("--population", required=True, help="Who are counted, in the words of the source.")
    @click.option("--is-not", required=True, help="What a reader could take the figures for, and what they are not.")
    @click.option("--link", default="", help="The page of the source.")
    @click.option("--licence", type=click.Choice(Licence.values), default="", help="Only what is open is given away.")
    @functools.wraps(command)
    def run(*, take_in: Callable[..., None], **said: Any) -> None:
        names = ("source", "version", "population", "is_not", "link", "licence")
        asked = {name: said.pop(name) or "" for name in names}
        command(take_in=take_in, asked=asked, **said)

    return run


@figures.command("take-in")
@file_command(QuotedFigures)
@_said_beside
def take_in_file(take_in: Callable[..., None], asked: dict[str, str]) -> None:
    """Take the figures in FILE (xlsx, ods, csv or JSON of CBS) into the monitor.

    What they count is asked: a --dry-run names the questions, --answer decides them. The same file twice changes nothing.
    """
    take_in(_province(), asked, f"{asked['source']}, {asked['version']}")


def _fetched(context: click.Context, _argument: click.Parameter, table: str) -> Path:
    """The file that a table of CBS makes, gone when the command ends."""
    with file_refusals(context.params.get("form", "text")):
        records = fetch_table(table, wanted=context.params.get("wanted", ""))
    folder = tempfile.TemporaryDirectory()
    context.call_on_close(folder.cleanup)
    path = Path(folder.name) / f"{table}.json"
    path.write_text(json.dumps(records, ensure_ascii=False), "utf-8")
    return path


@figures.command("cbs")
@file_command(QuotedFigures, argument=click.argument("file", metavar="TABLE", callback=_fetched))
@click.option(
    "--filter",
    "wanted",
    default="",
    is_eager=True,
    help="An OData filter, such as \"Perioden eq '2023JJ00'\".",
)
@_said_beside
def take_in_cbs(take_in: Callable[..., None], asked: dict[str, str], wanted: str) -> None:
    """Take the figures of TABLE (such as 85477NED) of the open data of CBS into the monitor.

    Needs the internet. Without it: download the table as CSV elsewhere, and use `thoes figures take-in`.
    """
    take_in(_province(), asked, f"{asked['source']}, {asked['version']}")


def _province() -> Actor:
    found = list(Organisation.objects.filter(kind=OrganisationKind.PROVINCE)[:2])
    if len(found) != 1:
        raise click.ClickException("Figures are taken in by the province, and there is no single one here.")
    return Actor(
        user_id=AT_THE_TERMINAL,
        organisation_id=found[0].pk,
        organisation_name=found[0].name,
        organisation_kind=found[0].kind,
        municipality_code="",
        role=POLICY_ADVISER,
    )
