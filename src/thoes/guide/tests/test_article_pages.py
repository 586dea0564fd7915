"""The pages of the guide: for everybody, in nine languages, with nothing kept of who reads."""

import re
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from time import process_time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from thoes.foundation.translated_texts import TextFolder
from thoes.guide.article_files import articles
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES
from thoes.guide.letter_words import letter_words
from thoes.guide.web import articles as pages

pytestmark = pytest.mark.django_db
MOST_BYTES, MOST_SECONDS = 100_000, 0.1


class Languages(HTMLParser):
    """Which tags there are, and in which language each piece of text is."""

    VOID = frozenset({"meta", "link", "input", "img", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.said: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in self.VOID:
            inherited = self._open[-1][1] if self._open else ""
            self._open.append((tag, dict(attrs).get("lang") or inherited))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.said.append((self._open[-1][1], " ".join(data.split())))

    def language_of(self, words: str) -> str:
        return next(language for language, said in self.said if words in said)


def opened(name: str, *args: str, **asked: str) -> str:
    answer = Client().get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def first_days(language: str) -> str:
    return opened("guide:article", language, "first-days")


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_every_page_of_every_article_is_whole_in_every_language(language) -> None:
    client = Client()
    addresses = [reverse(f"guide:{name}", args=[language]) for name in ("guide", "guide-search", "guide-words")]
    addresses += [reverse("guide:article", args=[language, slug]) for slug in articles()]

    for address in addresses:
        answer = client.get(address)
        page = answer.content.decode()

        assert answer.status_code == 200, address
        assert page.count("<h1") == 1, address
        assert f'<html lang="{language}" dir="ltr"' in page, address
        assert answer.headers["Content-Language"] == language
        assert "{{" not in page, address
        assert len(answer.content) < MOST_BYTES, address


@pytest.mark.parametrize("name", ["guide:guide", "guide:guide-search", "guide:article", "guide:article-code"])
def test_a_page_sets_no_cookie_and_says_nothing_of_the_reader(name, samples, alice, logged_in) -> None:
    address = reverse(name, args=["pl", "first-days"] if "article" in name else ["pl"])

    visitor, member = Client().get(address), logged_in(alice).get(address)

    assert not visitor.cookies
    assert "public" in visitor.headers["Cache-Control"]
    assert visitor.content == member.content
    assert b"data-visitor" not in visitor.content
    assert b"csrf" not in visitor.content.lower()


def test_a_page_is_made_in_a_tenth_of_a_second_and_only_asks_whether_something_was_published(samples) -> None:
    client, took = Client(), []
    addresses = [
        reverse("guide:article", args=["pl", "first-days"]),
        reverse("guide:guide-search", args=["pl"]) + "?q=gmina",
    ]

    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            began = process_time()
            client.get(address)
            took.append(process_time() - began)

        read = [each["sql"] for each in asked if " FROM " in each["sql"]]
        assert len(read) <= 2
        # The search finds events too, which are read anew.
        assert all('COUNT("guide_articleversion"."id")' in sql or "events_" in sql for sql in read)
    assert min(took) < MOST_SECONDS


def test_who_checks_a_link_gets_an_answer_without_the_page(samples) -> None:
    answer = Client().head(reverse("guide:article", args=["pl", "first-days"]))

    assert (answer.status_code, answer.content) == (200, b"")


def test_every_language_leads_to_the_same_page(samples) -> None:
    page = first_days("pl")
    searched = opened("guide:guide-search", "pl", q="praca nocą")

    for language in GUIDE_LANGUAGES:
        assert f'href="{reverse("guide:article", args=[language, "first-days"])}" hreflang="{language}"' in page
        assert f'href="{reverse("guide:guide-search", args=[language])}?q=praca+noc%C4%85"' in searched


def test_the_cookie_of_the_site_changes_nothing_in_the_guide(samples) -> None:
    client = Client()
    client.cookies["django_language"] = "en"

    assert client.get(reverse("guide:article", args=["pl", "first-days"])).content.decode() == first_days("pl")


def test_an_article_that_is_missing_in_a_language_is_shown_in_another_and_says_so(samples) -> None:
    hungarian, spanish = first_days("hu"), opened("guide:article", "es", "new-rules")

    assert FRAME.wording("hu").filled("notice.missing", language="English") in hungarian
    assert Languages(hungarian).language_of("Read this first.") == "en"
    assert hungarian.count('<div lang="en" dir="ltr"><h1') == 1
    assert Languages(hungarian).language_of(FRAME.wording("hu")["sources.title"]) == "hu"
    assert FRAME.wording("es").filled("notice.missing", language="Nederlands") in spanish
    assert Languages(spanish).language_of("Dit is geen opmaak.") == "nl"


def test_what_is_there_in_the_language_of_the_page_says_nothing_of_another(samples) -> None:
    page = first_days("pl")

    assert FRAME.wording("pl")["notice.missing"].split("{")[0] not in page
    assert Languages(page).language_of("Najpierw przeczytaj to.") == "pl"


def test_a_translation_that_nobody_read_says_so(samples) -> None:
    assert FRAME.wording("pl")["notice.unreviewed"] in first_days("pl")
    assert FRAME.wording("nl")["notice.source_unreviewed"] in first_days("nl")


def test_an_article_that_should_have_been_checked_says_so_to_its_reader(samples, monkeypatch) -> None:
    article = samples["first-days"]
    notice = FRAME.wording("nl")["notice.overdue"].split("{")[0]

    def on(day: date) -> str:
        monkeypatch.setattr(pages, "localdate", lambda: day)
        return first_days("nl")

    assert notice not in on(article.next_check - timedelta(days=1))
    assert notice in on(article.next_check)


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_a_day_that_is_written_with_a_full_stop_gets_no_second_one(language, samples, monkeypatch) -> None:
    monkeypatch.setattr(pages, "localdate", lambda: date(2027, 6, 1))

    assert ".." not in re.sub(r"<[^>]+>", "", first_days(language))


def test_a_number_stands_in_a_sentence_with_its_link_and_that_it_is_not_checked(samples, monkeypatch) -> None:
    monkeypatch.setattr(pages, "localdate", lambda: date(2026, 11, 29))
    page = opened("guide:article", "nl", "pay-slip")

    assert f'href="{reverse("guide:rule", args=["wml.hour.adult"])}">€\xa014,99 per uur</a>' in page
    assert "(niet nagekeken)" in page


def test_a_number_that_is_not_in_force_on_the_day_is_not_known(samples, monkeypatch) -> None:
    monkeypatch.setattr(pages, "localdate", lambda: date(2027, 3, 1))
    page = opened("guide:article", "nl", "pay-slip")

    assert "uw uurloon is" in page
    assert ">niet bekend</a>" in page
    assert "14,99" not in page


def test_sources_say_of_which_day_they_are(samples) -> None:
    page = first_days("en")

    assert "as of 29 November 2026" in page
    assert "as of 1 October 2026 · not checked with the authority itself" in page
    assert "Last checked on 29 November 2026. Will be checked again before 1 May 2027." in page


def test_a_link_to_another_article_keeps_the_language(samples) -> None:
    assert f'href="{reverse("guide:article", args=["pl", "pay-slip"])}"' in first_days("pl")


def test_an_article_can_be_shared_as_a_code_of_its_own_address(samples) -> None:
    code = Client().get(reverse("guide:article-code", args=["pl", "first-days"]))

    assert "http://testserver/guide/pl/first-days/" in first_days("pl")
    assert code.headers["Content-Type"] == "image/svg+xml"
    assert code.content != Client().get(reverse("guide:article-code", args=["ro", "first-days"])).content


def test_the_start_begins_with_what_most_people_need(samples) -> None:
    page = opened("guide:guide", "en")

    assert page.index("Your first days") < page.index('id="topics"') < page.index("Uw loonstrook lezen")
    assert "5 days" in page
    assert Languages(page).language_of("Uw loonstrook lezen") == "nl"


def test_a_hit_that_is_read_in_another_language_says_in_which(samples) -> None:
    page = opened("guide:guide-search", "pl", q="wynagrodzenie")

    assert '<span class="thoes-note" lang="nl">Nederlands</span>' in page.split('id="found"')[1]


def test_a_search_says_in_which_language_it_found_something(samples) -> None:
    page = opened("guide:guide-search", "ro", q="wypłaty")

    assert reverse("guide:article", args=["ro", "first-days"]) in page
    assert "găsit în limba: Polski" in page


@pytest.mark.parametrize("typed", ["aanmaning", "Aanmaning", "wezwanie", "wezwanie zapłaty"])
def test_a_dutch_word_from_a_letter_is_found_with_what_it_means(typed) -> None:
    page = opened("guide:guide-search", "pl", q=typed)

    assert '<dt lang="nl">aanmaning</dt><dd>wezwanie do zapłaty</dd>' in page


def test_a_dutch_word_is_explained_in_dutch_to_who_reads_dutch() -> None:
    page = opened("guide:guide-words", "nl")

    assert '<dt lang="nl">aanmaning</dt><dd>Een tweede brief' in page


def test_every_dutch_word_has_a_meaning_in_every_language() -> None:
    assert all(set(each.translations) == set(GUIDE_LANGUAGES) - {"nl"} for each in letter_words())
    assert len({each.word for each in letter_words()}) == len(letter_words()) > 100


@pytest.mark.parametrize("asked", [{}, {"q": ""}, {"q": "  "}, {"q": "xyzzyplugh"}])
def test_a_search_for_nothing_or_without_a_result_offers_what_most_people_need(asked, samples) -> None:
    page = opened("guide:guide-search", "nl", **asked)

    assert 'id="most-needed"' in page
    assert "Uw eerste dagen" in page


def test_the_search_of_every_page_has_words_in_its_language_and_leads_to_the_search(samples) -> None:
    page = opened("guide:guide", "uk")

    assert f'action="{reverse("guide:guide-search", args=["uk"])}"' in page
    assert f">{FRAME.wording('uk')['search.button']}</span>" in page


def test_what_was_typed_is_shown_as_text(samples) -> None:
    page = opened("guide:guide-search", "nl", q="<script>alert(1)</script>{words}" + "x" * 5000)

    assert "<script>alert" not in page
    assert "x" * 101 not in page


@pytest.mark.parametrize(
    "address",
    [
        "/guide/xx/", "/guide/NL/", "/guide/ar/", "/guide/xx/search/", "/guide/nl/no-such/", "/guide/xx/first-days/",
        "/guide/nl/no-such/code.svg", "/guide/xx/first-days/code.svg", "/guide/nl/headings.yaml/", "/guide/nl/../",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(address, samples) -> None:
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize(
    ("browser", "language"),
    [
        ("pl,en;q=0.8", "pl"),
        ("fr-FR,uk-UA;q=0.9,en;q=0.8", "uk"),
        ("de-AT", "de"),
        ("fr", "nl"),
        ("", "nl"),
        ("*", "nl"),
    ],
)
def test_who_has_chosen_no_language_gets_that_of_the_browser(browser, language) -> None:
    answer = Client().get(reverse("guide:choose-language"), headers={"accept-language": browser})

    assert answer.headers["Location"] == reverse("guide:guide", args=[language])
    assert "Accept-Language" in answer.headers["Vary"]
    assert not answer.cookies


def test_the_guide_is_found_from_the_start_page_and_from_the_foot_of_every_page(alice, logged_in) -> None:
    link = reverse("guide:choose-language")

    assert opened("guide:start").count(f'href="{link}"') == 2
    assert f'href="{link}"'.encode() in logged_in(alice).get("/sites/").content


def test_the_day_of_today_is_asked_when_the_page_is_opened(samples) -> None:
    assert str(localdate().year) in re.sub(r"<[^>]+>", "", first_days("nl"))


def test_a_page_can_be_read_from_the_right_with_an_article_that_is_not(arabic) -> None:
    page = first_days("ar")

    assert '<html lang="ar" dir="rtl"' in page
    assert '<div class="thoes-article__body" lang="en" dir="ltr">' in page
    assert '<strong lang="en">5 days</strong>' in page
    assert Languages(page).language_of("المصادر") == "ar"
    assert "{" not in re.sub(r"<style>.*?</style>|<[^>]+>", "", page)


def test_the_words_around_an_arabic_page_are_those_of_the_guide() -> None:
    ours = TextFolder(Path(__file__).parent / "frame", source="ar", languages=("ar",)).wording("ar").sentences
    theirs = FRAME.wording("nl").sentences

    assert list(ours) == list(theirs)
    assert all(list(ours[key]) == list(theirs[key]) for key in theirs if isinstance(theirs[key], dict))
