"""What nobody sees is no part of what somebody typed."""

import pytest

from thoes.kernel.invisible_characters import without_invisible_characters


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("Kowalska", "Kowalska"),
        ("  Żółć-Nowak ", "Żółć-Nowak"),
        ("Ковальська", "Ковальська"),
        ("\u202eaksleN\u202c", "aksleN"),
        ("Ko\u200bwal\u00adska\ufeff", "Kowalska"),
        ("\u200b\u2060\x00", ""),
        ("Anna\r\nBcc: x", "Anna  Bcc: x"),
    ],
)
def test_only_what_is_seen_is_kept(typed: str, seen: str) -> None:
    assert without_invisible_characters(typed) == seen
