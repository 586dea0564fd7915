"""Somebody who keeps the guide finds what there is to do where there is no network."""

from collections.abc import Iterator

import pytest
from django.db import connections
from playwright.sync_api import Page, expect

from thoes.events.domain.event import Text
from thoes.guide.events import EVENTS
from thoes.guide.tests.test_events import make as make
from thoes.guide.tests.test_kept_guide_in_browser import keep

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
BULGARIAN = EVENTS.wording("bg")


@pytest.fixture
def phone(browser, live_server) -> Iterator[Page]:
    connections.settings["default"]["CONN_MAX_AGE"] = 0
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=live_server.url)
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    yield opened
    context.close()


def test_without_a_network_an_event_is_found_by_its_word_and_by_its_day_and_its_page_opens(
    phone, samples, make
) -> None:
    row = make(texts={"nl": Text("Taalcafé Voorbeeld", "Praat mee."), "bg": Text("Езиково кафе")}, rule="FREQ=DAILY")
    keep(phone, "bg")
    phone.context.set_offline(True)
    found = phone.locator('[data-part="events"]')

    for words in ("taalcafe", "кафе събота", BULGARIAN["title"]):
        phone.goto(f"/guide/bg/search/?q={words}")
        expect(found.get_by_role("link", name="Езиково кафе")).to_be_visible()
        expect(found.get_by_role("heading")).to_have_text(BULGARIAN["title"])
    found.get_by_role("link", name="Езиково кафе").click()
    expect(phone.locator("h1")).to_have_text("Езиково кафе")
    assert str(row.pk) in phone.url

    phone.goto("/guide/bg/search/?q=заплата декември")
    expect(phone.locator("[data-kept-search]")).to_be_visible()
    expect(found).to_be_hidden()
