"""How old somebody is, and at which ages a person is asked whether that is right."""

from datetime import date

# A plausibility, no rule: who is younger or older is hardly a worker, so a slip or a child is more likely.
CHILD_BELOW = 16
OLD_FROM = 80


def age_on(born: date, *, on: date) -> int:
    """Whole years; negative before the birth."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def is_child(born: date | None, *, on: date) -> bool:
    """Whether a birth date makes a child of somebody; without one nothing is said."""
    return born is not None and age_on(born, on=on) < CHILD_BELOW


def is_old(born: date | None, *, on: date) -> bool:
    """Whether a birth date makes somebody older than a worker is; without one nothing is said."""
    return born is not None and age_on(born, on=on) >= OLD_FROM
