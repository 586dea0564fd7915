"""`thoes export-log`: the processing log in the shape of Logboek Dataverwerkingen."""

import sys
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import click
from django.utils.timezone import make_aware

from thoes.cli.console import console
from thoes.privacy.public import processing_lines

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--since", type=_DAY, help="First day, as 2026-11-01.  [default: the first record]")
@click.option("--until", type=_DAY, help="First day that no longer counts.  [default: now]")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write to, which must not exist."
)
def export_log(since: datetime | None, until: datetime | None, output: Path | None) -> None:
    """Write the processing log as JSON lines, one record for each person, as Logboek Dataverwerkingen 1.0 has them.

    Of all organisations in this installation. It names people by their random number only, and nobody of the staff.
    """
    if output and output.exists():
        raise click.ClickException(f"{output} exists already. Choose another name.")
    lines = processing_lines(
        since=make_aware(since) if since else None,
        until=make_aware(until) if until else None,
    )
    count = 0
    with output.open("w", encoding="utf-8") if output else nullcontext(sys.stdout) as stream:
        for line in lines:
            stream.write(f"{line}\n")
            count += 1
    console.print(f"{count} records.")
