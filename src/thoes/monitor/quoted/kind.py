"""Figures of others as a kind of file: wide or long tables, as bureaus and CBS make them.

A line of the file says one or more figures, one for each column of numbers. What nobody says of them is asked once for the
file; where an answer is missing its lines come back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thoes.accounts.public import Actor
from thoes.intake.public import (
    Cell,
    Cells,
    FileKind,
    HeaderGuess,
    Keep,
    Limits,
    Line,
    Notice,
    Problem,
    Question,
    ReadFile,
    Rejected,
    Run,
    Sheet,
    Table,
    Taken,
    Words,
    cell_text,
    holds_bsn,
    numbers_of,
)
from thoes.intake.public import Mapping as ColumnMapping
from thoes.kernel.refusals import Fact, Refusal
from thoes.monitor.areas import LIMBURG
from thoes.monitor.permissions import TAKE_IN_FIGURES
from thoes.monitor.quoted.areas import area_book
from thoes.monitor.quoted.columns import VOCABULARY, Column, is_enough
from thoes.monitor.quoted.differences import Differences, differences
from thoes.monitor.quoted.forms import FiguresForm
from thoes.monitor.quoted.json_tables import is_json, read_json_table
from thoes.monitor.quoted.layout import Layout, lay_out
from thoes.monitor.quoted.models import QuotedVersion
from thoes.monitor.quoted.proposals import QUESTIONS, proposed
from thoes.monitor.quoted.said import Place, SaidFigure, TotalDiffers, step_of, totals_that_differ
from thoes.monitor.quoted.sheet_reading import LEFT_OUT, FigureSheet
from thoes.monitor.quoted.table_choice import TableChoice
from thoes.monitor.quoted.tables_on_sheet import separated
from thoes.monitor.quoted.taking_in import (
    figures_by_place,
    keep_figures,
    open_version,
    refuse_unlinked,
    take_back,
    version_before,
    version_of,
)
from thoes.monitor.quoted.whole_file import WholeFile
from thoes.places.public import areas_of_region
from thoes.privacy.public import HOUSING_PERMITS, as_tenant

Figures = tuple[SaidFigure, ...]
_KEEP = "keep"
_ASKED_BESIDE = ("source", "version", "population", "is_not", "link", "licence")


class QuotedFigures(FileKind[Figures]):
    """A table with figures of somebody else, and its source."""

    name = "figures-of-others"
    permissions = (TAKE_IN_FIGURES,)
    # The files hold nobody; it is what their organisation works on here.
    purpose = HOUSING_PERMITS
    vocabulary = VOCABULARY
    # The widest table of CBS that fits a page has some thousands of lines. A choice of Thoes.
    limits = Limits(
        file_bytes=10 * 2**20, unpacked_bytes=200 * 2**20, rows=30_000, columns=200, cells=1_000_000, seconds=30
    )
    no_table = columns_missing = "figures_not_found"
    searches_unread = False
    leaves_out_totals = False
    form = FiguresForm
    shown = ((Column.GROUP,), (Column.AREA, Column.AREA_CODE))
    words = Words(
        title=gettext_lazy("Figures of others"),
        heading=gettext_lazy("Take in figures of others"),
        check=gettext_lazy("Check this file"),
        new=gettext_lazy("lines with new figures"),
        changed=gettext_lazy("lines that differ from the version before"),
        parent=("monitor:others", gettext_lazy("What others count")),
        result=gettext_lazy("The figures as everybody reads them"),
    )

    @staticmethod
    def is_enough(fields: frozenset[StrEnum]) -> bool:
        return is_enough(fields)

    @staticmethod
    def open_otherwise(path: Path) -> list[Sheet] | None:
        return [read_json_table(path, QuotedFigures.limits)] if is_json(path) else None

    def header_of(self, sheet: Sheet) -> HeaderGuess | None:
        layout = lay_out(sheet, self._book.names_one)
        if layout is None:
            return None
        self._layouts[sheet.name] = layout
        return HeaderGuess(layout.header, ColumnMapping(dict(layout.columns)), (), 1.0)

    def separate(self, sheets: list[Sheet]) -> list[Sheet]:
        self._book = area_book()
        self._layouts: dict[str, Layout] = {}
        apart = [separated(sheet, self._book.names_one) for sheet in sheets]
        self._choice = TableChoice({name: part for each in apart for name, part in each.parts.items()}, self.answers)
        self._repeated = [
            (sheet.name, each.repeated) for sheet, each in zip(sheets, apart, strict=True) if each.repeated
        ]
        return [sheet for each in apart for sheet in each.sheets]

    def prepare(self, tables: list[Table], read: ReadFile[Figures]) -> list[Table]:
        read.notices += [
            Notice(sheet, "figures_heading_repeated", {"lines": numbers_of(lines)}) for sheet, lines in self._repeated
        ]
        return self._choice.among(tables, self._layouts, read)

    def begin(self, sheets: list[Sheet], tables: list[Table], read: ReadFile[Figures]) -> None:
        """Lay together what the file says as a whole, and ask the rest. Refusal `open_licence_without_link`."""
        refuse_unlinked(self.asked)
        self._region = areas_of_region(self.actor.organisation_id)
        layouts = [self._layouts[table.sheet.name] for table in tables if table.sheet.name in self._layouts]
        if empty := [heading for layout in layouts for heading in layout.empty]:
            read.notices.append(Notice("", "figures_columns_left_out", {"columns": ", ".join(empty)[:200]}))
        self.notes = [note for layout in layouts for note in (*layout.titles, *layout.notes) if not holds_bsn(note)]
        self._ask_definition(
            [
                [*layout.titles, *layout.notes, *map(cell_text, table.headers)]
                for table, layout in zip(tables, layouts, strict=True)
            ],
            read,
        )
        self._whole = WholeFile(tables, self._layouts, self._book, self.answers, self._choice)
        of_tables = self._whole.of_tables(read)
        self._sheets = {
            table.sheet.name: FigureSheet(table, self._book, of_tables[table.sheet.name]) for table in tables
        }
        for each in self._sheets.values():
            read.notices.extend(each.notices)

    def _ask_definition(self, texts: Sequence[Sequence[str]], read: ReadFile[Figures]) -> None:
        """The parts of the definition that are choices: as the version before has them, or as the words of the tables say.

        Where these differ, what is counted may have changed, or two tables count two things: then none is proposed.
        """
        known = self._known()
        self.definition = {}
        for name, choices in QUESTIONS.items():
            found = {said for of_table in texts if (said := proposed(name, of_table))}
            usual = getattr(known, name) if known else "".join(found)
            if found and found != {usual}:
                usual = ""
            if len(found) > 1:
                read.notices.append(Notice("", f"figures_tables_differ_{name}"))
            self.definition[name] = self.answers.to(Question(f"figures_{name}", choices, usual=usual))

    def _known(self) -> QuotedVersion | None:
        said = (self.actor.organisation_id, self.asked["source"], self.asked["version"])
        return version_of(*said) or version_before(*said)

    def read(self, cells: Cells) -> Figures | None:
        self._choice.refuse_undecided(cells.sheet)
        if not self._whole.unit_is_known:
            raise Refusal("figures_multiplied")
        return self._inside(self._sheets[cells.sheet].figures(cells))

    def _inside(self, figures: Figures | None) -> Figures | None:
        """The figures of a line. Refusal `figures_outside_region` for a region that hands in those of somewhere else."""
        if self._region is not None:
            name, areas = self._region
            for figure in figures or ():
                if figure.area not in areas:
                    raise Refusal("figures_outside_region", name=self._book.name_of(figure.area), region=name)
        return figures

    def weigh(self, read: ReadFile[Figures]) -> None:
        if read.aside:
            read.notices.append(Notice("", "figures_elsewhere_left_out", {"count": read.aside}))
        self._send_back_twice(read)
        for sheet, differs in self._totals_that_differ(read):
            self._settle_total(read, differs, sheet)
        # Last, so that all questions stand on the page at once.
        is_open = [f"figures_{name}" for name, answer in self.definition.items() if not answer]
        if is_open:
            read.rejected += [_back(line, is_open[0], {}) for line in read.lines]
            read.lines.clear()

    def _totals_that_differ(self, read: ReadFile[Figures]) -> Iterator[tuple[str, TotalDiffers]]:
        """Those of each table by itself, as it is rounded; then those that only all tables together make."""
        by_table: dict[str, list[SaidFigure]] = {}
        for line in read.lines:
            by_table.setdefault(line.sheet, []).extend(line.said)
        told: set[Place] = set()
        for sheet, figures in by_table.items():
            for differs in self._differing(figures, step_of(figures)):
                told |= differs.places
                yield sheet if len(by_table) > 1 else "", differs
        if len(by_table) > 1:
            all_figures = [figure for figures in by_table.values() for figure in figures]
            for differs in self._differing(all_figures, max(map(step_of, by_table.values()))):
                if not differs.places <= told:
                    yield "", differs

    def _differing(self, figures: Sequence[SaidFigure], step: int) -> Iterator[TotalDiffers]:
        parts_of = {code: self._book.parts_of(code) for code in ("noord", "midden", "zuid", LIMBURG)}
        if not set(parts_of[LIMBURG]) <= {figure.area for figure in figures}:
            parts_of[LIMBURG] = [town for region in parts_of[LIMBURG] for town in self._book.parts_of(region)]
        return totals_that_differ(figures, parts_of, step=step)

    def _settle_total(self, read: ReadFile[Figures], differs: TotalDiffers, sheet: str) -> None:
        facts: dict[str, Fact] = {
            "name": self._book.name_of(differs.name) if differs.name in self._book.areas else "Totaal",
            "of": differs.clash.of,
            "number": differs.clash.number,
            "sum": differs.clash.sum,
            "count": differs.count,
        }
        about = f"{sheet}:{differs.name}" if sheet else differs.name
        answer = self.answers.to(Question("figures_total_differs", (_KEEP, LEFT_OUT), about, facts))
        if answer == _KEEP:
            read.notices.append(Notice("", "figures_total_read", facts))
            return
        kept: list[Line[Figures]] = []
        for line in read.lines:
            left = tuple(figure for figure in line.said if figure.place not in differs.places)
            if len(left) == len(line.said):
                kept.append(line)
            elif answer == LEFT_OUT:
                kept += [replace(line, said=left)] if left else []
            else:
                read.rejected.append(_back(line, "figures_total_differs", facts))
        if answer == LEFT_OUT:
            read.notices.append(Notice("", "figures_total_left_out", facts))
        read.lines[:] = kept

    def _send_back_twice(self, read: ReadFile[Figures]) -> None:
        """A place that stands in the file twice with two numbers: the second comes back. Twice the same counts once."""
        seen: dict[Place, SaidFigure] = {}
        kept: list[Line[Figures]] = []
        for line in read.lines:
            own, other = [], None
            for figure in line.said:
                first = seen.setdefault(figure.place, figure)
                if first is figure:
                    own.append(figure)
                elif (first.number, first.missing) != (figure.number, figure.missing):
                    other = first
            if other is not None:
                for figure in own:
                    del seen[figure.place]
                read.rejected.append(_back(line, "figure_twice", {"cell": other.cell}))
            elif own:
                kept.append(replace(line, said=tuple(own)))
        read.lines[:] = kept

    def _each(self, lines: Iterable[Line[Figures]]) -> Taken:
        """Put the figures in their version, and say of each line what differs from the version before."""
        taken = Taken()
        said = {name: str(self.asked[name]) for name in _ASKED_BESIDE} | self.definition
        before = figures_by_place(version_before(self.actor.organisation_id, said["source"], said["version"]))
        version, known = None, figures_by_place(version_of(self.actor.organisation_id, said["source"], said["version"]))
        for line in lines:
            try:
                with transaction.atomic():
                    version = version or self._open(said)
                    added = keep_figures(version, line.said, known)
            except Refusal as refusal:
                taken.rejected.append(line.rejected(refusal))
                continue
            found = differences(line.said, before)
            state = "unchanged" if not added else "changed" if found.changed else "new"
            taken.count(line, state, says=tuple(Notice("", "figure_changed", facts) for facts in _told(found)))
        self._version = version
        return taken

    def _open(self, said: Mapping[str, str]) -> QuotedVersion:
        assert self.run is not None
        run = Run.objects.get(pk=self.run)
        return open_version(actor=self.actor, said=said, notes=self.notes, sha256=run.sha256, at=self.at)

    def carry_out(self, lines: Sequence[Line[Figures]], *, act: UUID | None, start: int, keep: Keep) -> None:
        with as_tenant(self.actor, self.purpose):
            taken = self._each(lines[start:])
            keep(self._version.pk if self._version and taken.accepted else None, start, len(lines) - start, taken)

    def undo(self, act: UUID) -> None:
        take_back(actor=self.actor, version_id=act)

    def understood(self, read: ReadFile[Figures], taken: Taken) -> list[Notice]:
        back = {(line.sheet, line.line) for line in taken.rejected}
        figures = [f for line in read.lines if (line.sheet, line.line) not in back for f in line.said]
        if not figures:
            return []
        told = {name: str(dict(self.definition)[name]) for name in self.definition}
        periods = sorted({(figure.last, figure.period) for figure in figures})
        found = [
            Notice(
                "",
                "understood_figures",
                {
                    "count": len(figures),
                    "areas": len({figure.area for figure in figures}),
                    "first": periods[0][1],
                    "last": periods[-1][1],
                },
            ),
            Notice("", "understood_source", {"source": self.asked["source"], "version": self.asked["version"]}),
            Notice("", "understood_population", {"population": self.asked["population"]}),
            *(Notice("", f"understood_{name}_{answer}") for name, answer in told.items()),
            Notice("", "understood_is_not", {"is_not": self.asked["is_not"]}),
        ]
        missing = sum(figure.number is None for figure in figures)
        if missing:
            found.append(Notice("", "understood_missing_figures", {"count": missing}))
        return found + self._compared(figures)

    def _compared(self, figures: Sequence[SaidFigure]) -> list[Notice]:
        before = version_before(self.actor.organisation_id, self.asked["source"], self.asked["version"])
        if before is None:
            return []
        found = differences(figures, figures_by_place(before))
        facts: dict[str, Fact] = {
            "version": before.version, "new": found.new, "changed": len(found.changed), "gone": found.gone,
        }  # fmt: skip
        told = [Notice("", "understood_differences", facts)]
        said = {"population": self.asked["population"], "is_not": self.asked["is_not"], **self.definition}
        if any(getattr(before, name) != value for name, value in said.items()):
            told.append(Notice("", "understood_other_definition", {"version": before.version}))
        return told

    @staticmethod
    def says(said: Figures) -> dict[str, str]:
        first = said[0]
        shown = "; ".join(f"{f.period}: {f.number if f.number is not None else '–'}{f.mark}" for f in said[:4])
        return {Column.GROUP: f"{first.of_line or first.group or _('everybody')} ({shown})"}

    @staticmethod
    def said_beside(form: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
        return {name: str(form[name]) for name in _ASKED_BESIDE}, f"{form['source']}, {form['version']}"

    @staticmethod
    def points(actor: Actor) -> list[Any]:
        return [
            _("Municipalities, regions or groups as lines, years as columns; or one figure on each line. Also of CBS."),
            _("A dash, a point, an x, an empty cell and a zero are five things, and stay so."),
            _("A total that differs from its parts is shown, and we ask you which one counts."),
            _("What the figures count is asked before anything goes in. It stands with each figure."),
            _("A new version takes the place of none: you see what changed, and both stay readable."),
            _("Everybody may read the figures here with their source. Take in only what may be public."),
        ]

    @staticmethod
    def example() -> list[list[Cell]]:
        return [
            ["Gemeente", "2024", "2025"],
            ["Venlo", 1200, 1250],
            ["Weert", "x", 310],
            ["Roermond", "n.b.", 480],
        ]

    @classmethod
    def result_url(cls, run: Run) -> str:
        return reverse("monitor:quoted", args=[run.act]) if run.act else ""


def _told(found: Differences) -> list[dict[str, Fact]]:
    return [
        {
            "period": figure.period,
            "group": figure.group or _("everybody"),
            "now": _shown(figure.number),
            "before": _shown(old),
        }
        for figure, old in found.changed[:3]
    ]


def _shown(number: int | None) -> Fact:
    return "–" if number is None else number


def _back(line: Line[Figures], code: str, facts: dict[str, Fact]) -> Rejected:
    return Rejected(line.sheet, line.line, (Problem(None, code, facts),), line.cells)
