"""Three made-up articles instead of the real ones, and a language that is read from the right, for who asks for them."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from thoes.foundation.translated_texts import TextFolder
from thoes.guide import amounts, article_files
from thoes.guide.article_files import Article, articles
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES
from thoes.guide.readers.web import tell
from thoes.guide.searching import search_index
from thoes.guide.web import articles as article_pages
from thoes.guide.web import in_full, kept_guide, pack, pages
from thoes.guide.web.pack import pack_at

SAMPLES = Path(__file__).parent / "articles"


@pytest.fixture
def samples(monkeypatch) -> Iterator[Mapping[str, Article]]:
    monkeypatch.setattr(article_files, "ARTICLES_FOLDER", SAMPLES)
    for each in (articles, search_index, pack_at):
        each.cache_clear()
    yield articles()
    for each in (articles, search_index, pack_at):
        each.cache_clear()


@pytest.fixture
def arabic(samples, tmp_path, monkeypatch) -> None:
    """Arabic as a language more: its frame alone, without one article and without the words of a unit."""
    for file in (*Path(str(FRAME.folder)).glob("*.yaml"), *(Path(__file__).parent / "frame").glob("*.yaml")):
        shutil.copy(file, tmp_path)
    frame = TextFolder(tmp_path, source="nl", languages=(*GUIDE_LANGUAGES, "ar"))
    for module in (article_pages, tell, in_full, kept_guide, pack, pages, amounts):
        monkeypatch.setattr(module, "FRAME", frame)
