"""Column names in five languages, below title rows, half known."""

import pytest

from thoes.imports.vocabulary import VOCABULARY, Field
from thoes.intake.reading.header import Mapping, fingerprint
from thoes.intake.reading.header import recognise as recognise_with


def recognise(rows):
    return recognise_with(rows, VOCABULARY)


@pytest.mark.parametrize(
    "names",
    [
        ["Naam bewoner", "Geboortedatum", "Aankomst*", "Verwachte vertrekdatum", "Kamernr."],
        ["Full name", "Date of birth", "Arrival date (dd-mm-yyyy)", "Expected departure", "Room"],
        ["Imię i nazwisko", "Data urodzenia", "Data\nprzyjazdu", "Planowany wyjazd", "Pokój"],
        ["Bewohner", "Geburtsdatum", "Anreise", "Voraussichtliche Abreise", "Zimmer"],
        ["Nume și prenume", "Data nașterii", "Data sosirii", "Plecare estimată", "Camera"],
    ],
)
def test_column_names_are_known_in_five_languages(names):
    guess = recognise([names])

    name = Field.PERSON_FAMILY_FIRST if names[0].startswith("Nume") else Field.PERSON
    expected = [name, Field.DATE_OF_BIRTH, Field.ARRIVAL, Field.EXPECTED_DEPARTURE, Field.UNIT]
    assert guess.mapping == Mapping(dict(enumerate(expected)))
    assert guess.unmapped == ()


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Nazwisko i imię", Field.PERSON_FAMILY_FIRST),
        ("Imię i nazwisko", Field.PERSON),
        ("Achternaam, voornaam", Field.PERSON_FAMILY_FIRST),
        ("Voornaam en achternaam", Field.PERSON),
        ("Name, Vorname", Field.PERSON_FAMILY_FIRST),
        ("Vor- und Nachname", Field.PERSON),
        ("Surname and first name", Field.PERSON_FAMILY_FIRST),
        ("First and last name", Field.PERSON),
    ],
)
def test_a_header_says_which_name_stands_first(header, field):
    assert recognise([[header, "Aankomst"]]).mapping.columns[0] is field


@pytest.mark.parametrize(
    "header",
    [
        "Vertrek (gepland)",
        "Datum uit (verwacht)",
        "Vertrek (laatste nacht)",
        "Departure (planned)",
        "Wyjazd (planowany)",
        "Aankomst (contract)",
    ],
)
def test_brackets_that_speak_of_another_day_are_left_to_a_person(header):
    guess = recognise([["Naam", header, "Kamer"]])

    assert 1 not in guess.mapping.columns
    assert [column.candidates for column in guess.unmapped] == [VOCABULARY.may_be]


@pytest.mark.parametrize("header", ["Vertrek (indien bekend)", "Vertrek (dd-mm-jjjj)", "Vertrek (*)"])
def test_brackets_that_explain_how_to_fill_it_in_change_nothing(header):
    assert recognise([["Naam", header, "Kamer"]]).mapping.columns[1] is Field.DEPARTURE


def test_the_header_is_found_below_title_rows():
    rows = [["Bewonerslijst mei"], [], ["Locatie", "Voorbeeldpark"], ["Nr", "Naam", "Van", "Tot"], [1.0, "A", "x", "y"]]

    guess = recognise(rows)

    assert guess.row_index == 3
    assert guess.mapping.columns == {1: Field.PERSON, 2: Field.ARRIVAL, 3: Field.DEPARTURE}


def test_a_typing_error_in_a_long_name_is_forgiven():
    guess = recognise([["Naam", "Geboortedatm", "Aankomstdatun"]])

    assert guess.mapping.fields == {Field.PERSON, Field.DATE_OF_BIRTH, Field.ARRIVAL}
    assert guess.confidence < 1


def test_a_name_that_may_be_two_things_is_left_to_a_person_with_candidates():
    guess = recognise([["Naam", "Aankomst", "t/m", "Datum vertrek verwacht door planning"]])

    assert [column.column for column in guess.unmapped] == [2, 3]
    assert Field.DEPARTURE in guess.unmapped[1].candidates


def test_of_two_columns_with_one_meaning_the_left_one_is_read():
    guess = recognise([["Naam", "Aankomst", "Aankomst"]])

    assert guess.mapping.columns == {0: Field.PERSON, 1: Field.ARRIVAL}
    assert guess.unmapped[0].candidates == (Field.ARRIVAL,)


def test_a_name_column_beside_a_given_name_is_the_family_name():
    assert recognise([["Naam", "Voornaam", "Van"]]).mapping.columns[0] is Field.FAMILY_NAME
    assert recognise([["Achternaam", "Van"]]).mapping.columns[0] is Field.PERSON


def test_unknown_names_above_a_table_are_offered_for_mapping():
    guess = recognise([["Lijst"], ["Vardas", "Atvyko"], ["Ona", "14-05-2026"]])

    assert (guess.row_index, guess.confidence, guess.mapping.columns) == (1, 0.0, {})


def test_a_sheet_with_only_remarks_has_no_table():
    assert recognise([["Let op: sleutels bij de receptie"], [], ["Bel bij vragen"]]) is None
    assert recognise([]) is None


def test_the_fingerprint_ignores_case_accents_and_trailing_blanks_but_not_order():
    assert fingerprint(["Pokój", "Imię*"]) == fingerprint(["POKOJ", "imie", None, ""])
    assert fingerprint(["Pokój", "Imię"]) != fingerprint(["Imię", "Pokój"])
