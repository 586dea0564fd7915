"""The round of tonight on a phone that loses its network, and a group typed by keyboard and reader, in a real browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Browser, Page, sync_playwright

from thoes.accounts.models import User
from thoes.kernel.nights import current_night
from thoes.register.models import Round, Stay
from thoes.register.services import Declared, check_in
from thoes.register.services.workers import DeclaredWorker

AXE = Path(__file__).resolve().parents[4] / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PASSPORT = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Playwright runs an event loop; Django would take it for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or "/usr/bin/chromium", args=FLAGS
        )
        yield started
        started.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


@pytest.fixture
def open_as_alice(browser, live_server, alice) -> Iterator[Callable[[str], Page]]:
    """open_as_alice("/path/") -> the page on a phone, logged in."""
    # A browser keeps its connections open, and each would keep one to the database.
    connections.settings["default"]["CONN_MAX_AGE"] = 0
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.add_cookies([{"name": "django_language", "value": "nl", "url": live_server.url}])

    def open_page(path: str) -> Page:
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(f"{live_server.url}/account/login/")
        page.fill("input[name=username]", User.objects.get(pk=alice.user_id).username)
        page.fill("input[name=password]", "test-only-password")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "login" not in url)
        page.goto(f"{live_server.url}{path}")
        return page

    yield open_page
    context.close()


@pytest.fixture
def asleep(alice, site) -> None:
    arrival = current_night(timezone.localtime()) - timedelta(days=2)
    lines = [
        Declared(site_id=site.pk, arrival=arrival, worker=DeclaredWorker(family_name=name))
        for name in ("Testowska", "Nepski")
    ]
    check_in(actor=alice, arrivals=lines, at=timezone.now(), nonce=None)


def _check_with_axe(page: Page) -> None:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in violations] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_round_without_a_network_waits_without_names_and_is_sent_once_there_is_one(
    open_as_alice, site, asleep
) -> None:
    page = open_as_alice(f"/sites-board/{site.pk}/round/")
    _check_with_axe(page)
    for person in page.query_selector_all("form[data-round] li"):
        person.query_selector("input[value=seen]").check()

    page.context.set_offline(True)
    page.get_by_role("button", name="Ronde vastleggen").click()
    page.locator("[data-round-waits]").wait_for()
    waits = page.evaluate("localStorage.getItem('thoes-rounds')")
    rounds_without_network = Round.objects.count()
    page.context.set_offline(False)
    page.get_by_text("2 van 2 gezien").wait_for()

    assert rounds_without_network == 0
    assert "Testowska" not in waits
    assert Round.objects.get().seen == 2
    assert page.evaluate("localStorage.getItem('thoes-rounds')") is None


def test_what_waits_is_gone_after_a_day_and_with_logging_out(open_as_alice, site, asleep) -> None:
    page = open_as_alice(f"/sites-board/{site.pk}/round/")
    page.locator("input[value=absent]").first.check()
    page.evaluate(
        "const r = JSON.parse(localStorage['thoes-rounds']);"
        "for (const each of Object.values(r)) each.madeAt = new Date(Date.now() - 25 * 3600 * 1000).toISOString();"
        "localStorage['thoes-rounds'] = JSON.stringify(r);"
    )
    page.reload()
    after_a_day = page.evaluate("localStorage.getItem('thoes-rounds')")
    page.locator("input[value=absent]").first.check()
    kept = page.evaluate("localStorage.getItem('thoes-rounds')")
    page.context.clear_cookies(name="sessionid")
    page.goto(page.url.split("/sites-board/")[0] + "/account/login/")

    assert after_a_day is None
    assert kept is not None
    assert page.evaluate("localStorage.getItem('thoes-rounds')") is None


def test_a_group_is_typed_with_enter_and_a_reader_of_documents(open_as_alice, site) -> None:
    page = open_as_alice(f"/sites-board/{site.pk}/check-in-group/")
    _check_with_axe(page)
    page.get_by_role("button", name="Rij voor rij typen").click()
    page.locator("#id_row-0-family_name").wait_for()
    for line in PASSPORT:
        page.keyboard.type(line)
        page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#id_row-0-given_name')?.value === 'Anna Maria'")
    read = page.input_value("#id_row-0-family_name")
    page.locator("#id_row-1-family_name").fill("Nepski")
    page.keyboard.press("Enter")
    page.keyboard.type("Jan")
    page.keyboard.press("Enter")
    went_on = page.evaluate("document.activeElement.id")
    page.keyboard.press("Enter")
    page.locator("#id_row-2-family_name").wait_for()
    _check_with_axe(page)
    page.get_by_role("button", name="2 werknemers aanmelden").click()
    page.wait_for_url(lambda url: "check-in-group" not in url)

    assert read == "Eriksson"
    assert went_on == "id_row-1-date_of_birth"
    assert Stay.objects.count() == 2
