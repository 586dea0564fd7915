"""Somebody who types as people type finds what is there, in whatever language."""

import pytest

from thoes.guide.searching import SearchIndex, plain_words


@pytest.fixture
def index(samples) -> SearchIndex:
    return SearchIndex(samples)


def found(index: SearchIndex, words: str, language: str = "nl") -> list[tuple[str, str]]:
    return [(hit.article.slug, hit.language) for hit in index.search(words, language)]


@pytest.mark.parametrize("typed", ["loonstrook", "Loonstrook", "LOONSTROOK", "loon strook", "loonstrok", "loonst"])
def test_a_word_is_found_as_people_type_it(index, typed) -> None:
    assert ("pay-slip", "nl") in found(index, typed)


@pytest.mark.parametrize("typed", ["burn-out", "burnout", "burn out", "burn–out"])
def test_a_dash_more_or_less_makes_no_difference(index, typed) -> None:
    assert found(index, typed)[0] == ("new-rules", "nl")


@pytest.mark.parametrize("typed", ["wyplaty", "wypłaty", "WYPŁATY", "gminie"])
def test_accents_make_no_difference(index, typed) -> None:
    assert found(index, typed, "pl")[0] == ("first-days", "pl")


@pytest.mark.parametrize("typed", ["общината", "obshtinata", "obstinata"])
def test_a_cyrillic_word_is_found_in_latin_letters_too(index, typed) -> None:
    assert found(index, typed, "bg")[0] == ("first-days", "bg")


def test_a_hit_in_another_language_says_in_which(index) -> None:
    assert found(index, "pierwsze", "nl") == [("first-days", "pl")]


def test_the_language_of_the_reader_goes_first_where_a_word_is_in_several(index) -> None:
    assert found(index, "register", "en")[0] == ("first-days", "en")


def test_what_was_not_translated_is_found_by_the_name_of_its_topic_in_ones_own_language(index) -> None:
    assert ("pay-slip", "pl") in found(index, "wynagrodzenie", "pl")


def test_an_article_is_found_once(index) -> None:
    slugs = [slug for slug, _language in found(index, "minimumloon dni appointment")]

    assert len(slugs) == len(set(slugs))


@pytest.mark.parametrize("typed", ["", " ", "?!", "xyzzyplugh", "q" * 100])
def test_what_is_not_there_is_not_found(index, typed) -> None:
    assert found(index, typed) == []


def test_words_are_small_latin_letters() -> None:
    assert list(plain_words("Łódź, Größe, зарплата!")) == ["lodz", "grosse", "zarplata"]
