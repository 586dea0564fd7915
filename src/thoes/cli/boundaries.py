"""`thoes boundaries`: load the boundaries of the municipalities, so that the map of sites shows them instead of tiles."""

from pathlib import Path

import click
from django.utils import timezone, translation

from thoes.cli.console import FileRefused, console
from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal
from thoes.places.public import load_boundaries


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--source", default="", help="Who made them, with the licence; shown under the map.  [default: as the file says]"
)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def boundaries(file: Path, source: str, language: str) -> None:
    """Load the boundaries in FILE: GeoJSON in degrees (WGS 84), each municipality with its CBS code.

    CBS and Kadaster publish them with the licence CC BY 4.0, at PDOK among others; boundaries of a year replace those of
    before.
    """
    with translation.override(language):
        try:
            count = load_boundaries(path=file, source=source.strip(), at=timezone.now())
        except Refusal as refusal:
            raise FileRefused(explain(refusal)) from refusal
    console.print(f"The map has the boundaries of {count} municipalities.")
