"""A reader keeps the guide, goes where there is no network, and reads on."""

import re
from collections.abc import Iterator

import pytest
from django.db import connections
from playwright.sync_api import Page, expect

from thoes.guide.frame import FRAME
from thoes.guide.letter_words import words_like

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
POLISH, DUTCH = FRAME.wording("pl"), FRAME.wording("nl")


@pytest.fixture
def page(browser, live_server) -> Iterator[Page]:
    """On a telephone of somebody who was never here before; its addresses begin at the site."""
    connections.settings["default"]["CONN_MAX_AGE"] = 0
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=live_server.url)
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    yield opened
    context.close()


def keep(page: Page, language: str) -> None:
    page.goto(f"/guide/{language}/")
    page.get_by_role("button", name=FRAME.wording(language)["keeping.button"]).click()
    expect(page.locator('[data-when="kept"]')).to_be_visible()


def test_within_a_municipality_the_shared_article_is_read_without_a_network(page, samples) -> None:
    keep(page, "pl")
    page.context.set_offline(True)

    page.goto("/guide/pl/in/venlo/first-days/")
    expect(page.locator("h1")).to_have_text(samples["first-days"].texts["pl"].title)


def test_nothing_is_kept_and_no_worker_is_started_before_somebody_asks_for_it(page, samples) -> None:
    page.goto("/guide/pl/")
    expect(page.get_by_role("button", name=POLISH["keeping.button"])).to_be_visible()

    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert "0,0\u00a0MB" in page.locator("[data-keep]").inner_text()


def test_a_kept_guide_is_read_without_a_network_in_each_kept_language(page, samples) -> None:
    keep(page, "pl")
    keep(page, "nl")
    page.context.set_offline(True)

    page.goto("/guide/pl/words/")
    expect(page.locator(".thoes-copy")).to_contain_text(POLISH["keeping.copy"].split("{")[0])
    page.get_by_role("link", name=POLISH["to_start"]).click()
    expect(page.locator("h1")).to_have_text(POLISH["title"])
    page.get_by_role("link", name=samples["first-days"].texts["pl"].title).first.click()
    expect(page.locator("h1")).to_have_text(samples["first-days"].texts["pl"].title)
    assert page.locator(".thoes-share__code").evaluate("(code) => code.complete && code.naturalWidth > 0")
    assert (
        page.locator(".thoes-header").evaluate("(head) => getComputedStyle(head).backgroundColor") != "rgba(0, 0, 0, 0)"
    )

    page.get_by_role("navigation").get_by_role("link", name="Nederlands").click()
    expect(page.locator("h1")).to_have_text(samples["first-days"].source.title)
    assert page.context.cookies() == []


def test_a_kept_page_is_held_to_the_policy_of_the_server_and_may_have_no_style_in_it(page, samples) -> None:
    keep(page, "pl")
    policies = [page.goto("/guide/pl/words/").header_value("content-security-policy")]
    page.context.set_offline(True)
    # Another page, as the browser itself still has the first one.
    policies.append(page.goto("/guide/pl/first-days/").header_value("content-security-policy"))

    assert policies[1]
    assert re.sub(r" 'sha256-[^']+'", "", policies[0]) == policies[1]
    assert policies[0] != policies[1]


def test_a_page_that_is_not_kept_says_so_and_leads_to_what_is(page, samples) -> None:
    keep(page, "pl")
    page.context.set_offline(True)

    page.goto("/guide/de/first-days/")
    expect(page.locator("h1")).to_have_text(POLISH["not_kept.title"])
    expect(page.locator("[data-kept-languages]")).to_contain_text("Polski")
    page.get_by_role("link", name=POLISH["to_start"]).last.click()
    expect(page.locator("h1")).to_have_text(POLISH["title"])

    page.goto("/guide/pl/first-days/")
    page.locator(".thoes-amount").first.click()
    expect(page.locator("h1")).to_have_text(POLISH["not_kept.title"])

    page.goto("/guide/")
    expect(page.locator("h1")).to_have_text(POLISH["title"])


def test_a_remark_without_a_network_is_not_lost_and_says_why(page, samples) -> None:
    keep(page, "pl")
    page.context.set_offline(True)
    page.goto("/guide/pl/first-days/")

    page.locator("#remark").fill("Za krótko")
    page.get_by_role("radio", name=POLISH["feedback.was_not"]).check()
    page.get_by_role("button", name=POLISH["feedback.send"]).click()

    expect(page.get_by_text(POLISH["not_kept.form"])).to_be_visible()
    expect(page.locator("#remark")).to_have_value("Za krótko")


def test_a_kept_guide_says_when_there_is_a_newer_one_and_can_be_removed(page, samples) -> None:
    keep(page, "pl")
    keep(page, "nl")
    page.goto("/guide/pl/")
    expect(page.locator('[data-when="newer"]')).to_be_hidden()

    # As if it was kept before the articles changed.
    page.evaluate(
        "caches.keys().then((all) => caches.open(all.find((name) => name.includes('_') && name.includes('-pl'))))"
        ".then((kept) => kept.put('/guide/kept-card', Response.json({version: 'older', day: 'dawno'})))"
    )
    page.reload()
    expect(page.locator('[data-when="newer"]')).to_be_visible()
    page.get_by_role("button", name=POLISH["keeping.again"]).click()
    expect(page.locator('[data-when="newer"]')).to_be_hidden()

    page.get_by_role("button", name=POLISH["keeping.remove"]).click()
    expect(page.get_by_text(POLISH["keeping.removed"])).to_be_visible()
    assert [name.split("_")[0] for name in page.evaluate("caches.keys()")] == ["thoes-guide-nl"]

    page.goto("/guide/nl/")
    page.get_by_role("button", name=DUTCH["keeping.remove"]).click()
    expect(page.get_by_text(DUTCH["keeping.removed"])).to_be_visible()
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_a_guide_that_could_not_be_kept_whole_says_so_and_counts_as_not_kept(page, samples) -> None:
    page.goto("/guide/pl/")
    expect(page.get_by_text(POLISH["keeping.failed"])).to_be_hidden()
    page.route("**/*.css", lambda route: route.abort())
    page.get_by_role("button", name=POLISH["keeping.button"]).click()

    expect(page.get_by_text(POLISH["keeping.failed"])).to_be_visible()
    expect(page.get_by_role("button", name=POLISH["keeping.button"])).to_be_visible()


def test_the_worker_of_the_site_leaves_a_kept_guide_alone(page, samples) -> None:
    keep(page, "pl")
    page.goto("/contact/")
    page.evaluate("navigator.serviceWorker.ready.then((ready) => ready.active.state)")
    page.wait_for_timeout(500)

    assert any(name.startswith("thoes-guide-pl") for name in page.evaluate("caches.keys()"))


def test_without_a_network_a_search_finds_articles_and_words_and_says_when_there_is_nothing(page, samples) -> None:
    keep(page, "pl")
    page.context.set_offline(True)

    page.goto("/guide/pl/search/?q=wypłaty")
    found = page.locator("[data-kept-search]")
    expect(found.get_by_role("link")).to_have_text([samples["first-days"].texts["pl"].title])
    expect(found.get_by_role("heading").last).to_have_text(POLISH.filled("search.found", words="wypłaty"))

    page.locator("#search_q").fill("wezwanie")
    page.locator("#search_q").press("Enter")
    expect(found.locator("dt")).to_have_text([each.word for each in words_like("wezwanie", "pl")])
    expect(found.get_by_text(POLISH.filled("search.none", words="wezwanie"))).to_be_visible()
    expect(found.get_by_text(POLISH.filled("not_found.says", words="wezwanie"))).to_be_visible()
    found.get_by_role("button", name=POLISH["not_found.send"]).click()
    expect(found.get_by_text(POLISH["not_kept.form"])).to_be_visible()
