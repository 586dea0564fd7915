"""A sentence about lines is right for one line and for more, in English and in Dutch."""

import pytest
from django.utils.translation import override

from thoes.foundation.refusal_texts import explain_code
from thoes.imports.texts import REFUSAL_TEXTS as OF_STAYS
from thoes.intake.texts import REFUSAL_TEXTS as OF_FILES

# These count lines, and stand for one as for more.
COUNTS = {"lines_without_room", "run_ended"}


@pytest.mark.parametrize(
    ("language", "lines", "begins"),
    [
        ("en", "3", "Line 3 has no room, and stands"),
        ("en", "3, 5", "Lines 3, 5 have no room, and stand"),
        ("en", "3, 5, …", "Lines 3, 5, … have no room"),
        ("nl", "3", "Regel 3 noemt geen kamer en staat"),
        ("nl", "3, 5", "De regels 3, 5 noemen geen kamer en staan"),
    ],
)
def test_a_sentence_says_one_line_or_more(language, lines, begins) -> None:
    with override(language):
        assert explain_code("unit_filled_down", {"lines": lines, "text": "K1"}).startswith(begins)


@pytest.mark.parametrize("texts", [OF_STAYS, OF_FILES], ids=["lists of stays", "any file"])
def test_every_sentence_about_lines_has_one_for_one_line(texts) -> None:
    same = [code for code, text in texts.items() if "%(lines)s" in str(text) and code not in COUNTS]

    assert same == []
