"""The phases of an initiative and how it may move between them; when it is late or stands still. Knows no database."""

from datetime import date, timedelta
from enum import StrEnum


class Phase(StrEnum):
    """How far an initiative is, in the order in which it goes."""

    IDEA = "idea"
    TALKS = "talks"
    DIALOGUE = "dialogue"
    APPLICATION = "application"
    PERMIT = "permit"
    BUILDING = "building"
    OPEN = "open"
    DROPPED = "dropped"


# The way of an initiative that is not dropped.
WAY = tuple(phase for phase in Phase if phase is not Phase.DROPPED)
ENDED = frozenset({Phase.OPEN, Phase.DROPPED})


def needs_reason(now: Phase, to: Phase) -> bool:
    """Whether a move must be explained: one that goes back, that drops an initiative or takes up a dropped one."""
    if Phase.DROPPED in (now, to):
        return True
    return WAY.index(to) < WAY.index(now)


def is_late(phase: Phase, expected_on: date | None, *, on: date) -> bool:
    """Whether the day on which it should have opened has gone by. Without such a day nothing is late."""
    return phase not in ENDED and expected_on is not None and expected_on < on


def is_stuck(phase: Phase, since: date, *, on: date, after: timedelta) -> bool:
    """Whether an initiative has been in one phase for `after` or longer."""
    return phase not in ENDED and on - since >= after
