"""Postcodes in addresses of one line."""

import pytest

from thoes.kernel.postcodes import last_postcode


@pytest.mark.parametrize(
    ("text", "postcode"),
    [
        ("Proefweg 7a, 5911 AB Venlo", "5911 AB"),
        ("Proefweg 7a 5911ab", "5911ab"),
        ("Plein 1940 nr 5, 5911 ZY Venlo", "5911 ZY"),
        ("Plein 1940 nr. 5", None),
        ("Plein 1940 AB 5, 5911 ZY", "5911 ZY"),
        ("Proefweg 7, 5911 NR Venlo", "5911 NR"),
        ("Proefweg 12", None),
    ],
)
def test_the_last_of_a_line_is_the_postcode_and_nr_is_none(text, postcode) -> None:
    found = last_postcode(text)

    assert (found and found.group()) == postcode
