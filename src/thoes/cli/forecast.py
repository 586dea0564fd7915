"""`thoes forecast`: who works in Limburg by a scenario, as a fan; without a database."""

import sys
from collections.abc import Iterator
from typing import Any

import click
from django.utils import translation
from django.utils.translation import gettext as _
from rich.table import Table

from thoes.cli.console import file_refusals, table_console, write_json
from thoes.cli.scenarios import scenario_option
from thoes.foundation.documents.sheets import Sheet, as_csv
from thoes.monitor.public import MOST_DRAWS, REGION_TEXTS, Outlook, named_in, outlook_of

_FEWEST_DRAWS = 40
"""With fewer there is no draw outside a band of 95 in a hundred."""


@click.command()
@scenario_option
@click.option("--draws", type=click.IntRange(_FEWEST_DRAWS, MOST_DRAWS), default=1_000, show_default=True)
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="The same seed gives the same bytes."
)
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def forecast(scenario: str, draws: int, seed: int, form: str, language: str) -> None:
    """Say how many international workers there may be per month and region: the middle draw, and bands of 50, 80 and 95 %.

    The bands hold what is not known of arrivals, of how long people stay and of the number at the start. They say what
    follows if arrivals grow on average as the scenario has it; whether they will, they do not say.
    """
    with translation.override(language), file_refusals(form):
        outlook = outlook_of(named_in(scenario), draws=draws, seed=seed)
        if form == "json":
            write_json(list(_lines(outlook)))
        elif form == "csv":
            first, *more = _lines(outlook)
            rows = [tuple(line.values()) for line in (first, *more)]
            sys.stdout.buffer.write(as_csv(Sheet("forecast", tuple(first), rows)))
        else:
            table_console().print(_table(outlook, language))


def _lines(outlook: Outlook) -> Iterator[dict[str, Any]]:
    start = outlook.named.scenario.start
    for place, spreads in outlook.workers.items():
        for month, spread in enumerate(spreads):
            line = {"year": start + month // 12, "month": 1 + month % 12, "region": place, "median": spread.median}
            for band in spread.bands:
                line |= {f"low_{band.percent}": band.low, f"high_{band.percent}": band.high}
            yield {key: round(value) if isinstance(value, float) else value for key, value in line.items()}


def _table(outlook: Outlook, language: str) -> Table:
    scenario = outlook.named.scenario
    title = _("International workers in January, scenario “%(scenario)s”") % {
        "scenario": outlook.named.title.in_language(language)  # type: ignore[arg-type]
    }
    source = outlook.named.sources["growth"].title.in_language(language)  # type: ignore[arg-type]
    table = Table(title=title, caption=source)
    for head in (_("Region"), _("Year"), _("Middle"), *(f"{percent} %" for percent in (50, 80, 95))):
        table.add_column(head, justify="left" if head == _("Region") else "right")
    for place in outlook.workers:
        for year in range(scenario.start, scenario.until + 1):
            spread = outlook.workers_in(place, year)
            bands = [f"{round(band.low)} – {round(band.high)}" for band in spread.bands]
            table.add_row(str(REGION_TEXTS[place]), str(year), str(round(spread.median)), *bands)
    return table
