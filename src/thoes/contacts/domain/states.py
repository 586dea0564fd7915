"""How far a contact can be relied on: worked out from its check, never stored."""

from datetime import date, timedelta
from enum import StrEnum


class CheckState(StrEnum):
    """The worst first, as a list of what is to be done has them."""

    CONTRADICTED = "contradicted"
    """Somebody says something else, and nobody looked which is right."""
    OVERDUE = "overdue"
    """It was checked, longer ago than a check holds."""
    UNCHECKED = "unchecked"
    """Nobody of ours ever looked."""
    CHECKED = "checked"


def last_good_day(checked_on: date, *, valid_days: int) -> date:
    """The last day on which a check holds."""
    return checked_on + timedelta(days=valid_days)


def state_of(*, checked_on: date | None, is_contradicted: bool, valid_days: int, on: date) -> CheckState:
    """The state on a day."""
    if is_contradicted:
        return CheckState.CONTRADICTED
    if checked_on is None:
        return CheckState.UNCHECKED
    return CheckState.OVERDUE if on > last_good_day(checked_on, valid_days=valid_days) else CheckState.CHECKED
