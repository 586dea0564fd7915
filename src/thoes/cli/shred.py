"""`thoes shred`: erase everybody whose term is over, or say first what would go."""

from datetime import date, datetime

import click
from django.utils import timezone, translation
from rich.table import Table

from thoes.cli.console import console, table_console
from thoes.privacy.public import dry_run
from thoes.privacy.public import shred as shred_now


@click.command()
@click.option("--dry-run", "dry", is_flag=True, help="Only say what would go, in numbers; change nothing.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="With --dry-run: as of this day.  [default: today]")
def shred(dry: bool, on: datetime | None) -> None:
    """Erase the identity of everybody whose term is over.

    Only terms that a municipality or housing provider has set count; where none is set nothing goes, and the dry run says so.
    The nightly job does the same. It may be stopped and repeated at any moment.
    """
    if on is not None and not dry:
        raise click.UsageError("Another day than today is for --dry-run only.")
    if dry:
        _tell(on.date() if on else timezone.localdate())
        return
    erased = shred_now(on=timezone.localdate(), at=timezone.now())
    console.print(f"Erased: {erased}. The proof of the year is on the page Terms.")


def _tell(on: date) -> None:
    plans = dry_run(on=on)
    table = Table(title=f"What would be erased on {on}", caption="Rows by table; nothing was changed.")
    for heading in ("purpose", "for", "term", "ended by", "table", "rows"):
        table.add_column(heading, overflow="fold")
    with translation.override("en"):
        for plan in plans:
            if plan.term is None:
                continue
            first = [
                str(plan.shredder.purpose.label), plan.controller.name, plan.term.in_words, str(plan.ended_by)
            ]  # fmt: skip
            for name, count in (plan.rows or {"nothing": 0}).items():
                table.add_row(*first, name, str(count))
                first = ["", "", "", ""]
        missing = sorted(
            {(str(plan.shredder.purpose.label), plan.controller.name) for plan in plans if plan.term is None}
        )
    table_console().print(table)
    if missing:
        console.print(f"No term is set, so nothing goes, for {len(missing)}: a task for the privacy officer.")
        for purpose, controller in missing:
            console.print(f"  {controller}: {purpose}", markup=False, highlight=False)
