"""The guide in a browser: on a narrow phone, and read from the right."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Page

from thoes.guide.article_files import articles
from thoes.guide.frame import GUIDE_LANGUAGES

AXE = Path(__file__).resolve().parents[4] / "node_modules" / "axe-core" / "axe.min.js"
PATHS = ("", "first-days/", "search/?q=xyz", "words/", "not-kept/", "topics/arriving/")

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def opened(browser, live_server) -> Iterator[Callable[..., Page]]:
    """opened("pl", "first-days/", width=320) -> the page, of somebody who was never here before."""
    # A browser keeps its connections open, and each would keep one to the database.
    connections.settings["default"]["CONN_MAX_AGE"] = 0
    contexts = {}

    def open_page(language: str, path: str, *, width: int = 360) -> Page:
        if width not in contexts:
            contexts[width] = browser.new_context(viewport={"width": width, "height": 740}, bypass_csp=True)
        page = contexts[width].pages[0] if contexts[width].pages else contexts[width].new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{live_server.url}/guide/{language}/{path}")
        return page

    yield open_page
    for context in contexts.values():
        context.close()


@pytest.mark.usefixtures("arabic")
@pytest.mark.parametrize("language", ["ar", "de", "uk"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_fits_the_narrowest_phone_whichever_side_it_is_read_from(opened, language, path) -> None:
    page = opened(language, path, width=320)

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    wordmark = page.locator(".thoes-wordmark").bounding_box()
    assert wordmark is not None
    assert (wordmark["x"] > 160) is (language == "ar")
    assert page.context.cookies() == []


@pytest.mark.usefixtures("arabic")
@pytest.mark.parametrize("language", ["ar", "nl"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_fault_that_axe_knows(opened, language, path) -> None:
    assert faults(opened(language, path, width=1280)) == []


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_on_a_telephone_no_language_has_a_fault_that_axe_knows(opened, language) -> None:
    found = {
        path: faults(opened(language, path))
        for path in ("", "emergencies/", "search/?q=xyzzyplugh", "words/", "not-kept/")
    }

    assert {path: each for path, each in found.items() if each} == {}


def faults(page: Page) -> list[list[object]]:
    """What axe finds wrong with a page, with the pieces in which it does."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[list[object]] = page.evaluate(
        "axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
        ".then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
    )
    return found


@pytest.mark.parametrize("language", ["nl", "de"])
def test_every_article_fits_the_narrowest_phone(opened, language) -> None:
    wide = []
    for slug in articles():
        page = opened(language, f"{slug}/", width=320)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(slug)

    assert wide == []
