"""`thoes guide`: how the articles of the guide stand, for who keeps them."""

from pathlib import Path

import click
from django.utils import timezone

from thoes.guide.public import (
    GUIDE_LANGUAGES,
    LEAST_EASE,
    MOST_WORDS,
    Article,
    TranslationState,
    articles,
    broken_links,
    check_links,
    links_everywhere,
    mistakes_in,
    reading_of,
    write_articles,
    write_texts,
)

_SIGNS = {
    TranslationState.MISSING: "-",
    TranslationState.UNREVIEWED: "u",
    TranslationState.OUT_OF_DATE: "o",
    TranslationState.REVIEWED: "r",
}


class _ArticleOrCommand(click.Group):
    """What is no command is the name of an article."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        return super().resolve_command(ctx, args if args[0] in self.commands else ["article", *args])


@click.group(cls=_ArticleOrCommand, invoke_without_command=True)
@click.pass_context
def guide(ctx: click.Context) -> None:
    """Print of every article who keeps it, when it is looked at again, its translations and how long its sentences are.

    With the name of an article: its long sentences, and what to write above a text when you have read it. Ends with 1 when
    an article holds a mistake.
    """
    if ctx.invoked_subcommand is None:
        _everything()


@guide.command()
@click.argument("slug")
def article(slug: str) -> None:
    """Print the long sentences of one article, and what to write above a text when you have read it."""
    if slug not in articles():
        raise click.UsageError(f"There is no article {slug!r}.")
    _one(articles()[slug])


@guide.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(folder: Path) -> None:
    """Write all articles to FOLDER, and the other texts to `texts` in it, with what was published on this site.

    For the next version of Thoes.
    """
    changed = write_articles(folder) + write_texts(folder / "texts")
    click.echo(f"{changed} files were written; the others were there as they are.")


@guide.command()
def links() -> None:
    """Open every address in the articles once, keep what came of it, and print what did not open. Takes some minutes."""
    checked = check_links(links_everywhere(), on=timezone.localdate())
    if not checked.has_network:
        raise click.ClickException(
            "Nothing could be reached, so nothing was kept. Does this machine reach the internet?"
        )
    for check in broken_links():
        click.echo(f"{check.outcome:12} {check.status or '':>4}  {check.link}")
    click.echo(", ".join(f"{outcome}: {count}" for outcome, count in checked.counts.items()))


def _everything() -> None:
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
