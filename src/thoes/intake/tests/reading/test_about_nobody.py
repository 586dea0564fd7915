"""What says nothing, who is nobody, and who only looks like it."""

from datetime import date

import pytest

from thoes.intake.reading.about_nobody import is_line_about_nobody, says_free, says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "–", "?", "...", "x", "X", ".", "/", "nvt", "n.v.t.", "N.V.T.", "onbekend", "Unknown", "n/a",
        "geen", "brak", "nieznany",
        "k.A.", "k. A.", "unbekannt", "necunoscut", "неизвестно", "невідомо", "nincs",
    ],
)  # fmt: skip
def test_a_word_that_stands_for_nothing_says_nothing(text):
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["xx1", "Brakowski", "NO", "12", "A", "K.A. Nowak", "#N/B", "######"])
def test_a_short_text_is_something(text):
    assert not says_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "vrij",
        "VRIJ!",
        "bed vrij",
        "nog vrij",
        "Vrij (vanaf 1-12)",
        "leeg",
        "free",
        "frei",
        "wolne miejsce",
        "liber",
        "свободно",
        "niet bezet",
    ],
)
def test_a_bed_that_is_free_is_nobody(text):
    assert says_free(text)


@pytest.mark.parametrize("text", ["Jan Vrij", "de Vrij", "Freida", "Liberski", "vrijgezel", "bed", "kamer 1"])
def test_who_has_such_a_name_is_somebody(text):
    assert not says_free(text)


@pytest.mark.parametrize(
    "row",
    [
        ["Totaal: 2"], ["Totaal", None, 2.0], [None, "Razem",
        "2"], ["2 personen"], ["* onder voorbehoud"], ["Handtekening: ____"],
        ["Opgemaakt door de beheerder"], ["Datum:", "16-11-2026"], ["Peildatum", date(2026, 11, 16)], ["---"],
    ],
)  # fmt: skip
def test_totals_notes_and_signatures_are_about_nobody(row):
    assert is_line_about_nobody(row, [1])


@pytest.mark.parametrize(
    "row",
    [
        ["Jan Nepski"],
        ["Total, Jean", "16-11-2026"],
        ["Totaal Wonen", "Proefweg 7", "Venlo"],
        ["Suma, Jan", 46342.0],
        [7.0, "x"],
        [],
    ],
)
def test_who_may_be_somebody_is_not_left_alone(row):
    assert not is_line_about_nobody(row, [1])
