"""Who must register, straight from a file: no database, no log-in, nothing kept.

One line is one stay. Lines of one person are brought together by what stands in the person column, as written.
"""

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

import xlsxwriter

from thoes.foundation.documents.sheets import CSV_DELIMITER, CellWriter, harmless
from thoes.imports.stay_lines import Values, departure_in, read_values
from thoes.imports.stays import StayList
from thoes.imports.vocabulary import NAME_FIELDS, VOCABULARY, Field
from thoes.intake.public import (
    Cells,
    Limits,
    LineNotices,
    Notice,
    Rejected,
    SaidColumns,
    Table,
    TableReader,
    find_tables,
    names_asked,
    nobody_notice,
    open_table_file,
    order_notices,
    order_of,
    refuse_asked,
)
from thoes.kernel.refusals import Fact, Refusal
from thoes.rules.home_address import Place
from thoes.rules.registration_duty import DutyDecision, duty_parameters_on, registration_duty
from thoes.rules.stay_facts import StayFacts

COLUMNS = (
    "person",
    "status",
    "counted_from",
    "expected_from",
    "duty_from",
    "register_by",
    "nights_in_window",
    "approaching_on",
    "register_in",
    "register_site",
    "register_site_left_on",
    "also_at",
    "expected_from_basis",
    "reason",
)
ASSUMED_AT_ARRIVAL = "assumed_at_arrival"
"""What a file cannot tell: on which day an expected departure became known. Here it is taken as said on arrival."""
_NEEDED = frozenset({Field.PERSON, Field.ARRIVAL})
_DUTY_HANGS_ON = frozenset({Field.EXPECTED_DEPARTURE, Field.MUNICIPALITY})
_PROGRESS_EVERY = 1000

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PersonDecision:
    """One person as the file names it, and the duty that follows from its stays."""

    person: str
    decision: DutyDecision


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """One problem of one line; a line with two problems gives two of these."""

    sheet: str
    line: int
    field: str | None
    code: str
    facts: dict[str, Fact]


@dataclass(frozen=True, slots=True)
class DutyFileResult:
    """Persons in the order in which they first appear, the lines left out, and what is to be said about the file."""

    decisions: list[PersonDecision]
    rejected: list[RejectedLine]
    notices: list[Notice]


def duty_of_file(
    path: Path,
    *,
    on: date,
    said: SaidColumns | None = None,
    on_progress: Progress | None = None,
    limits: Limits | None = None,
) -> DutyFileResult:
    """The duty on day `on` of every person in the file.

    `on_progress(done, total)` is told about persons. Departure on the day of arrival covers no night and is accepted;
    a line without person or arrival, or with a departure before its arrival, is left out and reported. Raises Refusal
    when the file cannot be read, holds no table with a person and an arrival, or has a column with days of which
    `said` does not tell what it holds.
    """
    tables, notices = find_tables(open_table_file(path, limits=limits), VOCABULARY, said=said)
    usable, more_notices = _usable(tables)
    refuse_asked(names_asked(usable))
    stays: dict[str, list[StayFacts]] = {}
    rejected: list[RejectedLine] = []
    noted = LineNotices()
    order = order_of(usable)
    notices.extend(order_notices(order))
    for table in usable:
        reader = TableReader(table, order=order, on=on, identifiers=frozenset(NAME_FIELDS), search_unread=False)
        for line in reader.lines(_read):
            if isinstance(line, Rejected):
                rejected.extend(RejectedLine(line.sheet, line.line, p.field, p.code, p.facts) for p in line.problems)
            elif line is not None:
                person, stay, left_out = line.said
                stays.setdefault(person, []).append(stay)
                for found in left_out:
                    noted.add(f"{found}_left_out", line.sheet, line.line)
        notices.extend(nobody_notice(reader))
    notices.extend(noted.notices())
    decisions = _decide(stays, on, on_progress)
    if any(found.decision.expected_from for found in decisions):
        more_notices = [*more_notices, Notice("", "expected_departure_assumed_at_arrival")]
    return DutyFileResult(decisions, rejected, notices + more_notices)


def _usable(tables: Sequence[Table]) -> tuple[list[Table], list[Notice]]:
    usable = [table for table in tables if StayList.is_enough(table.mapping.fields)]
    if not usable:
        raise Refusal("no_person_and_arrival")
    skipped = [Notice(t.sheet.name, "sheet_without_needed_columns") for t in tables if t not in usable]
    return usable, skipped


def _person(values: Values) -> str:
    person, family_first, *names = (values.get(name) for name in NAME_FIELDS)
    return str(person or family_first or " ".join(str(name) for name in names if name))


def _read(cells: Cells) -> tuple[str, StayFacts, list[Field]]:
    """The person, the stay, and what the duty hangs on and could not be read."""
    values, left_out = read_values(cells, required=_NEEDED)
    arrival, departure = _day(values, Field.ARRIVAL), departure_in(values)
    if arrival is None or (departure is not None and departure < arrival):
        raise Refusal("departure_precedes_arrival", field=Field.DEPARTURE)
    stay = StayFacts(
        arrival=arrival,
        departure=departure,
        expected_departure=_day(values, Field.EXPECTED_DEPARTURE),
        site=_text(values, Field.SITE),
        municipality=_text(values, Field.MUNICIPALITY),
    )
    return _person(values), stay, [found for found in left_out if found in _DUTY_HANGS_ON]


def _day(values: Values, found: Field) -> date | None:
    value = values.get(found)
    return value if isinstance(value, date) else None


def _text(values: Values, found: Field) -> str | None:
    value = values.get(found)
    return value if isinstance(value, str) else None


def _decide(stays: dict[str, list[StayFacts]], on: date, on_progress: Progress | None) -> list[PersonDecision]:
    parameters = duty_parameters_on(on)
    decisions: list[PersonDecision] = []
    for done, (person, own) in enumerate(stays.items(), start=1):
        decisions.append(PersonDecision(person, registration_duty(own, on=on, parameters=parameters)))
        if on_progress and (done % _PROGRESS_EVERY == 0 or done == len(stays)):
            on_progress(done, len(stays))
    return decisions


def duty_record(found: PersonDecision) -> dict[str, str | int | None]:
    """The published fields of one person; dates as ISO text.

    With a day in `register_site_left_on` the site is the last known one, and nobody is to be looked for there. `also_at`
    are the other sites of now, parted by semicolons.
    """
    decision = found.decision
    return {
        "person": found.person,
        "status": decision.status.value,
        "counted_from": _iso(decision.counted_from),
        "expected_from": _iso(decision.expected_from),
        "duty_from": _iso(decision.duty_from),
        "register_by": _iso(decision.register_by),
        "nights_in_window": decision.nights_in_window,
        "approaching_on": _iso(decision.approaching_on),
        "register_in": decision.register_in,
        "register_site": decision.register_site,
        "register_site_left_on": _iso(decision.register_site_left_on),
        "also_at": "; ".join(_place(place) for place in decision.also_at) or None,
        "expected_from_basis": ASSUMED_AT_ARRIVAL if decision.expected_from else None,
        "reason": decision.code.value,
    }


def _place(place: Place) -> str:
    return ", ".join(part for part in (place.site, place.municipality) if part)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def write_duty_json(decisions: Iterable[PersonDecision], file: IO[str]) -> None:
    """A JSON list with one object per person."""
    json.dump([duty_record(decision) for decision in decisions], file, ensure_ascii=False, indent=1)
    file.write("\n")


def write_duty_csv(decisions: Iterable[PersonDecision], file: IO[str]) -> None:
    """Text as every csv of Thoes: semicolons, and a `'` before what a spreadsheet program would run as a formula."""
    writer = csv.writer(file, delimiter=CSV_DELIMITER)
    writer.writerow(COLUMNS)
    for decision in decisions:
        writer.writerow([harmless(value) for value in duty_record(decision).values()])


def write_duty_xlsx(decisions: Iterable[PersonDecision], path: Path) -> None:
    """One sheet with a heading row; texts are written as texts, never as formulas or links."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet, write_cell = book.add_worksheet("duty"), CellWriter(book)
        for column, name in enumerate(COLUMNS):
            write_cell(sheet, 0, column, name, bold=True)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, len(COLUMNS) - 1, 16)
        for line, decision in enumerate(decisions, start=1):
            for column, value in enumerate(duty_record(decision).values()):
                write_cell(sheet, line, column, value)
