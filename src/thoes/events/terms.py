"""The terms of the events: choices of our own, in the rule book."""

from datetime import date

from thoes.rules.loading import use_parameter


def valid_days(on: date) -> int:
    """How long a check of an event holds."""
    return use_parameter("events.check.valid_days", on).whole_number


def kept_days(on: date) -> int:
    """How long an event is kept after its last day."""
    return use_parameter("events.past.kept_days", on).whole_number
