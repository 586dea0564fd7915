"""One text, its parts, and the text again; or nothing at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thoes.kernel.addresses import TypedAddress, checked_number, number_key, parse_address
from thoes.kernel.refusals import Refusal


@pytest.mark.parametrize(
    ("typed", "street", "number"),
    [
        ("Proefweg 12-A bis", "Proefweg", "12-A bis"),
        ("Nepstraat 4", "Nepstraat", "4"),
        ("Schijnlaan 7 a", "Schijnlaan", "7a"),
        ("Fopplein 3-0072", "Fopplein", "3-0072"),
        ("Nepsteeg 12 bis", "Nepsteeg", "12 bis"),
        ("Nepsteeg 9, 1e verdieping", "Nepsteeg", "9, 1e verdieping"),
        ("Nepsteeg 1e verd. 9", "Nepsteeg", "9, 1e verdieping"),
        ("Plein 1940 nr 5", "Plein 1940", "5"),
        ("Nepweg 19p-8", "Nepweg", "19p-8"),
        ("Nepweg 21-TRAF", "Nepweg", "21-TRAF"),
        ("2e Proefdwarsstraat 10hs", "2e Proefdwarsstraat", "10hs"),
        ("Nepweg 118 b", "Nepweg", "118b"),
        ("Nepweg 4 unit 3", "Nepweg", "4 unit 3"),
        ("Burg. van Nepstraat 4", "Burg. van Nepstraat", "4"),
        ("Nepweg\u00a04\u00a0– 6", "Nepweg", "4 - 6"),
    ],
)
@pytest.mark.parametrize(
    "around",
    [
        "{}, 5911 ZY Venlo",
        "{} 5911zy Venlo",
        "5911 ZY Venlo, {}",
        "{}, Venlo, 5911 ZY",
        "{}, NL-5911 ZY Venlo, Nederland",
    ],
)
def test_an_address_is_taken_apart_wherever_its_postcode_stands(typed, street, number, around):
    assert parse_address(around.format(typed)) == TypedAddress(street, number, "5911 ZY", "Venlo")


@pytest.mark.parametrize(
    "typed",
    [
        "Nepweg 44 t/m 48", "Nepweg 44 en 46", "Nepweg 44, 46", "Nepweg 44 + 46", "Nepweg 44/46", "Nepweg 44 tm 48",
        "Plein 1940 5",
        "Plein 1940 AB 5", "Nepsteeg", "Proefhof Alfa, Nepweg 4", "Nepweg 4 (achter)", "12", "Nepweg 4 5911 AB Blerick",
    ],
)  # fmt: skip
def test_what_does_not_come_out_whole_or_is_about_several_houses_is_not_read(typed):
    with pytest.raises(Refusal, match="address_unreadable"):
        parse_address(f"{typed}, 5911 ZY Venlo")


@pytest.mark.parametrize(
    "typed",
    ["Schijnstraße 12, 47533 Kleve", "Fopstraat 12 bus 3, 3600 Genk", "Fopstraat 12 3600 Genk", "D-47533 Kleve",
    "Nepowska 5, 45-064 Opole",
     "Schijnweg 5, Kleve, Deutschland"],
)  # fmt: skip
def test_an_address_abroad_is_told_from_one_that_cannot_be_read(typed):
    with pytest.raises(Refusal, match="address_abroad"):
        parse_address(typed)


def test_numbers_that_only_look_alike_are_two():
    assert number_key("7 A") == number_key("7-a") == number_key("7a")
    assert len({number_key(number) for number in ("1-23", "12-3", "123", "1 23")}) == 3


@given(st.text(alphabet="Nep weg-/,.1234567890abAB", max_size=30))
def test_nothing_is_lost_and_nothing_made_up(text):
    try:
        found = parse_address(f"{text}, 5911 ZY Venlo")
    except Refusal:
        return

    said = "".join((found.street, found.number, found.postcode, found.town))
    assert sorted(filter(str.isalnum, said.casefold())) == sorted(filter(str.isalnum, f"{text}5911zyvenlo".casefold()))
    assert checked_number(found.number) == found.number
