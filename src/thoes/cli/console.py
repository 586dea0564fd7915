"""What the commands share on the terminal: one console for people on standard error, progress, and plain errors."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal

console = Console(stderr=True)
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
