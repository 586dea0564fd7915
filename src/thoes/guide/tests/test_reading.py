"""The articles are plain to read: the Dutch by a formula that is known, the others by the length of their sentences."""

import pytest

from thoes.guide.article_files import articles
from thoes.guide.checking import LEAST_EASE, MOST_WORDS, flesch_douma, reading_of
from thoes.guide.frame import GUIDE_LANGUAGES


def test_the_formula_is_that_of_douma() -> None:
    # Six words and eight syllables: de kat zit op de ve-ran-da.
    assert flesch_douma(["De kat zit op de veranda."]) == pytest.approx(206.84 - 0.93 * 6 - 77 * 8 / 6)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("mij", 1),
        ("huurtoeslag", 3),
        ("financi\u00eble", 5),
        ("co\u00f6rdinatie", 5),
        ("caf\u00e9", 2),
        ("112", 1),
        ("BSN", 1),
        ("e-mail", 2),
    ],
)
def test_syllables_are_counted_as_they_are_said(word, syllables) -> None:
    assert flesch_douma([word]) == pytest.approx(206.84 - 0.93 - 77 * syllables)


def test_longer_words_and_longer_sentences_read_less_easily() -> None:
    plain = flesch_douma(["U krijgt geld.", "Dat is uw loon."])

    assert flesch_douma(["U krijgt geld en dat is uw loon."]) < plain
    assert flesch_douma(["U ontvangt een vergoeding.", "Dat is uw arbeidsbeloning."]) < plain


def test_a_text_without_words_is_no_mistake() -> None:
    assert flesch_douma([]) == flesch_douma(["–"]) == 100


def test_the_dutch_of_every_article_is_plain() -> None:
    hard = {slug: reading_of(article.source).ease for slug, article in articles().items()}

    assert {slug: ease for slug, ease in hard.items() if ease is None or ease < LEAST_EASE} == {}


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_the_sentences_of_every_article_are_short_on_the_whole(language) -> None:
    texts = [(slug, article.texts[language]) for slug, article in articles().items() if language in article.texts]

    assert texts
    assert [slug for slug, text in texts if reading_of(text).words_a_sentence > MOST_WORDS] == []
    assert all(reading_of(text).ease is None for _slug, text in texts) is (language != "nl")
