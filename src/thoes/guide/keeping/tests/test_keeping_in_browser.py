"""A reviewer in a browser: side by side on a wide screen, one under the other on a phone, and with the keyboard."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Page

from thoes.guide.keeping.models import Act, ArticleVersion

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("samples"),
]


@pytest.fixture(params=[360, 1280])
def page(request, browser, live_server, piotr_at_work) -> Iterator[Page]:
    connections.settings["default"]["CONN_MAX_AGE"] = 0
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    session = piotr_at_work.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    opened = context.new_page()
    opened.goto(f"{live_server.url}/guide-keeping/pl/first-days/")
    yield opened
    context.close()


def test_a_paragraph_stands_beside_its_source_where_there_is_room_and_is_kept_with_the_keyboard(page) -> None:
    source, field = page.locator(".thoes-keeping__source").nth(1).bounding_box(), page.locator("#row-1").bounding_box()

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    is_wide = page.viewport_size["width"] > 1000
    assert (field["x"] > source["x"] + source["width"] - 1) is is_wide
    assert (field["y"] > source["y"] + source["height"] - 1) is not is_wide

    page.locator("#row-1").fill("Najpierw to.")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".utrecht-alert--ok")
    saved = ArticleVersion.objects.get()
    assert (saved.act, saved.body.startswith("Najpierw to.")) == (Act.DRAFT, True)
