"""Verify the chains: every record against its hash, every seal against its own and the one before, the end against an anchor.

Found are: a record that was changed, removed or put in between; a seal that was changed, removed or put elsewhere; and,
with an anchor kept outside the database, an end that was cut off or a whole chain that was made anew. Not found is a false
record that was written as any other is, before it was sealed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.utils.timezone import localtime

from thoes.privacy.auditing.hashing import FIRST, is_known, record_hash, size_of
from thoes.privacy.auditing.logs import LOGS, ChainedLog, Content
from thoes.privacy.auditing.models import LogCheck, LogSeal
from thoes.privacy.auditing.sealing import hash_of_seal
from thoes.privacy.context import cross_tenant

MOST_TOLD = 20
"""How many problems of one log are told one by one; the rest is a number."""


@dataclass(frozen=True, slots=True)
class LogProblem:
    """Something that is not as it was sealed. `facts` are numbers and moments, never what a record says."""

    code: str
    log: str
    facts: dict[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LogReport:
    """How one log was found. `end` is the number and hash of its last seal, None without one."""

    log: str
    records: int
    seals: int
    waiting: int
    waiting_since: datetime | None
    end: tuple[int, str] | None
    problems: tuple[LogProblem, ...]


Anchor = dict[str, tuple[int, str]]
"""The number and hash of the last seal of each log, as it was known outside the database."""


def verify_logs(*, anchor: Anchor | None = None) -> list[LogReport]:
    """How each log is found now. Reads everything and changes nothing."""
    with cross_tenant():
        return [_Reading(log, (anchor or {}).get(log.name)).report() for log in LOGS]


def problems_in(reports: list[LogReport]) -> list[LogProblem]:
    """The problems of all logs, in the order in which they were found."""
    return [problem for report in reports for problem in report.problems]


def keep_check(reports: list[LogReport], *, at: datetime, has_anchor: bool) -> LogCheck:
    """Write down how a verification ended."""
    with cross_tenant():
        return LogCheck.objects.create(
            at=at,
            records=sum(report.records for report in reports),
            seals=sum(report.seals for report in reports),
            has_anchor=has_anchor,
            problems=[
                {"code": problem.code, "log": problem.log, "facts": problem.facts} for problem in problems_in(reports)
            ],
        )


class _Reading:
    """One walk along a log and its seals together, both in their order, so that nothing is kept in memory."""

    def __init__(self, log: ChainedLog, anchored: tuple[int, str] | None) -> None:
        self.log = log
        self.anchored = anchored
        self.problems: list[LogProblem] = []
        self.untold = 0
        self.records = 0
        # The hash of the record before; None when the seal that holds it cannot be trusted.
        self.before: bytes | None = FIRST

    def report(self) -> LogReport:
        last: LogSeal | None = None
        seals = 0
        stream = self.log.records()
        record = next(stream, None)
        for seal in LogSeal.objects.filter(log=self.log.name).order_by("number").iterator(chunk_size=50):
            seals += 1
            self._compare_with_anchor(seal)
            self._join(last, seal)
            among: list[Content] = []
            while record is not None and record["id"] <= seal.up_to_id:
                among.append(record)
                record = next(stream, None)
            self._judge(seal, among)
            last = seal
        waiting, since = self._count_waiting(record, stream)
        self._compare_end_with_anchor(last)
        if self.untold:
            self.problems.append(LogProblem("and_more", self.log.name, {"number": self.untold}))
        end = (last.number, bytes(last.seal_hash).hex()) if last else None
        return LogReport(self.log.name, self.records, seals, waiting, since, end, tuple(self.problems))

    def _tell(self, code: str, **facts: int | str) -> None:
        if len(self.problems) < MOST_TOLD:
            self.problems.append(LogProblem(code, self.log.name, facts))
        else:
            self.untold += 1

    def _join(self, last: LogSeal | None, seal: LogSeal) -> None:
        """Compare a seal with the one before."""
        number, reached, previous = (last.number, last.up_to_id, bytes(last.seal_hash)) if last else (0, 0, FIRST)
        if seal.number != number + 1:
            self._tell("seal_missing", first=number + 1, last=seal.number - 1)
            self.before = None
        elif bytes(seal.previous_seal_hash) != previous or seal.after_id != reached:
            self._tell("seals_do_not_join", seal=seal.number)

    def _judge(self, seal: LogSeal, among: list[Content]) -> None:
        """Compare the records up to the end of a seal with what the seal says of them."""
        self.records += len(among)
        columns = self.log.columns(seal.layout)
        if columns is None or not is_known(seal.algorithm):
            self._tell("seal_of_newer_version", seal=seal.number)
            self.before = None
            return
        size = size_of(seal.algorithm)
        hashes = [bytes(seal.hashes)[start : start + size] for start in range(0, len(seal.hashes), size)]
        if hash_of_seal(seal) != bytes(seal.seal_hash) or len(hashes) != len(seal.record_ids):
            # What it says of its records is worth nothing now; the records after it are judged again.
            self._tell("seal_changed", seal=seal.number)
            self.before = None
            return
        found = {record["id"]: record for record in among}
        for record_id in sorted(found.keys() - set(seal.record_ids)):
            # Records of a seal that is missing lie below this one, and are not told one by one.
            if record_id > seal.after_id or self.before is not None:
                self._tell("record_added", record=record_id, seal=seal.number)
        for record_id, (before, expected) in zip(seal.record_ids, pairwise([self.before, *hashes]), strict=True):
            record = found.get(record_id)
            if record is None:
                self._tell("record_missing", record=record_id, seal=seal.number, when=_on_the_wall(seal.sealed_at))
            elif before is not None and expected is not None:
                content = {name: record[name] for name in columns}
                if record_hash(seal.algorithm, before=before, content=content) != expected:
                    self._tell("record_changed", record=record_id, seal=seal.number, when=_on_the_wall(seal.sealed_at))
        self.before = hashes[-1]

    def _count_waiting(self, record: Content | None, stream: Iterator[Content]) -> tuple[int, datetime | None]:
        waiting, since = 0, None
        while record is not None:
            waiting += 1
            since = min(since, record["at"]) if since else record["at"]
            record = next(stream, None)
        self.records += waiting
        return waiting, since

    def _compare_with_anchor(self, seal: LogSeal) -> None:
        if self.anchored and seal.number == self.anchored[0] and bytes(seal.seal_hash).hex() != self.anchored[1]:
            self._tell("anchor_differs", seal=seal.number)

    def _compare_end_with_anchor(self, last: LogSeal | None) -> None:
        number = last.number if last else 0
        if self.anchored and number < self.anchored[0]:
            self._tell("end_cut_off", seal=self.anchored[0], last=number)


def problem_from(kept: dict[str, Any]) -> LogProblem:
    """A problem as a check kept it."""
    return LogProblem(kept["code"], kept["log"], kept["facts"])


def _on_the_wall(moment: datetime) -> str:
    """A moment as a reader looks it up: on the clock of the wall, in minutes."""
    return localtime(moment).isoformat(sep=" ", timespec="minutes")[:16]
