"""A report as plain values: the same one is a page, a PDF, a spreadsheet, Markdown or JSON."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its heads; every cell is text."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Each cell with the head of its column, which a phone shows beside it."""
        return [list(zip(self.head, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Part:
    """Something with a name of its own within a section: facts as pairs, perhaps a table."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    grid: Grid | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with text under it. `tasks` are what a person must still say; they are marked wherever they are shown."""

    title: str
    text: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    tasks: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The whole. `notice` stands on top in a frame, such as that this is a draft or an exercise."""

    title: str
    subtitle: str
    notice: str
    sections: tuple[Section, ...]

    @property
    def tasks(self) -> tuple[str, ...]:
        return tuple(task for section in self.sections for task in section.tasks)


def as_data(report: Report) -> dict[str, Any]:
    """For JSON."""
    return asdict(report)
