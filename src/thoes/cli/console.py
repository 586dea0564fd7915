"""What the commands share on the terminal: one console for people on standard error, progress, and plain errors."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

console = Console(stderr=True)
OnProgress = Callable[[int, int], None]


class FileRefused(click.ClickException):
    """A file that cannot be taken at all; the message says why and what to do."""

    exit_code = 2


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
