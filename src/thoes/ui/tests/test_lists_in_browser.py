"""A list in a real browser: dense on a phone, and nothing lost on a wide screen."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import Browser, Page

from thoes.ui.lists import Day, Empty, ListPage, Number, Spare, State, Text, Words, with_spare

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SCREEN = 800
LINES = """() => [...document.querySelectorAll(".thoes-list tbody tr")].map((row) => {
  const box = row.getBoundingClientRect(); return [box.top, box.bottom, row.innerText.replace(/\\s+/g, " ")]; })"""


@dataclass
class Person:
    name: str
    site: str
    provider: str
    nights: int
    last_day: date | None
    why: str = (
        "Vanaf 21 oktober 2022 werd een lang verblijf verwacht, en op 20 februari 2023 waren 122 nachten bereikt."
    )


PEOPLE = [
    Person(
        f"Wzorcowowicz-Demowewski {at}, Marek", "Hostel Fictie 5", "Proefhoeve Wonen 19 B.V.", 183, date(2023, 1, 25)
    )
    for at in range(25)
]


def listed(**changed: Any) -> str:
    declared: dict[str, Any] = {
        "title": "Wie moet zich inschrijven",
        "says": "Gemeente Venlo: van de 292 mensen die hier slapen, is 41% ingeschreven; u beslist.",
        "guard": lambda view: view,
        "rows": lambda listing: PEOPLE,
        "filters": [Words(label="Naam", by=lambda words, _listing: None)],
        "columns": [
            Text("Naam", "name"),
            State("Gedaan", lambda person: ("overdue", "Te laat")),
            Day("Laatste dag", "last_day"),
            Text("Locatie", "site", "provider", spare=Spare.UNDER),
            Number("Nachten", "nights"),
            Text("Waarom", "why", wide=True, spare=Spare.CELL),
        ],
        "empty": Empty("Niemand"),
    }
    with translation.override("nl"):
        answer = ListPage(**(declared | changed)).as_view()(RequestFactory().get("/people/"))
    return answer.content.decode()


@pytest.fixture
def shown(browser: Browser, css: str) -> Any:
    pages: list[Page] = []

    def showing(width: int, **changed: Any) -> list[list[Any]]:
        page = browser.new_page(viewport={"width": width, "height": SCREEN})
        pages.append(page)
        page.set_content(listed(**changed) + f"<style>{css}</style>")
        lines: list[list[Any]] = page.evaluate(LINES)
        return lines

    yield showing
    for page in pages:
        page.close()


def test_twenty_five_people_stand_on_four_screens_of_a_phone(shown: Any) -> None:
    lines = shown(360)

    assert len(lines) == 25
    assert lines[-1][1] < 4 * SCREEN
    assert max(bottom - top for top, bottom, _words in lines) < 110


def test_what_is_spare_is_left_off_a_phone_and_stands_on_a_wide_screen(shown: Any) -> None:
    on_phone, on_small, on_desk = (shown(width)[0][2] for width in (360, 1024, 1280))

    assert "Proefhoeve" not in on_phone
    assert "Vanaf" not in on_phone
    assert "Vanaf" not in on_small
    assert "Proefhoeve" in on_desk
    assert "Vanaf" in on_desk
    assert "Hostel Fictie 5" in on_phone


HEIGHT = "() => document.documentElement.scrollHeight"
PHONE = 915


@dataclass
class Found:
    words: str = "Kamer kan niet op slot, of gaat van binnen alleen met sleutel open"
    site: str = "Huis Doe-alsof 2, Venlo"
    last_day: date = date(2026, 9, 14)


def test_twenty_five_findings_of_two_lines_each_are_four_screens_with_all_that_stands_around_them(
    browser: Browser, css: str
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": PHONE})
    page.set_content(
        listed(
            rows=lambda listing: [Found()] * 25,
            columns=[
                Text("Wat niet in orde was", "words", lambda _row: with_spare("Kamer 1", "Inspectie", between=" · ")),
                Text("Locatie", "site"),
                # Not the same in every row, for then it would be no badge.
                State("Ernst", lambda found: (("overdue", "Ernstig, 76 dagen te laat"), ("error", "Gevaar"))),
                Day("Laatste dag", "last_day"),
                Text("Wie", lambda _row: "Terug bij de huisvester"),
            ],
        )
        + f"<style>{css}</style>"
    )

    assert page.evaluate(HEIGHT) < 4 * PHONE
    assert not page.get_by_text("Inspectie").first.is_visible()
    page.set_viewport_size({"width": 1280, "height": PHONE})
    assert page.get_by_text("Inspectie").first.is_visible()
    page.close()


def test_a_cell_of_which_nothing_is_left_on_a_phone_leaves_no_point_behind(browser: Browser, css: str) -> None:
    columns = [
        Text("Naam", "name"),
        Text("Locatie", "site"),
        State("Let op", lambda _person: [], lambda _person: "Niet ingevuld", spare=Spare.UNDER),
        Number("Nachten", "nights"),
    ]
    page = browser.new_page(viewport={"width": 360, "height": SCREEN})
    page.set_content(listed(columns=columns) + f"<style>{css}</style>")
    cells = page.locator(".thoes-list tbody tr").first.locator("td")

    assert [cell.is_visible() for cell in cells.all()] == [True, False, True]
    page.set_viewport_size({"width": 1100, "height": SCREEN})
    # In a table its place stays, or what follows would stand under another head.
    assert [cell.is_visible() for cell in cells.all()] == [True, True, True]
    assert not page.get_by_text("Niet ingevuld").first.is_visible()
    page.close()
