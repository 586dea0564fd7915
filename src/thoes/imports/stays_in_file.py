"""The stays that stand in any list, straight from the file: no database, no log-in, nothing kept.

One line is one stay. Lines of one person are brought together by what stands in the person column, as written.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thoes.imports.stay_lines import Values, day_in, departure_in, read_values
from thoes.imports.stays import StayList
from thoes.imports.tables_apart import lists_apart
from thoes.imports.vocabulary import NAME_FIELDS, VOCABULARY, Field
from thoes.intake.public import (
    Cells,
    LineNotices,
    Notice,
    Rejected,
    SaidColumns,
    Sheet,
    Table,
    TableReader,
    find_tables,
    names_asked,
    nobody_notice,
    order_notices,
    order_of,
    recognise,
    refuse_asked,
)
from thoes.kernel.refusals import Fact, Refusal
from thoes.rules.stay_facts import StayFacts

_NEEDED = frozenset({Field.PERSON, Field.ARRIVAL})
_DUTY_HANGS_ON = frozenset({Field.EXPECTED_DEPARTURE, Field.MUNICIPALITY})


@dataclass(frozen=True, slots=True)
class LineLeftOut:
    """One problem of one line; a line with two problems gives two of these."""

    sheet: str
    line: int
    field: str | None
    code: str
    facts: dict[str, Fact]


@dataclass(frozen=True, slots=True)
class StaysInFile:
    """The stays of each person, in the order in which persons first appear, the lines left out, and what is to be said."""

    stays: dict[str, list[StayFacts]]
    rejected: list[LineLeftOut]
    notices: list[Notice]


def stays_in_file(sheets: Sequence[Sheet], *, on: date, said: SaidColumns | None = None) -> StaysInFile:
    """Every stay in these sheets; nobody in them is born after the day `on`.

    Departure on the day of arrival covers no night and is accepted; a line without person or arrival, or with a departure
    before its arrival, is left out and reported. Raises Refusal when there is no table with a person and an arrival, or
    one has a column with days of which `said` does not tell what it holds.
    """
    apart = [part for sheet in sheets for part in lists_apart(sheet, VOCABULARY, StayList.is_enough)]
    headers = {sheet.name: guess for sheet, guess in apart}
    tables, notices = find_tables(
        [sheet for sheet, _guess in apart],
        VOCABULARY,
        recognised=lambda sheet: headers.get(sheet.name) or recognise(sheet.rows, VOCABULARY),
        said=said,
    )
    usable, skipped = _usable(tables)
    refuse_asked(names_asked(usable))
    stays: dict[str, list[StayFacts]] = {}
    rejected: list[LineLeftOut] = []
    noted = LineNotices()
    order = order_of(usable)
    notices.extend(order_notices(order))
    for table in usable:
        reader = TableReader(table, order=order, on=on, identifiers=frozenset(NAME_FIELDS), search_unread=False)
        for line in reader.lines(_read):
            if isinstance(line, Rejected):
                rejected.extend(LineLeftOut(line.sheet, line.line, p.field, p.code, p.facts) for p in line.problems)
            elif line is not None:
                person, stay, left_out = line.said
                stays.setdefault(person, []).append(stay)
                for found in left_out:
                    noted.add(f"{found}_left_out", line.sheet, line.line)
        notices.extend(nobody_notice(reader))
    notices.extend(noted.notices())
    return StaysInFile(stays, rejected, notices + skipped)


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
    arrival, departure = day_in(values, Field.ARRIVAL), departure_in(values)
    if arrival is None or (departure is not None and departure < arrival):
        raise Refusal("departure_precedes_arrival", field=Field.DEPARTURE)
    stay = StayFacts(
        arrival=arrival,
        departure=departure,
        expected_departure=day_in(values, Field.EXPECTED_DEPARTURE),
        site=_text(values, Field.SITE),
        municipality=_text(values, Field.MUNICIPALITY),
    )
    return _person(values), stay, [found for found in left_out if found in _DUTY_HANGS_ON]


def _text(values: Values, found: Field) -> str | None:
    value = values.get(found)
    return value if isinstance(value, str) else None
