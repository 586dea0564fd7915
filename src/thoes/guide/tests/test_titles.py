"""An article that is not there in a language yet has its title in it, so that it is found."""

from dataclasses import replace

import pytest
from django.test import Client

from thoes.guide.article_files import articles
from thoes.guide.frame import GUIDE_LANGUAGES
from thoes.guide.searching import search_index


def test_every_article_has_a_title_in_every_language_or_a_text() -> None:
    without = [
        (slug, code)
        for slug, article in articles().items()
        for code in GUIDE_LANGUAGES
        if article.title_in(code)[1] != code
    ]

    assert without == []


def test_the_title_of_a_translation_counts_as_soon_as_it_is_there() -> None:
    birth = articles()["birth-of-a-child"]
    translated = replace(birth, texts={**birth.texts, "pl": replace(birth.source, language="pl", title="Narodziny")})

    assert birth.title_in("pl") == (birth.titles["pl"], "pl")
    assert translated.title_in("pl") == ("Narodziny", "pl")


@pytest.mark.parametrize(
    ("words", "language", "slug"),
    [
        ("przedszkole", "pl", "childcare"),
        ("chcę zostać w Holandii", "pl", "staying-residence-and-citizenship"),
        ("дитячий садок", "uk", "childcare"),
        ("Kaution", "de", "deposit-and-notice"),
        ("noise", "hu", "noise-and-neighbours"),
    ],
)
def test_what_is_not_translated_yet_is_found_by_its_title_in_the_language_of_the_reader(words, language, slug) -> None:
    assert search_index().search(words, language)[0].article.slug == slug


@pytest.mark.django_db
def test_a_list_names_it_in_the_language_of_the_reader_and_says_in_which_it_is_written() -> None:
    page = Client().get("/guide/pl/").content.decode()

    title = articles()["birth-of-a-child"].titles["pl"]
    assert f'<a class="nl-link" lang="pl" href="/guide/pl/birth-of-a-child/">{title}</a>' in page
    assert '<span class="thoes-note" lang="en">English</span>' in page


@pytest.mark.django_db
def test_the_page_for_employers_is_one_tap_away_from_every_page() -> None:
    page = Client().get("/guide/nl/minimum-wage/").content.decode()

    assert 'href="/guide/nl/employers/"' in page.partition("<footer")[2]


@pytest.mark.django_db
def test_a_source_without_an_article_of_a_law_is_named_by_its_site_and_not_by_a_long_address() -> None:
    page = Client().get("/guide/nl/school/").content.decode()

    assert ">sociaal.meerinzicht.nl</a>" in page
    assert ">https://" not in page
