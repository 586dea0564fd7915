"""What holds for a table as a whole where its lines and headings do not say it: read in its titles, or asked.

Each table has its own titles: a unit or a year above one says nothing of the next.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from thoes.intake.public import Answers, Notice, Question, ReadFile, Table
from thoes.kernel.refusals import Refusal
from thoes.monitor.areas import LIMBURG
from thoes.monitor.domain.quoted_numbers import Period, is_a_total, says_all
from thoes.monitor.quoted.areas import COUNTRY, AreaBook, whole_of
from thoes.monitor.quoted.columns import Column
from thoes.monitor.quoted.layout import Layout
from thoes.monitor.quoted.sheet_reading import (
    LEFT_OUT,
    TOTAL_AREA,
    OfFile,
    area_texts,
    headings_of,
    is_coded,
    unit_of,
    years_in,
)
from thoes.monitor.quoted.table_choice import TableChoice

_AREAS = (LIMBURG, "noord", "midden", "zuid", COUNTRY)


class WholeFile:
    """The tables of one file with what stands around them."""

    def __init__(
        self,
        tables: Sequence[Table],
        layouts: Mapping[str, Layout],
        book: AreaBook,
        answers: Answers,
        choice: TableChoice,
    ) -> None:
        self._tables, self._layouts, self._book, self._answers, self._choice = tables, layouts, book, answers, choice
        self.unit_is_known = True

    def of_tables(self, read: ReadFile[Any]) -> dict[str, OfFile]:
        """By the name of its sheet what holds for each table; what was read in a title is said."""
        coded = self._unit_nobody_says(read)
        found = {table.sheet.name: self._of_table(table, coded) for table in self._tables}
        units = {heading.unit for table in self._tables for heading in headings_of(table).values()}
        units |= {each.unit for each in found.values()}
        read.notices += [Notice("", "figures_unit_read", {"unit": unit}) for unit in sorted(units) if unit > 1]
        periods = {
            (name if len(found) > 1 else "", each.period.text)
            for name, each in found.items()
            if each.period is not None and Column.PERIOD not in self._fields(name)
        }
        for name, period in sorted(periods):
            code = "figures_period_read_of" if name else "figures_period_read"
            read.notices.append(Notice(name, code, {"period": period}))
        return found

    def _of_table(self, table: Table, coded: int) -> OfFile:
        name = table.sheet.name
        titles = self._layouts[name].titles if name in self._layouts else []
        headings = headings_of(table).values()
        period: Period | None = None if all(heading.period for heading in headings) else years_in(titles)
        in_cells = any(heading.unit > 1 for heading in headings)
        unit = 1 if in_cells else max(unit_of(titles), coded)
        return OfFile(
            self._one_area(table, titles), period, unit, self._total_area(table, titles), self._choice.group_of(name),
            self._choice.sheet_of(name),
        )  # fmt: skip

    def _fields(self, name: str) -> frozenset[Any]:
        return next(table.mapping.fields for table in self._tables if table.sheet.name == name)

    def _unit_nobody_says(self, read: ReadFile[Any]) -> int:
        """Open data of CBS without their list of units: 12,5 can be as many thousands, so somebody must say it."""
        if any(heading.unit > 1 for table in self._tables for heading in headings_of(table).values()):
            return 1
        if not any(is_coded(table) and Column.UNIT not in table.mapping.fields for table in self._tables):
            return 1
        read.notices.append(Notice("", "figures_codes_read"))
        answer = self._answers.to(Question("figures_multiplied", ("as_they_stand", "thousands")))
        self.unit_is_known = bool(answer)
        return 1_000 if answer == "thousands" else 1

    def _about(self, table: Table) -> str:
        """What tells the question of this table from that of another."""
        return table.sheet.name if len(self._tables) > 1 else ""

    def _one_area(self, table: Table, titles: Sequence[str]) -> str | None:
        """The area of a table that names none in its lines or headings: as its title has it, confirmed by a person."""
        in_headings = all(
            any(self._book.names_one(word) for word in heading.words) for heading in headings_of(table).values()
        )
        if in_headings or {Column.AREA, Column.AREA_CODE} & table.mapping.fields:
            return None
        guess = next((code for title in titles if (code := self._book.inside(title))), "")
        choices = _AREAS if not guess or guess in _AREAS else (*_AREAS, guess)
        return self._ask("figures_area", choices, table, guess) or None

    def _total_area(self, table: Table, titles: Sequence[str]) -> str:
        """Which area a line "Totaal" is of: that of which all parts stand in the table, or the one in the title."""
        texts = list(area_texts([table]))
        totals = [text for text in texts if (is_a_total(text) or says_all(text)) and not self._book.names_one(text)]
        if not totals:
            return ""
        codes = [code for text in texts if self._book.names_one(text) and (code := self._quietly(text))]
        guess = whole_of(codes, self._book) or next(filter(None, map(self._book.inside, titles)), "")
        return self._ask(TOTAL_AREA, (*_AREAS, LEFT_OUT), table, guess if guess in _AREAS else "")

    def _ask(self, code: str, choices: tuple[str, ...], table: Table, usual: str) -> str:
        """A question about the one table, or about each of several with its name."""
        if len(self._tables) == 1:
            return self._answers.to(Question(code, choices, usual=usual))
        facts = {"table": table.sheet.name or "1"}
        return self._answers.to(Question(f"{code}_of", choices, table.sheet.name, facts, usual))

    def _quietly(self, text: str) -> str | None:
        try:
            return self._book.find(text)
        except Refusal:
            return None
