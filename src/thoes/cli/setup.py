"""`thoes setup`: bring the database, the texts and the static files of an installation up to date."""

import click
from django.core.management import call_command

from thoes.cli.console import console
from thoes.places.public import ensure_limburg
from thoes.ui.building import compile_messages


@click.command()
def setup() -> None:
    """Prepare a new installation, or upgrade one after a new version. Running it twice does no harm."""
    prepare()
    console.print("Thoes is ready. Add a first user with [bold]thoes user[/bold], then run [bold]thoes serve[/bold].")


def prepare() -> None:
    """Compile the texts, migrate, add the municipalities and collect the files of the pages."""
    compile_messages()
    call_command("migrate", verbosity=0)
    ensure_limburg()
    call_command("collectstatic", interactive=False, verbosity=0)
