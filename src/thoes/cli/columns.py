"""The options with which somebody says at a terminal what the columns of a file hold."""

import functools
from collections.abc import Callable, Sequence
from typing import Any

import click

from thoes.intake.public import SaidColumns, Vocabulary, normalise


def column_options(vocabulary: Vocabulary) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Adds `--column` and `--ignore-column`; the command gets `said`, what they say of each column."""
    holds = [field.value for field in vocabulary.words if field is not vocabulary.unread]

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @click.option("--column", "named", multiple=True, help=f"NAME=HOLDS: what a column holds: {', '.join(holds)}.")
        @click.option(
            "--ignore-column", "ignored", multiple=True, help="Name or letters of a column that is not needed."
        )
        @functools.wraps(command)
        def run(*args: Any, named: Sequence[str], ignored: Sequence[str], **options: Any) -> Any:
            return command(*args, said=_said(vocabulary, holds, named, ignored), **options)

        return run

    return decorate


def _said(vocabulary: Vocabulary, holds: list[str], named: Sequence[str], ignored: Sequence[str]) -> SaidColumns:
    said: SaidColumns = {normalise(name): None for name in ignored}
    for text in named:
        name, _, held = text.rpartition("=")
        if not name or held not in holds:
            raise click.UsageError(f"Write --column NAME=HOLDS with one of: {', '.join(holds)}.")
        said[normalise(name)] = vocabulary.field(held)
    return said
