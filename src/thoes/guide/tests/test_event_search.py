"""What there is to do is found in the search, by its words and those of its dates; without a network as with one."""

import gzip
import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from thoes.events.domain.event import Text
from thoes.guide.event_search import RULES, Findable, Found, meanings_of, search_events, words_with_meaning
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES
from thoes.guide.search_export import exported
from thoes.guide.searching import plain_words, search_index
from thoes.guide.tests.test_events import make as make
from thoes.guide.tests.test_events import page
from thoes.guide.web.event_search import MOST_EVENTS_OF_A_PLACE, kept_event_index
from thoes.guide.web.pack import MOST_BYTES, pack_of
from thoes.ui.building import ROOT

TODAY = date(2026, 11, 29)
TUESDAY, SATURDAY = date(2026, 12, 1), date(2026, 12, 5)


def findable(title: str, *days: date, place: str = "Venlo", is_free: bool = False) -> Findable:
    return Findable(frozenset(plain_words(title)), frozenset(plain_words(place)), days, is_free)


EVENTS = [
    findable("Taalcafé Voorbeeld Kawiarnia językowa", TUESDAY, TUESDAY + timedelta(days=7), is_free=True),
    findable("Voetbal voor iedereen", SATURDAY, SATURDAY + timedelta(days=14)),
    findable("Spreekuur papieren", TODAY, place="Roermond", is_free=True),
]


def numbers(typed: str) -> list[tuple[int, int]]:
    return [(each.number, each.date) for each in search_events(typed, EVENTS, on=TODAY)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("taalcafe", [(0, 0)]),
        ("kawiarni", [(0, 0)]),
        ("voetbal zaterdag", [(1, 0)]),
        ("voetbal 19 december", [(1, 1)]),
        ("zaterdag", [(1, 0)]),
        ("op zaterdag", [(1, 0)]),
        ("december", [(0, 0), (1, 0)]),
        ("8 december 2026", [(0, 1)]),
        ("dinsdag roermond", []),
        ("activiteiten roermond", [(2, 0)]),
        ("gratis vandaag", [(2, 0)]),
        ("events", [(2, 0), (0, 0), (1, 0)]),
        # A word of a date alone finds no event for a question about something else.
        ("zorgverzekering december", []),
        ("huisarts venlo", []),
        ("minimumloon 2026", []),
        ("a", []),
        ("", []),
    ],
)
def test_an_event_is_found_by_its_words_and_narrowed_by_day_place_and_costs(typed: str, found) -> None:
    assert numbers(typed) == found


# As people write "on Saturday" and "in December", and "today", in each language.
SAID = {
    "bg": ("събота", "в събота", "декември", "днес", "събития"),
    "de": ("Samstag", "am Samstag", "Dezember", "heute", "Veranstaltungen"),
    "en": ("Saturday", "on Saturdays", "December", "today", "events"),
    "es": ("sábado", "el sábado", "diciembre", "hoy", "actividades"),
    "hu": ("szombat", "szombaton", "decemberben", "ma", "programok"),
    "nl": ("zaterdag", "op zaterdag", "december", "vandaag", "activiteiten"),
    "pl": ("sobota", "w sobotę", "w grudniu", "dzisiaj", "wydarzenia"),
    "ro": ("sâmbătă", "sâmbăta", "decembrie", "astăzi", "evenimente"),
    "uk": ("субота", "у суботу", "грудень", "сьогодні", "події"),
}


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_the_words_of_a_date_are_known_in_every_language(language: str) -> None:
    on_day, by_day, month, today, any_event = SAID[language]

    assert numbers(on_day) == numbers(by_day) == [(1, 0)]
    assert numbers(month) == [(0, 0), (1, 0)]
    assert numbers(today) == [(2, 0)]
    assert len(numbers(any_event)) == 3


def test_a_word_that_is_a_month_somewhere_is_not_also_taken_for_the_beginning_of_a_day_elsewhere() -> None:
    assert meanings_of("mart") == {"m3"}
    assert meanings_of("marti") == {"d1"}
    assert meanings_of("xyzzy") == frozenset()


def test_no_more_are_found_than_fit_on_a_page_and_the_soonest_of_them() -> None:
    many = [findable("Taalles", TODAY + timedelta(days=number)) for number in range(RULES["most"] + 3, 0, -1)]

    found = search_events("taalles", many, on=TODAY)

    assert len(found) == RULES["most"]
    assert [many[each.number].days[0] for each in found] == sorted(each.days[0] for each in many)[: RULES["most"]]
    assert isinstance(found[0], Found)


@pytest.mark.django_db
def test_the_search_page_finds_an_event_by_its_day_and_shows_that_date(make) -> None:
    row = make("Taalcafé", 3, rule="FREQ=DAILY")
    day = localdate() + timedelta(days=20)

    shown = page("guide-search", "bg", q=f"taalcafe {day.day} {day.year}")

    assert reverse("guide:event", args=["bg", row.pk]) in shown
    assert f"{day.day}" in shown.split(str(row.pk))[1][:400]


@pytest.mark.django_db
def test_who_finds_an_event_alone_is_not_told_that_nothing_was_found(make) -> None:
    make("Zwemmen")
    nothing = FRAME.wording("nl").filled("search.none", words="zwemmen")

    assert nothing not in page("guide-search", "nl", q="zwemmen")
    assert nothing.replace("zwemmen", "xyzzy") in page("guide-search", "nl", q="xyzzy")


@pytest.mark.django_db
@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_a_kept_guide_has_what_it_needs_to_find_its_events_in_every_language(make, language: str) -> None:
    row, far = make(texts={"nl": Text("Taalcafé"), "pl": Text("Kawiarnia")}, rule="FREQ=WEEKLY"), make("Ver weg", 100)
    make("Verborgen", is_hidden=True)

    pack = pack_of(language, scheme="http", host="testserver", on=localdate())
    pages = json.loads(gzip.decompress(pack.compressed))["pages"]
    index = json.loads(pages[reverse("guide:guide-search-index", args=[language])]["body"])["events"]

    (line,) = index["lines"]
    assert (line["id"], line["title"]) == (str(row.pk), "Kawiarnia" if language == "pl" else "Taalcafé")
    assert {"taalcafe", "kawiarnia"} <= set(line["own"].split())
    assert line["place"] == "venlo"
    assert [each[0] for each in line["dates"]][:2] == [
        (localdate() + timedelta(days=days)).isoformat() for days in (3, 10)
    ]
    assert reverse("guide:event", args=[language, line["id"]]) in pages
    assert str(far.pk) not in json.dumps(index)


@pytest.mark.django_db
def test_a_full_calendar_of_long_events_makes_the_index_no_larger_than_a_telephone_can_bear(make) -> None:
    words = " ".join(f"woord{number}" for number in range(150))
    for number in range(MOST_EVENTS_OF_A_PLACE + 5):
        make(rule="FREQ=DAILY", texts={"nl": Text(f"Activiteit {number}", words)})

    index = kept_event_index("nl", on=localdate())

    assert len(index["lines"]) == MOST_EVENTS_OF_A_PLACE
    size = len(gzip.compress(json.dumps(index, separators=(",", ":")).encode()))
    # Were all municipalities of Limburg as full, it would be a small part of the pack.
    assert 31 * size < MOST_BYTES / 4


@pytest.mark.django_db
def test_the_index_is_fetched_by_nobody_in_particular(make) -> None:
    make()

    answer = Client().get(reverse("guide:guide-search-index", args=["nl"]))

    assert not answer.cookies
    assert len(answer.json()["events"]["lines"]) == 1


def _searched(browser, index: dict[str, Any], typed: list[str], today: str) -> list[list[list[int]]]:
    """What a telephone finds for each of these."""
    folder = ROOT / "frontend" / "guide"
    scripts = [(folder / name).read_text(encoding="utf-8") for name in ("searching.js", "event_search.js")]
    tab = browser.new_page()
    found: list[list[list[int]]] = tab.evaluate(
        """async ([scripts, index, letters, typed, today]) => {
            const address = (source) => "data:text/javascript;charset=utf-8," + encodeURIComponent(source);
            const own = scripts[1].replace("./searching.js", address(scripts[0]));
            const script = await import(address(own));
            return typed.map((words) => script.searchEvents(index, words, letters, today));
        }""",
        [scripts, index, exported(search_index())["letters"], typed, today],
    )
    tab.close()
    return found


@pytest.mark.browser
@pytest.mark.slow
def test_without_a_network_the_same_events_are_found_in_the_same_order(browser) -> None:
    typed = [each for said in SAID.values() for each in said]
    typed += [
        "taalcafe",
        "voetbal zaterdag",
        "voetbal 19 december",
        "gratis",
        "zorgverzekering december",
        "mart",
        "",
        "a 1",
    ]
    expected = [[list(each) for each in numbers(words)] for words in typed]
    lines = [
        {
            "own": " ".join(sorted(each.own)), "place": " ".join(sorted(each.place)), "free": each.is_free,
            "dates": [[day.isoformat()] * 2 for day in each.days],
        }
        for each in EVENTS
    ]  # fmt: skip
    index = {"rules": RULES, "meanings": words_with_meaning(), "lines": lines}

    found = _searched(browser, index, typed, TODAY.isoformat())

    differ = [
        (words, ours, theirs) for words, ours, theirs in zip(typed, expected, found, strict=True) if ours != theirs
    ]
    assert differ == []
    assert sum(map(bool, expected)) > len(typed) / 2


@pytest.mark.browser
@pytest.mark.slow
def test_a_kept_guide_of_last_week_finds_no_date_that_is_over(browser) -> None:
    lines = [
        {"own": name, "place": "venlo", "free": False, "dates": [["2026-12-01"] * 2, ["2026-12-08"] * 2][:many]}
        for name, many in (("taalcafe", 2), ("taalfeest", 1))
    ]
    going_on = {"own": "taalweek", "place": "venlo", "free": False, "dates": [["2026-11-27", "2026-12-06"]]}
    index = {"rules": RULES, "meanings": {}, "lines": [*lines, going_on]}

    assert _searched(browser, index, ["taal"], "2026-12-05") == [[[2, 0], [0, 1]]]
