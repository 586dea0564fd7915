"""Three made-up articles instead of the real ones, for who asks for them."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from thoes.guide import article_files
from thoes.guide.article_files import Article, articles
from thoes.guide.searching import search_index

SAMPLES = Path(__file__).parent / "articles"


@pytest.fixture
def samples(monkeypatch) -> Iterator[Mapping[str, Article]]:
    monkeypatch.setattr(article_files, "ARTICLES_FOLDER", SAMPLES)
    articles.cache_clear()
    search_index.cache_clear()
    yield articles()
    articles.cache_clear()
    search_index.cache_clear()
