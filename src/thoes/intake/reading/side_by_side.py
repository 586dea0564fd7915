"""Two lists beside each other on one sheet: the right-hand one is laid below the left-hand one, as more lines of it.

Only where the column names on the right are those on the left, in the same order. Read where they stand, the people on the
right would be columns that nobody understands.
"""

from collections.abc import Iterator

from thoes.intake.line_notices import numbers_of
from thoes.intake.reading.cells import Row, Sheet, cell_text, column_letters, is_blank
from thoes.intake.reading.header import recognise
from thoes.intake.reading.tables import Notice
from thoes.intake.reading.vocabulary import Vocabulary, normalise
from thoes.kernel.refusals import Fact


def lay_below(sheet: Sheet, vocabulary: Vocabulary) -> Notice | None:
    """Move what stands on the right below the rest of the sheet; what is said of it, None where there is no such list."""
    guess = recognise(sheet.rows, vocabulary)
    if guess is None or len(guess.mapping.columns) < 2 or not vocabulary.who_and_when & guess.mapping.fields:
        return None
    names = [normalise(cell_text(cell)) for cell in sheet.rows[guess.row_index]]
    first, last = min(guess.mapping.columns), max(guess.mapping.columns)
    starts = list(_repeats(names, sorted(guess.mapping.columns), width=last - first + 1))
    if not starts:
        return None
    width = _whole_width(names, first, starts, width=last - first + 1)
    begins = len(sheet.rows) + 1
    for start in starts:
        for number in range(guess.row_index + 2, begins):
            _move(sheet, number, start=start, first=first, width=width)
        _blank(sheet.rows[guess.row_index], start, width)
    lines = list(range(begins, len(sheet.rows) + 1))
    columns = ", ".join(column_letters(start) for start in starts)
    facts: dict[str, Fact] = {"columns": columns, "lines": numbers_of(lines)}
    return Notice(sheet.name or "1", "tables_side_by_side", facts) if lines else None


def _repeats(names: list[str], columns: list[int], *, width: int) -> Iterator[int]:
    """The columns at which the same names begin again."""
    first, taken = columns[0], columns[-1]
    for start in range(taken + 1, len(names) - width + 1):
        is_same = all(names[start + column - first] == names[column] for column in columns)
        if start > taken and is_same:
            yield start
            taken = start + width - 1


def _whole_width(names: list[str], first: int, starts: list[int], *, width: int) -> int:
    """With the columns behind those that were understood, as far as each list has them by the same names."""
    while first + width < starts[0]:
        found = {names[begin + width] if begin + width < len(names) else "" for begin in (first, *starts)}
        if len(found) > 1 or "" in found:
            break
        width += 1
    return width


def _move(sheet: Sheet, number: int, *, start: int, first: int, width: int) -> None:
    row = sheet.rows[number - 1]
    right = row[start : start + width]
    if all(is_blank(cell) for cell in right):
        return
    sheet.rows.append([*[None] * first, *right])
    for marked in (sheet.hidden_rows, sheet.struck_rows):
        if number in marked:
            marked.append(len(sheet.rows))
    if number in sheet.open_quotes:
        sheet.open_quotes.add(len(sheet.rows))
    _blank(row, start, width)


def _blank(row: Row, start: int, width: int) -> None:
    row[start : start + width] = [None] * len(row[start : start + width])
