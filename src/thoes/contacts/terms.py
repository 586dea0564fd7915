"""The terms of the contacts: choices of our own, in the rule book."""

from dataclasses import dataclass
from datetime import date

from thoes.rules.loading import use_parameter


def valid_days(on: date) -> int:
    """How long a check holds."""
    return use_parameter("contacts.check.valid_days", on).whole_number


@dataclass(frozen=True, slots=True)
class ConfirmationTerms:
    """In days: how often a municipality is asked, when it is reminded, when its deputy is asked, how long a link works."""

    every: int
    reminder: int
    deputy: int
    link: int


def confirmation_terms(on: date) -> ConfirmationTerms:
    """The terms that hold on a day."""
    every, reminder, deputy, link = (
        use_parameter(f"contacts.confirmation.{name}_days", on).whole_number
        for name in ("every", "reminder", "deputy", "link")
    )
    return ConfirmationTerms(every, reminder, deputy, link)
