"""An article is read aloud by a voice that is on the telephone; a voice elsewhere is no voice."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connections
from playwright.sync_api import Page, expect

from thoes.guide.frame import FRAME

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
DUTCH = FRAME.wording("nl")

# The browser of the tests has no voices. This one tells what it was asked to say, and is ready with it when it is told to be.
_VOICES = """
    window.said = [];
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    const speech = {
        getVoices: () => [
            {lang: "pl-PL", localService: false}, {lang: "nl_NL", localService: true}, {lang: "en-GB", localService: true},
        ],
        speak(utterance) { said.push([utterance.lang, utterance.text]); window.ready = () => utterance.onend(); },
        cancel() {},
    };
    Object.defineProperty(window, "speechSynthesis", {value: speech});
"""


@pytest.fixture
def opened(browser, live_server) -> Iterator[Callable[..., Page]]:
    connections.settings["default"]["CONN_MAX_AGE"] = 0
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=live_server.url)

    def open_page(address: str, *, voices: bool = True) -> Page:
        page = context.new_page()
        page.set_default_timeout(60_000)
        if voices:
            page.add_init_script(_VOICES)
        page.goto(address)
        return page

    yield open_page
    context.close()


def button(page: Page, name: str):
    return page.get_by_role("button", name=DUTCH[f"aloud.{name}"])


def test_an_article_is_read_in_order_and_what_is_read_is_marked(opened, samples) -> None:
    page = opened("/guide/nl/first-days/")
    button(page, "listen").click()

    said = [page.evaluate("said.at(-1)")]
    while page.locator(".thoes-aloud--here").count():
        assert page.locator(".thoes-aloud--here").inner_text().split() == said[-1][1].split()
        page.evaluate("ready()")
        if page.locator(".thoes-aloud--here").count():
            said.append(page.evaluate("said.at(-1)"))

    assert {language for language, _text in said} == {"nl"}
    assert said[0][1] == samples["first-days"].source.title
    assert said == page.evaluate("said")
    assert len(said) > 5
    expect(button(page, "listen")).to_be_visible()


def test_reading_waits_goes_on_where_it_was_and_stops_with_the_keyboard(opened, samples) -> None:
    page = opened("/guide/nl/first-days/")
    button(page, "listen").focus()
    page.keyboard.press("Enter")
    page.evaluate("ready()")

    expect(button(page, "pause")).to_be_focused()
    page.keyboard.press("Enter")
    here = page.locator(".thoes-aloud--here").inner_text()
    expect(button(page, "resume")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.locator(".thoes-aloud--here").inner_text() == here
    assert page.evaluate("said.length") == 3

    page.keyboard.press("Escape")
    expect(page.locator(".thoes-aloud--here")).to_have_count(0)
    expect(button(page, "listen")).to_be_focused()


def test_without_a_voice_on_the_telephone_in_the_language_of_the_text_there_is_no_button(opened, samples) -> None:
    for address, voices in (("/guide/pl/first-days/", True), ("/guide/nl/first-days/", False)):
        page = opened(address, voices=voices)
        page.wait_for_load_state("load")
        expect(page.locator("[data-aloud]")).to_be_hidden()


def test_an_article_that_is_shown_in_another_language_is_read_in_that_language(opened, samples) -> None:
    page = opened("/guide/hu/first-days/")
    page.get_by_role("button", name=FRAME.wording("hu")["aloud.listen"]).click()

    assert page.evaluate("said") == [["en", samples["first-days"].texts["en"].title]]
