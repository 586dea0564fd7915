"""What a worker reads of a number of the rule book is in the language of the worker."""

import re

import pytest

from thoes.foundation.translated_texts import TranslationState
from thoes.guide.amounts import in_words, is_sayable
from thoes.guide.article_files import articles
from thoes.guide.article_text import amounts_in
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES
from thoes.guide.number_names import (
    NAMED_HERE,
    are_names_read,
    name_of,
    names_in,
    names_state,
    sentence_in,
    sentences,
)
from thoes.rules.loading import Text, rule_book


def shown_in_articles() -> set[str]:
    """The numbers that stand in a text of the guide; those of the answers are looked at where these are tested."""
    texts = [text for article in articles().values() for text in article.texts.values()]
    return {key for text in texts for key in (*amounts_in(text.body), *amounts_in(text.summary))}


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_every_number_in_an_article_has_its_name_in_each_language(language) -> None:
    book = rule_book()

    assert [
        key for key in sorted(shown_in_articles()) if name_of(book.parameter(key), language).language != language
    ] == []


@pytest.mark.parametrize("language", NAMED_HERE)
def test_a_language_names_no_number_that_is_gone_and_leaves_no_name_empty(language) -> None:
    names = names_in(language)

    assert names.keys() <= rule_book().parameters.keys()
    assert all(words.strip() == words and words for words in names.values())
    assert names.keys() == names_in(NAMED_HERE[0]).keys()


def test_names_that_a_machine_made_are_not_called_reviewed_and_the_page_says_so() -> None:
    for language in NAMED_HERE:
        assert names_state(language) is TranslationState.UNREVIEWED
        assert not are_names_read(language)
        assert FRAME.wording(language)["numbers.names_unreviewed"]
    assert are_names_read("nl")
    assert are_names_read("en")


def test_a_number_without_a_name_in_a_language_is_named_in_english_and_says_so() -> None:
    unnamed = rule_book().parameter("ded.housing.phaseout")

    assert name_of(unnamed, "pl").language == "en"
    assert name_of(unnamed, "nl").language == "nl"


def values_that_are_sentences() -> list[Text]:
    parameters = rule_book().parameters.values()
    return [version.value for each in parameters for version in each.versions if isinstance(version.value, Text)]


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_every_value_that_is_a_sentence_is_said_in_each_language_of_the_guide(language) -> None:
    found = values_that_are_sentences()

    assert found
    assert [value.nl for value in found if sentence_in(value, language).language != language] == []


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_no_value_of_the_rule_book_is_in_another_language_than_that_of_the_page(language) -> None:
    assert [key for key, each in rule_book().parameters.items() if not is_sayable(each, language)] == []


def test_no_sentence_is_kept_of_which_the_dutch_is_gone() -> None:
    assert sentences().keys() == {value.nl for value in values_that_are_sentences()}
    assert all(set(own) == set(NAMED_HERE) for own in sentences().values())
    assert all(words == words.strip() and words.endswith(".") for own in sentences().values() for words in own.values())


def test_a_sentence_that_was_changed_in_the_rule_book_is_english_and_says_so_until_it_is_made_anew() -> None:
    changed = Text("Iedereen die dat wil.", "Anyone who wants to.")

    assert sentence_in(changed, "bg").words == "Anyone who wants to."
    assert sentence_in(changed, "bg").language == "en"
    assert sentence_in(changed, "nl").language == "nl"


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_no_number_has_more_decimals_than_the_rule_book(language) -> None:
    """A share of a hundred as a float is not what was written: 4.1 became 4.0999999999999995."""
    for parameter in rule_book().parameters.values():
        for version in parameter.versions:
            if not isinstance(version.value, Text):
                assert not re.search(r"[.,]\d{3}\d", in_words(parameter, version.value, language)), parameter.key


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_an_hour_of_the_clock_is_no_length_of_time(language) -> None:
    hours = [each for each in rule_book().parameters.values() if each.unit == "hour_of_day"]

    assert hours
    for each in hours:
        for version in each.versions:
            assert re.match(r"\d{1,2}:00", in_words(each, version.value, language)), each.key
