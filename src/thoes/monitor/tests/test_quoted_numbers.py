"""Cells, periods and headings of tables of others: what each says, and what can be read in two ways."""

from datetime import date

import pytest

from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.quoted_numbers import (
    Missing,
    adds_up,
    read_heading,
    read_period,
    read_said_number,
    rounding_of,
)

# CBS 82306NED, employees born abroad (x 1 000), 1999-2014: total, registered, not registered.
SERIES_82306NED = """417.3;355.2;62.1 459.9;382.8;77.2 499.6;403.1;96.6 517.2;413.2;104.0 513.8;408.8;105.0 506.4;398.0;108.4
514.8;401.1;113.6 536.2;414.9;121.3 615.4;443.6;171.9 662.4;472.1;190.3 648.0;469.8;178.2 659.5;477.3;182.2 683.5;492.7;190.8
680.4;494.9;185.5 677.9;495.1;182.8 676.9;501.9;175.0"""


@pytest.mark.parametrize(
    ("cell", "number", "mark"),
    [("75.100", 75_100, ""), ("75 100", 75_100, ""), ("75\u00a0100", 75_100, ""), ("1.225,0", 1225, ""), ("0", 0, ""),
     ("1.250*", 1250, "*"), ("1.250¹", 1250, "¹"), ("1.250 1)", 1250, "1)"), (12, 12, ""), ("2018", 2018, "")],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it_and_its_mark_is_kept(cell, number, mark) -> None:
    said = read_said_number(cell)

    assert (said.number, said.mark, said.missing) == (number, mark, None)


@pytest.mark.parametrize(
    ("cell", "why"),
    [("-", Missing.DASH), ("–", Missing.DASH), (".", Missing.ABSENT), ("x", Missing.CONFIDENTIAL), ("n.b.", Missing.NOT_YET),
     ("n.v.t.", Missing.NOT_POSSIBLE), ("", Missing.EMPTY), (None, Missing.EMPTY)],
)  # fmt: skip
def test_each_sign_for_no_number_is_another_reason(cell, why) -> None:
    assert (read_said_number(cell).number, read_said_number(cell).missing) == (None, why)


@pytest.mark.parametrize(
    ("cell", "code"),
    [("1,250", "number_ambiguous"), ("circa 30", "number_unreadable"), (True, "number_unreadable"), (-3, "number_unreadable"),
     ("#N/A", "number_unreadable"), (date(2018, 1, 1), "number_unreadable")],
)  # fmt: skip
def test_what_is_no_number_or_two_is_refused(cell, code) -> None:
    with pytest.raises(Refusal) as refused:
        read_said_number(cell)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("cell", "text", "last"),
    [(2018, "2018", date(2018, 12, 31)), ("2018*", "2018", date(2018, 12, 31)), ("2018JJ00", "2018", date(2018, 12, 31)),
     ("2018KW03", "2018-Q3", date(2018, 9, 30)), ("2e kwartaal 2018", "2018-Q2", date(2018, 6, 30)),
     ("2018MM02", "2018-02", date(2018, 2, 28)), ("mei 2018", "2018-05", date(2018, 5, 31)),
     ("Per 1 januari 2018", "2018-01-01", date(2018, 1, 1)), (date(2018, 1, 1), "2018-01-01", date(2018, 1, 1))],
)  # fmt: skip
def test_a_period_is_read_with_its_last_day(cell, text, last) -> None:
    period = read_period(cell)

    assert period is not None
    assert (period.text, period.last) == (text, last)


@pytest.mark.parametrize("cell", ["75.100", "99-99-2018", "Polen", 1850, 2018.5, "2018-13", None])
def test_what_is_no_period_is_none(cell) -> None:
    assert read_period(cell) is None


def test_a_heading_says_its_period_its_unit_and_what_is_left() -> None:
    heading = read_heading(["Aantal x 1.000", "2018", "Wonend"])

    assert heading.period is not None
    assert (heading.period.text, heading.unit, heading.words) == ("2018", 1000, ("Wonend",))


@pytest.mark.parametrize(("total", "fits"), [(300, True), (280, True), (320, True), (330, False)])
def test_a_total_may_differ_from_its_parts_as_far_as_rounding_lets_it(total, fits) -> None:
    # Three numbers rounded to tens: together they are off by fifteen at most, and the total by five.
    assert adds_up(total, [100, 100, 100], step=10) is fits


def test_the_series_of_cbs_adds_up_within_its_rounding_in_every_year() -> None:
    lines = [[round(1000 * float(number)) for number in line.split(";")] for line in SERIES_82306NED.split()]

    assert len(lines) == 16
    assert rounding_of(number for line in lines for number in line) == 100
    assert all(adds_up(total, parts, step=100) for total, *parts in lines)
    assert sum(total != sum(parts) for total, *parts in lines) == 4
