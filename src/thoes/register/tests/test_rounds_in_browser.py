"""The round of tonight on a phone that loses its network, and a group typed by keyboard and reader, in a real browser."""

from datetime import timedelta

import pytest
from django.utils import timezone

from thoes.kernel.nights import current_night
from thoes.register.models import Round, Stay
from thoes.register.services import Declared, check_in
from thoes.register.services.workers import DeclaredWorker
from thoes.register.tests.in_browser import violations

PASSPORT = ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10")

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def asleep(alice, site) -> None:
    arrival = current_night(timezone.localtime()) - timedelta(days=2)
    lines = [
        Declared(site_id=site.pk, arrival=arrival, worker=DeclaredWorker(family_name=name))
        for name in ("Testowska", "Nepski")
    ]
    check_in(actor=alice, arrivals=lines, at=timezone.now(), nonce=None)


def test_a_round_without_a_network_waits_without_names_and_is_sent_once_there_is_one(
    open_as_alice, site, asleep
) -> None:
    page = open_as_alice(f"/sites-board/{site.pk}/round/")
    assert violations(page) == []
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
    assert violations(page) == []
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
    assert violations(page) == []
    page.get_by_role("button", name="2 werknemers aanmelden").click()
    page.wait_for_url(lambda url: "check-in-group" not in url)

    assert read == "Eriksson"
    assert went_on == "id_row-1-date_of_birth"
    assert Stay.objects.count() == 2
