"""Who must register, straight from a file: no database, no log-in, nothing kept."""

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

import xlsxwriter

from thoes.foundation.documents.sheets import CSV_DELIMITER, CellWriter, harmless
from thoes.imports.stays_in_file import LineLeftOut, stays_in_file
from thoes.intake.public import Limits, Notice, SaidColumns, open_table_file
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
_PROGRESS_EVERY = 1000

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PersonDecision:
    """One person as the file names it, and the duty that follows from its stays."""

    person: str
    decision: DutyDecision


@dataclass(frozen=True, slots=True)
class DutyFileResult:
    """Persons in the order in which they first appear, the lines left out, and what is to be said about the file."""

    decisions: list[PersonDecision]
    rejected: list[LineLeftOut]
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

    `on_progress(done, total)` is told about persons. Which lines are left out, and which files are refused, says
    `stays_in_file`; a file that cannot be read is refused too.
    """
    found = stays_in_file(open_table_file(path, limits=limits), on=on, said=said)
    decisions = _decide(found.stays, on, on_progress)
    notices = found.notices
    if any(each.decision.expected_from for each in decisions):
        notices = [*notices, Notice("", "expected_departure_assumed_at_arrival")]
    return DutyFileResult(decisions, found.rejected, notices)


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
