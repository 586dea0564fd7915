"""What the tests of the shared pieces in a real browser begin with."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from thoes.ui.building import DIST


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or "/usr/bin/chromium"
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def css() -> str:
    """The style that was built, for a page without a server."""
    (built,) = (DIST / "assets").glob("main*.css")
    return built.read_text(encoding="utf-8")
