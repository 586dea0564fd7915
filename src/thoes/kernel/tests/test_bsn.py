"""A BSN is found wherever it stands alone; dates, phones and document numbers pass."""

import pytest

from thoes.kernel.bsn import contains_bsn


@pytest.mark.parametrize("text", ["999990019", "room 4, 1112.22.333", "111 222 333", "10000008"])
def test_a_valid_bsn_is_found_in_a_free_field(text: str) -> None:
    assert contains_bsn(text)


@pytest.mark.parametrize(
    "text", ["", "123456789", "AB1112223", "2026-11-23", "20261123", "06-12345678", "+31 6 12345678", "1112223334"]
)
def test_other_numbers_are_not_taken_for_a_bsn(text: str) -> None:
    assert not contains_bsn(text)
