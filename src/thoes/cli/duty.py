"""`thoes duty`: the registration duty over any spreadsheet, without a database."""

import sys
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

import click
from django.utils import translation
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from thoes.cli.console import console
from thoes.foundation.refusal_texts import explain, explain_code
from thoes.imports.duty_file import DutyFileResult, duty_of_file, write_duty_csv, write_duty_json, write_duty_xlsx
from thoes.kernel.refusals import Refusal


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--on", "on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day to look from, as 2026-11-23."
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv", "xlsx"]), default="table", show_default=True
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write to; needed for xlsx.")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def duty(file: Path, on: datetime, form: str, output: Path | None, language: str) -> None:
    """Say who in FILE must register in the BRP, by when and why. FILE is an xlsx, ods or csv.

    Columns (Dutch or English): person, arrival, departure, expected_departure, site, municipality. The answer is an
    indication for a person who decides. Lines that cannot be read are named on standard error; the others count.
    """
    if form == "xlsx" and output is None:
        raise click.UsageError("An xlsx needs --output FILE.")
    with translation.override(language):
        try:
            result = duty_of_file(file, on=on.date())
        except Refusal as refusal:
            raise click.ClickException(explain(refusal)) from refusal
        _write(result, form=form, output=output, on=on.date())
        for line in result.rejected:
            console.print(f"{line.sheet}:{line.line}: {explain_code(line.code, line.facts)}", style="red")
        if result.rejected:
            console.print(f"{len(result.rejected)} lines could not be used; the others are in the answer.", style="red")


def _write(result: DutyFileResult, *, form: str, output: Path | None, on: date) -> None:
    if form == "xlsx" and output is not None:
        write_duty_xlsx(result, output)
        console.print(f"Written to {output}.")
        return
    if form == "table":
        Console(file=None if output is None else output.open("w", encoding="utf-8")).print(_table(result, on))
        return
    with output.open("w", encoding="utf-8", newline="") if output else _standard_output() as stream:
        (write_duty_json if form == "json" else write_duty_csv)(result, stream)


def _standard_output() -> "nullcontext[TextIO]":
    return nullcontext(sys.stdout)


def _table(result: DutyFileResult, on: date) -> Table:
    table = Table(title=f"BRP, {on.isoformat()}", caption=_("This is an indication for a person who decides."))
    for heading in (
        "person",
        "status",
        "duty_from",
        "register_by",
        "nights",
        "approaching_on",
        "register_in",
        "reason",
    ):
        table.add_column(heading)
    for row in result.decisions:
        decision = row.decision
        table.add_row(
            row.person,
            decision.status,
            *(str(day or "") for day in (decision.duty_from, decision.register_by)),
            str(decision.nights_in_window),
            str(decision.approaching_on or ""),
            decision.register_in or "",
            decision.code,
        )
    return table
