"""Several tables on one sheet: below each other, beside each other, or one whose heading comes back on a next page.

Read under the heading of the first, the numbers of the second would be those of other columns, in another unit. So each
becomes a sheet of its own, in which every cell stays where it stood, and a person says of each what is to become of it.
A heading that comes back over more lines of the same table makes no second one.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from thoes.intake.public import Row, Sheet, cell_text, column_letters, is_blank, normalise
from thoes.monitor.domain.quoted_numbers import is_number_or_sign, read_period
from thoes.monitor.quoted.columns import VOCABULARY, Column
from thoes.monitor.quoted.layout import is_footnote, is_line

NamesArea = Callable[[str], bool]
_HEADING_LINES = 3
_OF_A_PAGE = re.compile(r"^(?:pagina|page|blad)\b.{0,12}$|\bvervolg\b|\bcontinued\b", re.I)
_NAMES_A_LINE = frozenset({Column.AREA, Column.AREA_CODE, Column.GROUP, Column.PERIOD})


@dataclass(frozen=True, slots=True)
class Part:
    """One of the tables on a sheet: of which sheet, from which cell to which, and the words above it."""

    sheet: str
    cells: str
    title: str


@dataclass(slots=True)
class Separated:
    """The sheets to read, what is known of those that are a part of one, and the lines of headings that came back."""

    sheets: list[Sheet] = field(default_factory=list)
    parts: dict[str, Part] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Block:
    """Rows of a table: from its titles, its heading and its first line up to where the next begins."""

    top: int
    heading: int
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class _Range:
    """A table within rows and columns; `last` is its last line."""

    block: _Block
    left: int
    right: int
    last: int


def separated(sheet: Sheet, names_area: NamesArea) -> Separated:
    """The tables of a sheet apart; the sheet itself where it holds one, or none."""
    found = Separated()
    blocks = list(_blocks(sheet, names_area, found.repeated))
    ranges = [each for block in blocks for each in _beside(sheet.rows, block, names_area)]
    if len(ranges) < 2:
        found.sheets.append(sheet)
        return found
    for number, each in enumerate(ranges, start=1):
        name = sheet.name if number == 1 else f"{sheet.name} #{number}".strip()
        part = _cut(sheet, each, name, with_notes=number == 1)
        found.sheets.append(part)
        titles = [_text_of(row) for row in part.rows[each.block.top : each.block.heading]]
        cells = f"{column_letters(each.left)}{each.block.heading + 1}:{column_letters(each.right - 1)}{each.last + 1}"
        found.parts[name] = Part(sheet.name, cells, " ".join(filter(None, titles)))
    return found


def _blocks(sheet: Sheet, names_area: NamesArea, repeated: list[int]) -> Iterator[_Block]:
    """The tables below each other; a heading that comes back is taken off, and its line noted."""
    rows = sheet.rows
    first = next((at for at in range(len(rows)) if is_line(rows, at, names_area)), None)
    if first is None:
        return
    now = _Block(0, _heading_above(rows, first, names_area), first, len(rows))
    at = first + 1
    while at < len(rows):
        line = _first_line_below(rows, at, names_area) if _may_begin(rows, at, names_area) else None
        if line is None:
            at += 1
            continue
        last = max(row for row in range(now.first, at) if is_line(rows, row, names_area))
        titles = _titles_from(rows, last + 1, at)
        following = _Block(titles, at, line, len(rows))
        if _goes_on(rows, now, following, names_area):
            repeated.append(at + 1)
            for row in range(last + 1, line):
                if not is_footnote(rows[row]):
                    rows[row] = []
        else:
            now.end = titles
            yield now
            now = following
        at = line + 1
    yield now


def _heading_above(rows: list[Row], first: int, names_area: NamesArea) -> int:
    top = first
    while top > 0 and first - top < _HEADING_LINES and len(_filled(rows[top - 1])) > 1:
        top -= 1
    return top


def _may_begin(rows: list[Row], at: int, names_area: NamesArea) -> bool:
    """Whether a row below lines looks like the heading of another table: names of columns or periods, and no numbers."""
    filled = [rows[at][column] for column in _filled(rows[at])]
    counts = [cell for cell in filled if is_number_or_sign(cell)]
    if len(filled) < 2 or any(read_period(cell) is None for cell in counts) or is_footnote(rows[at]):
        return False
    texts = [cell_text(cell) for cell in filled if not is_number_or_sign(cell)]
    knows_first = bool(texts) and normalise(texts[0]) in VOCABULARY.field_of
    if knows_first:
        return not names_area(texts[0])
    is_apart = len(_filled(rows[at - 1])) < 2
    return is_apart and not any(map(names_area, texts)) and (len(counts) > 1 or len(counts) + len(texts) > 1)


def _first_line_below(rows: list[Row], heading: int, names_area: NamesArea) -> int | None:
    """The first line under a heading, when every number of it has a name above it."""
    for at in range(heading + 1, min(heading + 1 + _HEADING_LINES, len(rows))):
        if not _filled(rows[at]):
            return None
        if is_line(rows, at, names_area):
            above = {column for row in rows[heading:at] for column in _filled(row)}
            numbers = {column for column in _filled(rows[at]) if is_number_or_sign(rows[at][column])}
            # A merged year stands above the first of its columns only.
            return (
                at if numbers and min(above) <= min(numbers) and len(numbers - above) <= len(numbers & above) else None
            )
    return None


def _titles_from(rows: list[Row], start: int, heading: int) -> int:
    """From where the words between two tables are those of the second; before it they are the notes of the first."""
    begins, at = start, start
    has_gap = any(not _filled(row) for row in rows[start:heading])
    while has_gap and at < heading and _filled(rows[at]):
        at += 1
        begins = at
    notes = [row for row in range(start, heading) if is_footnote(rows[row])]
    return max([begins, *(row + 1 for row in notes)])


def _goes_on(rows: list[Row], now: _Block, following: _Block, names_area: NamesArea) -> bool:
    """Whether a heading is that of the table above it once more: the same names, no title of its own, no line twice."""
    if _names(rows[now.first - 1]) != _names(rows[following.first - 1]) or now.first == now.heading:
        return False
    known = {_text_of(row) for row in rows[now.top : now.heading]} | {""}
    own = [_text_of(row) for row in rows[following.top : following.heading]]
    if any(title not in known and not _OF_A_PAGE.search(title) for title in own):
        return False
    before = {_label(rows[at]) for at in range(now.first, following.top) if is_line(rows, at, names_area)}
    after = {_label(rows[at]) for at in range(following.first, len(rows)) if is_line(rows, at, names_area)}
    return not before & after


def _beside(rows: list[Row], block: _Block, names_area: NamesArea) -> Iterator[_Range]:
    """The tables of a block that stand beside each other."""
    lines = [at for at in range(block.first, block.end) if is_line(rows, at, names_area)]
    width = max(len(rows[at]) for at in range(block.heading, block.end))
    starts = [0]
    numbers = {column for column in range(width) if _mostly_numbers(rows, lines, column)}
    for column in range(1, width):
        has_numbers = any(starts[-1] < number < column for number in numbers) and max(numbers) > column
        if has_numbers and column not in numbers and _names_lines(rows, block, lines, starts[-1], column):
            starts.append(column)
    for left, right in zip(starts, [*starts[1:], width], strict=True):
        own = [at for at in lines if any(left <= column < right for column in _filled(rows[at]))]
        if own:
            filled = [c for at in range(block.heading, own[-1] + 1) for c in _filled(rows[at]) if left <= c < right]
            yield _Range(block, left, right if right < width else max(filled) + 1, own[-1])


def _names_lines(rows: list[Row], block: _Block, lines: Sequence[int], before: int, column: int) -> bool:
    """Whether a column holds names of lines for a second time: under the name of the first, or with a gap before it."""
    own, first = (_name_above(rows, block, each) for each in (column, before))
    if not any(column < len(rows[at]) and not is_blank(rows[at][column]) for at in lines):
        return False
    is_apart = all(column - 1 >= len(rows[at]) or is_blank(rows[at][column - 1]) for at in lines)
    return bool(own) and (own == first or (is_apart and VOCABULARY.field_of.get(own) in _NAMES_A_LINE))


def _name_above(rows: list[Row], block: _Block, column: int) -> str:
    names = [normalise(cell_text(row[column])) for row in rows[block.heading : block.first] if column < len(row)]
    return next(filter(None, reversed(names)), "")


def _mostly_numbers(rows: list[Row], lines: Sequence[int], column: int) -> bool:
    cells = [rows[at][column] for at in lines if column < len(rows[at]) and not is_blank(rows[at][column])]
    return bool(cells) and 2 * sum(map(is_number_or_sign, cells)) > len(cells)


def _cut(sheet: Sheet, each: _Range, name: str, *, with_notes: bool) -> Sheet:
    """One table with the words around it; what stands elsewhere on the sheet is empty in it."""
    rows: list[Row] = [[] for _row in sheet.rows]
    for at in range(each.block.top, each.block.end):
        row = sheet.rows[at]
        rows[at] = [cell if each.left <= column < each.right else None for column, cell in enumerate(row)]
        is_title = at < each.block.heading
        if is_title and each.left and not _filled(rows[at]):
            # A title on the left is that of all tables beside each other.
            rows[at] = [*[None] * each.left, _text_of(row) or None]
    kept = range(each.block.top + 1, each.block.end + 1)
    return Sheet(
        name, rows, sheet.epoch_1904, sheet.hidden,
        [number for number in sheet.hidden_rows if number in kept],
        [number for number in sheet.struck_rows if number in kept],
        {number for number in sheet.open_quotes if number in kept},
        {number: doubt for number, doubt in sheet.doubts.items() if number in kept},
        sheet.notes if with_notes else [], sheet.beside if with_notes else [],
    )  # fmt: skip


def _filled(row: Row) -> list[int]:
    return [column for column, cell in enumerate(row) if not is_blank(cell)]


def _names(row: Row) -> list[str]:
    return [normalise(cell_text(row[column])) for column in _filled(row)]


def _label(row: Row) -> str:
    return normalise(" ".join(cell_text(row[c]) for c in _filled(row) if not is_number_or_sign(row[c])))


def _text_of(row: Row) -> str:
    return " ".join(dict.fromkeys(cell_text(row[column]) for column in _filled(row)))
