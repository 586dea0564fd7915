"""`thoes guide`: how the articles of the guide stand, for who keeps them."""

import click
from django.utils import timezone

from thoes.guide.public import (
    GUIDE_LANGUAGES,
    LEAST_EASE,
    MOST_WORDS,
    Article,
    TranslationState,
    articles,
    mistakes_in,
    reading_of,
)

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
        "r reviewed, u not reviewed, o out of date, - missing; words, words a sentence, long sentences and ease of the Dutch"
        f" text (Flesch-Douma, {LEAST_EASE} and more is plain)"
    )
    click.echo(f"{'':36}{' '.join(GUIDE_LANGUAGES)}  next check   words  mean  long  ease  owner")
    for article in articles().values():
        states = "  ".join(_SIGNS[article.state(language)] for language in GUIDE_LANGUAGES)
        reading = reading_of(article.source)
        late = "!" if article.is_overdue(on=timezone.localdate()) else " "
        click.echo(
            f"{article.slug:36}{states}   {article.next_check}{late} {reading.words:6} {reading.words_a_sentence:5.1f}"
            f" {len(reading.long_sentences):5} {reading.ease:5.0f}  {article.owner}"
        )
    for language in GUIDE_LANGUAGES:
        texts = [article.texts[language] for article in articles().values() if language in article.texts]
        read = [reading_of(text) for text in texts]
        mean = sum(each.words for each in read) / max(sum(each.sentences for each in read), 1)
        long = sum(len(each.long_sentences) for each in read)
        click.echo(
            f"{language}: {len(texts)} of {len(articles())}, {mean:.1f} words a sentence, {long} over {MOST_WORDS} words"
        )


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
