"""What was published here goes back to the files, so that the next version of Thoes ships it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from thoes.foundation.translated_texts import TranslationState
from thoes.guide import article_files
from thoes.guide.article_files import articles, read_articles
from thoes.guide.article_text import headings
from thoes.guide.checking import mistakes_in
from thoes.guide.keeping import editing
from thoes.guide.keeping.exporting import exported, write_articles
from thoes.guide.keeping.published import guide_now
from thoes.guide.keeping.tests.test_editing import written
from thoes.guide.permissions import REVIEWERS
from thoes.guide.tests.conftest import SAMPLES

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)


def export(folder: Path) -> Path:
    write_articles(folder)
    return folder


def test_every_real_file_comes_out_byte_for_byte_where_nothing_was_published() -> None:
    folder = Path(str(article_files.ARTICLES_FOLDER))

    assert dict(exported()) == {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in folder.rglob("*")
        if file.suffix in (".md", ".yaml")
    }


@pytest.mark.usefixtures("samples")
def test_what_was_published_stands_in_the_files_with_its_review_and_nothing_else_changed(
    piotr, hanna, make_member, tmp_path
) -> None:
    first = guide_now()["first-days"]
    editing.publish(
        actor=hanna, article=first, language="nl", at=AT,
        written=written("nl", old="Niets.", new="Niets: {{ ded.housing.max }} is het meeste."),
    )  # fmt: skip
    editing.publish(actor=piotr, article=guide_now()["first-days"], language="pl", at=AT, written=written())

    export(tmp_path)

    read = read_articles(tmp_path)
    assert list(mistakes_in(read)) == []
    assert {slug: article.texts for slug, article in read.items()} == {
        slug: article.texts for slug, article in guide_now().items()
    }
    assert read["first-days"].state("pl") is TranslationState.REVIEWED
    changed = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.md")} - {
        file.relative_to(SAMPLES).as_posix()
        for file in SAMPLES.rglob("*.md")
        if file.read_text() == (tmp_path / file.relative_to(SAMPLES)).read_text()
    }
    assert changed == {"first-days/nl.md", "first-days/pl.md"}
    lines = (tmp_path / "first-days/nl.md").read_text().splitlines()
    assert len(set(lines) - set((SAMPLES / "first-days/nl.md").read_text().splitlines())) <= 3


@pytest.mark.usefixtures("samples")
def test_the_same_texts_give_the_same_bytes_and_the_files_then_have_what_the_table_has(
    piotr, tmp_path, monkeypatch
) -> None:
    editing.publish(
        actor=piotr, article=guide_now()["first-days"], language="pl", at=AT, written=written(old="Nic.", new="Zero.")
    )
    export(tmp_path)
    once = {file: file.read_bytes() for file in tmp_path.rglob("*.*")}

    monkeypatch.setattr(article_files, "ARTICLES_FOLDER", tmp_path)
    articles.cache_clear()
    again = export(tmp_path)

    assert {file: file.read_bytes() for file in again.rglob("*.*")} == once
    assert guide_now()["first-days"].texts == articles()["first-days"].texts
    assert connection.in_atomic_block


@pytest.mark.usefixtures("samples")
def test_a_first_translation_gets_a_file_of_its_own(make_member, tmp_path) -> None:
    hungarian = make_member("hajni", REVIEWERS["hu"])
    source = guide_now()["new-rules"]
    from_dutch = editing.Written(
        "Cím szöveg", "Összefoglaló szöveg.", _translated(source), 0, source.source_fingerprint
    )
    editing.publish(actor=hungarian, article=source, language="hu", at=AT, written=from_dutch)

    export(tmp_path)

    assert read_articles(tmp_path)["new-rules"].texts["hu"].title == "Cím szöveg"


def _translated(article) -> str:
    body = article.source.body
    for said in headings().values():
        body = body.replace(f"## {said['nl']}", f"## {said['hu']}")
    return body
