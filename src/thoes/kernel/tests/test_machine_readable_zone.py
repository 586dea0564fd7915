"""The zone of a document: the specimens that ICAO Doc 9303 prints, and what may not be taken over."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thoes.kernel.machine_readable_zone import read_zone, seems_a_zone, split_zones
from thoes.kernel.refusals import Refusal

# Doc 9303: part 4 appendix B, part 6 appendix B, part 5 appendix B.
PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
LARGER_CARD = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
CARD = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
DAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("zone", "number", "is_passport"),
    [(PASSPORT, "L898902C3", True), (LARGER_CARD, "D23145890", False), (CARD, "D23145890", False)],
)
def test_the_specimens_of_icao_are_read(zone, number, is_passport) -> None:
    document = read_zone(zone, on=DAY)

    assert (document.family_name, document.given_name) == ("Eriksson", "Anna Maria")
    assert (document.date_of_birth, document.nationality) == (date(1974, 8, 12), "UTO")
    assert (document.number, document.is_passport, document.is_cut) == (number, is_passport, False)


@pytest.mark.parametrize("zone", [PASSPORT, LARGER_CARD, CARD])
@pytest.mark.parametrize("parting", ["", " ", "\r\n", "\t"])
def test_how_a_reader_parts_the_lines_does_not_matter(zone, parting) -> None:
    assert read_zone(zone.replace("\n", parting).lower(), on=DAY) == read_zone(zone, on=DAY)


def test_a_number_of_more_than_nine_signs_goes_on_in_the_optional_data() -> None:
    card = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<<<<<<<<<<<<<<"

    assert read_zone(card, on=DAY).number == "D23145890734"


def test_the_personal_number_is_in_nothing_that_is_given() -> None:
    assert "ZE184226B" not in str(
        [getattr(read_zone(PASSPORT, on=DAY), name) for name in ("family_name", "given_name", "nationality", "number")]
    )
    assert "L898902C3" not in repr(read_zone(PASSPORT, on=DAY))


@given(st.sampled_from([PASSPORT, LARGER_CARD, CARD]), st.data())
def test_no_digit_of_what_is_checked_can_be_misread_unseen(zone, data) -> None:
    first_checked = zone.index("\n") + 1 if zone != CARD else 5
    digits = [at for at, sign in enumerate(zone) if sign.isdigit() and at >= first_checked]
    at = data.draw(st.sampled_from(digits))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != zone[at]]))

    with pytest.raises(Refusal) as refused:
        read_zone(zone[:at] + other + zone[at + 1 :], on=DAY)

    assert refused.value.code == "zone_check_digit_wrong"
    assert refused.value.facts == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PASSPORT.splitlines()[0], "zone_incomplete"),
        (PASSPORT[:-1], "zone_incomplete"),
        (PASSPORT.replace("ANNA", "AN?A"), "zone_unreadable"),
        ("", "zone_unreadable"),
    ],
)
def test_what_came_over_in_part_is_refused(text, code) -> None:
    with pytest.raises(Refusal, match=code):
        read_zone(text, on=DAY)


@pytest.mark.parametrize(
    ("day", "born"), [(date(2074, 8, 11), 1974), (date(2074, 8, 12), 2074), (date(2074, 8, 13), 2074)]
)
def test_the_century_is_the_last_one_in_which_the_birth_can_lie(day, born) -> None:
    found = read_zone(PASSPORT, on=day).date_of_birth

    assert found == date(born, 8, 12)


def test_a_birth_date_that_the_document_does_not_know_is_none() -> None:
    # The same card with 74 and no month or day; both check digits made anew.
    card = "I<UTOD231458907<<<<<<<<<<<<<<<\n74<<<<1F1204159UTO<<<<<<<<<<<4\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"

    assert read_zone(card, on=DAY).date_of_birth is None


@pytest.mark.parametrize(
    "text", [PASSPORT, LARGER_CARD, CARD, *PASSPORT.splitlines(), CARD.splitlines()[0], "i<utod231458907<<<<<<<"]
)
def test_a_document_is_known_by_any_of_its_lines(text) -> None:
    assert seems_a_zone(text)


@pytest.mark.parametrize("text", ["Testowska, Anna; Opole", "VAN DEN VOORBEELD", "K1 <3", "a<b", "O'Nepova", ""])
def test_a_name_is_no_document(text) -> None:
    assert not seems_a_zone(text)


def test_documents_and_names_are_told_apart_in_one_text() -> None:
    text = f"Testowska, Anna\n{PASSPORT}\n{CARD}\nPróbny, Jan\n{PASSPORT.splitlines()[0]}"

    zones, others = split_zones(text)

    assert zones == [PASSPORT.replace("\n", ""), CARD.replace("\n", ""), PASSPORT.splitlines()[0]]
    assert others == "Testowska, Anna\nPróbny, Jan"


def test_two_documents_behind_each_other_are_two() -> None:
    assert len(split_zones(f"{PASSPORT}\n{PASSPORT}")[0]) == 2
    assert len(split_zones(f"{LARGER_CARD}\n{LARGER_CARD}")[0]) == 2
