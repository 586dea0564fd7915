"""What becomes of each of several tables on one sheet: a person sees all of them, and says it before anything counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from thoes.intake.public import Answers, Notice, Question, ReadFile, Table, cell_text, is_blank
from thoes.kernel.refusals import Fact, Refusal
from thoes.monitor.domain.quoted_numbers import PARTED, read_heading
from thoes.monitor.quoted.layout import Layout
from thoes.monitor.quoted.sheet_reading import LEFT_OUT, headings_of, unit_of
from thoes.monitor.quoted.tables_on_sheet import Part

TAKE_IN, AS_GROUP = "take_in", "as_group"
_LONGEST = 80


@dataclass(slots=True)
class TableChoice:
    """The tables that share a sheet (`parts`), and what was said of each."""

    parts: Mapping[str, Part]
    answers: Answers
    _said: dict[str, str] = field(default_factory=dict)
    _facts: dict[str, dict[str, Fact]] = field(default_factory=dict)

    def among(self, tables: Sequence[Table], layouts: Mapping[str, Layout], read: ReadFile[Any]) -> list[Table]:
        """The tables without those that are left out; where that are all of them, their lines come back."""
        for table in tables:
            name = table.sheet.name
            part, layout = self.parts.get(name), layouts.get(name)
            if part is None or layout is None:
                continue
            facts = self._facts[name] = _facts_of(part, table, layout)
            choices = (TAKE_IN, AS_GROUP, LEFT_OUT) if group_in(part.title) else (TAKE_IN, LEFT_OUT)
            self._said[name] = self.answers.to(Question("figures_table", choices, name, facts))
        left_out = [name for name, said in self._said.items() if said == LEFT_OUT]
        kept = [table for table in tables if table.sheet.name not in left_out]
        if kept:
            read.notices += [Notice(name, "figures_table_left_out", self._facts[name]) for name in left_out]
        return kept or list(tables)

    def refuse_undecided(self, sheet: str) -> None:
        """Refusals: `figures_table` for a line of a table on which nobody decided, `figures_no_table` where none is left."""
        said = self._said.get(sheet, TAKE_IN)
        if not said:
            raise Refusal("figures_table", field=None, **self._facts[sheet])
        if said == LEFT_OUT:
            raise Refusal("figures_no_table")

    def group_of(self, sheet: str) -> str:
        """What all of a table are called; "" where its title is no group."""
        return group_in(self.parts[sheet].title) if self._said.get(sheet) == AS_GROUP else ""

    def sheet_of(self, name: str) -> str:
        """The sheet of the file on which a table stands."""
        return self.parts[name].sheet if name in self.parts else name


def group_in(title: str) -> str:
    """A title without its period and unit."""
    return PARTED.join(read_heading([title]).words)[:_LONGEST] if title else ""


def _facts_of(part: Part, table: Table, layout: Layout) -> dict[str, Fact]:
    headings = [cell_text(cell) for cell in table.headers if not is_blank(cell)]
    lines = sum(any(not is_blank(cell) for cell in row) for row in table.sheet.rows[table.header_row + 1 :])
    return {
        "sheet": part.sheet or "1",
        "cells": part.cells,
        "title": part.title[:_LONGEST] or headings[0][:_LONGEST],
        "columns": ", ".join(headings)[: 2 * _LONGEST],
        "lines": lines,
        "unit": max([unit_of(layout.titles), *(heading.unit for heading in headings_of(table).values())]),
    }
