"""A page of the guide in a browser that gets nothing but that page, and one whose letters are twice as large."""

import pytest
from django.db import connections

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("path", ["nl/", "bg/minimum-wage/"])
def test_a_page_is_drawn_in_full_before_anything_else_arrives(browser, live_server, path) -> None:
    connections.settings["default"]["CONN_MAX_AGE"] = 0
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.route("**/static/**", lambda route: route.abort())

    page.goto(f"{live_server.url}/guide/{path}")

    head = page.locator(".thoes-header")
    assert head.evaluate("(head) => getComputedStyle(head).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert [text for text in said if "Content Security Policy" in text] == []
    context.close()


@pytest.mark.parametrize("path", ["bg/", "de/minimum-wage/", "hu/paths/agency/", "bg/help/", "nl/employers/"])
def test_with_letters_of_twice_the_size_nothing_sticks_out_of_a_telephone(browser, live_server, path) -> None:
    connections.settings["default"]["CONN_MAX_AGE"] = 0
    context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{live_server.url}/guide/{path}")

    page.add_style_tag(content="html { font-size: 200% }")

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    context.close()
