"""Take a list in: the good lines go into the register, the bad ones come back with a reason.

The same rules hold as for a check-in on a phone: every line goes through the book of the register. A list is taken in
by chunks of lines, each its own transaction, all under one change; so a run that was killed goes on where it was, and
the whole upload can be undone. A dry run plans by the same rules and writes nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.imports.lines import Line, Rejected
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import seen_by
from thoes.register.public import (
    Change,
    Intake,
    LineResult,
    Outcome,
    Verb,
    begin_change,
    declare_stays,
    plan_stays,
)

CHUNK = 2_000
OnProgress = Callable[[int, int], None]


@dataclass(slots=True)
class Taken:
    """What became of lines. `left_out` names the fields that no ground allows, with how often they stood there."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)

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


# Told within the transaction of a chunk: the change, where the chunk begins, how many lines it has, what became of them.
OnChunk = Callable[[Change, int, int, Taken], None]


def plan(
    lines: Sequence[Line], *, actor: Actor, at: datetime, on_progress: OnProgress | None = None, chunk: int = CHUNK
) -> Taken:
    """What would become of the lines if they were taken in now."""
    taken = Taken()
    with seen_by(actor):
        intake = _intake(lines, actor, at)
    for start, part in _chunks(lines, chunk):
        for line, result in zip(
            part, plan_stays(declared=[line.declared for line in part], intake=intake), strict=True
        ):
            taken.count(line, result)
        if on_progress:
            on_progress(start + len(part), len(lines))
    return taken


def take_in(
    lines: Sequence[Line],
    *,
    actor: Actor,
    at: datetime,
    change: Change | None = None,
    start: int = 0,
    on_chunk: OnChunk | None = None,
    chunk: int = CHUNK,
) -> Taken:
    """Take the lines from `start` on into the register, under `change` or a new one.

    `on_chunk` runs in the transaction of each chunk: what it writes stands or falls with the stays; a `Stopped` from it
    takes the chunk back and ends the work.
    """
    taken = Taken()
    intake: Intake | None = None
    for begin, part in _chunks(lines, chunk, start=start):
        with seen_by(actor):
            change = change or begin_change(actor=actor, verb=Verb.IMPORT, at=at, nonce=None)
            intake = intake or _intake(lines, actor, at)
            done, intake = _declare(part, actor=actor, change=change, at=at, intake=intake)
            if on_chunk:
                on_chunk(change, begin, len(part), done)
        taken.add(done)
    return taken


class Stopped(Exception):
    """Somebody else goes on with this list, or it was dropped."""


def _intake(lines: Sequence[Line], actor: Actor, at: datetime) -> Intake:
    return Intake(actor=actor, site_ids={line.declared.site_id for line in lines}, at=at, only=None)


def _chunks(lines: Sequence[Line], size: int, *, start: int = 0) -> Iterator[tuple[int, Sequence[Line]]]:
    for begin in range(start, len(lines), size):
        yield begin, lines[begin : begin + size]


def _declare(
    part: Sequence[Line], *, actor: Actor, change: Change, at: datetime, intake: Intake
) -> tuple[Taken, Intake | None]:
    """Declare a chunk. When the register changed under our plan, plan anew, and at last line by line."""
    try:
        with transaction.atomic():
            return _declared(part, actor=actor, change=change, at=at, intake=intake), intake
    except Refusal:
        # Somebody gave a bed away between our reading of the book and our writing: the database refused the chunk.
        taken = Taken()
        for line in part:
            try:
                with transaction.atomic():
                    taken.add(_declared([line], actor=actor, change=change, at=at, intake=None))
            except Refusal as refusal:
                taken.rejected.append(line.rejected(refusal))
        return taken, None


def _declared(part: Sequence[Line], *, actor: Actor, change: Change, at: datetime, intake: Intake | None) -> Taken:
    results = declare_stays(actor=actor, change=change, declared=[line.declared for line in part], at=at, intake=intake)
    taken = Taken()
    for line, result in zip(part, results, strict=True):
        taken.count(line, result)
    return taken
