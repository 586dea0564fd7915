"""`thoes duty`: the registration duty over any spreadsheet, without a database."""

import sys
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from django.utils import translation
from rich.table import Table

from thoes.cli.columns import column_options
from thoes.cli.console import console, file_refusals, say_left_out, table_console
from thoes.imports.public import (
    STAY_COLUMNS,
    DutyFileResult,
    duty_of_file,
    write_duty_csv,
    write_duty_json,
    write_duty_xlsx,
)
from thoes.intake.public import SaidColumns
from thoes.rules.registration_duty import DutyDecision

WORDS: dict[str, dict[str, Any]] = {
    "nl": {
        "title": "Inschrijfplicht BRP op",
        "caption": "Dit is een aanwijzing voor een mens die beslist, geen vaststelling.",
        "headings": (
            "persoon", "uitkomst", "nachten in het halve jaar", "plicht vanaf", "uiterlijk inschrijven",
            "nadert op", "waar",
        ),
        "left_on": "laatst bekende plek, vertrokken op",
        "also_at": "heeft ook een bed in",
        "duty_counted": "inschrijven: de nachten zijn er",
        "duty_expected": "inschrijven: verwacht verblijf",
        "approaching": "binnenkort",
        "none": "nog niet",
    },
    "en": {
        "title": "Duty to register in the BRP on",
        "caption": "This is an indication for a person who decides, not a finding.",
        "headings": (
            "person", "outcome", "nights in the half year", "duty from", "register by", "approaches on", "where",
        ),
        "left_on": "last known place, left on",
        "also_at": "also has a bed at",
        "duty_counted": "register: the nights are there",
        "duty_expected": "register: expected stay",
        "approaching": "soon",
        "none": "not yet",
    },
}  # fmt: skip


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--on", "on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day to look from, as 2026-11-23."
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv", "xlsx"]), default="table", show_default=True
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write to; needed for xlsx.")
@column_options(STAY_COLUMNS)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def duty(file: Path, on: datetime, form: str, output: Path | None, said: SaidColumns, language: str) -> None:
    """Say who in FILE must register in the BRP, by when and why. FILE is an xlsx, ods or csv.

    Columns (Dutch or English): person, arrival, departure, expected_departure, site, municipality. The answer is an
    indication for a person who decides. Lines that cannot be read are named on standard error; the others count.
    """
    if form == "xlsx" and output is None:
        raise click.UsageError("An xlsx needs --output FILE.")
    with translation.override(language), file_refusals(form):
        result = duty_of_file(file, on=on.date(), said=said)
        _write(result, form=form, output=output, on=on.date(), language=language)
        say_left_out(result.rejected, result.notices)


def _write(result: DutyFileResult, *, form: str, output: Path | None, on: date, language: str) -> None:
    if form == "xlsx" and output is not None:
        write_duty_xlsx(result.decisions, output)
        console.print(f"Written to {output}.")
        return
    # Excel reads a csv as UTF-8 only behind a byte order mark.
    encoding = "utf-8-sig" if form == "csv" else "utf-8"
    with output.open("w", encoding=encoding, newline="") if output else nullcontext(sys.stdout) as stream:
        if form == "json":
            write_duty_json(result.decisions, stream)
        elif form == "csv":
            write_duty_csv(result.decisions, stream)
        else:
            table_console(stream).print(_table(result, on=on, language=language))


def _table(result: DutyFileResult, *, on: date, language: str) -> Table:
    words = WORDS[language]
    table = Table(title=f"{words['title']} {on.isoformat()}", caption=words["caption"])
    for heading in words["headings"]:
        table.add_column(heading, overflow="fold")
    for row in result.decisions:
        decision = row.decision
        days = (decision.duty_from, decision.register_by, decision.approaching_on)
        table.add_row(
            row.person,
            words[decision.status],
            str(decision.nights_in_window),
            *("" if day is None else day.isoformat() for day in days),
            _where(decision, words),
        )
    return table


def _where(decision: DutyDecision, words: dict[str, Any]) -> str:
    parts = [decision.register_in or decision.register_site or ""]
    if decision.register_site_left_on:
        parts.append(f"({words['left_on']} {decision.register_site_left_on.isoformat()})")
    if decision.also_at:
        others = ", ".join(dict.fromkeys(place.municipality or place.site or "" for place in decision.also_at))
        parts.append(f"({words['also_at']} {others})")
    return " ".join(parts)
