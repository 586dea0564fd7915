"""What the tests of the register in a real browser begin with."""

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from django.db import connections
from playwright.sync_api import Page

from thoes.accounts.models import User


@pytest.fixture
def open_as_alice(browser, live_server, alice) -> Iterator[Callable[..., Page]]:
    """open_as_alice("/path/", width=360) -> the page, logged in."""
    # A browser keeps its connections open, and each would keep one to the database.
    connections.settings["default"]["CONN_MAX_AGE"] = 0
    user = User.objects.get(pk=alice.user_id)
    contexts = []

    def open_page(
        path: str, *, width: int = 360, height: int = 740, scheme: Literal["light", "dark"] = "light"
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        contexts.append(context)
        context.add_cookies([{"name": "django_language", "value": "nl", "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{live_server.url}/account/login/")
        page.fill("input[name=username]", user.username)
        page.fill("input[name=password]", "test-only-password")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "login" not in url)
        page.goto(f"{live_server.url}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
