"""A BSN is found wherever it stands alone; dates, phones and document numbers pass."""

import pytest

from thoes.kernel.bsn import contains_bsn


@pytest.mark.parametrize("text", ["999990019", "room 4, 1112.22.333", "111 222 333", "10000008"])
def test_a_valid_bsn_is_found_in_a_free_field(text: str) -> None:
    assert contains_bsn(text)


# Without their separators these eight digits pass the BSN check, with a zero in front.
DATES = ["28-04-2025", "04.04.2025", "32.13.2025", "28 04 2025"]


@pytest.mark.parametrize("text", [*DATES, "left on 28-04-2025, back later"])
def test_a_date_that_passes_the_check_by_chance_is_not_taken_for_a_bsn(text: str) -> None:
    assert not contains_bsn(text)


@pytest.mark.parametrize("date", DATES)
def test_the_same_digits_without_the_form_of_a_date_are_a_bsn(date: str) -> None:
    assert contains_bsn("".join(filter(str.isdigit, date)))


@pytest.mark.parametrize("text", ["28.04-2025", "2804 2025"])
def test_digits_parted_otherwise_than_a_date_are_a_bsn(text: str) -> None:
    assert contains_bsn(text)


@pytest.mark.parametrize(
    "text",
    [
        "١١١٢٢٢٣٣٣", "１１１２２２３３３", "111\u00a0222\u00a0333", "111\u2009222\u2009333", "111–222–333",
        "111\u200b222\u200b333",
        "1\u200d1\u200d1\u200d2\u200d2\u200d2\u200d3\u200d3\u200d3", "BSN111222333", "bsn:111222333", "Zoë 111 222 333",
    ],
)  # fmt: skip
def test_a_bsn_in_other_digits_or_with_other_signs_between_them_is_found_too(text: str) -> None:
    assert contains_bsn(text)


@pytest.mark.parametrize(
    "text", ["", "123456789", "AB1112223", "2026-11-23", "20261123", "06-12345678", "+31 6 12345678", "1112223334"]
)
def test_other_numbers_are_not_taken_for_a_bsn(text: str) -> None:
    assert not contains_bsn(text)
