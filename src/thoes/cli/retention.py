"""`thoes retention`: how long people stay, over any list of stays or any table of durations, without a database."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from django.utils import timezone, translation
from django.utils.translation import get_language
from rich.console import Console
from rich.table import Table

from thoes.cli.columns import column_options
from thoes.cli.console import file_refusals, say_left_out, write_json
from thoes.imports.public import STAY_COLUMNS
from thoes.intake.public import SaidColumns
from thoes.monitor.public import Curve, Retention, Share, retention_of_file
from thoes.ui.charts.scales import number_in

# The days after arrival that the table of a list of stays shows: from a month to ten years.
MARKS = (30, 91, 182, 365, 730, 1096, 1826, 3652)
WORDS: dict[str, dict[str, str]] = {
    "nl": {
        "title": "Hoe lang mensen blijven",
        "looked": "Gekeken op {on}; nachten buitenslands die bij hetzelfde verblijf horen: hoogstens {gap}.",
        "days": "dagen na aankomst",
        "time": "tijd",
        "at_risk": "nog gevolgd",
        "stays": "blijft langer",
        "band": "95%-interval",
        "people": "Verblijven: {people}. Waarvan vertrokken: {left}.",
        "median": "De helft is weg na {value} (95%-interval: {low} tot {high}).",
        "no_median": "Meer dan de helft blijft langer dan er gevolgd is.",
        "unknown": "niet bekend",
    },
    "en": {
        "title": "How long people stay",
        "looked": "Looked on {on}; nights away that still belong to the same stay: at most {gap}.",
        "days": "days after arrival",
        "time": "time",
        "at_risk": "still followed",
        "stays": "stays longer",
        "band": "95 % interval",
        "people": "Stays: {people}. Of these left: {left}.",
        "median": "Half have left after {value} (95 % interval: {low} to {high}).",
        "no_median": "More than half stay longer than they were followed.",
        "unknown": "not known",
    },
}


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--gap", type=click.IntRange(0, 3650), default=0, show_default=True, help="Nights away that end no stay: 0, 30, 90."
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day of looking, as 2026-11-23; without it, today.")
@click.option(
    "--from", "from_date", type=click.DateTime(["%Y-%m-%d"]), help="The day on which the register starts: who was there"
    " already enters the curve late.",
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@column_options(STAY_COLUMNS)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def retention(
    file: Path, gap: int, on: datetime | None, from_date: datetime | None, form: str, said: SaidColumns, language: str
) -> None:
    """Say how long the people in FILE stay: the curve of Kaplan and Meier with its 95 % band. FILE is an xlsx, ods or csv.

    FILE is a list of stays (person, arrival, departure; who has no departure is still there), or holds durations in columns
    entry, exit and event. As json it is a list with an object per time at which somebody left. Lines that cannot be read
    are named on standard error; the others count. All people in FILE are one curve: keep those registered as residents and
    the others in files of their own.
    """
    day = on.date() if on else timezone.localdate()
    with translation.override(language), file_refusals(form):
        found = retention_of_file(file, on=day, gap=gap, from_date=from_date.date() if from_date else None, said=said)
        if form == "json":
            write_json(curve_rows(found.curve))
        else:
            _say(found, WORDS[language], on=day, gap=gap)
        say_left_out(found.rejected, found.notices)


def curve_rows(curve: Curve) -> list[dict[str, float]]:
    """The published fields: per time at which somebody left how many were at risk, how many left, the share and its band.

    Where the curve is 0 its band does not exist. Other programs read this file beside lifelines, so there it is from 0 to 0,
    as lifelines writes it.
    """
    columns = (curve.times, curve.at_risk, curve.events, curve.survival, curve.low, curve.high)
    return [
        {"t": _plain(t), "at_risk": n, "events": d, "survival": share, "low": low, "high": high if share else 0.0}
        for t, n, d, share, low, high in zip(*(column.tolist() for column in columns), strict=True)
    ]


def _say(found: Retention, words: dict[str, str], *, on: date, gap: int) -> None:
    curve, out = found.curve, Console()
    table = Table(title=words["title"])
    for heading in ("days" if found.in_days else "time", "at_risk", "stays", "band"):
        table.add_column(words[heading], justify="right")
    times: Any = MARKS if found.in_days else curve.times.tolist()
    for time in times:
        share = curve.at(time)
        row = (words["unknown"], "") if share is None else _row(share)
        table.add_row(f"{time:g}", str(curve.watched_at(time)), *row)
        if share is None or not share.value:
            break
    out.print(table)
    if found.in_days:
        out.print(words["looked"].format(on=on.isoformat(), gap=gap))
    out.print(words["people"].format(people=curve.people, left=int(curve.events.sum())))
    median = curve.median
    if median.value is None:
        out.print(words["no_median"])
    else:
        sides = {side: _or(getattr(median, side), words["unknown"]) for side in ("value", "low", "high")}
        out.print(words["median"].format(**sides))


def _row(share: Share) -> tuple[str, str]:
    value, low, high = (
        f"{number_in(get_language() or 'nl', round(100 * each, 1))}%" for each in (share.value, share.low, share.high)
    )
    return value, f"{low} - {high}"


def _or(value: float | None, otherwise: str) -> str:
    return otherwise if value is None else f"{value:g}"


def _plain(time: float) -> float:
    return int(time) if time == int(time) else time
