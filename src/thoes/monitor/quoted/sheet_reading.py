"""From a line of a sheet to figures: what its own cells, the headings above them and the title say, laid together."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from thoes.intake.public import Cell, Cells, Doubts, Notice, Problem, Row, Table, cell_text, column_letters, is_blank
from thoes.kernel.refusals import Refusal
from thoes.monitor.domain.quoted_numbers import (
    PARTED,
    Heading,
    Missing,
    Period,
    SaidNumber,
    is_a_total,
    read_heading,
    read_period,
    read_said_number,
    read_unit,
    says_all,
    says_what_is_counted,
)
from thoes.monitor.quoted.areas import AreaBook, is_area_code
from thoes.monitor.quoted.columns import Column
from thoes.monitor.quoted.said import SaidFigure, counted

TOTAL_AREA = "figures_total_area"
LEFT_OUT = "leave_out"
# As CBS names the columns of numbers in its open data: "Banen_1".
_TOPIC = re.compile(r"[A-Za-z]\w*_\d+")
_STATUSES = {
    "confidential": Missing.CONFIDENTIAL,
    "impossible": Missing.NOT_POSSIBLE,
    "missing": Missing.ABSENT,
    "notavailable": Missing.ABSENT,
}


@dataclass(frozen=True, slots=True)
class OfFile:
    """What holds where neither a line nor a heading says it; `total_area` is the area of lines called "Totaal".

    `group` is what all of a table are called beside another on the same sheet, `sheet` the one that its cells stand on.
    """

    area: str | None
    period: Period | None
    unit: int
    total_area: str
    group: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A column of numbers with what stands above it."""

    column: int
    heading: Heading
    area: str | None
    group: str


class FigureSheet:
    """One sheet by its columns."""

    def __init__(self, table: Table, book: AreaBook, of_file: OfFile) -> None:
        self._book, self._of_file = book, of_file
        self._columns = table.mapping.columns
        self._name = table.sheet.name
        self.notices: list[Notice] = []
        self.numbers = self._number_columns(table)
        self._groups = [
            column for column in columns_of(table, Column.GROUP) if not _only_says_what_is_counted(table, column)
        ]

    def _number_columns(self, table: Table) -> list[NumberColumn]:
        headings = headings_of(table)
        for column in [column for column, heading in headings.items() if heading.is_share]:
            self._say("figures_share_not_read", table, column)
            del headings[column]
        # "Banen" above all of them is what is counted; a group above all of them is still a group.
        common = set.intersection(*(set(heading.words) for heading in headings.values())) if headings else set()
        common = {word for word in common if says_what_is_counted(word)}
        found = []
        for column, heading in headings.items():
            try:
                areas = [code for word in heading.words if (code := self._book.find(word))]
            except Refusal as refusal:
                self._say(refusal.code, table, column, **refusal.facts)
                continue
            words = [word for word in heading.words if word not in common and not self._book.names_one(word)]
            found.append(NumberColumn(column, heading, areas[0] if areas else None, PARTED.join(words)))
        return found

    def _say(self, code: str, table: Table, column: int, **facts: object) -> None:
        header = cell_text(table.headers[column]) if column < len(table.headers) else ""
        self.notices.append(
            Notice(self._name, code, {"column": column_letters(column), "header": header[:60], **facts})  # type: ignore[dict-item]
        )

    def figures(self, cells: Cells) -> tuple[SaidFigure, ...] | None:
        """The figures of a line; None for one that is left out, or about another part of the country. Raises `Doubts`."""
        row = cells.row
        texts = {
            held: cell_text(row[at]) for at, held in self._columns.items() if at < len(row) and not is_blank(row[at])
        }
        is_empty = all(is_blank(row[each.column]) for each in self.numbers if each.column < len(row))
        if is_empty and texts.get(Column.STATUS, "None") == "None":
            raise Refusal("figures_line_empty")
        area = self._area_of(texts)
        if area == LEFT_OUT or (area is None and _is_elsewhere(texts)):
            return None
        period = self._period_of(row)
        unit = read_unit(f"({texts[Column.UNIT]})")[0] if Column.UNIT in texts else self._of_file.unit
        group = PARTED.join(
            cell_text(row[at])
            for at in self._groups
            if at < len(row) and not is_blank(row[at]) and not says_all(cell_text(row[at]))
        )
        found, problems = [], []
        for each in self.numbers:
            try:
                found.append(self._figure(each, cells.line, row, area, period, unit, group, texts))
            except Refusal as refusal:
                place = f"{column_letters(each.column)}{cells.line}"
                problems.append(Problem(str(Column.NUMBER), refusal.code, {**refusal.facts, "cell": place}))
        if problems:
            raise Doubts(problems)
        return tuple(found)

    def _figure(
        self, each: NumberColumn, line: int, row: Row, area: str | None, period: Period | None, unit: int, group: str,
        texts: Mapping[StrEnum, str],
    ) -> SaidFigure:  # fmt: skip
        cell: Cell = row[each.column] if each.column < len(row) else None
        said = _with_status(read_said_number(cell), texts.get(Column.STATUS, ""))
        here = area or each.area or self._of_file.area
        when = period or each.heading.period or self._of_file.period
        if here is None:
            raise Refusal("figures_without_area")
        if when is None:
            raise Refusal("figures_without_period")
        number = counted(said, unit=max(unit, each.heading.unit))
        mark = " ".join(filter(None, (said.mark, when.mark)))
        cell_name, sheet = f"{column_letters(each.column)}{line}", self._of_file.sheet
        where = f"{sheet}!{cell_name}" if sheet else cell_name
        return SaidFigure(
            here, when.text, when.last, group, each.group, number, said.missing, mark, where, self._of_file.group
        )

    def _area_of(self, texts: Mapping[StrEnum, str]) -> str | None:
        code = self._book.find(texts.get(Column.AREA_CODE, "")) if Column.AREA_CODE in texts else None
        name = texts.get(Column.AREA, "")
        if not name:
            return code
        try:
            named = self._book.find(name)
        except Refusal as refusal:
            raise Refusal(refusal.code, field=str(Column.AREA), **refusal.facts) from refusal
        if named and code and named != code:
            raise Refusal(
                "area_code_differs", field=str(Column.AREA_CODE), name=name[:60], written=texts[Column.AREA_CODE][:20]
            )
        if named or code:
            return named or code
        if is_a_total(name) or says_all(name):
            return self._total_area()
        if _is_elsewhere(texts):
            return None
        raise Refusal("area_unknown", field=str(Column.AREA), name=name[:60])

    def _total_area(self) -> str:
        if not self._of_file.total_area:
            raise Refusal(TOTAL_AREA)
        return self._of_file.total_area

    def _period_of(self, row: Row) -> Period | None:
        column = next((at for at, held in self._columns.items() if held is Column.PERIOD), None)
        if column is None or column >= len(row) or is_blank(row[column]):
            return None
        found = read_period(row[column])
        if found is None:
            raise Refusal("period_unreadable", field=str(Column.PERIOD), text=cell_text(row[column])[:40])
        return found


def headings_of(table: Table) -> dict[int, Heading]:
    """What stands above each column of numbers."""
    return {
        column: read_heading(_header_of(table, column).split(PARTED))
        for column, held in table.mapping.columns.items()
        if held is Column.NUMBER
    }


def _header_of(table: Table, column: int) -> str:
    """The heading as people read it: "Banen_1" of the open data of CBS is "Banen"."""
    text = cell_text(table.headers[column]) if column < len(table.headers) else ""
    return text.rpartition("_")[0].replace("_", " ") if _TOPIC.fullmatch(text) else text


def columns_of(table: Table, held: Column) -> list[int]:
    """The columns that hold something."""
    return [column for column, found in table.mapping.columns.items() if found is held]


def _only_says_what_is_counted(table: Table, column: int) -> bool:
    below = {cell_text(row[column]) for row in table.sheet.rows[table.header_row + 1 :] if column < len(row)} - {""}
    return len(below) == 1 and says_what_is_counted(below.pop())


def is_coded(table: Table) -> bool:
    """Whether the columns are those of the open data of CBS, which say nothing of units."""
    names = [cell_text(cell) for cell in table.headers]
    return "ValueAttribute" in names or any(
        _TOPIC.fullmatch(names[column])
        for column, held in table.mapping.columns.items()
        if held is Column.NUMBER and column < len(names)
    )


def area_texts(tables: Iterable[Table]) -> Iterator[str]:
    """Every cell in which an area is named."""
    for table in tables:
        columns = [at for at, held in table.mapping.columns.items() if held in (Column.AREA, Column.AREA_CODE)]
        for row in table.sheet.rows[table.header_row + 1 :]:
            yield from (cell_text(row[at]) for at in columns if at < len(row) and not is_blank(row[at]))


def _is_elsewhere(texts: Mapping[StrEnum, str]) -> bool:
    """A code of CBS for an area that is none of ours."""
    return is_area_code(texts.get(Column.AREA_CODE, "") or texts.get(Column.AREA, ""))


def _with_status(said: SaidNumber, status: str) -> SaidNumber:
    known = _STATUSES.get(status.casefold().replace(" ", ""))
    if said.number is None and known is not None:
        return SaidNumber(None, known)
    if status.casefold() == "provisional":
        return SaidNumber(said.number, said.missing, f"{said.mark}*")
    return said


def unit_of(titles: Sequence[str]) -> int:
    """By how much titles say that the numbers are to be multiplied; 1 where they say nothing, or two things."""
    units = {unit for title in titles if (unit := read_unit(title)[0]) > 1}
    return units.pop() if len(units) == 1 else 1


def years_in(titles: Sequence[str]) -> Period | None:
    """The one period that titles name; None where there is none, or several."""
    found = {period.text: period for title in titles for period in _periods_in(title)}
    return next(iter(found.values())) if len(found) == 1 else None


def _periods_in(title: str) -> Iterator[Period]:
    words = title.replace(",", " ").replace("(", " ").replace(")", " ").replace(":", " ").split()
    at = 0
    while at < len(words):
        for length in (3, 2, 1):
            period = read_period(" ".join(words[at : at + length])) if at + length <= len(words) else None
            if period is not None:
                yield period
                at += length - 1
                break
        at += 1
