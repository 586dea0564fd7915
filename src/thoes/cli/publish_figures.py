"""`thoes publish-figures`: count the figures of the monitor now, as the nightly job does."""

import click
from django.utils import timezone

from thoes.cli.console import console
from thoes.kernel.nights import current_night
from thoes.monitor.public import Why, publish


@click.command(name="publish-figures")
def publish_figures() -> None:
    """Count the figures of the monitor now: this night, and the months that were not counted yet.

    A month that was published stays as it was. Nothing is kept or shown that could tell of one person.
    """
    with console.status("Counting…"):
        publication = publish(night=current_night(timezone.localtime()), at=timezone.now(), why=Why.ASKED)
    console.print(f"Published: the night of {publication.night}, and {len(publication.months)} months.")
