"""The numbers of the rule book to choose from while writing: what each is, what it is today, and how it stands in a text."""

from collections.abc import Iterator
from datetime import date

from thoes.guide.amounts import AmountState, amount_on
from thoes.guide.frame import SOURCE
from thoes.guide.topics import TOPICS, Topic, place_of
from thoes.rules.loading import rule_book


def number_groups(on: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """By topic: the sign for the text, and the name with the value of today. What is not known on this day is left out."""
    found: dict[str, list[tuple[str, str]]] = {}
    titles: dict[str, Topic] = {topic.key: topic for topic in TOPICS}
    for topic, sign, words in _numbers(on):
        found.setdefault(topic, []).append((sign, words))
    return [(str(titles[key].title), sorted(found[key], key=lambda each: each[1])) for key in titles if key in found]


def _numbers(on: date) -> Iterator[tuple[str, str, str]]:
    for key, parameter in rule_book().parameters.items():
        amount = amount_on(key, SOURCE, on=on)
        place = place_of(key)
        if amount.state is AmountState.NOT_KNOWN or place is None or parameter.municipality:
            continue
        yield place[0].key, f"{{{{ {key} }}}}", f"{parameter.title.nl}: {amount.words[:60]}"
