"""The style of the pages, for tests that draw them without a server."""

import pytest

from thoes.ui.building import DIST


@pytest.fixture(scope="session")
def css() -> str:
    """The style that was built, for a page without a server."""
    (built,) = (DIST / "assets").glob("main*.css")
    return built.read_text(encoding="utf-8")
