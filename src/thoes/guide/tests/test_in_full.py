"""A topic on one page, and the whole guide in one file that needs nothing else."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from thoes.guide.article_files import articles
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES
from thoes.guide.web.pack import MOST_BYTES

pytestmark = pytest.mark.django_db


def opened(name: str, *args: str) -> str:
    answer = Client().get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_the_whole_guide_is_one_file_with_every_article_that_asks_nothing_of_elsewhere(language) -> None:
    answer = Client().get(reverse("guide:guide-whole", args=[language]))
    page = answer.content.decode()

    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="thoes-guide-{language}-')
    assert [
        slug
        for slug in articles()
        if f'<article class="thoes-narrow thoes-article thoes-in-full" id="{slug}">' not in page
    ] == []
    assert re.findall(r'<(?:link|script|img|use)[^>]*>|url\((?!"?data:)[^)]*\)|@import', page) == []
    assert 'id="words"' in page
    assert len(answer.content) < MOST_BYTES


def test_in_the_whole_guide_every_link_to_a_place_leads_to_one_and_no_two_places_have_one_name() -> None:
    page = opened("guide:guide-whole", "nl")
    places = re.findall(r' id="([^"]+)"', page)

    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(places)
    assert re.findall(r'href="/[^"]*"', page) == []


def test_the_whole_guide_says_of_which_day_its_numbers_are(samples, monkeypatch) -> None:
    monkeypatch.setattr("thoes.guide.web.in_full.localdate", lambda: date(2026, 11, 29))

    assert FRAME.wording("pl").filled("printing.whole", day="29 listopada 2026") in opened("guide:guide-whole", "pl")


def test_a_topic_is_read_and_printed_on_one_page_in_the_language_of_the_page() -> None:
    page = opened("guide:guide-topic", "hu", "arriving")
    own = [each for each in articles().values() if each.topic == "arriving"]

    assert page.count("<h1") == 1
    assert len(own) == page.count("<article") > 1
    assert 'href="/guide/hu/' in page
    assert "http://testserver/guide/hu/topics/arriving/" in page
    assert "<svg" in page
    assert not re.findall(r"<h2[^>]* id=\"part", page)


@pytest.mark.parametrize("address", ["/guide/nl/topics/no-such/", "/guide/xx/topics/arriving/", "/guide/xx/whole.html"])
def test_what_is_not_there_is_not_found(address) -> None:
    assert Client().get(address).status_code == 404


def test_an_article_leads_to_its_topic_on_one_page(samples) -> None:
    assert reverse("guide:guide-topic", args=["pl", "arriving"]) in opened("guide:article", "pl", "first-days")
