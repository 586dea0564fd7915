"""What a list says elsewhere than on the line: that somebody left, at which site people sleep, where the next list begins."""

from uuid import uuid4

import pytest

from thoes.imports.places_of_lines import Places
from thoes.imports.said_elsewhere import says_gone
from thoes.imports.stays import StayList
from thoes.imports.tables_apart import lists_apart
from thoes.imports.vocabulary import VOCABULARY, Field
from thoes.intake.public import Sheet
from thoes.kernel.name_folding import search_key

HERE, THERE = uuid4(), uuid4()


@pytest.mark.parametrize(
    "text",
    [
        "vertrokken",
        "Vertrokken per 20-11",
        "uitgecheckt",
        "weg",
        "Checked out",
        "No-show",
        "cancelled by agency",
        "left 20 Nov",
        "weg per 20-11",
        "Vertrek 20-11",
        "woont hier niet meer",
        "wyjechał 20.11",
        "Wyjechali",
        "ist am 20.11. ausgezogen",
        "nicht angereist",
        "a plecat acasă",
        "замина на 20.11",
        "напусна",
        "storniert",
        "Is naar Polen terug",
        "terug naar Roemenië",
        "terug naar huis",
        "teruggegaan naar Bulgarije",
        "naar huis gegaan",
        "went home",
        "Went back to Poland",
        "returned to Romania",
        "wrócił do Polski",
        "Wróciła do domu",
        "pojechał do domu",
        "zurück nach Polen",
        "ist nach Polen zurückgekehrt",
        "nach Hause gefahren",
        "s-a întors acasă",
        "върна се",
        "Върнал се в България",
        "поїхав додому",
        "hazament",
    ],
)
def test_a_word_that_somebody_left_or_never_came_is_seen(text) -> None:
    assert says_gone(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "nog niet vertrokken",
        "blijft, niet vertrokken",
        "nie wyjechał",
        "noch nicht ausgezogen",
        "left side of the room",
        "vertrek nog onbekend",
        "sleutel links",
        "weg met de oude matras",
        "In house",
        "ola@voorbeeld.example",
        "+48 600 000 000",
        "wil naar huis",
        "terug uit Polen",
        "terug van vakantie",
        "nog niet terug naar Polen",
        "terug naar kamer 3",
        "terug naar het werk",
        "back to work on Monday",
        "back to room 4",
        "wrócił do pracy",
        "wrócił z urlopu",
        "nie wrócił do Polski",
        "zurück aus dem Urlaub",
        "s-a întors din concediu",
        "върна се от отпуск",
        "wil niet naar huis terug",
        "wil niet terug naar huis",
    ],
)
def test_what_says_something_else_is_no_leaving(text) -> None:
    assert not says_gone(text)


@pytest.mark.parametrize(
    ("title", "sites"),
    [
        ("Bewonerslijst Proefhof Beta, week 48", {"proefhof beta"}),
        ("Lijst week 48: Proefhof Beta en Proefhof", {"proefhof beta"}),
        ("Proefhof Alfa en Proefhof Beta", {"proefhof alfa", "proefhof beta"}),
        ("Betalingen van het Proefhofje", set()),
    ],
)
def test_a_title_names_the_sites_whose_words_stand_in_it_together(title, sites) -> None:
    names = ["Proefhof Alfa", "Proefhof Beta", "Proefhof"]
    ids = dict(zip(names, (HERE, THERE, uuid4()), strict=True))
    places = Places({search_key(name): {ids[name]} for name in names}, HERE, names)

    assert {place.text for place in places.all_in_text(title)} == sites


def test_a_list_below_with_other_columns_is_read_by_its_own_and_keeps_its_numbers() -> None:
    rows = [
        ["Naam", "Aankomst", "Vertrek"], ["Ola Eerstska", "16-11-2026", "20-11-2026"], ["Nieuw:"],
        ["Naam", "Aankomst", "Verwacht vertrek"], ["Wit Tweedski", "16-11-2026", "20-12-2026"],
    ]  # fmt: skip

    (first, _), (second, names) = lists_apart(Sheet("Blad1", rows), VOCABULARY, StayList.is_enough)

    assert (first.name, first.rows) == ("Blad1", rows[:2])
    assert (second.name, second.rows) == ("Blad1 #2", [[], [], *rows[2:]])
    assert names is not None
    assert (names.row_index, names.mapping.column_of(Field.EXPECTED_DEPARTURE)) == (3, 2)


def test_column_names_that_come_back_on_every_page_are_one_list() -> None:
    rows = [["Naam", "Aankomst"], ["Ola Bladska", "16-11-2026"], ["NAAM", "Aankomst "], ["Wit Bladski", "16-11-2026"]]

    assert [sheet.rows for sheet, _names in lists_apart(Sheet("", rows), VOCABULARY, StayList.is_enough)] == [rows]
