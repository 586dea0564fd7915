"""Charts: what is drawn lies where its number says, inside the frame, and words do not lie over each other."""

import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thoes.ui.charts import (
    Dash,
    Days,
    Drawing,
    Figure,
    KeyItem,
    Look,
    Outline,
    Point,
    Row,
    Run,
    Said,
    Segment,
    Series,
    Straight,
    StripRow,
    Table,
    Tick,
    Tile,
    bars,
    bridge,
    fan,
    line,
    on_page,
    on_paper,
    one_above_another,
    outline_map,
    points,
    runs_of,
    small_multiples,
    strip,
    swatch,
    tile_map,
)
from thoes.ui.charts.drawing import GUTTER, PAPER_COLOURS, width_of
from thoes.ui.charts.figure import numbers_of, picture_of
from thoes.ui.charts.maps import key_of, shades_of
from thoes.ui.charts.scales import month_ticks, round_steps

CSS = Path(__file__).resolve().parents[4] / "frontend" / "css" / "charts.css"
PHONE = 360 - 2 * 16 - GUTTER
FIRST = date(2026, 1, 1)
YEAR = Days(FIRST, FIRST + timedelta(days=365))
numbers = st.lists(st.one_of(st.none(), st.integers(0, 100_000)), min_size=1, max_size=60)


def drawn(drawing: Drawing) -> ElementTree.Element:
    return ElementTree.fromstring(on_page(drawing, label="x"))


def texts(drawing: Drawing) -> list[ElementTree.Element]:
    return list(drawn(drawing).iter("text"))


def rects(drawing: Drawing, class_: str) -> list[ElementTree.Element]:
    return [each for each in drawn(drawing).iter("rect") if each.get("class") == class_]


def share(each: ElementTree.Element, name: str) -> float:
    return float(each.get(name, "0").rstrip("%")) / 100


def line_points(drawing: Drawing, look: Look = Look.MAIN) -> list[tuple[float, float]]:
    (found,) = [p for p in drawn(drawing).iter("path") if f"c-line-{look}" in p.get("class", "")]
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+) ([\d.]+)", found.get("d", ""))]


def heights_by_day(d: str, days: int) -> list[float | None]:
    """What a path of steps says of the middle of each day: its height there, or None in a gap."""
    spans, x, y = [], 0.0, 0.0
    for kind, first, second in re.findall(r"([MHV])(-?[\d.]+)(?: (-?[\d.]+))?", d):
        if kind == "M":
            x, y = float(first), float(second)
        elif kind == "V":
            y = float(first)
        else:
            spans.append((x, float(first), y))
            x = float(first)
    middles = [1000 * (at + 0.5) / days for at in range(days)]
    return [next((y for low, high, y in spans if low <= middle < high), None) for middle in middles]


@given(numbers)
def test_a_point_lies_where_its_number_and_its_day_say(values) -> None:
    days = Days(FIRST, FIRST + timedelta(days=len(values)))
    points = [(FIRST + timedelta(days=at), value) for at, value in enumerate(values)]
    top = round_steps(max((value for value in values if value is not None), default=0))[-1]

    found = line_points(line("l", [Series("", points)], days, language="nl"))

    known = [(at, value) for at, value in enumerate(values) if value is not None]
    assert len(found) == len(known)
    for (x, y), (at, value) in zip(found, known, strict=True):
        assert x == pytest.approx(1000 * at / len(values), abs=0.06)
        assert y == pytest.approx(200 - 200 * value / top, abs=0.06)
        assert 0 <= x <= 1000
        assert 0 <= y <= 200


@given(numbers)
def test_a_step_lasts_its_whole_day_and_a_day_without_a_number_is_a_gap(values) -> None:
    days = Days(FIRST, FIRST + timedelta(days=len(values)))
    points = [(FIRST + timedelta(days=at), value) for at, value in enumerate(values)]
    top = round_steps(max((value for value in values if value is not None), default=0))[-1]

    shown = drawn(line("l", [Series("", points, in_steps=True)], days, language="nl"))
    (path,) = [p for p in shown.iter("path") if "c-line-main" in p.get("class", "")]

    expected = [None if value is None else pytest.approx(200 - 200 * value / top, abs=0.06) for value in values]
    assert heights_by_day(path.get("d", ""), len(values)) == expected


def test_what_is_higher_than_the_axis_is_cut_off_at_it() -> None:
    points = [(FIRST, 5), (FIRST + timedelta(days=1), 500)]

    assert line_points(line("l", [Series("", points)], YEAR, language="nl", top=10))[1][1] == 0


def test_a_band_goes_around_its_line() -> None:
    band = [(FIRST, 10, 30), (date(2026, 12, 31), 20, 40)]
    drawing = line("l", [Series("", [(FIRST, 20), (date(2026, 12, 31), 30)], band=band)], YEAR, language="nl")

    (found,) = [p.get("d") for p in drawn(drawing).iter("path") if p.get("class") == "c-band"]

    assert re.findall(r" ([\d.]+)", found) == ["50.0", "0.0", "100.0", "150.0"]


def test_the_bands_of_a_fan_lie_in_each_other_the_widest_below() -> None:
    days = (FIRST, date(2026, 12, 31))
    bands = [[(day, 20 - wide, 20 + wide) for day in days] for wide in (5, 10, 20)]
    drawing = line("l", fan("x", [(day, 20) for day in days], bands), YEAR, language="nl")

    drawn_bands = [p.get("d") for p in drawn(drawing).iter("path") if p.get("class") == "c-band"]

    tops = [float(re.findall(r" ([\d.]+)", band)[0]) for band in drawn_bands]
    assert tops == [0, 50, 75]


DOTS = [Point(12_800, 21_300, "Basis"), Point(44_900, 58_900, "Van voor Covid-19", is_open=True)]
LINE_THROUGH = Straight(6_307, 1.171)


def test_a_point_and_its_line_lie_where_their_numbers_say() -> None:
    drawing = points("p", DOTS, LINE_THROUGH, language="nl", across_says="groei", up_says="plekken")
    ds = {p.get("class"): p.get("d") for p in drawn(drawing).iter("path")}
    x, y = map(float, re.findall(r"[\d.]+", ds["c-line c-line-main c-dot"])[:2])
    left, right = (float(end) for end in re.findall(r" ([\d.]+)", ds["c-line c-line-main c-dashed"]))

    on_line = left + (right - left) * x / 1000
    # Rounded to whole places, the line goes through the point but for less than the dot.
    assert abs(on_line - y) < 2
    assert x == 256
    assert "c-line c-line-half c-dot" in ds


@given(across=st.integers(1, 50_000), up=st.integers(1, 60_000))
def test_the_name_of_a_point_stays_in_the_frame_on_a_phone(across: int, up: int) -> None:
    drawing = points("p", [Point(across, up, "Versterkt herstel"), Point(50_000, 60_000, "x")], LINE_THROUGH, language="nl",
                     across_says="x", up_says="y")  # fmt: skip
    (name,) = [text for text in texts(drawing) if text.text == "Versterkt herstel"]
    place = float(name.get("x", "").rstrip("%")) / 100 * PHONE + float(name.get("dx", 0))
    wide = width_of("Versterkt herstel")

    assert (place - wide >= -GUTTER) if name.get("text-anchor") == "end" else (place + wide <= PHONE + 1)


def test_numbers_that_stand_alone_are_dots_without_a_line_between_them() -> None:
    found = Series("x", [(FIRST, 10), (date(2026, 12, 31), 20)], are_dots=True)

    (dots,) = [
        p.get("d") for p in drawn(line("l", [found], YEAR, language="nl")).iter("path") if "c-dot" in p.get("class")
    ]

    assert re.findall(r"M[\d.]+ ([\d.]+)h0", dots) == ["100.0", "0.0"]
    assert "L" not in dots


def test_small_multiples_have_one_axis() -> None:
    panels = [(name, Series("", [(FIRST, value)])) for name, value in (("Noord", 10), ("Zuid", 40))]

    found = drawn(small_multiples("m", panels, YEAR, language="nl"))

    lines = [p.get("d") for p in found.iter("path") if "c-line-main" in p.get("class", "")]
    assert lines == ["M0.0 60.0h0", "M0.0 0.0h0"]


@given(st.floats(0.001, 1e9))
def test_steps_go_from_nothing_to_the_first_round_number_that_is_high_enough(top: float) -> None:
    steps = round_steps(top)

    assert steps[0] == 0
    assert steps[-1] >= top * (1 - 1e-8)
    assert steps[-2] < top
    assert 3 <= len(steps) <= 6
    assert f"{steps[1]:e}"[0] in "125"
    assert steps[1] < 1 or steps[1] % 1 == 0


@pytest.mark.parametrize(("top", "steps"), [(0, [0, 1]), (5, [0, 1, 2, 3, 4, 5]), (99, [0, 20, 40, 60, 80, 100])])
def test_steps_are_round(top: float, steps: list[float]) -> None:
    assert round_steps(top) == steps


@settings(deadline=None)  # the first time babel reads its languages
@given(st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.integers(1, 4000))
def test_an_axis_names_at_most_twelve_months_and_a_year(first: date, length: int) -> None:
    ticks = month_ticks(first, first + timedelta(days=length), language="nl")

    assert len(ticks) <= 12
    assert all(first <= tick.day < first + timedelta(days=length) and tick.day.day == 1 for tick in ticks)
    assert not ticks or any(re.search(r"\d{4}", tick.words) for tick in ticks)


@settings(deadline=None)  # the first time babel reads its languages
@given(st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.sampled_from(["nl", "en", "pl"]))
def test_twelve_months_do_not_lie_over_each_other_on_a_phone(first: date, language: str) -> None:
    drawing = line("l", [], Days(first, first + timedelta(days=365)), language=language)

    shown = [t for t in texts(drawing) if "%" in t.get("x", "") and "c-wide" not in t.get("class", "")]
    spans = sorted(span_of(text, PHONE) for text in shown)

    assert len(spans) >= 3
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def span_of(text: ElementTree.Element, width: float) -> tuple[float, float]:
    long, at = width_of(text.text or ""), share(text, "x") * width
    start = {"start": at, "middle": at - long / 2, "end": at - long}[text.get("text-anchor", "start")]
    return start, start + long


def test_several_lines_are_named_in_the_key_and_no_words_lie_among_them() -> None:
    series = [Series("Mensen", [(FIRST, 5)]), Series("Hoogstens", [(FIRST, 9)], Look.HALF, dash=Dash.DASHED)]

    drawing = line("l", series, YEAR, language="nl")

    assert [(item.look, item.words, item.dash) for item in drawing.key] == [
        (Look.MAIN, "Mensen", Dash.NONE),
        (Look.HALF, "Hoogstens", Dash.DASHED),
    ]
    assert not [t.text for t in texts(drawing) if "Mensen" in t.text or "Hoogstens" in t.text]
    assert 'class="c-line c-line-half c-dashed"' in swatch("s", drawing.key[1])


def test_what_is_counted_has_whole_numbers_along_its_axis() -> None:
    assert round_steps(10) == [0, 2, 4, 6, 8, 10]
    assert round_steps(12) == [0, 5, 10, 15]


@given(st.lists(st.lists(st.integers(0, 30_000), min_size=1, max_size=3), min_size=1, max_size=5))
def test_bars_are_as_long_as_their_numbers_on_one_scale(rows: list[list[int]]) -> None:
    drawing = bars("b", [Row(str(at), "", tuple(Segment(v, Look.MAIN) for v in row)) for at, row in enumerate(rows)])
    longest = max(sum(row) for row in rows) or 1

    found = rects(drawing, "c-main")

    pieces = [(sum(row[:at]), value) for row in rows for at, value in enumerate(row)]
    for rect, (start, value) in zip(found, pieces, strict=True):
        assert share(rect, "x") == pytest.approx(start / longest, abs=1e-4)
        assert share(rect, "width") == pytest.approx(value / longest, abs=1e-4)


def test_a_bridge_goes_below_nothing_where_there_is_too_much() -> None:
    drawing = bridge("b", ("Nodig", 100, "100"), [("Klaar", -80, "-80"), ("Gepland", -45, "-45")], ("Te veel", "25"))

    start, ready, planned, left = (
        (share(each, "x"), share(each, "width")) for each in drawn(drawing).iter("rect") if each.get("class")
    )

    assert start == pytest.approx((0.2, 0.8))
    assert ready == pytest.approx((0.36, 0.64))
    assert planned == pytest.approx((0, 0.36))
    assert left == pytest.approx((0, 0.2))


def test_a_number_stands_in_a_piece_only_where_it_fits_on_a_phone() -> None:
    row = Row("Noord", "", (Segment(5, Look.GOOD, "5"), Segment(495, Look.OPEN, "495")))

    assert [t.text for t in texts(bars("b", [row])) if t.get("text-anchor") == "middle"] == ["495"]


@given(st.lists(st.sampled_from(list(Look)), min_size=1, max_size=60), st.integers(0, 5))
def test_every_column_of_a_strip_has_the_look_that_was_given(looks: list[Look], first: int) -> None:
    columns = first + len(looks)
    runs = runs_of(looks, first=first)

    shown = [Look.OPEN] * columns
    for rect in drawn(strip("s", [StripRow("jan", runs)], columns=columns)).iter("rect"):
        look = (rect.get("class") or "").removeprefix("c-")
        if look in set(Look):
            start, wide = round(share(rect, "x") * columns), round(share(rect, "width") * columns)
            shown[start : start + wide] = [Look(look)] * wide

    assert shown[first:] == looks
    assert all(before.look != after.look for before, after in pairwise(runs))


def test_a_ring_stands_around_its_own_column() -> None:
    (ring,) = rects(strip("s", [StripRow("jan", (Run(0, 31, Look.MAIN),), ring=30)], columns=31), "c-ring")

    assert (share(ring, "x"), share(ring, "width")) == pytest.approx((30 / 31, 1 / 31), abs=1e-4)


@given(st.lists(st.one_of(st.none(), st.integers(0, 500)), max_size=40))
def test_a_shade_goes_up_with_the_number_and_what_is_not_told_has_none(numbers: list[int | None]) -> None:
    shades = shades_of(numbers)

    assert set(shades) <= {0, 1, 2, 3, 4, 5}
    assert [shade == 0 for shade in shades] == [not number for number in numbers]
    by_number = sorted((number or 0, shade) for number, shade in zip(numbers, shades, strict=True))
    assert [shade for _number, shade in by_number] == sorted(shades)


def test_each_of_five_shades_has_as_many_places_and_the_key_says_its_numbers() -> None:
    numbers = list(range(1, 31))

    shades = shades_of(numbers)

    assert [shades.count(shade) for shade in range(1, 6)] == [6] * 5
    key = key_of(numbers, language="nl")
    assert [item.words for item in key] == ["1 – 6", "7 – 12", "13 – 18", "19 – 24", "25 – 30"]


def test_a_tile_leads_to_its_place_and_nothing_stands_outside_the_map() -> None:
    places = [(Tile(0, 0, "Mook"), Said("Mook: 1.300", 1300, "?m=1")), (Tile(2, 1, "Vaals"), Said("Vaals", None))]
    drawing = tile_map("t", places, language="nl")

    found = drawn(drawing)

    assert [(a.get("href"), a.get("aria-label")) for a in found.iter("a")] == [("?m=1", "Mook 1.300: Mook: 1.300")]
    assert [text.text for text in found.iter("text")] == ["Mook", "1.300", "Vaals", "–"]
    for rect in found.iter("rect"):
        assert share(rect, "x") + share(rect, "width") <= 1
        assert float(rect.get("y", "0")) + float(rect.get("height", "0")) <= drawing.height


def test_an_outline_keeps_its_shape() -> None:
    border = Outline("M0 0L600 0L600 900Z", 300, 450)

    shown = drawn(outline_map("o", [(border, Said("Venlo: 5", 5))], box=(600, 900), language="nl"))

    assert (shown.get("viewBox"), shown.get("height"), shown.get("preserveAspectRatio")) == ("0 0 600 900", None, None)
    assert [path.get("d") for path in shown.iter("path")] == [border.path]


def test_a_striped_look_has_its_stripes_in_the_same_drawing() -> None:
    shown = on_page(bars("need", [Row("Noord", "", (Segment(5, Look.PLAN),))]), label="x")

    assert 'fill="url(#need-stripes)"' in shown
    assert [each.get("id") for each in ElementTree.fromstring(shown).iter("pattern")] == ["need-stripes"]


def test_what_was_typed_is_never_markup() -> None:
    row = Row('<script>"&', "<b>", (Segment(5, Look.MAIN),))

    shown = on_page(bars("b", [row]), label='"<i>')

    assert ElementTree.fromstring(shown).get("aria-label") == '"<i>'
    assert "<script>" not in shown
    assert "<b>" not in shown


def test_drawings_one_above_another_do_not_touch_and_share_their_key() -> None:
    key = (KeyItem(Look.BAD, "te veel"),)
    one = strip("s", [StripRow("a", (Run(0, 2, Look.BAD),))], columns=2, key=key)

    both = one_above_another("b", [one, one])

    below = [float(each.get("y", "0")) for each in drawn(both).findall("svg")]
    assert below[1] >= one.height
    assert both.height == below[1] + one.height
    assert both.key == key


def test_a_picture_has_its_title_key_colours_and_source_in_it() -> None:
    drawing = bars("b", [Row("Noord", "5", (Segment(5, Look.PLAN),))], key=(KeyItem(Look.PLAN, "gepland"),))

    shown = ElementTree.fromstring(picture_of(Figure("Nog 5 nodig", drawing, note="Bron: de visie")))

    said = [text.text for text in shown.iter("{http://www.w3.org/2000/svg}text")]
    assert said == ["Nog 5 nodig", "Noord", "5", "gepland", "Bron: de visie"]
    assert PAPER_COLOURS["plan"] in next(shown.iter("{http://www.w3.org/2000/svg}style")).text


def test_long_words_around_a_picture_stay_in_it() -> None:
    said = "De gegevens van het gebouw zijn die van vandaag; de normen zijn die van iedere nacht. " * 2
    shown = ElementTree.fromstring(on_paper(bars("b", []), title=said, note=said))

    assert max(width_of(text.text or "") for text in shown.iter("{http://www.w3.org/2000/svg}text")) < 1.1 * 640


def test_numbers_in_a_file_hold_no_formula_and_what_is_not_told_is_empty() -> None:
    table = Table("Nodig", ("Plaats", "Nodig"), (("=1+1", 5), ("Weert", None)))

    assert numbers_of(table).decode("utf-8-sig").splitlines() == ["Plaats;Nodig", "'=1+1;5", "Weert;"]


def test_paper_has_the_colours_of_the_page() -> None:
    by_day = CSS.with_name("tokens.css").read_text(encoding="utf-8").split("@media")[0]
    found = re.findall(r"--thoes-chart-([a-z0-9-]+): (#[0-9a-f]{3,6});", by_day)

    assert {name: colour for name, colour in found if name != "on"} == PAPER_COLOURS


def test_every_class_of_a_drawing_has_its_style_on_page_and_on_paper() -> None:
    looks = tuple(Run(at, at + 1, look) for at, look in enumerate(Look))
    series = [
        Series("x", [(FIRST, 1)], look, dash=Dash.DASHED, band=[(FIRST, 0, 1)])
        for look in (Look.MAIN, Look.HALF, Look.PLAN, Look.BAD)
    ]
    lines = line("l", series, YEAR, language="nl")
    dots = points("p", DOTS, LINE_THROUGH, language="nl", across_says="x", up_says="y")
    rows = strip("b", [StripRow("a", looks, ring=1)], columns=len(looks), is_cut=True)
    both = one_above_another("b", [lines, rows, dots])

    used = set(re.findall(r"\bc-[a-z0-9-]+", on_page(both, label="x")))
    on_a_page = set(re.findall(r"\.(c-[a-z0-9-]+)", CSS.read_text(encoding="utf-8")))
    on_a_paper = set(re.findall(r"\.(c-[a-z0-9-]+)", on_paper(both)))

    assert used <= on_a_page
    assert used - {"c-wide"} <= on_a_paper


def test_an_axis_can_name_other_places_than_months() -> None:
    days = Days(date(2001, 1, 1), date(2003, 1, 1), (Tick(date(2002, 1, 1), "1 jaar", is_kept=True),))

    body = line("stay", [Series("", [(date(2001, 1, 1), 100.0)])], days, language="nl").body

    assert "1 jaar" in body
    assert "2001" not in body
