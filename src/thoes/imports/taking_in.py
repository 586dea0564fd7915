"""Take a list in: the good lines go into the register, the bad ones come back with a reason.

The same rules hold as for a check-in on a phone: every line goes through the book of the register. A list is taken in
by chunks of lines, each its own transaction, all under one change; so a run that was killed goes on where it was, and
the whole upload can be undone. A dry run plans by the same rules and writes nothing.
"""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.imports.line_notices import LineNotices
from thoes.imports.lines import Line, Rejected
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import Purpose, seen_by
from thoes.register.public import (
    Change,
    Intake,
    LineResult,
    Outcome,
    Plan,
    Verb,
    begin_change,
    declare_stays,
    plan_stays,
    write_plan,
)

CHUNK = 5_000
OnProgress = Callable[[int, int], None]


@dataclass(slots=True)
class Taken:
    """What became of lines. `left_out` names the fields that no ground allows, with how often they stood there.

    `said` is what a person should know of lines that were taken.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    said: LineNotices = field(default_factory=LineNotices)

    @property
    def accepted(self) -> int:
        """Lines that changed the register, or would."""
        return self.new + self.changed

    def count(self, line: Line, result: LineResult) -> None:
        """Add the result of one line."""
        if result.refusal is not None:
            self.rejected.append(line.rejected(result.refusal))
        elif result.outcome is Outcome.NEW:
            self.new += 1
        elif result.outcome is Outcome.CHANGED:
            self.changed += 1
        else:
            self.unchanged += 1
        if result.departure is not None and line.declared.departure is None and line.says_departure:
            self.said.add("departure_kept", line.sheet, line.line, departure=result.departure)
        if result.is_namesake:
            self.said.add("taken_as_somebody_else", line.sheet, line.line)
        for name in result.left_out:
            self.left_out[str(name)] = self.left_out.get(str(name), 0) + 1

    def add(self, other: "Taken") -> None:
        """Add what became of other lines."""
        self.new += other.new
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.rejected += other.rejected
        for name, count in other.left_out.items():
            self.left_out[name] = self.left_out.get(name, 0) + count
        self.said.join(other.said)


@contextmanager
def cycles_left_alone() -> Iterator[None]:
    """A long list makes a million objects that all stay; looking through them for cycles takes half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


# Told within the transaction of a chunk: the change, where the chunk begins, how many lines it has, what became of them.
OnChunk = Callable[[Change, int, int, Taken], None]


@cycles_left_alone()
def plan(lines: Sequence[Line], *, actor: Actor, at: datetime, on_progress: OnProgress | None = None) -> Taken:
    """What would become of the lines if they were taken in now."""
    taken = Taken()
    with seen_by(actor, Purpose.KEEP_NIGHT_REGISTER):
        intake = _intake(lines, actor, at)
    for start, part in _chunks(lines):
        taken.add(_counted(part, _planned(part, intake, at)))
        if on_progress:
            on_progress(start + len(part), len(lines))
    return taken


@cycles_left_alone()
def take_in(
    lines: Sequence[Line],
    *,
    actor: Actor,
    at: datetime,
    change: Change | None = None,
    start: int = 0,
    on_chunk: OnChunk | None = None,
) -> Taken:
    """Take the lines from `start` on into the register, under `change` or a new one.

    `on_chunk` runs in the transaction of each chunk: what it writes stands or falls with the stays; a `Stopped` from it
    takes the chunk back and ends the work.
    """
    taken = Taken()
    planner = _Planner(lines, actor=actor, at=at)
    for begin, part in _chunks(lines, start=start):
        with seen_by(actor, Purpose.KEEP_NIGHT_REGISTER):
            change = change or begin_change(actor=actor, verb=Verb.IMPORT, at=at, nonce=None)
            done = _write(begin, part, planner, actor=actor, change=change, at=at)
            if on_chunk:
                on_chunk(change, begin, len(part), done)
        taken.add(done)
    return taken


class _Planner:
    """Plans chunk after chunk with one intake, which is read when it is first needed."""

    def __init__(self, lines: Sequence[Line], *, actor: Actor, at: datetime) -> None:
        self._lines, self._actor, self._at = lines, actor, at
        self._intake: Intake | None = None
        self._ahead: dict[int, Plan] = {}

    def plan(self, begin: int) -> Plan:
        """The plan for the chunk that begins at this line, after those that were planned before."""
        if begin in self._ahead:
            return self._ahead.pop(begin)
        if self._intake is None:
            self._intake = _intake(self._lines, self._actor, self._at)
        return _planned(self._lines[begin : begin + CHUNK], self._intake, self._at)

    def plan_ahead(self, begin: int) -> None:
        """Plan the chunk that begins at this line, if there is one: the chunk before it is being written."""
        if begin < len(self._lines):
            self._ahead[begin] = self.plan(begin)

    def forget(self) -> None:
        """What was planned is worthless: the register changed. The next plan begins by reading it again."""
        self._intake = None
        self._ahead.clear()


class Stopped(Exception):
    """Somebody else goes on with this list, or it was dropped."""


def _intake(lines: Sequence[Line], actor: Actor, at: datetime) -> Intake:
    intake = Intake(actor=actor, site_ids={line.declared.site_id for line in lines}, at=at, only=None)
    intake.look_ahead(line.declared for line in lines)
    return intake


def _chunks(lines: Sequence[Line], *, start: int = 0) -> Iterator[tuple[int, Sequence[Line]]]:
    for begin in range(start, len(lines), CHUNK):
        yield begin, lines[begin : begin + CHUNK]


def _planned(part: Sequence[Line], intake: Intake, at: datetime) -> Plan:
    return plan_stays(declared=[line.declared for line in part], intake=intake, at=at)


def _counted(part: Sequence[Line], plan: Plan) -> Taken:
    taken = Taken()
    for line, result in zip(part, plan.results, strict=True):
        taken.count(line, result)
    return taken


def _write(begin: int, part: Sequence[Line], planner: _Planner, *, actor: Actor, change: Change, at: datetime) -> Taken:
    """Write a chunk as planned, or line by line when the register changed under the plan."""
    plan = planner.plan(begin)
    try:
        with transaction.atomic():
            write_plan(plan, change=change, at=at, meanwhile=lambda: planner.plan_ahead(begin + len(part)))
        return _counted(part, plan)
    except Refusal:
        # Somebody gave a bed away between our reading of the book and our writing: the database refused the chunk.
        planner.forget()
    taken = Taken()
    for line in part:
        try:
            with transaction.atomic():
                (result,) = declare_stays(actor=actor, change=change, declared=[line.declared], at=at)
        except Refusal as refusal:
            result = LineResult(None, refusal=refusal)
        taken.count(line, result)
    return taken
