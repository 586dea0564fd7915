"""What a kind of file has to say of itself, and nothing else: the rest of its life is the same for all.

The class describes the kind; an instance is one file of it that is being handled, for somebody, with what was said beside it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from thoes.accounts.public import Actor
from thoes.foundation.modules import Permission, Purpose
from thoes.intake.line_notices import LineNotices
from thoes.intake.questions import Answers
from thoes.intake.reading.cells import Cell, Limits, Sheet
from thoes.intake.reading.header import HeaderGuess, recognise
from thoes.intake.reading.lines import Cells, Line, Rejected, T
from thoes.intake.reading.tables import Notice, Table
from thoes.intake.reading.vocabulary import Vocabulary
from thoes.intake.web.forms import FileForm
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import as_tenant

if TYPE_CHECKING:
    from thoes.intake.models import Run

OnProgress = Callable[[int, int], None]
# An act, where its chunk begins, how many lines it has, what became of them: kept in the transaction of the chunk.
Keep = Callable[[UUID | None, int, int, "Taken"], None]


class Stopped(Exception):
    """Somebody else goes on with this file, or it was dropped."""


class _NothingKept(Exception):
    pass


@dataclass(frozen=True, slots=True)
class Words:
    """How a kind is spoken of. `final` says before the act that it cannot be undone, and what to do instead."""

    title: Any
    heading: Any
    check: Any
    new: Any
    changed: Any
    final: Any = ""
    parent: tuple[str, Any] | None = None
    result: Any = ""


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet as the page shows it: its column names, what each was taken for, and a few values under it."""

    name: str
    fingerprint: str
    headers: list[str]
    fields: list[str]
    samples: list[list[str]]
    asked: list[int]


@dataclass(slots=True)
class ReadFile(Generic[T]):
    """A file that was read: lines in the order of the file, and what is to be said about it.

    It is not `understood` while its columns do not say enough; `asked` names columns with days that nobody understands.
    `aside` counts lines that are about nothing of ours.
    """

    lines: list[Line[T]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    sheets: list[SheetSeen] = field(default_factory=list)
    understood: bool = True
    asked: list[str] = field(default_factory=list)
    aside: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one line that goes in, and where it is about as the register calls it.

    `says` are codes with facts: what else there is to know of it.
    """

    state: str
    where: str = ""
    says: tuple[Notice, ...] = ()


@dataclass(slots=True)
class Taken:
    """What became of lines, or would. `left_out` names the fields that no ground allows, with how often they stood there.

    `said` is what a person should know of lines that were taken, `outcomes` has what becomes of each, by sheet and line.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    said: LineNotices = field(default_factory=LineNotices)
    outcomes: dict[tuple[str, int], Outcome] = field(default_factory=dict)

    @property
    def accepted(self) -> int:
        """Lines that changed something, or would."""
        return self.new + self.changed

    def count(self, line: Line[Any], state: str, **seen: Any) -> None:
        """Add one line that went in; its state is called as the count is. `seen` as `Outcome` has it."""
        setattr(self, state, getattr(self, state) + 1)
        self.outcomes[line.sheet, line.line] = Outcome(state, **seen)

    def add(self, other: "Taken") -> None:
        """Add what became of other lines."""
        self.new += other.new
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.rejected += other.rejected
        for name, count in other.left_out.items():
            self.left_out[name] = self.left_out.get(name, 0) + count
        self.said.join(other.said)
        self.outcomes |= other.outcomes


class FileKind(Generic[T]):
    """One kind of file. A line that is sent back can be mended and handed in again as a file of the same kind."""

    name: ClassVar[str]
    # Who hands such files in: one of these is enough.
    permissions: ClassVar[tuple[Permission, ...]]
    # What such files are kept and looked at for.
    purpose: ClassVar[Purpose]
    vocabulary: ClassVar[Vocabulary]
    limits: ClassVar[Limits] = Limits()
    # The refusal of a file without any table, and of columns that do not say enough.
    no_table: ClassVar[str]
    columns_missing: ClassVar[str]
    words: ClassVar[Words]
    form: ClassVar[type[FileForm]] = FileForm
    # Whether a number that may be a BSN sends a line back wherever it stands, and refuses a file around its lists.
    searches_unread: ClassVar[bool] = True
    # Whether lines with a total, a footnote or a signature are left alone, as those of a list of people.
    leaves_out_totals: ClassVar[bool] = True
    # Whether what stood in a line that is sent back is kept with its reason.
    keeps_cells: ClassVar[bool] = True
    # Whether a person looks at the check before anything is carried out.
    asks_first: ClassVar[bool] = True
    # How long a file may wait for a person. A choice of Thoes, not law.
    waits: ClassVar[timedelta] = timedelta(days=7)
    # The fields by which somebody finds a line in the own list, in the order of the page.
    shown: ClassVar[tuple[tuple[StrEnum, ...], ...]] = ()
    # The fields with the first and the last day of a line.
    shown_days: ClassVar[tuple[StrEnum, ...]] = ()
    # Of what comes back, what the line itself no longer shows when it is handed in again: codes of its refusals.
    shown_by_the_file: ClassVar[frozenset[str]] = frozenset()

    def __init__(
        self,
        *,
        actor: Actor,
        asked: Mapping[str, Any],
        at: datetime,
        run: UUID | None = None,
        answers: Mapping[str, str] | None = None,
    ) -> None:
        self.actor, self.asked, self.at, self.run = actor, asked, at, run
        self.answers = Answers(answers)
        self.on = localdate(at)

    @staticmethod
    def open_otherwise(path: Path) -> list[Sheet] | None:
        """The sheets of a file that is no spreadsheet and no list; None for all others. Raises `Refusal`."""
        return None

    def separate(self, sheets: list[Sheet]) -> list[Sheet]:
        """The sheets with several tables on one as sheets of their own, in which lines keep their numbers."""
        return sheets

    def header_of(self, sheet: Sheet) -> HeaderGuess | None:
        """Where the column names of a sheet stand and what they mean; None where there is no table in it."""
        return recognise(sheet.rows, self.vocabulary)

    @staticmethod
    def is_enough(fields: frozenset[StrEnum]) -> bool:
        """Whether lines can be read from columns with these fields."""
        raise NotImplementedError

    def prepare(self, tables: list[Table], read: ReadFile[T]) -> list[Table]:
        """The tables before anything else is done with them."""
        return tables

    def begin(self, sheets: list[Sheet], tables: list[Table], read: ReadFile[T]) -> None:
        """Look at the tables that will be read."""

    def read(self, cells: Cells) -> T | None:
        """What one line says; None puts it aside. Raises `Refusal` or, with everything that is doubtful, `Doubts`."""
        raise NotImplementedError

    def weigh(self, read: ReadFile[T]) -> None:
        """The file as a whole: order, repetitions, what is to be said."""

    def take(self, said: T, line: Line[T]) -> str:
        """Carry out one line; "new", "changed" or "unchanged". Raises `Refusal`."""
        raise NotImplementedError

    def try_out(self, lines: Sequence[Line[T]], *, on_progress: OnProgress | None = None) -> Taken:
        """What would become of the lines by the real rules; nothing of it is kept."""
        taken = Taken()
        with as_tenant(self.actor, self.purpose):
            try:
                with transaction.atomic():
                    taken = self._each(lines)
                    raise _NothingKept
            except _NothingKept:
                return taken

    def carry_out(self, lines: Sequence[Line[T]], *, act: UUID | None, start: int, keep: Keep) -> None:
        """Take the lines from `start` on in, by chunks that stand or fall with what `keep` writes: here all at once."""
        with as_tenant(self.actor, self.purpose):
            keep(None, start, len(lines) - start, self._each(lines[start:]))

    @staticmethod
    def says(said: T) -> dict[str, str]:
        """What a line was understood to say, by field, where that is not what stands in its cells."""
        return {}

    @staticmethod
    def parts_of(cells: Mapping[int, str], fields: Mapping[int, str]) -> list[dict[str, str]]:
        """The lines that one line seems to be, each by the cells in which it differs; empty when it is one."""
        return []

    def understood(self, read: ReadFile[T], taken: Taken) -> list[Notice]:
        """How the file as a whole was understood, in a few sentences."""
        return []

    def undo(self, act: UUID) -> None:
        """Take an act back. Raises `Refusal` when something came after it."""
        raise NotImplementedError

    def _each(self, lines: Iterable[Line[T]]) -> Taken:
        taken = Taken()
        for line in lines:
            try:
                with transaction.atomic():
                    taken.count(line, self.take(line.said, line))
            except Refusal as refusal:
                taken.rejected.append(line.rejected(refusal))
        return taken

    @staticmethod
    def said_beside(form: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
        """What the form asks beside the file, as JSON can hold it, and what the file is about in a few words."""
        return {}, ""

    @staticmethod
    def points(actor: Actor) -> list[Any]:
        """What may be in such a file, in sentences."""
        return []

    @staticmethod
    def example() -> list[list[Cell]]:
        """Column names that are always understood, and made-up lines."""
        return []

    @staticmethod
    def missing_first(actor: Actor) -> dict[str, Any] | None:
        """What must be there before such a file can be handed in, as an empty state shows it; None when it is."""
        return None

    @classmethod
    def result_url(cls, run: "Run") -> str:
        """Where the result of an act is looked at; "" when the page of the file says it all."""
        return ""

    @classmethod
    def together_url(cls, run: "Run") -> str:
        """The page on which a checked file goes on together with others; "" when it is taken in by itself."""
        return ""

    @classmethod
    def run_url(cls, run: "Run") -> str:
        """The page of a file."""
        return reverse(f"{cls.name}:run", args=[run.pk])


_kinds: dict[str, type[FileKind[Any]]] = {}


def register_kind(kind: type[FileKind[Any]]) -> None:
    """Make a kind known to the pages, the jobs and the receipts."""
    _kinds[kind.name] = kind


def all_kinds() -> list[type[FileKind[Any]]]:
    """Every kind of file."""
    return list(_kinds.values())


def kind_named(name: str) -> type[FileKind[Any]]:
    """The kind with this name."""
    return _kinds[name]
