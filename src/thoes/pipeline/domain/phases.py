"""The phases of an initiative and how it may move between them; when it is late or stands still. Knows no database."""

from datetime import date, timedelta
from enum import StrEnum

from thoes.kernel.workflow import Step, Workflow


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


PHASES: Workflow[Phase, Phase, None] = Workflow(
    Phase.IDEA,
    {
        **{
            to: (
                Step(frozenset(WAY[:place]), to, "goes on"),
                Step(frozenset({*WAY[place + 1 :], Phase.DROPPED}), to, "goes back, or is taken up", needs_reason=True),
            )
            for place, to in enumerate(WAY)
        },
        Phase.DROPPED: (Step(frozenset(WAY), Phase.DROPPED, "does not go on", needs_reason=True),),
    },
    refused="phase_is_the_same",
    field="phase",
    final=ENDED,
    in_sight=frozenset(Phase) - ENDED,
)
"""A move is called after the phase that it leads to. Who stands still in a phase is in sight: `is_stuck`."""


def is_late(phase: Phase, expected_on: date | None, *, on: date) -> bool:
    """Whether the day on which it should have opened has gone by. Without such a day nothing is late."""
    return phase not in ENDED and expected_on is not None and expected_on < on


def is_stuck(phase: Phase, since: date, *, on: date, after: timedelta) -> bool:
    """Whether an initiative has been in one phase for `after` or longer."""
    return phase not in ENDED and on - since >= after
