"""A telephone without a network finds what the server finds, in the same order."""

import gzip
import json
from typing import Any

import pytest

from thoes.guide.frame import GUIDE_LANGUAGES
from thoes.guide.search_export import exported
from thoes.guide.searching import search_index
from thoes.ui.building import ROOT

SCRIPT = ROOT / "frontend" / "guide" / "searching.js"
# As people type: whole words and half ones, with and without accents, in other letters, with mistakes, several at once.
TYPED = {
    "nl": ["minimumloon", "loonstrok", "zorgverzekering afsluiten", "bsn", "huisarts", "in ’t weekend", "burn-out"],
    "en": ["minimum wage", "payslip", "register adress", "fired", "health insurence", "landlord"],
    "pl": ["wypłata", "wyplata", "WYPŁATA", "ubezpieczenie zdrowotne", "mieszkanie", "zwolniony", "ubespieczenie"],
    "ro": ["asigurare de sănătate", "asigurare de sanatate", "salariu minim", "salariul", "contract de muncă"],
    "bg": ["минимална заплата", "minimalna zaplata", "лекар", "общината", "obshtinata", "застрахофка"],
    "de": ["Mindestlohn", "mindestlon", "Straße", "strasse", "krank", "Lohnzettel", "Überstunden"],
    "hu": ["minimálbér", "minimalber", "orvos", "egészségbiztosítás", "bérjegyzek"],
    "uk": ["мінімальна зарплата", "minimalna zarplata", "лікар", "договір", "медична страховка"],
    "es": ["salario mínimo", "salario minimo", "médico", "seguro medico", "vivienda"],
    "all": ["", " ", "?!", "xyzzyplugh", "q" * 100, "112", "DigiD", "me\u0301dico", "a b c d e f g h i j", "العربية"],
}  # fmt: skip


@pytest.fixture(scope="module")
def read() -> dict[str, Any]:
    """The index as it comes out of the JSON."""
    found: dict[str, Any] = json.loads(json.dumps(exported(search_index())))
    return found


def test_the_index_of_all_languages_is_a_small_part_of_what_a_telephone_keeps(read) -> None:
    compressed = gzip.compress(json.dumps(read, ensure_ascii=False, separators=(",", ":")).encode(), 9)

    assert len(read["words"].split()) > 1000
    assert len(compressed) < 200_000


@pytest.mark.browser
@pytest.mark.slow
def test_without_a_network_the_same_articles_are_found_in_the_same_order(browser, read) -> None:
    asked = [(words, language) for typed in TYPED.values() for words in typed for language in GUIDE_LANGUAGES]
    expected = [[[hit.article.slug, hit.language] for hit in search_index().search(*each)] for each in asked]

    page = browser.new_page()
    found = page.evaluate(
        """async ([source, read, asked]) => {
            const script = await import("data:text/javascript;charset=utf-8," + encodeURIComponent(source));
            const index = script.readIndex(read);
            return asked.map(([words, language]) => script.search(index, words, language));
        }""",
        [SCRIPT.read_text(encoding="utf-8"), read, asked],
    )
    page.close()

    assert sum(map(bool, expected)) > len(asked) / 2
    differ = [(each, ours, theirs) for each, ours, theirs in zip(asked, found, expected, strict=True) if ours != theirs]
    assert differ == []
