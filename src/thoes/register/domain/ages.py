"""How old somebody is, and who is taken for a child."""

from datetime import date

# A plausibility, no rule: who is younger is no worker, so a slip or a child is more likely and a person is asked.
CHILD_BELOW = 16


def age_on(born: date, *, on: date) -> int:
    """Whole years; negative before the birth."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def is_child(born: date | None, *, on: date) -> bool:
    """Whether a birth date makes a child of somebody; without one nothing is said."""
    return born is not None and age_on(born, on=on) < CHILD_BELOW
