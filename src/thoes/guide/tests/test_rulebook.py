"""The rule book is there for everybody, in both languages, and says how sure we are."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from thoes.guide.amounts import amount_on, in_words
from thoes.guide.rulebook import as_json, as_text, read
from thoes.guide.topics import KEY_NUMBERS, TOPICS, page_of, place_of, topic_named
from thoes.rules.loading import Text, rule_book


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
def test_everybody_can_read_the_rule_book(language) -> None:
    client = Client()
    client.cookies["django_language"] = language

    start = client.get(reverse("guide:rulebook")).content.decode()
    page = client.get(reverse("guide:rule-topic", args=["registration"])).content.decode()

    assert reverse("guide:rule-topic", args=["registration"]) in start
    assert 'id="duty.window_days"' in page
    assert {"nl": "niet nagekeken", "en": "unverified"}[language] in page


def test_every_number_formula_and_kind_of_example_stands_on_the_page_of_one_topic() -> None:
    book, shown = rule_book(), [page_of(topic, read("nl")) for topic in TOPICS]

    assert sorted(number["key"] for page in shown for number in page["numbers"]) == sorted(book.parameters)
    assert sorted(formula["key"] for page in shown for formula in page["formulas"]) == sorted(
        f.key for f in book.formulas
    )
    assert {topic.examples for topic in TOPICS} >= {"cases", "terms", "deductions", "norms", "streets"}
    assert all(place_of(key) is not None for key in (*book.parameters, *(f.key for f in book.formulas)))


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "title"), [("nl", "Gids: Loon"), ("en", "Guide: Pay")])
def test_the_numbers_of_the_guide_stand_under_the_name_of_its_topic(language, title) -> None:
    client = Client()
    client.cookies["django_language"] = language

    assert f">{title}</h1>" in client.get(reverse("guide:rule-topic", args=["guide-pay"])).content.decode()
    assert title in client.get(reverse("guide:rulebook")).content.decode()


@pytest.mark.django_db
def test_no_page_of_the_rule_book_is_heavier_than_sixty_kilobytes_or_shows_a_machine_id_as_words() -> None:
    client, keys = Client(), set(rule_book().parameters)
    addresses = [reverse("guide:rulebook"), *(reverse("guide:rule-topic", args=[topic.key]) for topic in TOPICS)]

    for address in addresses:
        page = client.get(address).content
        words = re.sub(r"<[^>]*>", " ", page.decode())

        assert len(page) < 60_000, address
        assert not keys & set(words.split()), address
        assert "duty_counted" not in words, address


@pytest.mark.django_db
def test_the_rule_book_begins_with_five_numbers_of_today() -> None:
    page = Client().get(reverse("guide:rulebook")).content.decode()

    assert page.count("thoes-stat__value") == len(KEY_NUMBERS) == 5
    assert "122 nachten" in page


@pytest.mark.django_db
def test_a_link_to_a_rule_leads_to_its_place_also_when_topics_change() -> None:
    client = Client()

    assert (
        client.get(reverse("guide:rule", args=["duty.nights"]))
        .headers["Location"]
        .endswith("registration/#duty.nights")
    )
    assert (
        client.get(reverse("guide:rule", args=["housing_norms"])).headers["Location"].endswith("#formula-housing_norms")
    )
    assert client.get(reverse("guide:rule", args=["no.such"])).status_code == 404
    assert client.get(reverse("guide:rule-topic", args=["no-such"])).status_code == 404


def test_a_number_that_changed_shows_the_value_of_today_and_keeps_the_others() -> None:
    (wage,) = [
        n
        for n in page_of(topic_named("pay"), read("nl", on=date(2025, 3, 1)))["numbers"]
        if n["key"] == "wml.hour.adult"
    ]

    assert wage["shown"]["valid_from"] == date(2025, 1, 1)
    assert len(wage["others"]) == len(wage["versions"]) - 1


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
def test_searching_gives_the_title_of_what_was_found_with_the_way_to_it() -> None:
    found = Client().get(reverse("guide:rulebook"), {"q": "duty.nights"}).content.decode()

    assert f'{reverse("guide:rule-topic", args=["registration"])}#duty.nights">Aantal nachten' in found
    assert "thoes-stat__value" not in found


@pytest.mark.django_db
def test_an_example_is_found_by_its_words_and_links_to_its_fold() -> None:
    found = Client().get(reverse("guide:rulebook"), {"q": "eerste kerstdag"}).content.decode()
    page = Client().get(reverse("guide:rule-topic", args=["terms"])).content.decode()

    assert "#term-christmas_on_friday" in found
    assert '<details id="term-christmas_on_friday">' in page


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

    assert in_words(parameter, parameter.on(on).value, language) == amount


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_rule_book_and_the_guide_write_every_number_the_same(language) -> None:
    on = date(2026, 11, 29)
    for parameter in read(language, on=on).parameters:
        held = parameter["held"]
        amount = amount_on(parameter["key"], language, on=on)
        if amount.version is not None:
            assert parameter["versions"][held]["amount"] == amount.words, parameter["key"]


def test_one_of_something_and_a_yes_are_words_as_people_say_them() -> None:
    parameters = rule_book().parameters.values()
    amounts = {
        (each.unit, version.value): in_words(each, version.value, "nl")
        for each in parameters
        for version in each.versions
        if not isinstance(version.value, Text)
    }

    assert {amount for (unit, value), amount in amounts.items() if unit == "yes_no"} <= {"ja", "nee"}
    singles = {unit: amount for (unit, value), amount in amounts.items() if value == 1 and unit in ("months", "days")}
    assert singles == {"months": "1 maand", "days": "1 dag"}
    # A point stands before thousands only.
    assert not [amount for amount in amounts.values() if re.search(r"\d\.\d{1,2}(?!\d)", amount)]


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
        ("nl", "holiday.equated", "15 mei 2026"),
        ("en", "holiday.equated", "none"),
        ("nl", "holiday.easter_monday", "1 dag na eerste paasdag"),
    ],
)
def test_a_holiday_is_written_as_people_say_it(language, key, words) -> None:
    (holiday,) = [p for p in read(language).parameters if p["key"] == key]

    assert any(words in version["amount"] for version in holiday["versions"])
