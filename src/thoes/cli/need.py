"""`thoes need`: the need for places to stay by the formula, of a scenario in a year; without a database."""

import sys

import click
from django.utils import translation
from django.utils.translation import gettext as _
from rich.table import Table

from thoes.cli.console import file_refusals, table_console, write_json
from thoes.cli.scenarios import scenario_option
from thoes.foundation.documents.sheets import Sheet, as_csv
from thoes.monitor.public import REGION_TEXTS, ROW_TEXTS, NamedScenario, Need, named_in, need_in


@click.command()
@scenario_option
@click.option("--year", type=int, default=2030, show_default=True, help="January of this year.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def need(scenario: str, year: int, form: str, language: str) -> None:
    """Say how many places to stay are needed, per region and kind of stay, backlog and growth apart.

    Before the end of a scenario the need lies on a path on which the workers grow evenly; the vision prints no years
    between. Numbers are units (verblijfseenheden) of a formula, not a count.
    """
    with translation.override(language), file_refusals(form):
        named = named_in(scenario)
        lines = need_in(year, named.scenario, named.need)
        _write(lines, named, year=year, form=form, language=language)


def _write(lines: list[Need], named: NamedScenario, *, year: int, form: str, language: str) -> None:
    if form == "json":
        parts = ("region", "row", "need", "backlog", "growth")
        write_json([{part: getattr(line, part) for part in parts} for line in lines])
    elif form == "csv":
        rows = [(line.region, line.row.value, line.need, line.backlog, line.growth) for line in lines]
        sys.stdout.buffer.write(as_csv(Sheet("need", ("region", "row", "need", "backlog", "growth"), rows)))
    else:
        table_console().print(_table(lines, named, year=year, language=language))


def _table(lines: list[Need], named: NamedScenario, *, year: int, language: str) -> Table:
    source = named.sources["growth"]
    title = _("Need in %(year)s, scenario “%(scenario)s”, in units") % {
        "year": year,
        "scenario": named.title.in_language(language),  # type: ignore[arg-type]
    }
    table = Table(title=title, caption=source.title.in_language(language))  # type: ignore[arg-type]
    for head, right in ((_("Region"), False), (_("Kind of stay"), False), (_("Need"), True), (_("Backlog"), True),
                        (_("Growth"), True)):  # fmt: skip
        table.add_column(head, justify="right" if right else "left")
    for line in lines:
        numbers = (str(line.need), str(line.backlog), str(line.growth))
        table.add_row(str(REGION_TEXTS[line.region]), str(ROW_TEXTS[line.row]), *numbers)
    return table
