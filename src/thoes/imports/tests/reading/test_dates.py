"""Dates as people type them."""

from datetime import date, datetime

import pytest

from thoes.imports.reading.dates import DateOrder, guess_order, read_date
from thoes.kernel.refusals import Refusal

THE_14TH = date(2026, 5, 14)


@pytest.mark.parametrize(
    "cell",
    [
        THE_14TH,
        datetime(2026, 5, 14, 13, 30),  # noqa: DTZ001
        46156,
        46156.75,
        "46156",
        "2026-05-14",
        "2026-05-14 00:00:00",
        "2026-05-14T12:00:00Z",
        "14-05-2026",
        "14.5.26",
        "14/05/2026",
        " 14 - 05 - 2026 ",
        "14.05.2026 r.",
        "20260514",
        14052026.0,
        "14 mei 2026",
        "do 14 mei 2026",
        "14 maja 2026 r.",
        "14. Mai 2026",
        "14 mai 2026",
        "May 14, 2026",
        "May 14th, 2026",
        "14-MEI-26",
        "14.V.2026",
        "14\u00a0mei\u00a02026",
        "14 май 2026",
    ],
)
def test_the_fourteenth_of_may_is_read_in_many_forms(cell):
    assert read_date(cell) == THE_14TH


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "n/a", "nvt", "n.v.t.", "open", "?", "N/A"])
def test_a_cell_that_says_there_is_no_date_is_none(cell):
    assert read_date(cell) is None


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31-02-2026", "date_impossible"),
        ("14-13-2026", "date_impossible"),
        ("14-05-1626", "date_year_unlikely"),
        (date(2150, 1, 1), "date_year_unlikely"),
        ("volgende week", "date_unreadable"),
        ("14-05", "date_unreadable"),
        ("14 mei", "date_unreadable"),
        (7, "date_unreadable"),
        (2026.0, "date_unreadable"),
        (True, "date_unreadable"),
        ("#REF!", "date_unreadable"),
    ],
)
def test_what_is_no_date_is_refused_with_a_code(cell, code):
    with pytest.raises(Refusal) as caught:
        read_date(cell)

    assert caught.value.code == code


def test_a_column_with_a_second_number_over_twelve_is_month_first():
    order = guess_order(["05/06/2026", "05/14/2026", None, 46156])

    assert order is DateOrder.MONTH_FIRST
    assert read_date("05/06/2026", order_hint=order) == date(2026, 5, 6)


def test_a_column_that_speaks_for_neither_or_both_is_day_first():
    assert guess_order(["05/06/2026"]) is DateOrder.DAY_FIRST
    assert guess_order(["14/05/2026", "05/14/2026"]) is DateOrder.DAY_FIRST


def test_day_numbers_of_an_old_mac_workbook_count_from_1904():
    assert read_date(44694, epoch_1904=True) == THE_14TH


def test_two_digits_of_a_birth_year_are_of_the_last_century_from_thirty_on():
    assert read_date("1-2-55", birth=True) == date(1955, 2, 1)
    assert read_date("1-2-04", birth=True) == date(2004, 2, 1)
    assert read_date("1-2-55") == date(2055, 2, 1)
