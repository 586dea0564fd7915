"""Names as lists write them."""

import pytest

from thoes.intake.reading.names import PersonName, join_names, split_name
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
