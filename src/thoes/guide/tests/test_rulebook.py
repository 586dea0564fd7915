"""The rule book is there for everybody, in both languages, and says how sure we are."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from thoes.guide.rulebook import amount_of, as_json, as_text, read
from thoes.rules.loading import Text, rule_book


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
def test_everybody_can_read_the_rule_book(language) -> None:
    client = Client()
    client.cookies["django_language"] = language

    page = client.get(reverse("guide:rulebook")).content.decode()

    assert "duty.window_days" in page
    assert {"nl": "niet nagekeken", "en": "unverified"}[language] in page


def test_a_number_that_nobody_checked_for_a_year_is_shown_as_such() -> None:
    later = read("en", on=date(2029, 1, 1))

    assert any(version["is_stale"] for parameter in later.parameters for version in parameter["versions"])


def test_searching_narrows_the_rule_book() -> None:
    assert len(read("nl", words="vijfde dag").parameters) + len(read("nl", words="325").parameters) > 0
    assert read("nl", words="no such word at all").parameters == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_whole_book_can_be_printed(language) -> None:
    assert "183" in as_text(language)
    assert "duty.window_days" in as_json(language)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
def test_everybody_can_read_the_rules_of_municipalities_and_who_has_none(language, venlo, weert) -> None:
    client = Client()
    client.cookies["django_language"] = language

    page = client.get(reverse("guide:local-rules")).content.decode()

    assert "CVDR744271" in page
    assert page.index('id="GM0983"') < page.index('id="unknown"') < page.index('id="GM0988"')
    assert {"nl": "lokale regel", "en": "local rule"}[language] in page


def test_the_norms_and_their_examples_stand_in_the_rule_book() -> None:
    book = read("nl", words="hotel dat er al was")

    assert [parameter["key"] for parameter in book.parameters] == ["snf.hotel.existing"]
    assert book.norms[0]["answer"]["outcome"] == "unknown"
    assert read("nl", words="drie naast elkaar").streets[0]["answer"]["side_by_side"] == "over"


def test_each_number_tells_its_value_of_today_and_how_sure_it_is() -> None:
    (nights,) = [p for p in read("nl", on=date(2026, 5, 14)).parameters if p["key"] == "duty.nights"]

    assert nights["now"].startswith(f"{nights['versions'][-1]['value']} {nights['unit']} · ")


@pytest.mark.parametrize(("language", "yes"), [("nl", "ja"), ("en", "yes")])
def test_no_value_is_a_word_of_the_programming_language(language, yes) -> None:
    values = {version["value"] for p in read(language).parameters for version in p["versions"]}

    assert yes in values
    assert not values & {"True", "False"}


@pytest.mark.django_db
def test_the_rule_book_is_folded_until_somebody_searches() -> None:
    whole = Client().get(reverse("guide:rulebook")).content.decode()
    found = Client().get(reverse("guide:rulebook"), {"q": "duty.nights"}).content.decode()

    assert 'thoes-block"><summary>' in whole
    assert 'thoes-block" open><summary>' not in whole
    assert 'thoes-block" open><summary>' in found


def test_a_rule_in_words_is_shown_in_the_language_of_the_reader() -> None:
    (parameter,) = read("nl", words="snf.hotel.existing").parameters

    assert parameter["versions"][0]["value"].startswith("De bronnen spreken elkaar tegen")


@pytest.mark.parametrize(
    ("key", "on", "language", "amount"),
    [
        ("duty.window_days", date(2026, 1, 1), "nl", "183 dagen"),
        ("brp.register.deadline", date(2026, 1, 1), "en", "5 days"),
        ("duty.nights", date(2026, 1, 1), "nl", "122 nachten"),
    ],
)
def test_a_value_is_read_with_what_it_is_counted_in(key, on, language, amount) -> None:
    parameter = rule_book().parameter(key)

    assert amount_of(parameter, parameter.on(on).value, language) == amount


def test_one_of_something_and_a_yes_are_words_as_people_say_them() -> None:
    parameters = rule_book().parameters.values()
    amounts = {
        (each.unit, version.value): amount_of(each, version.value, language="nl")
        for each in parameters
        for version in each.versions
        if not isinstance(version.value, Text)
    }

    assert {amount for (unit, value), amount in amounts.items() if unit == "yes_no"} <= {"ja", "nee"}
    singles = {unit: amount for (unit, value), amount in amounts.items() if value == 1 and unit in ("months", "days")}
    assert singles == {"months": "1 maand", "days": "1 dag"}
    assert not [amount for (unit, value), amount in amounts.items() if isinstance(value, float) and "." in amount]


def test_the_rule_book_says_who_set_a_term_and_when_it_ends() -> None:
    book = read("nl", words="eerste kerstdag", on=date(2026, 11, 29))
    (deadline,) = [p for p in read("nl").parameters if p["key"] == "brp.register.deadline"]

    assert deadline["set_by"] == "termijn van de wet"
    assert [case["answer"]["last_day"] for case in book.terms if case["key"] == "christmas_on_friday"] == [
        date(2026, 12, 28)
    ]


@pytest.mark.parametrize(
    ("language", "key", "words"),
    [
        ("nl", "holiday.kings_day", "27 april, en 26 april als dat een zondag is"),
        ("en", "holiday.christmas", "25 December"),
        ("nl", "holiday.equated", "15-5-2026"),
        ("en", "holiday.equated", "none"),
        ("nl", "holiday.easter_monday", "1 dag na eerste paasdag"),
    ],
)
def test_a_holiday_is_written_as_people_say_it(language, key, words) -> None:
    (holiday,) = [p for p in read(language).parameters if p["key"] == key]

    assert any(words in version["amount"] for version in holiday["versions"])
