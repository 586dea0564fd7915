"""What is said about many lines at once: one sentence with their numbers, instead of one for each."""

from collections.abc import Iterator

from thoes.imports.reading.date_order import FoundOrder
from thoes.imports.reading.rows import Notice, SourceRow

_MOST_NAMED = 20


def order_notices(order: FoundOrder) -> Iterator[Notice]:
    """How dates were read, where that is worth saying."""
    if found := order.notice():
        yield Notice("", *found)


def numbers_of(lines: list[int]) -> str:
    """The numbers of lines as people write them: "2, 3, 7", and "…" after twenty."""
    named = ", ".join(str(line) for line in lines[:_MOST_NAMED])
    return f"{named}, …" if len(lines) > _MOST_NAMED else named


class LineNotices:
    """Collects, per sheet and per thing to say, the lines it is about."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str], list[int]] = {}

    def add(self, code: str, sheet: str, line: int) -> None:
        """Say this of one line more."""
        self._lines.setdefault((code, sheet), []).append(line)

    def join(self, other: "LineNotices") -> None:
        """Say what the other says too."""
        for key, lines in other._lines.items():
            self._lines.setdefault(key, []).extend(lines)

    def left_out(self, row: SourceRow) -> None:
        """The details of a line that could not be read."""
        for problem in row.left_out:
            self.add(f"{problem.field}_left_out", row.sheet, row.line)

    def notices(self) -> Iterator[Notice]:
        """One notice for each thing and sheet, in the order in which they came up."""
        for (code, sheet), lines in self._lines.items():
            yield Notice(sheet, code, {"lines": numbers_of(lines), "count": len(lines)})
