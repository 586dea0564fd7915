"""Files with figures of others, as people have them: each by the page and by the command, with one outcome."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.figure_files import (
    BESIDE,
    USUAL,
    Seen,
    Sheet,
    by_command,
    by_page,
    checked,
    forget,
    kept,
    rows,
    statline,
    workbook,
)
from thoes.monitor.quoted.models import QuotedVersion

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def page(paula, logged_in) -> Client:
    return logged_in(paula)


@pytest.fixture
def taken_in(page, tmp_path: Path) -> Callable[..., Seen]:
    """Both ways in; they must give the same figures and send the same back."""

    def both(body: bytes, **how) -> Seen:
        shown = by_page(page, body, **how)
        forget()
        told = by_command(body, tmp_path, **how)
        assert (told.figures, told.back) == (shown.figures, shown.back)
        return shown

    return both


def test_years_as_columns_with_points_and_spaces_for_thousands(taken_in) -> None:
    found = taken_in(
        rows(
            ["Internationale werknemers in Limburg"],
            [],
            ["Gemeente", 2017, 2018],
            ["Venlo", "12.400", "13 100"],
            ["Horst aan de Maas", 4200, "4.450"],
        )
    )

    assert found["GM0983", "2018"] == 13_100
    assert found["GM1507", "2017"] == 4_200
    assert (len(found.figures), found.back) == (4, [])


def test_a_heading_of_two_lines_with_merged_years_above(taken_in) -> None:
    found = taken_in(
        workbook(
            Sheet(
                [
                    ["Gemeente", "2017", None, "2018", None],
                    [None, "arbeidsmigrant", "kenniswerker", "arbeidsmigrant", "kenniswerker"],
                    ["Venlo", 900, 100, 1000, 120],
                    ["Weert", 300, 20, 310, 25],
                ],
                merged=[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)],
            )
        )
    )

    assert found["GM0983", "2017", "kenniswerker"] == 100
    assert found["GM0988", "2018", "arbeidsmigrant"] == 310
    assert len(found.figures) == 8


def test_numbers_in_thousands_are_multiplied_and_it_is_said(taken_in) -> None:
    found = taken_in(
        rows(["Werknemers (x 1.000)", None], ["Regio", "2018"], ["Limburg", "75,1"], ["Zuid-Limburg", 21.7])
    )

    assert (found["limburg", "2018"], found["zuid", "2018"]) == (75_100, 21_700)
    assert "figures_unit_read" in found.said


def test_each_sign_for_no_number_stays_what_it_is_and_none_is_a_zero(taken_in) -> None:
    found = taken_in(
        rows(
            ["Gemeente", 2014, 2015, 2016, 2017, 2018, 2019],
            ["Venlo", "-", ".", "x", "n.b.", 0, None],
            ["Weert", *range(6)],
        )
    )

    assert [found["GM0983", str(year)] for year in range(2014, 2020)] == [
        "dash", "absent", "confidential", "not_yet", 0, "empty",
    ]  # fmt: skip


def test_a_mark_behind_a_number_is_kept_and_so_is_the_note_that_explains_it(taken_in) -> None:
    found = taken_in(
        rows(
            ["Gemeente", "2017", "2018*"],
            ["Venlo", "1.250¹", "1.300"],
            ["Weert", "310", "320 1)"],
            [],
            ["1) Exclusief seizoenswerk"],
            ["* voorlopig cijfer"],
        )
    )

    assert (found["GM0983", "2017"], found["GM0983", "2018"]) == ("1250¹", "1300*")
    assert found["GM0988", "2018"] == "3201) *"
    assert QuotedVersion.objects.get().notes == ["1) Exclusief seizoenswerk", "* voorlopig cijfer"]


def test_a_total_that_its_parts_make_within_rounding_goes_in_without_a_question(taken_in) -> None:
    found = taken_in(
        rows(
            ["Regio", "2018"],
            ["Noord-Limburg", 40_000],
            ["Midden-Limburg", 13_400],
            ["Zuid-Limburg", 21_600],
            ["Limburg", 75_100],
        )
    )

    assert found["limburg", "2018"] == 75_100
    assert "figures_total_differs:limburg" not in found.asked


WRONG_TOTAL = rows(
    ["Regio", "2018"],
    ["Noord-Limburg", 40_000],
    ["Midden-Limburg", 13_400],
    ["Zuid-Limburg", 21_600],
    ["Totaal", 79_000],
)


@pytest.mark.parametrize(
    ("answer", "total", "back"),
    [("", None, ["figures_total_differs"]), ("keep", 79_000, []), ("leave_out", None, [])],
)
def test_a_total_that_differs_from_its_parts_is_asked_and_never_dropped_in_silence(
    taken_in, answer, total, back
) -> None:
    found = taken_in(WRONG_TOTAL, answers={**USUAL, "figures_total_differs": answer})

    assert found.figures.get(("limburg", "2018", "")) == total
    assert (found["noord", "2018"], list(found.back)) == (40_000, back)


def test_a_total_column_is_held_against_the_columns_beside_it(taken_in) -> None:
    body = rows(
        ["Gemeente", "2018 Polen", "2018 Roemenië", "2018 Totaal"], ["Venlo", 700, 250, 950], ["Weert", 201, 50, 351]
    )

    found = taken_in(body)

    assert list(found.back) == ["figures_total_differs"]
    assert found["GM0983", "2018", ""] == 950
    assert ("GM0988", "2018", "") not in found.figures


def test_groups_as_lines_of_an_area_that_only_the_title_names(taken_in) -> None:
    found = taken_in(
        rows(
            ["Werknemers in Noord-Limburg naar nationaliteit"],
            ["Nationaliteit", 2017, 2018],
            ["Polen", 900, 1000],
            ["Roemenië", 200, 260],
            ["Totaal", 1100, 1260],
        )
    )

    assert found.asked["figures_area"] == "noord"
    assert found["noord", "2018", "Polen"] == 1000
    assert found["noord", "2017"] == 1100


def test_municipalities_as_people_write_them_and_one_that_is_no_more(taken_in) -> None:
    found = taken_in(
        rows(
            ["Gemeentecode", "Gemeente", "2018"],
            ["GM0893", "Bergen (L.)", 210],
            [None, "gemeente Beek", 90],
            ["GM1954   ", None, 150],
            [None, "Nuth", 60],
            [None, "Nergenshuizen", 5],
            ["GM0363", "Amsterdam", 9000],
            ["GM0983", "Weert", 70],
        )
    )

    assert (found["GM0893", "2018"], found["GM0888", "2018"], found["GM1954", "2018"]) == (210, 90, 150)
    assert list(found.back) == ["area_merged", "area_unknown", "area_code_differs"]
    assert "figures_elsewhere_left_out" in found.said


@pytest.mark.parametrize(("answer", "known"), [("read", True), ("skip", False), ("", False)])
def test_hidden_lines_and_sheets_are_asked_about(taken_in, answer, known) -> None:
    body = workbook(
        Sheet([["Gemeente", 2018], ["Venlo", 100], ["Weert", 50]], hidden_rows=[2]),
        Sheet([["Gemeente", 2018], ["Roermond", 70]], name="Oud", is_hidden=True),
    )

    found = taken_in(body, answers={**USUAL, "sheet_hidden": answer, "lines_hidden": answer})

    assert found["GM0983", "2018"] == 100
    assert (("GM0988", "2018", "") in found.figures, ("GM0957", "2018", "") in found.figures) == (known, known)
    assert sorted(found.back) == ([] if answer else ["lines_hidden", "sheet_hidden"])


def test_a_long_table_with_a_period_and_a_group_on_each_line(taken_in) -> None:
    found = taken_in(
        statline(
            "Regio;Jaar;Nationaliteit;Aantal",
            "Venlo;2017;Pools;900",
            "Venlo;2018;Pools;1.000",
            "Venlo;2018;Totaal;1.400",
        ),
        name="lang.csv",
    )

    assert (found["GM0983", "2018", "Pools"], found["GM0983", "2018"]) == (1000, 1400)


def test_an_export_of_statline_with_lines_above_and_the_source_below(taken_in) -> None:
    found = taken_in(
        statline(
            '"Werknemers geboren in buitenland; wel/niet ingezeten"',
            '"Perioden";"2022";"2023*"',
            '"Onderwerp";"Banen";"Banen"',
            '"Herkomstland";"x 1 000";"x 1 000"',
            '"Totaal buitenland";"1.171,0";"1.225,0"',
            '"Polen";"162,6";"206,1"',
            '"Roemenië";"50,5";"64,2"',
            '"Bron: CBS"',
        ),
        name="statline.csv",
        answers={**USUAL, "figures_area": "nl"},
    )

    assert (found["nl", "2022", "Polen"], found["nl", "2022", "Roemenië"]) == (162_600, 50_500)
    assert found["nl", "2023", "Polen"] == "206100*"
    assert found.asked["figures_unit"] == "jobs" or USUAL["figures_unit"] == found.asked["figures_unit"]


def test_what_can_be_read_in_two_ways_comes_back(taken_in) -> None:
    found = taken_in(
        rows(
            ["Gemeente", "2018", "2019"],
            ["Venlo", "1,250", 3],
            ["Weert", 12.5, 4],
            ["Beesel", "circa 30", 5],
            ["Venray", 7, 8],
        )
    )

    assert list(found.back) == ["number_ambiguous", "figure_not_whole", "number_unreadable"]
    assert (found["GM0984", "2018"], len(found.figures)) == (7, 2)


def test_one_place_with_two_numbers_comes_back_and_the_same_number_counts_once(taken_in) -> None:
    found = taken_in(rows(["Gemeente", "2018"], ["Venlo", 100], ["gemeente Venlo", 120], ["GM0983", 100]))

    assert (found["GM0983", "2018"], list(found.back)) == (100, ["figure_twice"])


def test_a_column_of_percentages_is_not_read_and_that_is_said(taken_in) -> None:
    found = taken_in(rows(["Gemeente", "2018", "aandeel 2018 (%)"], ["Venlo", 100, 14.5], ["Weert", 50, 3.0]))

    assert (len(found.figures), "figures_share_not_read" in found.said) == (2, True)


def test_empty_columns_are_left_out_with_a_word_and_break_no_merged_heading(taken_in, page) -> None:
    lines = (
        ["Gemeente", "Wonend", None, None, "Werkend", None],
        [None, 2017, 2018, 2019, 2018, 2019],
        ["Venlo", 10, None, 30, None, 60],
        ["Weert", 11, None, 31, None, 61],
    )

    seen = taken_in(rows(*lines))
    asked = page.get(reverse("figures-of-others:columns", args=[checked(page, rows(*lines), "a.xlsx", BESIDE).pk]))

    assert seen["GM0983", "2019", "Wonend"] == 30
    assert seen["GM0983", "2019", "Werkend"] == 60
    assert not any(period == "2018" for _area, period, _group in seen.figures)
    assert "figures_columns_left_out" in seen.said
    assert "2018" not in asked.content.decode()


def test_small_numbers_that_could_be_years_are_numbers_of_a_line(taken_in) -> None:
    found = taken_in(rows(["Gemeente", 2017, 2018], ["Venlo", 1995, 2010], ["Weert", 2001, 2018]))

    assert (found["GM0983", "2017"], found["GM0988", "2018"]) == (1995, 2018)


def test_a_group_that_stands_in_every_heading_is_still_a_group(taken_in) -> None:
    found = taken_in(rows(["Gemeente", "Polen 2017", "Polen 2018"], ["Venlo", 700, 720], ["Weert", 80, 90]))

    assert (found["GM0983", "2018", "Polen"], len(found.figures)) == (720, 4)


def test_without_any_year_nothing_is_guessed(taken_in) -> None:
    assert set(taken_in(rows(["Gemeente", "Aantal"], ["Venlo", 100], ["Weert", 50])).back) == {"figures_without_period"}


def test_a_file_without_a_table_is_refused(taken_in) -> None:
    assert taken_in(rows(["Alleen tekst"], ["en nog meer tekst"])).back == ["figures_not_found"]


def test_nothing_counts_while_what_it_counts_is_not_said(taken_in) -> None:
    found = taken_in(rows(["Gemeente", 2018], ["Venlo", 100]), answers={})

    assert (dict(found.figures), set(found.back)) == ({}, {"figures_moment"})


def test_the_words_of_a_file_propose_what_it_counts(taken_in) -> None:
    body = rows(
        ["Raming van het aantal personen werkzaam in Limburg, per 1 januari"],
        ["Gemeente", 2018],
        ["Venlo", 100],
        ["Weert", 9],
    )

    found = taken_in(body, answers={})

    version = QuotedVersion.objects.get()
    assert (version.unit, version.where, version.way, version.moment) == ("persons", "works", "estimated", "first_day")
    assert found["GM0983", "2018"] == 100


ONE = rows(["Gemeente", 2017, 2018], ["Venlo", 100, 110], ["Weert", 50, 55])
TWO = rows(["Gemeente", 2017, 2018], ["Venlo", 100, 115], ["Roermond", 40, 45])


def test_the_same_file_twice_changes_nothing(page) -> None:
    by_page(page, ONE)
    by_page(page, ONE)

    assert (QuotedVersion.objects.count(), len(kept("2018"))) == (1, 4)


def test_a_new_version_takes_the_place_of_none_and_says_what_changed(page) -> None:
    by_page(page, ONE)
    by_page(page, TWO, version="2019")

    assert kept("2018")["GM0983", "2018", ""] == 110
    assert kept("2019")["GM0983", "2018", ""] == 115
    assert [v.definition for v in QuotedVersion.objects.order_by("taken_in_at")] == [1, 1]


def test_another_number_under_the_name_of_a_version_comes_back(page) -> None:
    by_page(page, ONE)
    found = by_page(page, TWO)

    assert (found["GM0983", "2018"], found["GM0957", "2018"], list(found.back)) == (110, 45, ["figure_differs"])


def test_words_that_speak_for_another_unit_than_the_version_before_are_asked_about(page) -> None:
    by_page(page, ONE)
    jobs = rows(["Banen van werknemers"], ["Gemeente", 2018, 2019], ["Venlo", 115, 120], ["Weert", 50, 60])

    found = by_page(page, jobs, version="2019", answers={})

    assert (dict(found.figures), set(found.back)) == ({}, {"figures_unit"})


def test_a_version_that_counts_something_else_is_a_new_definition(page) -> None:
    by_page(page, ONE)
    by_page(page, TWO, version="2019", answers={**USUAL, "figures_unit": "jobs"})

    assert [v.definition for v in QuotedVersion.objects.order_by("taken_in_at")] == [1, 2]
