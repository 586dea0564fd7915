"""Numbers as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thoes.intake.reading.numbers import read_number, read_whole_number
from thoes.kernel.refusals import Refusal


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (12, "12"), (12.5, "12.5"), ("12", "12"), ("12,5", "12.5"), ("12.5", "12.5"), ("1.250", "1250"),
        ("1.250,50", "1250.50"), ("1,250.50", "1250.50"), ("1 250", "1250"), ("€ 110,- p.w.", "110"),
        ("€110,00", "110.00"), ("320 m2", "320"), ("320m²", "320"), ("ca. 40 personen", "40"), ("12 kamers", "12"),
        ("1.250.000", "1250000"),
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_typed(typed, number) -> None:
    assert read_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", [None, "", "  ", "?", "-", "n.v.t.", "Onbekend"])
def test_what_is_not_known_is_no_number(typed) -> None:
    assert read_number(typed) is None


@pytest.mark.parametrize("typed", ["veel", True, "12 of 14", "10-12", "twaalf"])
def test_what_could_mean_two_things_is_refused(typed) -> None:
    with pytest.raises(Refusal) as refused:
        read_number(typed)

    assert refused.value.code == "number_unreadable"


@pytest.mark.parametrize("typed", ["12,5", -1])
def test_rooms_are_whole(typed) -> None:
    with pytest.raises(Refusal):
        read_whole_number(typed)


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading(typed) -> None:
    try:
        number = read_number(typed)
    except Refusal:
        return
    assert number is None or number.is_finite()
