"""The page for employers and housing providers, and the poster with a code."""

import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from thoes.guide.article_files import articles
from thoes.guide.employers import EMPLOYERS
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES
from thoes.guide.help import HELP
from thoes.guide.topics import TOPICS
from thoes.guide.web.employers import _DUTIES

pytestmark = pytest.mark.django_db


def opened(language: str) -> str:
    answer = Client().get(reverse("guide:employers", args=[language]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_the_page_is_in_dutch_or_english_and_says_so_to_who_reads_another_language(language) -> None:
    page, text = opened(language), EMPLOYERS.wording("nl" if language == "nl" else "en")

    assert text["title"] in page
    assert page.count("<h1") == 1
    missing = FRAME.wording(language).filled("notice.missing", language=text.name)
    assert (missing in page) == (language not in ("nl", "en"))
    assert f'lang="{text.language}" dir="ltr"' in page


def test_every_duty_leads_to_a_page_of_the_rule_book() -> None:
    assert set(_DUTIES) <= {topic.key for topic in TOPICS}
    for key in _DUTIES:
        assert f'href="{reverse("guide:rule-topic", args=[key])}"' in opened("nl")


def test_a_sheet_is_offered_in_the_languages_that_it_is_there_in_and_no_other() -> None:
    offered = set(re.findall(r'href="/guide/(\w\w)/([a-z-]+)/" hreflang', opened("nl")))
    offered -= {(code, "employers") for code in GUIDE_LANGUAGES}

    needed = [each for each in articles().values() if each.is_most_needed]
    assert offered == {(code, each.slug) for each in needed for code in each.texts}
    assert ("pl", "seeing-a-doctor") in offered


def test_the_start_of_the_guide_leads_to_it() -> None:
    page = Client().get(reverse("guide:guide", args=["en"])).content.decode()

    assert f'href="{reverse("guide:employers", args=["en"])}"' in page


def _read(body: bytes) -> tuple[int, str]:
    reader = PdfReader(io.BytesIO(body))
    return len(reader.pages), " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_the_poster_is_one_page_in_all_nine_languages_with_the_address_of_its_code() -> None:
    answer = Client().get(reverse("guide:poster"))

    pages, words = _read(answer.content)
    assert (answer.headers["Content-Type"], pages) == ("application/pdf", 1)
    for language in GUIDE_LANGUAGES:
        assert HELP.wording(language)["poster.read"].split()[0] in words, language
    assert "testserver/guide/help/" in words
