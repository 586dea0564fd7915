"""Names as lists write them."""

import pytest

from thoes.kernel.person_names import PersonName, is_of_several, join_names, order_of_names, split_name
from thoes.kernel.refusals import Refusal


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("Voorbeeld, J.", "J.", "Voorbeeld"),
        ("KOWALSKATEST Anna", "Anna", "Kowalskatest"),
        ("Anna KOWALSKATEST", "Anna", "Kowalskatest"),
        ("Anna Maria Kowalskatest", "Anna Maria", "Kowalskatest"),
        ("van der Voorbeeld, Piet", "Piet", "van der Voorbeeld"),
        ("Voorbeeld, Piet van der", "Piet", "van der Voorbeeld"),
        ("Voorbeeld, van der, Piet", "Piet", "van der Voorbeeld"),
        ("Piet van der Voorbeeld", "Piet", "van der Voorbeeld"),
        ("van der Voorbeeld Piet", "Piet", "van der Voorbeeld"),
        ("van der Voorbeeld", "", "van der Voorbeeld"),
        ("PIET VAN DER VOORBEELD", "Piet", "van der Voorbeeld"),
        ("NOWAK-PRÓBNA, ZOFIA", "Zofia", "Nowak-Próbna"),
        ("Иван Примеров", "Иван", "Примеров"),
        ("  Anna \n Proef ", "Anna", "Proef"),
        ("Proef", "", "Proef"),
    ],
)
def test_a_name_is_taken_apart(text, given, family):
    assert split_name(text) == PersonName(given, family)


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("Nowaktest Anna", "Anna", "Nowaktest"),
        ("Nowaktest Anna Maria", "Anna Maria", "Nowaktest"),
        ("van der Voorbeeld Piet", "Piet", "van der Voorbeeld"),
        ("NOWAKTEST ANNA", "Anna", "Nowaktest"),
        ("Anna NOWAKTEST", "Anna", "Nowaktest"),
        ("Nowaktest, Anna", "Anna", "Nowaktest"),
        ("Nowaktest", "", "Nowaktest"),
    ],
)
def test_under_a_header_that_says_so_the_family_name_stands_first(text, given, family):
    assert split_name(text, family_first=True) == PersonName(given, family)


def test_separate_columns_are_only_tidied():
    assert join_names(" ANNA  maria", "PROEF") == PersonName("ANNA maria", "Proef")


@pytest.mark.parametrize("text", ["", "12345", "-", ","])
def test_a_name_without_letters_is_refused(text):
    with pytest.raises(Refusal, match="name_without_letters"):
        split_name(text)


@pytest.mark.parametrize(
    ("text", "given", "family"),
    [
        ("1. Nowaktest", "", "Nowaktest"),
        ("12) Nowaktest, Anna", "Anna", "Nowaktest"),
        ("3 Anna Nowaktest", "Anna", "Nowaktest"),
        ("Dhr. Jan Nepski", "Jan", "Nepski"),
        ("De heer J. Nepski", "J.", "Nepski"),
        ("Mw Anna van der Proef", "Anna", "van der Proef"),
        ("Pani Anna Nepska", "Anna", "Nepska"),
        ("Herr Jürgen Muster", "Jürgen", "Muster"),
        ("Nepski, Dhr. Jan", "Jan", "Nepski"),
        ("Nepski, Jan (dhr.)", "Jan", "Nepski"),
        ("г-н Иван Примеров", "Иван", "Примеров"),
        ("Pan Wei", "Pan", "Wei"),
        ("Nepski J.P.", "J.P.", "Nepski"),
        ("Jan N.", "Jan", "N."),
        ("Jan Nepski (voorman)", "Jan", "Nepski (voorman)"),
        ("Jan Nepski jr.", "Jan", "Nepski jr."),
    ],
)
def test_a_number_or_a_title_is_no_part_of_a_name_and_initials_are_a_given_name(text, given, family):
    assert split_name(text) == PersonName(given, family)


@pytest.mark.parametrize(
    "text",
    [
        "Jan & Ana Nepski", "Jan, Ana en Bo Nepski", "Jan + Ana", "Jan / Ana", "Jan, Ana, Bo Nepski", "Bo Nepski\nIda Nepska",
        "Jan Nepski, Ana Nepska", "Fam. Nepski", "Familie Nepski", "Nepski family", "Dhr. en mw. Nepski",
        "2x Nepski", "Іван та Олена Проба",
        "Bo Samski Al Samska",
        "Samska Al Samski Bo",
        "Al Petrova Bo Petrov",
        "Jan Nepescu Maria Nepescu",
    ],
)  # fmt: skip
def test_several_people_in_a_cell_are_seen(text):
    assert is_of_several(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nepski, Jan",
        "Berg, van der, Piet",
        "García López, María José",
        "José Ortega y Gasset",
        "Jan I. Ski",
        "Fama Nepska",
        "María José García García",
        "João Silva Santos Silva",
        "Ana Maria Popescu Ionescu",
        "Juan Carlos Pérez Gómez",
        "Ivan Petrov Ivanov Petkov",
        "Maria Nepska Anna Testowska",
    ],
)
def test_one_person_with_a_long_name_is_one(text):
    assert not is_of_several(text)


@pytest.mark.parametrize(
    ("names", "family_first"),
    [
        (["Wojciechotest Tomasz", "Testowski Sam"], True),
        (["Tomasz Wojciechotest", "Sam Testowski"], False),
        (["Примеров Иван"], True),
        (["Nepski J.P.", "A. Nepova", "Doe Sam"], False),
        (["Testowski, Sam", "TESTOWSKI Sam"], False),
        (["Doe Sam", "Sam Doe"], False),
        ([], False),
    ],
)
def test_a_list_shows_itself_in_which_order_it_writes_names(names, family_first):
    assert order_of_names(names).family_first is family_first


def test_proof_of_both_orders_decides_nothing_and_one_against_many_is_a_slip():
    both = order_of_names(["Testowski Sam", "Sam Testowski"])
    slip = order_of_names(["Sam Testowski", *["Testowski Sam"] * 11])

    assert (both.family_first, both.is_unclear, both.shows_family_first, both.shows_given_first) == (False, True, 0, 1)
    assert (slip.family_first, slip.is_unclear, slip.shows_family_first, slip.shows_given_first) == (True, False, 1, 0)
