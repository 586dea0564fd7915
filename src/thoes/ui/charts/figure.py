"""A chart with what belongs to it: the sentence it shows, where it comes from, and its numbers."""

from dataclasses import dataclass

from thoes.foundation.documents.sheets import Sheet, as_csv
from thoes.ui.charts.drawing import Drawing, on_paper

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a chart as it shows them; the first cell of a row names it. None is a number that is not told.

    `file_head` and `file_rows` are columns that only the file has: what who works on with the numbers needs beside them.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    file_head: tuple[str, ...] = ()
    file_rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart for a page; `note` says where it comes from. `words` is for a screen reader, where the title is not enough.

    `table` is None where the page itself shows the numbers; then there is no file either, as for what is about one person.
    """

    title: str
    drawing: Drawing
    note: str = ""
    table: Table | None = None
    words: str = ""

    @property
    def name(self) -> str:
        return self.drawing.name


def picture_of(figure: Figure) -> bytes:
    """The figure as a file that stands on its own."""
    drawn = on_paper(figure.drawing, title=figure.title, note=figure.note, with_key=True)
    return drawn.encode()


def numbers_of(table: Table) -> bytes:
    """The numbers as csv."""
    more = table.file_rows or ((),) * len(table.rows)
    rows = [(*row, *cells) for row, cells in zip(table.rows, more, strict=True)]
    return as_csv(Sheet(table.caption, (*table.head, *table.file_head), rows))
