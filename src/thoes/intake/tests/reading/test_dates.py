"""Dates as people type them."""

from datetime import date, datetime

import pytest

from thoes.intake.reading.date_order import find_order
from thoes.intake.reading.dates import DateOrder, looks_like_date, read_birth_date, read_date
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


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        "  ",
        "-",
        "n/a",
        "nvt",
        "n.v.t.",
        "open",
        "?",
        "N/A",
        "nadal",
        "noch da",
        "în continuare",
        "still here",
    ],
)
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


def test_a_second_number_over_twelve_puts_the_month_first():
    found = find_order(["05/06/2026", "05/14/2026", None, 46156])

    assert found.order is DateOrder.MONTH_FIRST
    assert read_date("05/06/2026", order=found.order) == date(2026, 5, 6)
    assert found.notice() == ("dates_month_first", {"text": "05/06/2026", "day": date(2026, 5, 6)})


def test_without_proof_the_day_is_first_and_an_example_says_so():
    found = find_order(["05/06/2026", "07/07/2026", THE_14TH])

    assert found.order is DateOrder.DAY_FIRST
    assert found.notice() == ("dates_day_first_assumed", {"text": "05/06/2026", "day": date(2026, 6, 5)})


@pytest.mark.parametrize(
    "cells", [[], [THE_14TH], ["14-05-2026", "05-06-2026"], ["2026-06-05", "5 juni 2026", "7/7/2026"]]
)
def test_nothing_is_said_of_dates_that_prove_their_order_or_need_none(cells):
    assert find_order(cells).notice() is None


def test_proof_of_both_orders_is_not_voted_on():
    found = find_order(["14/05/2026", "15/05/2026", "05/16/2026", "05/06/2026"])

    assert found.notice() == ("dates_in_two_orders", {"day_first": "14/05/2026", "month_first": "05/16/2026"})
    assert read_date("14/05/2026", order=found.order) == read_date("05/14/2026", order=found.order) == THE_14TH
    assert read_date("05-05-2026", order=found.order) == date(2026, 5, 5)
    with pytest.raises(Refusal, match="date_order_unclear"):
        read_date("05/06/2026", order=found.order)


@pytest.mark.parametrize("cell", ["05142026", 5142026.0, "Thu 05/14/2026", "05/14/2026 13:30", "05–14–26"])
def test_an_order_is_proven_however_the_date_is_dressed(cell):
    assert find_order([cell]).order is DateOrder.MONTH_FIRST


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-10-31T23:00:00.000Z", date(2026, 11, 1)),
        ("2026-10-31T22:30:00Z", date(2026, 10, 31)),
        ("2026-06-30T22:00:00Z", date(2026, 7, 1)),
        ("2026-06-30 22:00 UTC", date(2026, 7, 1)),
        ("2026-11-01T00:30:00+03:00", date(2026, 10, 31)),
        ("2026-10-31T18:00:00-0500", date(2026, 11, 1)),
        ("31-10-2026 11:30 PM Z", date(2026, 11, 1)),
        ("2026-10-31T23:59:59", date(2026, 10, 31)),
        ("2026-10-31 23:59", date(2026, 10, 31)),
    ],
)
def test_a_moment_with_a_time_zone_is_a_day_in_limburg_and_one_without_stays_its_own_day(cell, day):
    assert read_date(cell) == day


@pytest.mark.parametrize("cell", ["ma 14-12-2026", "maandag 14 december 2026", "pon. 14.12.2026", "Mon, 14 Dec 2026"])
def test_a_day_of_the_week_may_stand_in_front(cell):
    assert read_date(cell) == date(2026, 12, 14)


@pytest.mark.parametrize("cell", ["di 14-12-2026", "vrijdag 14 december 2026"])
def test_a_day_of_the_week_that_does_not_belong_to_the_date_is_refused(cell):
    with pytest.raises(Refusal, match="date_weekday_differs"):
        read_date(cell)


@pytest.mark.parametrize(
    "cell", ["14\u00a0-\u00a012-2026", "14\u201312\u20132026", "14\u201112\u20112026", "14\u221212\u22122026"]
)
def test_other_spaces_and_dashes_are_read(cell):
    assert read_date(cell) == date(2026, 12, 14)


def test_a_cross_is_no_empty_cell():
    with pytest.raises(Refusal, match="date_unreadable"):
        read_date("x")


def test_day_numbers_of_an_old_mac_workbook_count_from_1904():
    assert read_date(44694, epoch_1904=True) == THE_14TH


ON = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("cell", "born"),
    [
        ("1-2-55", date(1955, 2, 1)),
        ("1-2-04", date(2004, 2, 1)),
        ("1-5-29", date(1929, 5, 1)),
        ("29-11-26", ON),
        ("30-11-26", date(1926, 11, 30)),
        ("1 mei 65", date(1965, 5, 1)),
        ("1990-04-30T22:00:00.000Z", date(1990, 5, 1)),
        ("29-11-1916", date(1916, 11, 29)),
        ("-", None),
    ],
)
def test_a_birth_date_is_in_the_past(cell, born):
    assert read_birth_date(cell, on=ON) == born


@pytest.mark.parametrize("cell", ["30-11-2026", date(2026, 12, 31), "28-11-1916"])
def test_a_birth_date_is_neither_to_come_nor_more_than_110_years_ago(cell):
    with pytest.raises(Refusal, match="birth_date_unlikely"):
        read_birth_date(cell, on=ON)


def test_two_digits_of_another_year_may_be_to_come():
    assert read_date("1-2-55") == date(2055, 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "ma 14-12-2026", "ma. 14 dec. 2026", "maandag, 14 december 2026", "14-12-2026 (ma)", "14-12-2026 ma",
        "pon. 14.12.2026",
        "понеделник 14.12.2026 г.", "14\u00a0december\u00a02026", "14–12–2026", "14\u221212\u22122026", "14 dec '26",
        "14 dec ’26",
        "14-12-'26", "14 грудня 2026", "14 de diciembre de 2026", "2026. december 14.", "December 14th, 2026", "14-XII-2026",
        "46370", "46370,5", "2026-12-13T23:00:00Z", "2026-12-14T00:00:00+01:00", "2026-12-13T24:00:00+01:00",
        "2026-12-14+01:00",
        "14-12-2026 24:00", "14-12-2026 14.30", "14-12-2026 14:00 uur", "１４-１２-２０２６",
    ],
)  # fmt: skip
def test_one_day_is_read_however_it_is_written(text):
    assert read_date(text) == date(2026, 12, 14)


@pytest.mark.parametrize(
    "text", ["niet voor 14 dec 2026", "vanaf 14 dec 2026", "14-12-2026?", "± 14-12-2026", "14 dec", "dec 2026"]
)
def test_a_date_with_a_word_that_changes_it_is_not_read(text):
    with pytest.raises(Refusal, match="date_unreadable"):
        read_date(text)


def test_a_day_of_the_week_behind_a_date_must_belong_to_it():
    with pytest.raises(Refusal, match="date_weekday_differs"):
        read_date("14-12-2026 (di)")


@pytest.mark.parametrize(
    "text",
    [
        "16. listopada 2026.",
        "16. listopada 2026",
        "16 listopada 2026.",
        "16. lis 2026",
        "16. lip. 2026",
        "16. listopad 2026",
    ],
)
def test_a_month_that_is_another_one_in_croatian_is_not_read(text):
    with pytest.raises(Refusal, match="date_month_of_two_languages"):
        read_date(text)
    assert looks_like_date(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("16 listopada 2026 r.", date(2026, 11, 16)),
        ("16 lis 2026", date(2026, 11, 16)),
        ("16. listopadu 2026", date(2026, 11, 16)),
        ("16. листопада 2026", date(2026, 11, 16)),
        ("16 lipca 2026", date(2026, 7, 16)),
        ("16. srpna 2026", date(2026, 8, 16)),
        ("16. prosince 2026", date(2026, 12, 16)),
        ("16 травня 2026", date(2026, 5, 16)),
    ],
)
def test_a_month_of_one_language_is_read(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize("month", ["srpnja", "lipnja", "travnja", "prosinca", "rujna", "svibnja", "lipnia", "srpnia"])
def test_a_month_that_is_only_like_one_we_know_is_not_read(month):
    with pytest.raises(Refusal, match="date_unreadable"):
        read_date(f"16. {month} 2026.")
