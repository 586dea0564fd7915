"""The rule book cut into topics, one page each; every number and every formula stands in exactly one of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from thoes.guide.frame import FRAME, SOURCE
from thoes.guide.rulebook import RuleBookView
from thoes.rules.loading import RULES_FOLDER, rule_book, yaml_files

KEY_NUMBERS = ("duty.nights", "duty.window_days", "brp.register.deadline", "overcrowding.area", "ded.housing.max")
"""What people come for first."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A page of the rule book: the files its numbers stand in, its formulas, and which examples belong to it."""

    key: str
    title: Any
    says: Any
    files: tuple[str, ...]
    formulas: tuple[str, ...] = ()
    examples: str = ""


_FILES = {file.name for file in yaml_files(RULES_FOLDER / "parameters")}
# What does not carry the name of a topic of the guide.
_ALSO = {
    "pay": ("guide_deduction.yaml",),
    "working": ("guide_employment.yaml", "guide_hours.yaml", "guide_diploma.yaml"),
}


def _title_of(topic: str) -> str:
    """The same word as in the guide; the rule book is in Dutch and English only."""
    word = FRAME.wording("nl" if get_language() == "nl" else "en")[f"topics.{topic}"]
    return gettext("Guide: %(topic)s") % {"topic": word}


_title_lazy = lazy(_title_of, str)


def _of_articles() -> Iterator[Topic]:
    """The numbers that only the articles of the guide need: a page for each of its topics that has any."""
    for topic in FRAME.wording(SOURCE)["topics"]:
        files = tuple(file for file in (f"guide_{topic}.yaml", *_ALSO.get(topic, ())) if file in _FILES)
        if files:
            says = _("Numbers that stand in the articles of the guide on this subject.")
            yield Topic(f"guide-{topic}", _title_lazy(topic), says, files)


TOPICS = (
    Topic(
        "registration",
        _("Who must register"),
        _("From how many nights somebody must register in the BRP, by when, and in which municipality."),
        ("registration_duty.yaml", "brp_residence.yaml"),
        (
            "known_nights", "nights_in_window", "new_residence", "counted_duty", "expected_duty", "duty_day",
            "approaching", "where_to_register",
        ),
        "cases",
    ),
    Topic(
        "reporting",
        _("Registering, moving and leaving"),
        _("What somebody reports to the municipality, within which term, and what follows when that does not happen."),
        ("brp_registration.yaml",),
        ("move_notice", "departure_notice"),
    ),
    Topic(
        "others",
        _("Non-residents, postal addresses and other parties"),
        _("The registration of non-residents, the postal address, and what housing providers and employers must tell."),
        ("rni.yaml", "brp_briefadres.yaml", "brp_duties_of_others.yaml"),
    ),
    Topic(
        "terms",
        _("Terms and holidays"),
        _("On which day a term ends when that is a weekend or a holiday."),
        ("general_terms.yaml",),
        ("end_of_a_term",),
        "terms",
    ),
    Topic(
        "housing",
        _("Norms for housing"),
        _("How many people may sleep at a site, by the building rule and by the quality labels."),
        ("housing_norms.yaml",),
        ("housing_norms",),
        "norms",
    ),
    Topic(
        "own-terms",
        _("Need, plans and reminders"),
        _("How need and supply are counted, and the terms that Thoes chose itself."),
        ("housing_terms.yaml", "pipeline_terms.yaml", "monitor_terms.yaml", "contacts_terms.yaml", "events_terms.yaml"),
        ("need_and_supply",),
    ),
    Topic(
        "pay",
        _("Minimum wage and deductions"),
        _("How much of the minimum wage may be deducted for housing, and on which conditions."),
        ("pay_and_deductions.yaml",),
        ("housing_deduction",),
        "deductions",
    ),
    Topic(
        "personal-data",
        _("Personal data"),
        _("Within which term a request about somebody's own data is answered, and a data breach is reported."),
        ("avg.yaml",),
    ),
    Topic(
        "local",
        _("Numbers of municipalities"),
        _("What municipalities rule themselves, in one table, with the share of a street."),
        ("local_rules.yaml",),
        ("street_share",),
        "streets",
    ),
    *_of_articles(),
)  # fmt: skip
_BY_FILE = {file: topic for topic in TOPICS for file in topic.files}
_BY_FORMULA = {formula: topic for topic in TOPICS for formula in topic.formulas}
_BY_EXAMPLES = {topic.examples: topic for topic in TOPICS if topic.examples}
_EXAMPLE_ANCHORS = {"cases": "case", "terms": "term", "deductions": "deduction", "norms": "norm", "streets": "street"}


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: its title, what it says now, and where it stands."""

    title: str
    now: str
    topic: Topic
    anchor: str


def topic_named(key: str) -> Topic | None:
    return next((topic for topic in TOPICS if topic.key == key), None)


def place_of(key: str) -> tuple[Topic, str] | None:
    """The topic and the anchor of a number or a formula."""
    parameter = rule_book().parameters.get(key)
    if parameter is not None:
        return _BY_FILE[parameter.file], key
    topic = _BY_FORMULA.get(key)
    return None if topic is None else (topic, f"formula-{key}")


def page_of(topic: Topic, book: RuleBookView) -> dict[str, Any]:
    """What the page of a topic shows of the rule book."""
    files = {key: parameter.file for key, parameter in rule_book().parameters.items()}
    titles = {each["key"]: each["title"] for each in book.parameters}
    return {
        "numbers": [row_of(each) for each in book.parameters if files[each["key"]] in topic.files],
        "formulas": [
            each | {"numbers": [(key, titles[key]) for key in each["parameters"]]}
            for each in book.formulas
            if each["key"] in topic.formulas
        ],
        "examples": getattr(book, topic.examples) if topic.examples else [],
        "examples_template": f"guide/parts/examples_{topic.examples}.html",
    }


def row_of(view: dict[str, Any]) -> dict[str, Any]:
    """A row of the table: the value of today, or the nearest one, and folded under it those of other days."""
    at = view["held"] if view["held"] is not None else len(view["versions"]) - 1
    others = [version for place, version in enumerate(view["versions"]) if place != at]
    return {**view, "shown": view["versions"][at], "others": others}


def found_in(book: RuleBookView) -> Sequence[Found]:
    """Everything in a rule book that was narrowed by words, in the order of the topics."""
    return sorted(_found(book), key=lambda found: TOPICS.index(found.topic))


def _found(book: RuleBookView) -> Iterator[Found]:
    for each in (*book.parameters, *book.formulas):
        place = place_of(each["key"])
        assert place is not None  # each stands in a topic; a test walks them
        yield Found(each["title"], each.get("now", ""), *place)
    for kind, topic in _BY_EXAMPLES.items():
        for each in getattr(book, kind):
            yield Found(each["title"], "", topic, f"{_EXAMPLE_ANCHORS[kind]}-{each['key']}")
