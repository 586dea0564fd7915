"""`thoes setup`: bring the database, the texts and the static files of an installation up to date."""

import click
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from thoes.cli.archives.unfinished import UNFINISHED, is_unfinished
from thoes.cli.console import console
from thoes.contacts.public import ensure_queue
from thoes.foundation.embedded_postgres.server import renew_logins
from thoes.places.public import ensure_limburg
from thoes.privacy.public import ensure_roles
from thoes.ui.building import compile_messages


@click.command()
def setup() -> None:
    """Prepare a new installation, or upgrade one after a new version. Running it twice does no harm."""
    if is_unfinished():
        raise click.ClickException(UNFINISHED)
    prepare()
    console.print("Thoes is ready. Add a first user with [bold]thoes user[/bold], then run [bold]thoes serve[/bold].")


def prepare() -> None:
    """Compile the texts, migrate, add the municipalities and the queue of who helps, and collect the files of the pages.

    Raises `RolesMissing` before anything is changed.
    """
    if connection.settings_dict["ENGINE"] == "thoes.foundation.embedded_postgres":
        renew_logins()
    ensure_roles()
    compile_messages()
    call_command("migrate", verbosity=0)
    ensure_limburg()
    ensure_queue(at=timezone.now())
    call_command("collectstatic", interactive=False, verbosity=0)
