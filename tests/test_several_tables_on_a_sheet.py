"""Two tables on one sheet of a workbook of others are never read as one: each is seen apart, and a person says what counts."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.figure_files import BESIDE, USUAL, Seen, by_command, by_page, checked, forget, rows, statline
from tests.reading_pages import text_of
from thoes.intake.public import Sheet
from thoes.monitor.quoted.models import QuotedFigure
from thoes.monitor.quoted.tables_on_sheet import Separated, separated
from thoes.places.limburg import ensure_limburg

TAKE_ALL = {**USUAL, "figures_table": "take_in"}
TOWNS = {"venlo", "weert", "roermond", "venray", "limburg", "horst aan de maas"}
# As a bureau stacks them: the first in persons, the second in thousands of euros' worth of columns under its own heading.
STACKED = (
    ["Tabel 1. Arbeidsmigranten werkzaam in Limburg"],
    [],
    ["Gemeente", 2017, 2018],
    ["Venlo", 900, 1000],
    ["Weert", 300, 310],
    ["Bron: eigen telling"],
    [],
    ["Tabel 2. Kenniswerkers werkzaam in Limburg (x 1.000)"],
    ["Gemeente", 2019, 2020],
    ["Venlo", 1.1, 1.2],
    ["Weert", 0.3, 0.4],
)


def apart(*lines: Sequence[Any], name: str = "Tabel") -> Separated:
    return separated(Sheet(name, [list(line) for line in lines]), lambda text: text.casefold() in TOWNS)


@pytest.fixture
def page(paula, logged_in) -> Client:
    return logged_in(paula)


@pytest.fixture
def taken_in(page, tmp_path: Path) -> Callable[..., Seen]:
    """By the page and by the command, with one outcome."""

    def both(body: bytes, **how) -> Seen:
        shown = by_page(page, body, **how)
        forget()
        told = by_command(body, tmp_path, **how)
        assert (told.figures, told.back) == (shown.figures, shown.back)
        return shown

    return both


def test_a_sheet_with_one_table_stays_as_it_is() -> None:
    for lines in (
        (["Titel"], ["Gemeente", 2017, 2018], ["Venlo", 1995, 2010], ["Weert", 2001, 2018], [], ["Bron: iemand"]),
        (["Gemeente", "2017", None, "2018", None], [None, "a", "k", "a", "k"], ["Venlo", 1, 2, 3, 4]),
        (["Woongemeente", "Werkgemeente", 2018], ["Venlo", "Weert", 20], ["Weert", "Venlo", 30]),
        (["Gemeente", 2017, None, 2018, "Bron"], ["Venlo", 1, None, 3, "CBS"], ["Weert", 2, None, 4, "CBS"]),
        (["Nationaliteit", 2017], ["Noord"], ["Polen", 20], ["Zuid"], ["Polen", 30]),
        (["Jaar", "Regio", "Groep", "Aantal"], [2018, "Venlo", "Pools", 20], [2018, "Weert", "Pools", None]),
    ):
        found = apart(*lines)
        assert (len(found.sheets), found.parts, found.repeated) == (1, {}, []), lines


def test_two_tables_below_each_other_are_two_with_their_own_titles_notes_and_line_numbers() -> None:
    found = apart(*STACKED)

    assert {name: (part.cells, part.title) for name, part in found.parts.items()} == {
        "Tabel": ("A3:C5", "Tabel 1. Arbeidsmigranten werkzaam in Limburg"),
        "Tabel #2": ("A9:C11", "Tabel 2. Kenniswerkers werkzaam in Limburg (x 1.000)"),
    }
    first, second = found.sheets
    assert (first.rows[5], second.rows[5]) == (["Bron: eigen telling"], [])
    assert (first.rows[9], second.rows[9]) == ([], ["Venlo", 1.1, 1.2])


@pytest.mark.parametrize(
    "between",
    [
        [[]],
        [[], ["Kenniswerkers"], []],
        [["* voorlopig"], ["Kenniswerkers"]],
        [["1) zonder seizoenswerk"], [], ["Kenniswerkers"]],
        [["Bron: CBS"]],
    ],
)
def test_whatever_stands_between_two_headings_the_second_begins_a_table(between) -> None:
    found = apart(
        ["Gemeente", 2017], ["Venlo", 900], ["Weert", 300], *between, ["Nationaliteit", "Mannen", "Vrouwen"],
        ["Polen", 40, 50], ["Roemenië", 4, 5],
    )  # fmt: skip

    assert len(found.parts) == 2
    assert next(iter(found.sheets)).rows[-2:] == [[], []]


def test_two_tables_beside_each_other_are_two_and_a_title_on_the_left_is_that_of_both() -> None:
    found = apart(
        ["Internationale werknemers (x 1.000)"],
        ["Gemeente", 2018, None, "Gemeente", 2018],
        ["Venlo", 10, None, "Venlo", 2],
        ["Weert", 5, None, "Weert", 1],
    )

    assert {part.cells for part in found.parts.values()} == {"A2:C4", "D2:E4"}
    assert {part.title for part in found.parts.values()} == {"Internationale werknemers (x 1.000)"}
    assert found.sheets[1].rows[2] == [None, None, None, "Venlo", 2]


def test_a_heading_that_comes_back_on_the_next_page_is_the_same_table() -> None:
    found = apart(
        ["Tabel 1. Werknemers"], ["Gemeente", 2017, 2018], ["Venlo", 900, 1000], ["Weert", 300, 310], ["Pagina 1"], [],
        ["Tabel 1. Werknemers (vervolg)"], ["Gemeente", 2017, 2018], ["Roermond", 500, 510], ["Venray", 200, 210],
    )  # fmt: skip

    assert (len(found.sheets), found.parts, found.repeated) == (1, {}, [8])
    assert [row[0] for row in found.sheets[0].rows if row] == [
        "Tabel 1. Werknemers", "Gemeente", "Venlo", "Weert", "Roermond", "Venray",
    ]  # fmt: skip


@pytest.mark.parametrize("title", [[], [["Tabel 2. Kenniswerkers"]]])
def test_the_same_heading_over_the_same_lines_or_under_a_title_of_its_own_is_another_table(title) -> None:
    lines = ["Venlo", 90, 100] if not title else ["Roermond", 90, 100]

    found = apart(["Gemeente", 2017, 2018], ["Venlo", 900, 1000], [], *title, ["Gemeente", 2017, 2018], lines)

    assert (len(found.parts), found.repeated) == (2, [])


@pytest.mark.django_db
@pytest.mark.slow
def test_nothing_of_two_stacked_tables_counts_before_somebody_said_what_each_is(taken_in) -> None:
    found = taken_in(rows(*STACKED), answers=USUAL)

    assert (dict(found.figures), set(found.back)) == ({}, {"figures_table"})


@pytest.mark.django_db
@pytest.mark.slow
def test_each_of_two_stacked_tables_counts_under_its_own_heading_and_in_its_own_unit(taken_in) -> None:
    found = taken_in(rows(*STACKED), answers=TAKE_ALL)

    assert found.figures == {
        ("GM0983", "2017", ""): 900, ("GM0983", "2018", ""): 1000, ("GM0988", "2017", ""): 300, ("GM0988", "2018", ""): 310,
        ("GM0983", "2019", ""): 1100, ("GM0983", "2020", ""): 1200, ("GM0988", "2019", ""): 300, ("GM0988", "2020", ""): 400,
    }  # fmt: skip
    assert QuotedFigure.objects.get(area="GM0983", period="2020").cell == "Tabel 1!C10"


@pytest.mark.django_db
@pytest.mark.slow
def test_one_of_the_tables_is_left_out_and_another_gets_its_title_as_group(taken_in) -> None:
    answers = {**USUAL, "figures_table:Tabel 1": "leave_out", "figures_table:Tabel 1 #2": "as_group"}

    found = taken_in(rows(*STACKED), answers=answers)

    assert {group for _area, _period, group in found.figures} == {"Tabel 2. Kenniswerkers werkzaam in Limburg"}
    assert (len(found.figures), found.back, "figures_table_left_out" in found.said) == (4, [], True)


@pytest.mark.django_db
@pytest.mark.slow
def test_who_leaves_all_tables_out_gets_their_lines_back(taken_in) -> None:
    found = taken_in(rows(*STACKED), answers={**USUAL, "figures_table": "leave_out"})

    assert (dict(found.figures), set(found.back)) == ({}, {"figures_no_table"})


@pytest.mark.django_db
@pytest.mark.slow
def test_two_tables_with_other_numbers_for_the_same_place_are_not_mixed(taken_in) -> None:
    body = statline(
        "Arbeidsmigranten", "Gemeente;2018", "Venlo;900", "Weert;300", "", "Kenniswerkers", "Gemeente;2018", "Venlo;100",
        "Weert;30",
    )  # fmt: skip

    mixed = taken_in(body, name="twee.csv", answers=TAKE_ALL)
    forget()
    in_groups = taken_in(body, name="twee.csv", answers={**USUAL, "figures_table": "as_group"})

    assert (mixed["GM0983", "2018"], list(mixed.back)) == (900, ["figure_twice", "figure_twice"])
    assert (in_groups["GM0983", "2018", "Arbeidsmigranten"], in_groups["GM0983", "2018", "Kenniswerkers"]) == (900, 100)


@pytest.mark.django_db
@pytest.mark.slow
def test_a_total_is_held_against_the_parts_of_its_own_table_and_as_that_table_is_rounded(taken_in) -> None:
    found = taken_in(
        rows(
            ["Wonen (x 1.000)"],
            ["Regio", 2017],
            ["Noord-Limburg", 40],
            ["Midden-Limburg", 13],
            ["Zuid-Limburg", 21],
            ["Limburg", 75],
            [],
            ["Werken"],
            ["Regio", 2018],
            ["Noord-Limburg", 101],
            ["Midden-Limburg", 102],
            ["Zuid-Limburg", 103],
            ["Limburg", 999],
        ),
        answers=TAKE_ALL,
    )

    assert (found["limburg", "2017"], list(found.back)) == (75_000, ["figures_total_differs"])
    assert ("limburg", "2018", "") not in found.figures


@pytest.mark.django_db
@pytest.mark.slow
def test_tables_that_speak_of_other_things_propose_nothing_and_it_is_said(taken_in) -> None:
    found = taken_in(
        rows(
            ["Banen"], ["Gemeente", 2017], ["Venlo", 900], ["Weert", 300], [], ["Personen"], ["Gemeente", 2018], ["Venlo", 7],
            ["Weert", 3],
        ),
        answers={"figures_table": "take_in"},
    )  # fmt: skip

    assert (found.asked["figures_unit"], "figures_tables_differ_unit" in found.said) == ("", True)
    assert dict(found.figures) == {}


@pytest.mark.django_db
@pytest.mark.slow
def test_a_heading_of_a_next_page_is_said_and_footnotes_between_lines_become_notes(taken_in) -> None:
    found = taken_in(
        rows(
            ["Gemeente", 2017, 2018], ["Venlo", "900 1)", 1000], ["1) zonder seizoenswerk"], ["Gemeente", 2017, 2018],
            ["Weert", 300, 310],
        )
    )  # fmt: skip

    assert (len(found.figures), found.back, "figures_heading_repeated" in found.said) == (4, [], True)


@pytest.mark.django_db
@pytest.mark.slow
def test_the_page_shows_both_tables_with_their_cells_columns_and_unit_before_anything_counts(page) -> None:
    ensure_limburg()
    page.cookies["django_language"] = "nl"

    run = checked(page, rows(*STACKED), "twee.xlsx", BESIDE)
    shown = text_of(page.get(reverse("figures-of-others:run", args=[run.pk])))

    assert (
        "In A3:C5 staat “Tabel 1. Arbeidsmigranten werkzaam in Limburg”, met de kolommen Gemeente, 2017, 2018" in shown
    )
    assert "In A9:C11 staat “Tabel 2. Kenniswerkers werkzaam in Limburg (x 1.000)”" in shown
    assert "getallen × 1000" in shown
    assert "overnemen, met de titel als naam van de groep" in shown
