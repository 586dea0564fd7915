"""Charts in a real browser: words keep their size on a phone, lie in the frame and never over each other."""

import math
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser

from thoes.ui.charts import (
    Days,
    Drawing,
    Look,
    Point,
    Row,
    Run,
    Said,
    Segment,
    Series,
    Straight,
    StripRow,
    Tile,
    bars,
    bridge,
    line,
    on_page,
    one_above_another,
    points,
    runs_of,
    strip,
    tile_map,
)
from thoes.ui.charts.drawing import GUTTER

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=at) for at in range(365)]
# As long as a short name may be: ten letters.
NAME_IN_TILE = "Maastricht"
FRAME = """() => { const box = document.querySelector("svg").getBoundingClientRect();
  return [box.left, box.right, box.top, box.bottom]; }"""
WORDS = """() => [...document.querySelectorAll("svg text")]
  .filter((text) => text.getClientRects().length && text.textContent)
  .map((text) => { const box = text.getBoundingClientRect();
    return [text.textContent, box.left, box.right, box.top + 4, box.bottom - 4, getComputedStyle(text).fontSize]; })"""


def drawings() -> list[Drawing]:
    people = [(day, 20 + 5 * math.sin(at / 30)) for at, day in enumerate(DAYS)]
    series = [Series("Mensen per nacht", people), Series("Hoogstens", [(day, 20) for day in DAYS], Look.HALF)]
    row = Row(
        "Midden-Limburg", "nog 3.000 van 4.100", (Segment(600, Look.MAIN, "600"), Segment(3500, Look.OPEN, "3.500"))
    )
    long = Row("Een lange naam van een gemeente met een soort verblijf", "nog 3.000 van 4.100", row.segments)
    nights = [runs_of([Look.GOOD] * 365)] * 2
    year = [
        line("year", series, Days(FIRST, FIRST + timedelta(days=365)), language="nl", top=125),
        strip(
            "year",
            [StripRow(_, runs) for _, runs in zip(("Hele locatie", "Kamers"), nights, strict=True)],
            columns=365,
            label_above=True,
        ),
    ]
    places = [(Tile(column, 0, NAME_IN_TILE), Said("Maastricht: 1.345", 1345, "?")) for column in range(5)]
    return [
        line("lines", series, Days(FIRST, FIRST + timedelta(days=365)), language="nl"),
        one_above_another("year", year),
        bars("bars", [row, long, row]),
        bridge("bridge", ("Nodig", 100, "100"), [("Gerealiseerd", -40, "-40")], ("Ontbreekt nog", "60")),
        strip("strip", [StripRow("sept 26", (Run(0, 31, Look.MAIN),))] * 3, columns=31, is_cut=True),
        tile_map("tiles", places, language="nl"),
        points(
            "points",
            [Point(12_800, 21_300, "Basis"), Point(44_900, 58_900, "Van voor Covid-19")],
            Straight(6_307, 1.171),
            language="nl",
            across_says="werknemers meer",
            up_says="plekken",
        ),
    ]


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("drawing", drawings(), ids=lambda drawing: drawing.name)
def test_words_keep_their_size_and_lie_in_the_frame_and_not_over_each_other(
    browser: Browser, css: str, drawing: Drawing, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content(
        f"<style>{css}</style><body class='thoes-theme' style='margin:16px'>"
        f"<div class='thoes-chart-frame'>{on_page(drawing, label='x')}</div></body>"
    )

    found: list[list[Any]] = page.evaluate(WORDS)
    left_edge, right_edge, top_edge, bottom_edge = page.evaluate(FRAME)
    left_edge -= GUTTER if drawing.has_gutter else 0

    page.close()
    # The name in a tile alone is smaller on a phone, where it would not fit.
    assert {size for said, *_box, size in found if said != NAME_IN_TILE} == {"14px"}
    assert all(9.5 <= float(size.removesuffix("px")) <= 14 for said, *_box, size in found if said == NAME_IN_TILE)
    assert sum(said == NAME_IN_TILE for said, *_box in found) == (5 if drawing.name == "tiles" else 0)
    for said, left, right, top, bottom, _size in found:
        assert max(0, left_edge) <= left < right <= min(width, right_edge) + 1, said
        assert top_edge <= top < bottom <= bottom_edge, said
    for at, (one, left, right, top, bottom, _size) in enumerate(found):
        for other, left2, right2, top2, bottom2, _size2 in found[at + 1 :]:
            apart = right <= left2 or right2 <= left or bottom <= top2 or bottom2 <= top
            assert apart, (one, other)
