"""Verify the logs beside an anchor, keep how that ended, and move the anchor on when all is well."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from thoes.privacy.auditing.anchors import own_anchor, read_anchor, write_anchor
from thoes.privacy.auditing.verifying import LogProblem, LogReport, keep_check, problems_in, verify_logs


@dataclass(frozen=True, slots=True)
class Checked:
    """How a verification ended. `had_anchor` is false the first time: then there was nothing to compare with."""

    reports: tuple[LogReport, ...]
    problems: tuple[LogProblem, ...]
    anchor: Path
    had_anchor: bool


def check_logs(*, at: datetime, anchor: Path | None = None) -> Checked:
    """Verify beside the anchor in this file, by default the installation's own."""
    path = anchor or own_anchor()
    known = read_anchor(path)
    reports = verify_logs(anchor=known)
    problems = problems_in(reports)
    keep_check(reports, at=at, has_anchor=known is not None)
    # An anchor that moves on with a broken log would forget what it is there to remember.
    if not problems:
        write_anchor(path, reports, at=at)
    return Checked(tuple(reports), tuple(problems), path, known is not None)
