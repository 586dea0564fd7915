"""What may become of something, as a table: which move leads from which states to which, who makes it, and why. Pure.

The table says what is possible; what else must hold for a move, such as a day, is for the service that makes it. A state is
final, or stands in sight of who must act until it is moved, or comes back after a time-out: nothing waits unseen for ever.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from thoes.kernel.refusals import Refusal

State = TypeVar("State", bound=StrEnum)
Move = TypeVar("Move", bound=StrEnum)
Who = TypeVar("Who")


@dataclass(frozen=True, slots=True)
class Step(Generic[State, Who]):
    """One line of the table. `to` None leaves the state as it is; `who` None is for whoever may act at all.

    `why` is for who reads the table. With `needs_reason` whoever makes the move must say theirs.
    """

    from_states: frozenset[State]
    to: State | None
    why: str
    who: Who | None = None
    needs_reason: bool = False

    def after(self, state: State) -> State:
        """The state that it leads to."""
        return state if self.to is None else self.to


@dataclass(frozen=True, slots=True)
class Workflow(Generic[State, Move, Who]):
    """The table as a whole. `refused` is the code with which a move that is not in it is refused, at `field`."""

    begin: State
    steps: Mapping[Move, tuple[Step[State, Who], ...]]
    refused: str
    field: str | None = None
    final: frozenset[State] = frozenset()
    in_sight: frozenset[State] = frozenset()

    def find(self, move: Move, *, state: State, who: Who | None = None) -> Step[State, Who] | None:
        """The line by which this one may make the move now; None when there is none."""
        lines = (line for line in self.steps.get(move, ()) if state in line.from_states)
        return next((line for line in lines if line.who in (None, who)), None)

    def step(self, move: Move, *, state: State, who: Who | None = None) -> Step[State, Who]:
        """As `find`; refuses a move that is not in the table."""
        found = self.find(move, state=state, who=who)
        if found is None:
            raise Refusal(self.refused, field=self.field, now=state.value, to=move.value)
        return found

    def moves_from(self, state: State) -> list[Move]:
        """The moves that somebody may make now, in the order of the table."""
        return [move for move, lines in self.steps.items() if any(state in line.from_states for line in lines)]

    def faults(self, *, time_outs: Collection[State] = ()) -> Iterator[str]:
        """What is wrong with the table, for its test; `time_outs` are the states that come back by themselves."""
        states = set(type(self.begin))
        lines = [line for lines in self.steps.values() for line in lines]
        left = {state for line in lines if line.to is not None for state in line.from_states - {line.to}}
        reached = {self.begin}
        while ahead := {line.to for line in lines if line.to is not None and line.from_states & reached} - reached:
            reached |= ahead
        yield from (f"{state} is never reached" for state in states - reached)
        yield from (f"{state} has no way out" for state in states - left - self.final)
        yield from (
            f"{state} waits without a time-out" for state in states - self.final - self.in_sight - set(time_outs)
        )
        yield from (f"a way to {line.to} says not why" for line in lines if not line.why)


def steps_of(table: Mapping[State, Mapping[State, str]]) -> dict[State, tuple[Step[State, None], ...]]:
    """The steps of a table of states to states with the reason, where each move is called after the state it leads to."""
    every = type(next(iter(table)))
    return {
        to: tuple(Step(frozenset({now}), to, ways[to]) for now, ways in table.items() if to in ways) for to in every
    }
