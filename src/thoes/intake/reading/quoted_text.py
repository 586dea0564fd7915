"""Cut text into records and cells, where a quotation mark that never closes costs its own line and no other.

As RFC 4180 has it, with one difference: a mark that opens a cell and is not closed right before a delimiter or the end of
a line is taken for a letter. A cell may hold several lines; it may not hold several whole lines of the list.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

# A cell with more lines than this is a forgotten quotation mark.
_MOST_LINES_IN_A_CELL = 30
_END_OF_LINE = re.compile(r"\r\n|\r|\n")


def lines_of(text: str) -> list[str]:
    """The lines of a text without their ends, whichever those are."""
    lines = _END_OF_LINE.split(text)
    return lines[:-1] if lines and not lines[-1] else lines


def usual_width(lines: Sequence[str], delimiter: str) -> int:
    """How many delimiters most of the lines have, none of them counted as part of a cell."""
    counts = Counter(found for line in lines if (found := line.count(delimiter)))
    return counts.most_common(1)[0][0] if counts else 0


def records(lines: Sequence[str], delimiter: str) -> Iterator[tuple[list[str], bool]]:
    """The cells of each record, and whether a quotation mark in it was opened and never closed."""
    width = usual_width(lines[:1_000], delimiter)
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if '"' not in line:
            yield line.split(delimiter) if line else [], False
            continue
        cells, is_open, place = [], False, 0
        while True:
            cell, place, number, line, left_open = _cell(lines, number, line, place, delimiter, width)
            cells.append(cell)
            is_open |= left_open
            if place > len(line):
                break
        yield cells, is_open


def _cell(
    lines: Sequence[str], number: int, line: str, place: int, delimiter: str, width: int
) -> tuple[str, int, int, str, bool]:
    """The cell that begins at `place` of `line`; where the next one begins, in which line, and whether it is left open.

    `number` is that of the line after; the place behind the end of a line is one beyond it.
    """
    if line[place : place + 1] == '"' and (closed := _closed(lines, number, line, place + 1, delimiter, width)):
        return *closed, False
    end = line.find(delimiter, place)
    end = len(line) if end < 0 else end
    cell = line[place:end]
    left_open = cell.startswith('"') and cell.count('"') % 2 == 1
    return cell.removeprefix('"') if left_open else cell, end + 1, number, line, left_open


def _closed(
    lines: Sequence[str], number: int, line: str, place: int, delimiter: str, width: int
) -> tuple[str, int, int, str] | None:
    """The text between two quotation marks, over lines if need be; None when the first one is not closed."""
    text, taken = "", [line]
    while True:
        end = line.find('"', place)
        if end < 0:
            text += line[place:] + "\n"
            if number >= len(lines) or len(taken) >= _MOST_LINES_IN_A_CELL:
                return None
            line, place = lines[number], 0
            number += 1
            taken.append(line)
        elif line[end + 1 : end + 2] == '"':
            text += line[place : end + 1]
            place = end + 2
        else:
            text += line[place:end]
            behind = line[end + 1 :].lstrip(" ") if delimiter != " " else line[end + 1 :]
            if behind and not behind.startswith(delimiter):
                return None
            if len(taken) > 1 and width and all(one.count(delimiter) >= width for one in taken if one.strip()):
                return None
            return text, len(line) - len(behind) + 1, number, line
