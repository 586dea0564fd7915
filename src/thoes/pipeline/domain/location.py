"""Hold the idea of a location against what a municipality asks. What is not known stays not known; nothing is scored."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class LocationOutcome(StrEnum):
    """What one line of the check says."""

    FITS = "fits"
    DOES_NOT_FIT = "does_not_fit"
    FACT_UNKNOWN = "fact_unknown"
    NO_RULE = "no_rule"


class Subject(StrEnum):
    """What a line of the check is about."""

    AREA = "area"
    WORK = "work"
    SHOPS = "shops"
    STOP = "stop"
    BEDS = "beds"
    QUALITY_LABEL = "quality_label"


@dataclass(frozen=True, slots=True)
class LocationFacts:
    """What is known of a location; distances in kilometres. None: not known."""

    in_built_up_area: bool | None = None
    km_to_work: Decimal | None = None
    km_to_shops: Decimal | None = None
    km_to_stop: Decimal | None = None
    beds: int | None = None
    will_have_quality_label: bool | None = None


@dataclass(frozen=True, slots=True)
class LocationRules:
    """What a municipality asks, as recorded. None: nothing recorded about it, which is not the same as no rule."""

    allows_inside: bool | None = None
    allows_outside: bool | None = None
    most_km_to_work: Decimal | None = None
    most_km_to_shops: Decimal | None = None
    most_km_to_stop: Decimal | None = None
    most_beds: int | None = None
    quality_label_required: bool | None = None


@dataclass(frozen=True, slots=True)
class LocationLine:
    """One line of the check: the fact and the rule that were held against each other."""

    subject: Subject
    outcome: LocationOutcome
    fact: Decimal | int | bool | None
    rule: Decimal | int | bool | None


def check_location(facts: LocationFacts, rules: LocationRules) -> tuple[LocationLine, ...]:
    """Every subject, in a fixed order."""
    return (
        _area(facts, rules),
        _at_most(Subject.WORK, facts.km_to_work, rules.most_km_to_work),
        _at_most(Subject.SHOPS, facts.km_to_shops, rules.most_km_to_shops),
        _at_most(Subject.STOP, facts.km_to_stop, rules.most_km_to_stop),
        _at_most(Subject.BEDS, facts.beds, rules.most_beds),
        _quality_label(facts, rules),
    )


def _area(facts: LocationFacts, rules: LocationRules) -> LocationLine:
    fact = facts.in_built_up_area
    if rules.allows_inside is None and rules.allows_outside is None:
        return LocationLine(Subject.AREA, LocationOutcome.NO_RULE, fact, None)
    if fact is None:
        return LocationLine(Subject.AREA, LocationOutcome.FACT_UNKNOWN, None, None)
    allowed = rules.allows_inside if fact else rules.allows_outside
    if allowed is None:
        return LocationLine(Subject.AREA, LocationOutcome.NO_RULE, fact, None)
    return LocationLine(Subject.AREA, LocationOutcome.FITS if allowed else LocationOutcome.DOES_NOT_FIT, fact, allowed)


def _at_most(subject: Subject, fact: Decimal | int | None, most: Decimal | int | None) -> LocationLine:
    if most is None:
        return LocationLine(subject, LocationOutcome.NO_RULE, fact, None)
    if fact is None:
        return LocationLine(subject, LocationOutcome.FACT_UNKNOWN, None, most)
    return LocationLine(subject, LocationOutcome.FITS if fact <= most else LocationOutcome.DOES_NOT_FIT, fact, most)


def _quality_label(facts: LocationFacts, rules: LocationRules) -> LocationLine:
    fact, rule = facts.will_have_quality_label, rules.quality_label_required
    if rule is None:
        return LocationLine(Subject.QUALITY_LABEL, LocationOutcome.NO_RULE, fact, None)
    if not rule:
        return LocationLine(Subject.QUALITY_LABEL, LocationOutcome.FITS, fact, rule)
    if fact is None:
        return LocationLine(Subject.QUALITY_LABEL, LocationOutcome.FACT_UNKNOWN, None, rule)
    return LocationLine(
        Subject.QUALITY_LABEL, LocationOutcome.FITS if fact else LocationOutcome.DOES_NOT_FIT, fact, rule
    )
