"""Take a list in: the good lines go into the register, the bad ones come back with a reason.

The same rules hold as for a check-in on a phone: every line goes through the book of the register. A list is taken in
by chunks of lines, each its own transaction, all under one change; so a run that was killed goes on where it was, and
the whole upload can be undone. A dry run plans by the same rules and writes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from thoes.accounts.public import Actor
from thoes.intake.public import Keep, Line, Notice, OnProgress, Taken
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import KEEP_NIGHT_REGISTER, as_tenant
from thoes.register.public import (
    Change,
    Declared,
    Intake,
    LineResult,
    Settled,
    StaysPlan,
    Verb,
    begin_change,
    declare_stays,
    plan_stays,
    write_plan,
)

CHUNK = 5_000
# Refusals of the register that a person can settle, with the answers: what is right, or who it is.
_WHICH = tuple(str(one) for one in Settled)
SAME, OTHER = "same", "other"
WHO = ("namesake_is_here", "worker_at_another_site")
ASKED = {
    "arrival_differs": _WHICH, "departure_differs": _WHICH, "bed_differs": _WHICH, "namesake_is_here": (SAME, OTHER),
    "worker_at_another_site": (OTHER,),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SaidStay:
    """What a line says. `who` is the name, for questions about it."""

    declared: Declared
    who: str = ""


StayLine = Line[SaidStay]


def plan(
    lines: Sequence[StayLine],
    *,
    actor: Actor,
    at: datetime,
    touched: set[UUID | None],
    on_progress: OnProgress | None = None,
) -> Taken:
    """What would become of the lines if they were taken in now; `touched` gets the stays that they are about."""
    taken = Taken()
    with as_tenant(actor, KEEP_NIGHT_REGISTER):
        intake = _intake(lines, actor, at)
    for start, part in _chunks(lines):
        planned = _planned(part, intake, at)
        touched.update(stay for result in planned.results for stay in (result.stay_id, result.moved_to))
        taken.add(_counted(part, planned))
        if on_progress:
            on_progress(start + len(part), len(lines))
    return taken


def take_in(lines: Sequence[StayLine], *, actor: Actor, at: datetime, act: UUID | None, start: int, keep: Keep) -> None:
    """Take the lines from `start` on into the register, under the change `act` or a new one.

    `keep` runs in the transaction of each chunk: what it writes stands or falls with the stays; a `Stopped` from it takes
    the chunk back and ends the work.
    """
    planner = _Planner(lines, actor=actor, at=at)
    change: Change | None = None
    for begin, part in _chunks(lines, start=start):
        with as_tenant(actor, KEEP_NIGHT_REGISTER):
            if change is None:
                change = _change(act, actor, at)
            keep(change.pk, begin, len(part), _write(begin, part, planner, actor=actor, change=change, at=at))


def _change(act: UUID | None, actor: Actor, at: datetime) -> Change:
    if act is None:
        return begin_change(actor=actor, verb=Verb.IMPORT, at=at, nonce=None)
    return Change.objects.get(pk=act)


class _Planner:
    """Plans chunk after chunk with one intake, which is read when it is first needed."""

    def __init__(self, lines: Sequence[StayLine], *, actor: Actor, at: datetime) -> None:
        self._lines, self._actor, self._at = lines, actor, at
        self._intake: Intake | None = None
        self._ahead: dict[int, StaysPlan] = {}

    def plan(self, begin: int) -> StaysPlan:
        """The plan for the chunk that begins at this line, after those that were planned before."""
        if begin in self._ahead:
            return self._ahead.pop(begin)
        if self._intake is None:
            self._intake = _intake(self._lines, self._actor, self._at)
        return _planned(_chunk(self._lines, begin), self._intake, self._at)

    def plan_ahead(self, begin: int) -> None:
        """Plan the chunk that begins at this line, if there is one: the chunk before it is being written."""
        if begin < len(self._lines):
            self._ahead[begin] = self.plan(begin)

    def forget(self) -> None:
        """What was planned is worthless: the register changed. The next plan begins by reading it again."""
        self._intake = None
        self._ahead.clear()


def _intake(lines: Sequence[StayLine], actor: Actor, at: datetime) -> Intake:
    intake = Intake(actor=actor, site_ids={line.said.declared.site_id for line in lines}, at=at, only=None)
    intake.look_ahead([line.said.declared for line in lines])
    return intake


def _chunks(lines: Sequence[StayLine], *, start: int = 0) -> Iterator[tuple[int, Sequence[StayLine]]]:
    begin = start
    while begin < len(lines):
        part = _chunk(lines, begin)
        yield begin, part
        begin += len(part)


def _chunk(lines: Sequence[StayLine], begin: int) -> Sequence[StayLine]:
    """The chunk that begins at this line. Who moves may change beds with any other: all those stand in one."""
    end = begin + CHUNK
    if any(map(_moves, lines[begin:end])):
        end = max([end, *(number + 1 for number in range(end, len(lines)) if _moves(lines[number]))])
    return lines[begin:end]


def _moves(line: StayLine) -> bool:
    return line.said.declared.settled is Settled.LIST


def _planned(part: Sequence[StayLine], intake: Intake, at: datetime) -> StaysPlan:
    return plan_stays(declared=[line.said.declared for line in part], intake=intake, at=at)


def _counted(part: Sequence[StayLine], plan: StaysPlan) -> Taken:
    taken = Taken()
    for line, result in zip(part, plan.results, strict=True):
        _count(taken, line, result)
    return taken


def _count(taken: Taken, line: StayLine, result: LineResult) -> None:
    """Add the result of one line."""
    if result.refusal is not None:
        taken.rejected.append(line.rejected(_with_name(result.refusal, line)))
        return
    taken.count(line, str(result.outcome), where=result.bed, says=_says(line, result))
    if result.departure is not None and line.said.declared.departure is None and line.said.declared.says_departure:
        taken.said.add("departure_kept", line.sheet, line.line, departure=result.departure)
    if result.is_namesake:
        taken.said.add("taken_as_somebody_else", line.sheet, line.line)
    for name in result.left_out:
        taken.left_out[str(name)] = taken.left_out.get(str(name), 0) + 1


def _says(line: StayLine, result: LineResult) -> tuple[Notice, ...]:
    """By what somebody is known, and which days change."""
    if line.said.declared.worker_id is not None:
        return (Notice("", "missing_is_checked_out"),)
    found = [Notice("", f"known_by_{result.known_by}")] if result.known_by else []
    if result.moved_to is not None:
        found.append(Notice("", "moves_here"))
    for name, before, after in result.changes:
        found.append(Notice("", f"{name}_becomes", {"before": before or "–", "after": after or "–"}))
    return tuple(found)


def _with_name(refusal: Refusal, line: StayLine) -> Refusal:
    """What is asked of a person names whom it is about."""
    if refusal.code not in ASKED:
        return refusal
    return Refusal(refusal.code, field=refusal.field, **{**refusal.facts, "who": line.said.who})


def _write(
    begin: int, part: Sequence[StayLine], planner: _Planner, *, actor: Actor, change: Change, at: datetime
) -> Taken:
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
    left: list[StayLine] = []
    for line, result in zip(part, plan.results, strict=True):
        # What is asked stays asked: alone, a line is laid beside those of its own name only.
        if result.refusal is not None and result.refusal.code in ASKED:
            _count(taken, line, result)
        else:
            left.append(line)
    for lines in _one_by_one(left):
        try:
            with transaction.atomic():
                declared = [line.said.declared for line in lines]
                results = declare_stays(actor=actor, change=change, declared=declared, at=at)
        except Refusal as refusal:
            results = [LineResult(None, refusal=refusal)] * len(lines)
        for line, result in zip(lines, results, strict=True):
            _count(taken, line, result)
    return taken


def _one_by_one(part: Sequence[StayLine]) -> Iterator[Sequence[StayLine]]:
    """Each line alone, and those who move together where the first of them stands."""
    moving = [line for line in part if _moves(line)]
    for line in part:
        if not _moves(line):
            yield [line]
        elif line is moving[0]:
            yield moving
