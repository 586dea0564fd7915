"""`thoes build`: make the styles and scripts of the pages, and compile the texts."""

import click

from thoes.cli.console import console
from thoes.ui.building import BuildError, build_frontend, compile_messages


@click.command()
def build() -> None:
    """Build the pages and compile the texts; what did not change is skipped."""
    try:
        with console.status("Building the pages…"):
            built = build_frontend()
    except BuildError as error:
        raise click.ClickException(str(error)) from error
    texts = compile_messages()
    if built or texts:
        console.print(f"Built: pages {'new' if built else 'unchanged'}, {texts} text catalogues.")
