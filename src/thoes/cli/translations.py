"""`thoes translations`: how the texts for workers stand in each language."""

import click

from thoes.guide.public import FRAME
from thoes.registration.public import LETTERS
from thoes.rights.public import OVERVIEW


@click.command()
def translations() -> None:
    """Print how each translation stands beside its source, and what to write in it when you have read it.

    Only somebody who speaks the language and knows the subject reviews a text: all of it, beside its source.
    """
    for texts in (LETTERS, OVERVIEW, FRAME):
        click.echo(f"{texts.folder}, made from {texts.source}:")
        for language in texts.languages:
            click.echo(f"  {language}  {texts.wording(language).state}")
            both = texts.review_of(language)
            click.echo(f"      review: {{source: {both['source']}, translation: {both['translation']}, by: …, day: …}}")
