"""How long people stay, straight from a file: a list of stays, or durations that somebody worked out elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from thoes.imports.public import LineLeftOut, StaysInFile, stays_in_file
from thoes.intake.public import Cell, Notice, SaidColumns, Sheet, cell_text, normalise, open_table_file
from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.joined_stays import STILL_THERE, Watched, join_stays, watch
from thoes.monitor.domain.survival import Curve, survival_curve
from thoes.monitor.number_tables import Numbers, number_in, number_tables, yes_in

_EPOCH = date(1970, 1, 1)
_CODES_SHOWN = 5


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
    Refusals: what `stays_in_file` refuses, and `no_stays_in_file`, `register_starts_after_look`, `durations_without_event`,
    `event_coded_otherwise`.
    """
    sheets = open_table_file(path)
    durations = None if said else next((t for t in number_tables(sheets) if t.has("exit", "event")), None)
    if durations is not None:
        return _of_durations(durations)
    try:
        return _of_stays(sheets, on=on, gap=gap, from_date=from_date, said=said)
    except Refusal as refusal:
        if refusal.code == "no_person_and_arrival" and any(_holds_half(table) for table in number_tables(sheets)):
            raise Refusal("durations_without_event") from refusal
        raise


def _holds_half(table: Numbers) -> bool:
    """Whether a table has some of the columns of durations; then it holds no list of stays."""
    return table.has("exit") or table.has("event") or table.has("entry")


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
    if not any(happened for *_days, happened in lines) or all(happened for *_days, happened in lines):
        _refuse_other_codes(table, rejected)
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


def _refuse_other_codes(table: Numbers, rejected: Sequence[LineLeftOut]) -> None:
    """Refuse events of which only one kind can be read while others are numbers, as 2 for who left and 1 for who was lost.

    The lines that are left would say the opposite.
    """
    if not any(line.field == "event" and line.code == "yes_or_no_unreadable" for line in rejected):
        return
    found = {cell_text(cells.get("event")) for _number, cells in table.lines()} - {""}
    if all(text.replace(".", "", 1).isdigit() for text in found):
        raise Refusal("event_coded_otherwise", found=", ".join(sorted(found)[:_CODES_SHOWN]))


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
        first = rejected[0]
        refusal = Refusal("no_line_could_be_read", count=len(rejected), line=first.line, reason=first.code)
        refusal.facts = {**first.facts, **refusal.facts}
        raise refusal
    raise Refusal("no_stays_in_file")


def _number(time: float) -> str:
    return f"{time:g}"


def _day(day: date) -> int:
    return (day - _EPOCH).days
