"""`thoes guide`: how the articles of the guide stand, for who keeps them."""

import click
from django.utils import timezone

from thoes.guide.public import GUIDE_LANGUAGES, Article, TranslationState, articles, mistakes_in, reading_of

_SIGNS = {
    TranslationState.MISSING: "-",
    TranslationState.UNREVIEWED: "u",
    TranslationState.OUT_OF_DATE: "o",
    TranslationState.REVIEWED: "r",
}


@click.command()
@click.argument("slug", required=False)
def guide(slug: str | None) -> None:
    """Print of every article who keeps it, when it is looked at again, its translations and how long its sentences are.

    With the name of an article: its long sentences, and what to write above a text when you have read it. Ends with 1 when
    an article holds a mistake.
    """
    if slug is not None and slug not in articles():
        raise click.UsageError(f"There is no article {slug!r}.")
    if slug is not None:
        _one(articles()[slug])
        return
    _all()
    mistakes = list(mistakes_in(articles()))
    for mistake in mistakes:
        click.echo(mistake)
    if mistakes:
        raise click.exceptions.Exit(1)


def _all() -> None:
    click.echo(
        "r reviewed, u not reviewed, o out of date, - missing; words, words a sentence, long sentences of the Dutch text"
    )
    click.echo(f"{'':36}{' '.join(GUIDE_LANGUAGES)}  next check   words  mean  long  owner")
    for article in articles().values():
        states = "  ".join(_SIGNS[article.state(language)] for language in GUIDE_LANGUAGES)
        reading = reading_of(article.source)
        late = "!" if article.is_overdue(on=timezone.localdate()) else " "
        click.echo(
            f"{article.slug:36}{states}   {article.next_check}{late} {reading.words:6} {reading.words_a_sentence:5.1f}"
            f" {len(reading.long_sentences):5}  {article.owner}"
        )
    for language in GUIDE_LANGUAGES:
        there = sum(language in article.texts for article in articles().values())
        click.echo(f"{language}: {there} of {len(articles())}")


def _one(article: Article) -> None:
    for language, text in article.texts.items():
        reading = reading_of(text)
        click.echo(
            f"{language}  {article.state(language)}  {reading.words} words, {reading.words_a_sentence:.1f} a sentence"
        )
        for sentence in reading.long_sentences:
            click.echo(f"    {sentence}")
        both = article.review_of(language)
        click.echo(f"    review: {{source: {both['source']}, translation: {both['translation']}, by: …, on: …}}")
