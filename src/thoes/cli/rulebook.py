"""`thoes rulebook`: the rules with their sources, as text or JSON."""

import click
from django.utils import translation

from thoes.guide.public import as_json, as_text


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def rulebook(form: str, language: str) -> None:
    """Print every parameter over time with its source and confidence, every formula in words, and every case."""
    with translation.override(language):
        click.echo(as_json(language) if form == "json" else as_text(language))
