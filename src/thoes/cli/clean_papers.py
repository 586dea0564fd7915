"""`thoes clean-papers`: take out of the papers that are kept what cameras and programs wrote in them."""

from collections import Counter

import click

from thoes.cli.console import console
from thoes.housing.public import Cleaning, clean_kept_papers


@click.command()
def clean_papers() -> None:
    """Make the papers of sites anew that were kept before this was done at once. Running it again does only the rest."""
    done = Counter(clean_kept_papers())
    made, left = done[Cleaning.CLEAN], done[Cleaning.FAILED]
    console.print(f"{made} papers were made anew; {left} could not be read and stay as they are.")
