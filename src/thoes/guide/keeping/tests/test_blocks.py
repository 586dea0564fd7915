"""A body falls into pieces and comes together again with the same words, also when a file is written."""

import re

import pytest

from thoes.guide.article_files import articles
from thoes.guide.article_text import Body, Filling
from thoes.guide.keeping.blocks import (
    Block,
    BlockKind,
    blocks_of,
    body_from,
    changed_since,
    side_by_side,
    taken_out,
    tidied,
)

BODY = "Lees dit.\n\n## Wat u doet\n1. Maak een\n   **afspraak**.\n2. Ga.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## Waar\nHier."


def drawn(body: str, language: str) -> str:
    return re.sub(r"\s+", " ", Body(body, language).html(Filling(amount=str, address=str)))


def test_a_body_falls_into_headings_paragraphs_lines_of_lists_and_tables() -> None:
    assert [(block.kind, block.line) for block in blocks_of(BODY)] == [
        (BlockKind.PARAGRAPH, "Lees dit."),
        (BlockKind.HEADING, "## Wat u doet"),
        (BlockKind.ITEM, "1. Maak een **afspraak**."),
        (BlockKind.ITEM, "2. Ga."),
        (BlockKind.TABLE, "| a | b |\n|---|---|\n| 1 | 2 |"),
        (BlockKind.HEADING, "## Waar"),
        (BlockKind.PARAGRAPH, "Hier."),
    ]


@pytest.mark.parametrize("slug", sorted(articles()))
def test_every_real_article_reads_the_same_after_it_was_edited_without_a_change(slug) -> None:
    source = articles()[slug].source
    for text in articles()[slug].texts.values():
        edited = body_from(Block(block.kind, block.line) for block in blocks_of(text.body))

        assert edited.split() == text.body.split()
        assert drawn(edited, text.language) == drawn(text.body, text.language)
        assert drawn(tidied(edited, like=""), text.language) == drawn(text.body, text.language)
        rows = side_by_side(source.body, text.body)
        assert all(row.source and row.target and row.source.kind is row.target.kind for row in rows)


def test_a_piece_with_the_same_words_keeps_its_lines_in_the_file_and_another_gets_the_usual_width() -> None:
    body = "## Waar\nEen\ntwee drie.\n\n" + "woord " * 40 + "{{ brp.register.deadline }}."

    written = tidied("## Waar\nEen twee drie.\n\n" + "woord " * 40 + "{{ brp.register.deadline }}.", like=body)

    assert "Een\ntwee drie." in written
    kept, *_others = (block for block in blocks_of(tidied("woord " * 60, like="")))
    assert max(map(len, kept.text.split("\n"))) <= 120


def test_a_number_and_a_line_that_would_begin_a_list_stay_on_their_line() -> None:
    padding = "x" * 119
    assert "{{ brp.register.deadline }}" in tidied(f"{padding} {{{{ brp.register.deadline }}}} en meer", like="")
    assert "\n" not in tidied(f"{padding} - dan nog iets", like="")


def test_what_changed_in_the_source_is_found_with_what_stood_there() -> None:
    now = BODY.replace("2. Ga.", "2. Ga meteen.").replace("Hier.", "Hier.\n\nOok daar.")

    assert changed_since(BODY, now) == {3: "2. Ga.", 7: ""}
    assert taken_out(BODY, BODY.replace("Lees dit.\n\n", "")) == ["Lees dit."]
    assert changed_since(BODY, BODY.replace("Maak een\n   **", "Maak een **")) == {}


def test_a_translation_that_lacks_a_paragraph_stays_beside_its_source_from_the_next_heading_on() -> None:
    rows = side_by_side(BODY, "## What to do\n1. Make one.\n\n## Where\nHere.")

    assert [row.target.line if row.target else "" for row in rows][-1] == "Here."
    assert rows[0].target is None
