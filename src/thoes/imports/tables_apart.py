"""Lists below each other on one sheet, each with column names of its own: laid apart, so that each is read by its own names.

Only where the names below differ: the same ones again, on every printed page, are left alone by whoever reads the lines.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from thoes.intake.public import HeaderGuess, Row, Sheet, Vocabulary, cell_text, is_blank, normalise, recognise

_FEWEST_NAMES = 2
IsEnough = Callable[[frozenset[object]], bool]


def lists_apart(sheet: Sheet, vocabulary: Vocabulary, is_enough: IsEnough) -> list[tuple[Sheet, HeaderGuess | None]]:
    """Each list as a sheet in which lines keep their numbers, with its column names; the sheet itself where it holds one."""
    begins: list[tuple[int, HeaderGuess]] = []
    for at in _may_be_names(sheet):
        guess = recognise(sheet.rows[at : at + 1], vocabulary)
        if guess is None or not is_enough(guess.mapping.fields):
            continue
        if not begins or _names(sheet.rows[at]) != _names(sheet.rows[begins[-1][0]]):
            begins.append((at, guess))
    if len(begins) < _FEWEST_NAMES:
        return [(sheet, None)]
    starts = [0, *(_with_titles(sheet, at) for at, _guess in begins[1:])]
    ends = [*starts[1:], len(sheet.rows)]
    return [
        (_part(sheet, number, start, end), replace(guess, row_index=at))
        for number, ((at, guess), start, end) in enumerate(zip(begins, starts, ends, strict=True), start=1)
    ]


def _may_be_names(sheet: Sheet) -> Iterator[int]:
    """Rows of texts without a digit; somebody's line has the day of an arrival."""
    for at, row in enumerate(sheet.rows):
        if len(row) > 1 and not any(map(_is_value, row)) and sum(not is_blank(cell) for cell in row) >= _FEWEST_NAMES:
            yield at


def _is_value(cell: object) -> bool:
    return cell is not None and (not isinstance(cell, str) or any(map(str.isdigit, cell)))


def _names(row: Row) -> list[str]:
    names = [normalise(cell_text(cell)) for cell in row]
    while names and not names[-1]:
        names.pop()
    return names


def _with_titles(sheet: Sheet, at: int) -> int:
    """Where the lines above the column names begin that hold one text each: they are the title of what is below."""
    while at and sum(not is_blank(cell) for cell in sheet.rows[at - 1]) == 1:
        at -= 1
    return at


def _part(sheet: Sheet, number: int, start: int, end: int) -> Sheet:
    lines = range(start + 1, end + 1)
    return replace(
        sheet,
        name=sheet.name if number == 1 else f"{sheet.name} #{number}".strip(),
        rows=[*([[]] * start), *sheet.rows[start:end]],
        hidden_rows=[line for line in sheet.hidden_rows if line in lines],
        struck_rows=[line for line in sheet.struck_rows if line in lines],
        open_quotes={line for line in sheet.open_quotes if line in lines},
        doubts={},
        notes=sheet.notes if number == 1 else [],
        beside=sheet.beside if number == 1 else [],
    )
