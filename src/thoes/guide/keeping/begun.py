"""Articles that began on the screen: what stands above them is kept with their Dutch text, as no file has it yet.

Once a version of Thoes ships the exported files, the file is believed, as for every other article.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thoes.guide.article_files import Article, ArticleText, ReadSource
from thoes.guide.frame import SOURCE


@dataclass(frozen=True, slots=True)
class Head:
    """What an article is about, who looks after it and where its facts come from. `order` is its place in the topic."""

    topic: str
    order: int
    owner: str
    sources: tuple[ReadSource, ...]
    related: tuple[str, ...] = ()

    @property
    def facts(self) -> dict[str, Any]:
        """As it is kept, and written in a file."""
        sources = [
            {"title": each.title, "link": each.link, "as_of": each.as_of.isoformat(), "confidence": each.confidence}
            for each in self.sources
        ]
        return {
            "topic": self.topic, "order": self.order, "owner": self.owner, "sources": sources,
            "related": list(self.related),
        }  # fmt: skip


def head_of(facts: Mapping[str, Any]) -> Head:
    """As above, read back."""
    sources = tuple(
        ReadSource(each["title"], each["link"], date.fromisoformat(each["as_of"]), each["confidence"])
        for each in facts["sources"]
    )
    return Head(facts["topic"], facts["order"], facts["owner"], sources, tuple(facts["related"]))


def head_of_article(article: Article) -> Head:
    """What stands above an article."""
    return Head(article.topic, article.order, article.owner, article.sources, article.related)


def article_of(slug: str, head: Head, text: ArticleText, next_check: date) -> Article:
    """The article with its Dutch text alone."""
    return Article(
        slug=slug, topic=head.topic, order=head.order, is_most_needed=False, owner=head.owner, next_check=next_check,
        sources=head.sources, related=head.related, texts={SOURCE: text}, titles={},
    )  # fmt: skip
