"""How long people stay, straight from a file: a list of stays, or durations that somebody worked out elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from thoes.imports.public import LineLeftOut, StaysInFile, stays_in_file
from thoes.intake.public import Cell, Notice, SaidColumns, Sheet, normalise, open_table_file
from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.joined_stays import STILL_THERE, Watched, join_stays, watch
from thoes.monitor.domain.survival import Curve, survival_curve
from thoes.monitor.number_tables import Numbers, number_in, number_tables, yes_in

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Retention:
    """The curve of a file, the lines that are not in it, and what is to be said of it. `in_days`: of a list of stays."""

    curve: Curve
    in_days: bool
    rejected: list[LineLeftOut]
    notices: list[Notice]


def retention_of_file(
    path: Path, *, on: date, gap: int = 0, from_date: date | None = None, said: SaidColumns | None = None
) -> Retention:
    """The curve of all in the file together.

    With columns `exit` and `event` (and `entry`, where not all were watched from 0 on) the file holds durations, in any
    unit; `on`, `gap` and `from_date` are then about nothing. Else it is a list of stays, in days: see `joined_stays`.
    Refusals: what `stays_in_file` refuses, and `no_stays_in_file`, `register_starts_after_look`.
    """
    sheets = open_table_file(path)
    durations = None if said else next((t for t in number_tables(sheets) if t.has("exit", "event")), None)
    if durations is not None:
        return _of_durations(durations)
    return _of_stays(sheets, on=on, gap=gap, from_date=from_date, said=said)


def _of_durations(table: Numbers) -> Retention:
    def understand(cells: dict[str, Cell]) -> tuple[float, float, bool]:
        entry = number_in(cells, "entry") if table.has("entry") else 0.0
        leaves = number_in(cells, "exit")
        if entry < 0 or leaves < 0:
            raise Refusal("duration_negative", field="entry" if entry < 0 else "exit")
        if entry > leaves:
            raise Refusal("entry_after_exit", field="exit")
        return entry, leaves, yes_in(cells, "event")

    table.refuse_unclear()
    lines, rejected = table.read(understand)
    if not lines:
        _refuse_empty(rejected)
    entries, exits, events = (np.array(column) for column in zip(*lines, strict=True))
    curve = survival_curve(exits, events, entries)
    notices = []
    if unused := [name for name in table.shown if normalise(name) not in ("", "entry", "exit", "event")]:
        notices.append(Notice(table.sheet.name, "columns_left_out", {"names": ", ".join(unused)}))
    if unseen := len(lines) - curve.people:
        notices.append(Notice(table.sheet.name, "durations_of_no_time", {"count": unseen}))
    return Retention(curve, False, rejected, [*notices, *notices_of(curve)])


def _of_stays(
    sheets: Sequence[Sheet], *, on: date, gap: int, from_date: date | None, said: SaidColumns | None
) -> Retention:
    if from_date is not None and from_date > on:
        raise Refusal("register_starts_after_look", day=on)
    found = stays_in_file(sheets, on=on, said=said)
    if not found.stays:
        _refuse_empty(found.rejected)
    watched = _watched(found, on=on, gap=gap, from_date=from_date)
    curve = survival_curve(watched.exits, watched.events, watched.entries)
    return Retention(curve, True, found.rejected, [*found.notices, *notices_of_watching(watched), *notices_of(curve)])


def _watched(found: StaysInFile, *, on: date, gap: int, from_date: date | None) -> Watched:
    rows = [
        (person, _day(stay.arrival), STILL_THERE if stay.departure is None else _day(stay.departure))
        for person, stays in enumerate(found.stays.values())
        for stay in stays
    ]
    person, arrival, departure = np.array(rows, np.int64).T
    joined = join_stays(person, arrival, departure, gap=gap)
    return watch(joined, on=_day(on), gap=gap, from_day=None if from_date is None else _day(from_date))


def notices_of_watching(watched: Watched) -> list[Notice]:
    """Which stays are not in a curve, and which may be older than they look."""
    found = {
        "stays_begun_too_late": watched.begun_too_late,
        "stays_ended_too_early": watched.ended_too_early,
        "stays_may_have_begun_earlier": watched.may_have_begun_earlier,
    }
    return [Notice("", code, {"count": count}) for code, count in found.items() if count]


def notices_of(curve: Curve) -> list[Notice]:
    """What who reads this curve must know."""
    found = []
    if not len(curve.times):
        found.append(Notice("", "nobody_left"))
    if curve.starts_at > 0:
        found.append(Notice("", "curve_starts_late", {"time": _number(curve.starts_at)}))
    if curve.ran_empty_at is not None:
        found.append(Notice("", "curve_ran_empty", {"time": _number(curve.ran_empty_at)}))
    return found


def _refuse_empty(rejected: Sequence[LineLeftOut]) -> None:
    if rejected:
        raise Refusal("no_line_could_be_read", count=len(rejected), line=rejected[0].line, reason=rejected[0].code)
    raise Refusal("no_stays_in_file")


def _number(time: float) -> str:
    return f"{time:g}"


def _day(day: date) -> int:
    return (day - _EPOCH).days
