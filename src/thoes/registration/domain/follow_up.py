"""What a desk does about one person, as states with the changes that are allowed between them. Pure.

Thoes advises and a clerk decides: nothing here changes a state by itself. Every state has a term, so that each person
comes back on the worklist some day and nobody is lost in a state that waits for someone else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from thoes.kernel.workflow import Workflow, steps_of


class State(StrEnum):
    """Where the desk stands with a person."""

    OPEN = "open"
    INFORMED = "informed"
    APPOINTMENT = "appointment"
    REGISTERED = "registered"
    ALREADY_REGISTERED = "already_registered"
    RNI = "rni"
    NOT_FOUND = "not_found"
    DEPARTED = "departed"
    NOT_OBLIGED = "not_obliged"


class NotObliged(StrEnum):
    """Why a clerk found that there is no duty. A list, and no free text: nobody needs a person's story here."""

    LEAVES_SOON = "leaves_soon"
    SLEEPS_ELSEWHERE = "sleeps_elsewhere"
    OTHER_MUNICIPALITY = "other_municipality"
    TWICE_IN_REGISTER = "twice_in_register"
    OTHER = "other"


IN_BRP = frozenset({State.REGISTERED, State.ALREADY_REGISTERED})
"""A registration in the BRP is recorded with these."""

SET_ASIDE = frozenset({State.NOT_FOUND, State.DEPARTED, State.NOT_OBLIGED})
"""A clerk found, for a reason, that there is nothing to do until the next date; unless `Overtaken` by facts."""

WITHOUT_A_DUTY = frozenset({State.RNI})
"""Nothing to do until the next date as long as there is no duty. The RNI is for who stays short (Wet BRP art. 2.67):
standing in it neither ends nor puts off the duty to register as a resident (art. 2.38)."""

UNDER_WAY = frozenset({State.INFORMED, State.APPOINTMENT})
"""The desk is at it."""


class Overtaken(StrEnum):
    """Why what the desk recorded keeps nobody out of the work, although its next date lies ahead."""

    RNI = "rni"
    """Stands in the RNI and has a duty."""
    REGISTRATION = "registration"
    """A registration was recorded, and there is something to register or report again."""
    STAYED = "stayed"
    """Would leave before the four months, and the nights are there."""
    SINCE = "since"
    """What gives the duty happened after it was recorded."""
    CAME_BACK = "came_back"
    """Was not found or had left, and arrived here after that."""


# From each state to the states that may follow it, with the reason why that change makes sense. None is final.
_WAYS: Mapping[State, Mapping[State, str]] = {
    State.OPEN: {
        State.INFORMED: "a letter or the information sheet was handed over",
        State.APPOINTMENT: "a day at the desk or a session on site was agreed",
        State.REGISTERED: "came by without an appointment",
        State.ALREADY_REGISTERED: "the BRP was looked at first",
        State.RNI: "is in the register of non-residents and stays short",
        State.NOT_FOUND: "a visit found somebody else at the address",
        State.DEPARTED: "left before the desk could do anything",
        State.NOT_OBLIGED: "a clerk looked and found no duty",
    },
    State.INFORMED: {
        State.INFORMED: "reminded: a second letter",
        State.OPEN: "the letter did not arrive",
        State.APPOINTMENT: "answered the letter",
        State.REGISTERED: "came to the desk",
        State.ALREADY_REGISTERED: "answered to be registered already",
        State.RNI: "answered to stay short",
        State.NOT_FOUND: "the letter came back",
        State.DEPARTED: "the housing provider says that the person left",
        State.NOT_OBLIGED: "answered with a reason that holds",
    },
    State.APPOINTMENT: {
        State.APPOINTMENT: "another day was agreed",
        State.OPEN: "the session was cancelled",
        State.INFORMED: "did not come: remind",
        State.REGISTERED: "came and declared",
        State.ALREADY_REGISTERED: "the papers show a registration",
        State.RNI: "came, and will stay short",
        State.NOT_FOUND: "did not come, and nobody at the address knows the person",
        State.DEPARTED: "did not come because of having left",
        State.NOT_OBLIGED: "came, and there proved to be no duty",
    },
    State.REGISTERED: {
        State.DEPARTED: "reported to leave the country",
        State.OPEN: "the registration was ended or proved a mistake",
        State.REGISTERED: "reported a move",
    },
    State.ALREADY_REGISTERED: {
        State.DEPARTED: "reported to leave the country",
        State.OPEN: "the registration was ended or proved a mistake",
        State.REGISTERED: "reported a move",
    },
    State.RNI: {
        State.OPEN: "the short stay became a long one",
        State.INFORMED: "told that the stay became long",
        State.APPOINTMENT: "agreed to register as a resident",
        State.REGISTERED: "became a resident",
        State.ALREADY_REGISTERED: "became a resident elsewhere in the meantime",
        State.DEPARTED: "left",
        State.NOT_OBLIGED: "a clerk looked and found no duty",
    },
    State.NOT_FOUND: {
        State.OPEN: "seen again",
        State.INFORMED: "the letter was handed over after all",
        State.APPOINTMENT: "got in touch",
        State.REGISTERED: "came to the desk",
        State.ALREADY_REGISTERED: "found in the BRP",
        State.RNI: "found in the register of non-residents",
        State.NOT_FOUND: "a second visit found nobody",
        State.DEPARTED: "proved to have left",
        State.NOT_OBLIGED: "a clerk looked and found no duty",
    },
    State.DEPARTED: {
        State.OPEN: "came back",
        State.INFORMED: "came back and was told",
        State.APPOINTMENT: "came back and made an appointment",
        State.REGISTERED: "came back and declared",
        State.ALREADY_REGISTERED: "found in the BRP",
    },
    State.NOT_OBLIGED: {
        State.OPEN: "the circumstances changed",
        State.INFORMED: "the circumstances changed and the person was told",
        State.APPOINTMENT: "wants to register all the same",
        State.REGISTERED: "registered all the same",
        State.ALREADY_REGISTERED: "found in the BRP",
        State.NOT_OBLIGED: "looked again: still no duty",
        State.DEPARTED: "left",
    },
}

FOLLOW_UP: Workflow[State, State, None] = Workflow(State.OPEN, steps_of(_WAYS), refused="step_not_allowed")
"""A step is called after the state that it leads to. Every state comes back by its `Terms`."""


@dataclass(frozen=True, slots=True)
class Terms:
    """After how many days somebody in a state comes back on the worklist. Choices of Thoes, no law."""

    days: Mapping[State, int]

    def next_date(self, state: State, *, on: date, appointment_on: date | None = None) -> date:
        """When the desk should look again; for an appointment counted from the day of it."""
        begins = appointment_on if state is State.APPOINTMENT and appointment_on is not None else on
        return begins + timedelta(days=self.days[state])
