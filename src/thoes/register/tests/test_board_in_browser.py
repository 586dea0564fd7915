"""The board in a real browser: short on a phone, narrowed while typing, and without mistakes for axe."""

from datetime import timedelta

import pytest
from django.utils import timezone

from thoes.housing.models import Site
from thoes.kernel.nights import current_night
from thoes.register.models import Stay
from thoes.register.services import Declared, check_in
from thoes.register.services.workers import DeclaredWorker
from thoes.register.tests.in_browser import violations

PHONE = {"width": 360, "height": 740}

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def full_site(alice, provider, venlo, make_site) -> Site:
    """84 beds in 42 rooms; 60 people."""
    site = make_site(provider, venlo, rooms=42, beds=2)
    night = current_night(timezone.localtime())
    lines = [
        Declared(
            site_id=site.pk,
            arrival=night,
            worker=DeclaredWorker(family_name=f"Testowska-Przykładowa {chr(97 + n % 26)}{chr(97 + n // 26)}"),
        )
        for n in range(60)
    ]
    _, results = check_in(actor=alice, arrivals=lines, at=timezone.now(), nonce=None)
    assert all(result.refusal is None for result in results)
    return site


def test_84_beds_stand_within_four_screens_of_a_phone_below_the_head(open_as_alice, full_site) -> None:
    page = open_as_alice(f"/sites-board/{full_site.pk}/")

    beds = page.evaluate("document.querySelector('.thoes-rooms').getBoundingClientRect().height")

    assert page.locator(".thoes-bedline").count() == 84
    # Of four screens some of the last is left for the foot of the page.
    assert beds < 4 * 740 - 200
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize(("path", "screens"), [("tonight", 4), ("round", 6)])
def test_sixty_people_are_read_on_a_few_screens_of_a_phone_and_no_name_is_cut_off(
    path, screens, open_as_alice, full_site
) -> None:
    page = open_as_alice(f"/sites-board/{full_site.pk}/{path}/")

    assert page.evaluate("document.documentElement.scrollHeight") < screens * 740
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    cut_off = (
        "[...document.querySelectorAll('main strong')].filter(e => e.scrollWidth > e.clientWidth && e.clientWidth)"
    )
    assert page.evaluate(f"{cut_off}.length") == 0


def test_the_name_of_who_should_have_left_is_read_on_a_phone(open_as_alice, alice, full_site) -> None:
    night = current_night(timezone.localtime())
    stayed_on = Declared(
        site_id=full_site.pk,
        arrival=night - timedelta(days=99),
        expected_departure=night - timedelta(days=9),
        worker=DeclaredWorker(family_name="Testowska-Przykładowa", given_name="Grażyna"),
    )
    check_in(actor=alice, arrivals=[stayed_on], at=timezone.now(), nonce=None)
    page = open_as_alice(f"/sites-board/{full_site.pk}/?show=overdue")

    name = page.locator(".thoes-bedline__who")

    assert name.count() == 1
    assert name.evaluate("e => e.clientWidth") > 150


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_the_board_is_accessible(open_as_alice, full_site, width, scheme) -> None:
    page = open_as_alice(f"/sites-board/{full_site.pk}/", width=width, scheme=scheme)

    assert violations(page) == []


def test_beds_are_found_while_typing_and_the_bar_comes_when_somebody_is_ticked(open_as_alice, full_site) -> None:
    page = open_as_alice(f"/sites-board/{full_site.pk}/")
    bar = page.locator(".thoes-bar")
    assert not bar.is_visible()

    page.fill("#board-q", "k30 przykladowa")

    assert page.locator(".thoes-bedline:visible").count() == 2
    assert page.locator(".thoes-room:visible").count() == 1
    page.locator(".thoes-bedline:visible input").first.check()
    assert bar.is_visible()
    page.get_by_role("button", name="Ook hun kamergenoten").click()
    assert page.locator('[name="stay"]:checked').count() == 2
    page.fill("#board-q", "bestaat niet")
    assert page.locator("[data-board-nothing]").is_visible()


@pytest.mark.parametrize(("width", "scheme", "span"), [(360, "light", "week"), (1280, "dark", "month")])
def test_the_timeline_is_accessible_and_no_page_scrolls_sideways(open_as_alice, full_site, width, scheme, span) -> None:
    page = open_as_alice(f"/sites-board/{full_site.pk}/timeline/?span={span}", width=width, scheme=scheme)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_bars_are_told_apart_in_forced_colours(open_as_alice, full_site) -> None:
    page = open_as_alice(f"/sites-board/{full_site.pk}/timeline/?span=week", width=1280)
    page.emulate_media(forced_colors="active")

    styles = page.evaluate(
        "[...document.querySelectorAll('.thoes-timeline-key .thoes-run')].map(bar => { const s = getComputedStyle(bar);"
        " return [s.borderTopStyle, s.borderTopWidth].join(' ') })"
    )

    assert len(styles) == len(set(styles)) == 7


def test_a_name_that_is_dragged_to_another_bed_leads_to_the_page_that_asks(open_as_alice, full_site) -> None:
    page = open_as_alice(f"/sites-board/{full_site.pk}/timeline/?span=week", width=1280, height=6000)
    bar, bed = page.locator("a[data-stay]").first, page.locator("tr[data-bed]").last
    wanted = bed.get_attribute("data-bed")
    box, target = bar.bounding_box(), bed.bounding_box()
    assert box is not None
    assert target is not None

    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(target["x"] + 300, target["y"] + 10, steps=6)
    assert page.locator("tr.thoes-grid__target").count() == 1
    page.mouse.up()
    page.wait_for_url(lambda url: "/move/" in url)

    assert page.locator("select[name^=bed-]").input_value() == wanted
    page.locator("main form button.nl-button--primary").click()
    page.wait_for_url(lambda url: "/move/" not in url)
    assert Stay.objects.filter(bed_id=wanted, known_until=None).exists()


def test_a_name_on_the_timeline_leads_by_keyboard_to_the_stay_and_its_actions(open_as_alice, full_site) -> None:
    page = open_as_alice(f"/sites-board/{full_site.pk}/timeline/?span=week", width=1280)

    page.locator("a[data-stay]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/stays/" in url)

    assert page.locator("a[href*='/move/?stay=']").count() == 1


def test_the_box_of_a_room_ticks_everybody_in_it_and_they_are_named_on_the_next_page(open_as_alice, full_site) -> None:
    page = open_as_alice(f"/sites-board/{full_site.pk}/", width=1280)

    page.get_by_label("Iedereen in K1", exact=True).check()
    assert page.locator('[name="stay"]:checked').count() == 2
    page.locator('[name="stay"]:checked').first.uncheck()
    assert not page.get_by_label("Iedereen in K1", exact=True).is_checked()
    page.get_by_label("Iedereen in K1", exact=True).check()
    page.get_by_role("button", name="Langer blijven").click()
    page.wait_for_url(lambda url: "/expected-departure/" in url)

    assert page.locator("main li strong").count() == 2
    assert violations(page) == []


def test_the_page_of_the_state_of_a_room_is_accessible_on_a_phone(open_as_alice, full_site) -> None:
    page = open_as_alice(f"/sites/rooms/{full_site.units.first().pk}/state/")

    assert violations(page) == []


def test_keys_search_step_and_open_the_list_and_can_be_switched_off(open_as_alice, full_site) -> None:
    page = open_as_alice(f"/sites-board/{full_site.pk}/", width=1280)
    focused = "document.activeElement.id || document.activeElement.textContent.trim()"

    page.keyboard.press("/")
    assert page.evaluate(focused) == "board-q"
    page.keyboard.type("n?")
    assert page.input_value("#board-q") == "n?"
    page.fill("#board-q", "")
    page.locator(".thoes-bedline__who").first.focus()
    page.keyboard.press("ArrowDown")
    second = page.locator(".thoes-bedline__who").nth(1).text_content()
    assert page.evaluate(focused) == second
    page.keyboard.press("?")
    assert page.locator("dialog[open]").is_visible()
    assert violations(page) == []
    page.locator("#board-keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    assert "/check-in/" not in page.url

    page.get_by_role("button", name="Sneltoetsen").click()
    page.locator("#board-keys-on").check()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_url(lambda url: "/check-in/" in url)
