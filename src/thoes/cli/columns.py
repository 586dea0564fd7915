"""The options with which somebody says at a terminal what the columns of a list hold."""

import functools
from collections.abc import Callable, Sequence
from typing import Any

import click

from thoes.imports.public import Field, SaidColumns, normalise

_HOLDS = [field.value for field in Field if field is not Field.BSN]


def column_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--column` and `--ignore-column`; the command gets `said`, what they say of each column."""

    @click.option("--column", "named", multiple=True, help=f"NAME=HOLDS: what a column holds: {', '.join(_HOLDS)}.")
    @click.option("--ignore-column", "ignored", multiple=True, help="Name or letters of a column that is not needed.")
    @functools.wraps(command)
    def run(*args: Any, named: Sequence[str], ignored: Sequence[str], **options: Any) -> Any:
        return command(*args, said=_said(named, ignored), **options)

    return run


def _said(named: Sequence[str], ignored: Sequence[str]) -> SaidColumns:
    said: SaidColumns = {normalise(name): None for name in ignored}
    for text in named:
        name, _, holds = text.rpartition("=")
        if not name or holds not in _HOLDS:
            raise click.UsageError(f"Write --column NAME=HOLDS with one of: {', '.join(_HOLDS)}.")
        said[normalise(name)] = Field(holds)
    return said
