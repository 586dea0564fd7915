"""What the commands share on the terminal: one console for people on standard error, progress, and plain errors."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from thoes.foundation.refusal_texts import explain, explain_code
from thoes.imports.public import LineLeftOut
from thoes.intake.public import Notice
from thoes.kernel.refusals import Refusal

console = Console(stderr=True)
_PAPER_WIDTH = 160
OnProgress = Callable[[int, int], None]


class FileRefused(click.ClickException):
    """A file that cannot be taken at all; the message says why and what to do."""

    exit_code = 2


@contextmanager
def file_refusals(form: str) -> Iterator[None]:
    """Says why a file is refused in the form that was asked for, and ends the command with 2."""
    try:
        yield
    except Refusal as refusal:
        if form != "json":
            raise FileRefused(explain(refusal)) from refusal
        write_json({"error": {"code": refusal.code, "message": explain(refusal)}})
        raise click.exceptions.Exit(FileRefused.exit_code) from refusal


def write_json(value: Any) -> None:
    """The value on standard output, with every letter as it is."""
    json.dump(value, sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")


def say_left_out(rejected: Iterable[LineLeftOut], notices: Iterable[Notice]) -> None:
    """On standard error: each line of a file that does not count, and why, and what is to be said of the whole."""
    for line in rejected:
        place = f"{line.sheet}, " if line.sheet else ""
        field = f" ({line.field})" if line.field else ""
        console.print(f"{place}{line.line}{field}: {explain_code(line.code, line.facts)}", style="red", markup=False)
    for notice in notices:
        console.print(explain_code(notice.code, notice.all_facts), style="yellow", markup=False)


def table_console(stream: TextIO | None = None) -> Console:
    """Standard output, or a file, for a table: as wide as the terminal, or as paper where there is none."""
    out = stream or sys.stdout
    return Console(file=out, width=None if out.isatty() else _PAPER_WIDTH)


@contextmanager
def progress(text: str) -> Iterator[OnProgress]:
    """A progress bar on standard error: call what you get with (done, total)."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    ) as bar:
        task = bar.add_task(text, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
