"""Rooms and beds as lists write them, beside the names on the board."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from thoes.kernel.refusals import Refusal
from thoes.register.domain.book import Book
from thoes.register.domain.booked_stays import DeclaredStay
from thoes.register.domain.named_beds import BedFacts
from thoes.register.domain.place_names import bare

DAY = date(2026, 5, 14)
SITE = uuid4()


def bed_of(*beds: tuple[str, str], unit: str = "", bed: str = "") -> str:
    """The label of the bed that is given to who asks for this room and bed, on a site with these beds."""
    facts = [BedFacts(uuid4(), SITE, *names) for names in beds]
    book = Book(beds=facts, stays=[], today=DAY)
    entry = book.enter(DeclaredStay(worker=UUID(int=1), site_id=SITE, arrival=DAY, unit=unit, bed=bed))
    return book.label_of(entry.stay.bed_id)


MANY = [(str(room), bed) for room in range(1, 21) for bed in "AB"]


@pytest.mark.parametrize(
    ("unit", "label"),
    [
        ("12", "12 – A"),
        ("Kamer 12", "12 – A"),
        ("k12", "12 – A"),
        ("K 012", "12 – A"),
        ("kamer nr. 12", "12 – A"),
        ("1A", "1 – A"),
        ("10-B", "10 – B"),
        ("Kamer 10 – B", "10 – B"),
        ("10\u00a0b", "10 – B"),
        ("Kamer 10, bed B", "10 – B"),
        ("kamer 10 bed B", "10 – B"),
        ("Kamer 10 — B", "10 – B"),
        ("10 \u2212 B", "10 – B"),
        ("pokój nr 10, łóżko b", "10 – B"),
        ("Zimmer 10 Bett B", "10 – B"),
        ("стая 10 легло B", "10 – B"),
        ("０７", "7 – A"),
        ("07", "7 – A"),
    ],
)
def test_a_room_is_found_however_it_is_written(unit, label):
    assert bed_of(*MANY, unit=unit) == label


@pytest.mark.parametrize("unit", ["1-2", "1.2", "1 2", "1/6", "Kamer 1 nr 4", "1.12", "21", "A"])
def test_a_name_that_no_room_has_is_rejected_with_those_that_there_are(unit):
    with pytest.raises(Refusal) as refused:
        bed_of(*MANY, unit=unit)

    assert refused.value.code == "bed_unknown"
    assert str(refused.value.facts["rooms"]).startswith("1, 2, 3, ")


@pytest.mark.parametrize("name", ["1.11", "11.1", "1-11", "1 11", "111"])
def test_the_exact_name_of_a_room_goes_first(name):
    rooms = [(room, "A") for room in ("1.11", "11.1", "1-11", "1 11", "111")]

    assert bed_of(*rooms, unit=name) == f"{name} – A"
    assert bed_of(*rooms, unit=f"Kamer {name}") == f"{name} – A"


def test_a_room_goes_before_a_room_and_a_bed_of_the_same_name():
    assert bed_of(("1", "2"), ("1-2", "1"), unit="1-2") == "1-2 – 1"
    assert bed_of(("1", "1"), ("1", "2"), unit="1-2") == "1 – 2"


def test_a_name_that_fits_two_rooms_is_rejected_and_an_exact_one_is_not():
    rooms = [("12", "A"), ("Kamer 12", "A")]

    assert bed_of(*rooms, unit="kamer 12") == "Kamer 12 – A"
    with pytest.raises(Refusal, match="room_ambiguous"):
        bed_of(*rooms, unit="K12")


def test_a_bed_without_its_room_is_rejected_where_several_rooms_have_it():
    assert bed_of(("1", "A"), ("2", "B"), bed="B") == "2 – B"
    assert bed_of(*MANY, bed="10B") == "10 – B"
    with pytest.raises(Refusal, match="room_ambiguous"):
        bed_of(*MANY, bed="B")


def test_a_room_with_its_bed_in_a_column_of_its_own_is_found():
    assert bed_of(*MANY, unit="Kamer 3", bed="b") == "3 – B"
    assert bed_of(*MANY, unit="3", bed="3B") == "3 – B"
    with pytest.raises(Refusal, match="bed_unknown"):
        bed_of(*MANY, unit="3", bed="C")


@pytest.mark.parametrize(("name", "key"), [("0.12", "0.12"), ("01-2", "1-2"), ("Kamer", "kamer"), ("Koeien", "koeien")])
def test_a_name_is_not_made_shorter_than_it_is(name, key):
    assert bare(name) == key


def test_zeros_in_front_count_where_rooms_are_called_with_and_without_them():
    rooms = [("1", "A"), ("01", "A")]

    assert (bed_of(*rooms, unit="1"), bed_of(*rooms, unit="01")) == ("1 – A", "01 – A")
    with pytest.raises(Refusal, match="room_ambiguous"):
        bed_of(*rooms, unit="001")


def test_a_word_for_the_bed_keeps_a_room_of_the_same_name_out():
    assert bed_of(("10-3", "1"), ("10", "3"), unit="10 bed 3") == "10 – 3"
    assert bed_of(("10-3", "1"), ("10", "3"), unit="10-3") == "10-3 – 1"
