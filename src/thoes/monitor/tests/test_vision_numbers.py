"""The numbers of the vision that clash: each whole, and the sums that the page tells right."""

import pytest

from thoes.monitor.indicators import Where
from thoes.monitor.scenario_files import scenario_named
from thoes.monitor.vision_numbers import QuotedUnit, vision_topics

NUMBERS = {number.value for topic in vision_topics() for number in topic.numbers}


@pytest.mark.parametrize(
    "number",
    [21_300, 35_000, 58_900, 87_900, 120_000, 58_300, 38_400, 47, 52, 27, 60, 25, 88_000, 75_100, 64_200, 66_800],
)
def test_every_number_that_clashes_stands_on_the_page(number: int) -> None:
    assert number in NUMBERS


def _topic(key: str) -> str:
    (topic,) = [each for each in vision_topics() if each.key == key]
    return " ".join(text.nl for text in topic.text) + topic.title.nl


@pytest.mark.parametrize(
    ("topic", "worked_out", "told"),
    [
        ("doubles", 100 * (120_000 / 75_100 - 1), "60 procent"),
        ("doubles", 100 * (120_000 / 64_200 - 1), "87 procent"),
        ("doubles", 100 * (120_000 / 66_800 - 1), "80 procent"),
        ("doubles", 100 * (87_900 / 75_100 - 1), "17 procent"),
        ("unregistered", 100 * 19_900 / 58_300, "34 procent"),
        ("unregistered", 29_700 + 38_400, "68.100"),
        ("growth", 100 * (75_100 / 35_000 - 1), "115 procent"),
        ("growth", 75_100 / (1 + 8 * 0.47) / 100, "15.800"),
    ],
)
def test_what_the_page_works_out_is_right(topic: str, worked_out: float, told: str) -> None:
    number = float(told.split()[0].replace(".", ""))

    assert told in _topic(topic)
    assert round(worked_out) == (number / 100 if told == "15.800" else number)


def test_people_and_places_are_never_of_one_kind() -> None:
    for topic in vision_topics():
        for number in topic.numbers:
            assert (number.unit is QuotedUnit.PLACES) == (number.where is Where.STANDS)
            assert number.source.population.nl
            assert number.source.population.en


def test_the_vision_and_the_scenarios_say_the_same_of_2030() -> None:
    workers = {
        name: sum(scenario_named(name).scenario.workers_in(2030).values()) for name in ("covid-base", "pre-covid")
    }

    assert workers == {"covid-base": pytest.approx(87_900, abs=50), "pre-covid": pytest.approx(120_000, abs=50)}
