"""Cells, sheets and the limits of a file. Imported by the reading child too, so it stays small."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

# What stands in a cell whose formula has no stored result: it is unknown what people see there, so it is not empty.
NO_RESULT = "#FORMULA!"
# How people write that a cell holds nothing, in the languages of the lists.
# fmt: off
PLACEHOLDERS = frozenset(
    {"-", "--", "---", "–", "—", "−", "?", "??", "???", "/", "//", "*", "_", "...", "…", "(-)", "(leeg)", "(empty)", "(blank)",
     "nvt", "n.v.t.", "n.v.t", "nvt.", "n v t", "niet van toepassing", "n/a", "n.a.", "n.a", "n/d", "n.d.", "nd", "nb",
     "n.b.", "n/b", "onbekend", "onb", "onb.", "niet bekend", "nog niet bekend", "nog onbekend", "niet ingevuld",
     "geen", "nihil",
     "volgt", "volgt nog", "unknown", "not known", "unk", "none", "null", "nil", "not applicable", "tbd", "tba", "t.b.d.",
     "brak", "brak danych", "b/d", "b.d.", "nieznane", "nieznana", "nieznany", "nie dotyczy", "nie znane", "nie ma",
     "unbekannt", "k.a.", "k. a.", "k.a", "ka", "keine angabe", "keine angaben", "keine", "entfällt", "nicht bekannt",
     "necunoscut", "necunoscută", "nespecificat", "fără", "nu se aplică", "nu este cazul", "lipsă",
     "неизвестно", "неизвестен", "неизвестна", "няма", "няма данни", "не е приложимо", "н/п", "н.п.", "н/д", "н.д.",
     "невідомо", "невідомий", "невідома", "немає", "немає даних", "неизвестный", "нет", "нет данных",
     "ismeretlen", "nincs", "nem ismert", "desconocido", "desconocida", "ninguno", "ninguna", "no aplica", "sin datos"}
)
# fmt: on
Cell = str | float | int | bool | date | datetime | None
Row = list[Cell]


@dataclass(slots=True)
class Sheet:
    """One sheet from cell A1 on: `rows[0]` is what a spreadsheet program shows as row 1. Rows may differ in length.

    `epoch_1904` says that bare numbers, read as dates, count from 1904 instead of 1900. `hidden_rows` and `struck_rows`
    are the numbers, as shown, of rows that nobody sees and of rows with a line through them; `open_quotes` those of rows
    in which a quotation mark is not closed. `doubts` has, by row, the code and facts of what must be decided first.
    `notes` are the comments, text boxes, headers and footers: the name of the cell ("" for none) and the text. `beside` are
    the texts of the whole file, such as its title; they stand at its first sheet.
    """

    name: str
    rows: list[Row] = field(default_factory=list)
    epoch_1904: bool = False
    hidden: bool = False
    hidden_rows: list[int] = field(default_factory=list)
    struck_rows: list[int] = field(default_factory=list)
    open_quotes: set[int] = field(default_factory=set)
    doubts: dict[int, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    notes: list[list[str]] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost, and whether it may be JSON.

    The defaults hold a list of the whole province and keep a small server alive.
    """

    file_bytes: int = 100 * 2**20
    unpacked_bytes: int = 2**30
    unpacked_ratio: int = 250
    rows: int = 500_000
    columns: int = 256
    cells: int = 12_000_000
    memory_bytes: int = 2 * 2**30
    seconds: int = 60
    takes_json: bool = False


def is_blank(cell: Cell) -> bool:
    """True for an empty cell and for one with only white space."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def cell_text(cell: Cell) -> str:
    """The cell as a person would read it: white space collapsed, no `.0` behind a whole number, dates as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell if cell.isalnum() else " ".join(cell.split())
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell)


def column_letters(column: int) -> str:
    """The name a spreadsheet program gives a column: 0 is A, 26 is AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
