"""The question paths in a browser: on a narrow phone, from the right as well, without a script or a cookie."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from django.db import connections
from playwright.sync_api import Page

from thoes.foundation.translated_texts import TextFolder
from thoes.guide.frame import GUIDE_LANGUAGES
from thoes.guide.paths import saying
from thoes.guide.paths.all_paths import PATHS
from thoes.guide.paths.texts_of_paths import PATH_TEXTS
from thoes.guide.tests.test_path_pages import FILLED
from thoes.guide.web import path_links
from thoes.guide.web import paths as pages
from thoes.places.public import ensure_limburg

AXE = Path(__file__).resolve().parents[4] / "node_modules" / "axe-core" / "axe.min.js"

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def words_from_the_right(arabic, tmp_path, monkeypatch) -> None:
    """The Dutch words as if they were Arabic: whole, and read from the right."""
    folder = tmp_path / "paths"
    shutil.copytree(str(PATH_TEXTS.folder), folder)
    words = yaml.safe_load((folder / "nl.yaml").read_text(encoding="utf-8"))
    (folder / "ar.yaml").write_text(yaml.safe_dump(words | {"language": "ar", "name": "العربية"}, allow_unicode=True))
    texts = TextFolder(folder, source="nl", languages=(*GUIDE_LANGUAGES, "ar"))
    for module in (pages, path_links, saying):
        monkeypatch.setattr(module, "PATH_TEXTS", texts)


@pytest.fixture
def answered(browser, live_server, words_from_the_right) -> Iterator[Callable[..., Page]]:
    """answered("bg", "register", width=360) -> the page with the answer, of somebody without scripts."""
    connections.settings["default"]["CONN_MAX_AGE"] = 0
    ensure_limburg()
    contexts = []

    def answer(language: str, path: str, *, width: int = 360, scripts: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 740}, bypass_csp=scripts, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{live_server.url}/guide/{language}/paths/{path}/")
        for name, value in FILLED[path].items():
            field = page.locator(f"#{name}")
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        page.locator("form#questions .thoes-buttons button").click()
        page.locator("#answer").wait_for()
        return page

    yield answer
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["hu", "bg", "ar"])
def test_a_path_fits_a_phone_whichever_side_it_is_read_from_without_script_or_cookie(answered, language, path) -> None:
    page = answered(language, path)

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.context.cookies() == []
    assert page.url.endswith(f"/guide/{language}/paths/{path}/")
    label = page.locator("form#questions label").first.bounding_box()
    assert label is not None
    # Short or long: the side from which it is read has the smaller margin.
    assert (label["x"] > 360 - label["x"] - label["width"]) is (language == "ar")


@pytest.mark.parametrize(("language", "path"), [("nl", "deduction"), ("ar", "hours"), ("hu", "register")])
def test_an_answer_has_no_fault_that_axe_knows(answered, language, path) -> None:
    page = answered(language, path, width=1280, scripts=True)
    page.evaluate(AXE.read_text(encoding="utf-8"))

    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
        ".then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
    )
    assert found == []


def test_the_days_are_downloaded_and_the_letter_opens(answered) -> None:
    page = answered("nl", "job-ended")
    with page.expect_download() as download:
        page.locator('button[value="calendar"]').click()
    assert download.value.suggested_filename == "thoes-job-ended.ics"

    page.locator('button[value="letter"]').click()
    page.locator(".thoes-path__letter").first.wait_for()
