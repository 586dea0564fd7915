"""What is said about many lines at once: one sentence with their numbers, instead of one for each."""

from collections.abc import Iterator

from thoes.intake.reading.date_order import FoundOrder
from thoes.intake.reading.lines import TableReader
from thoes.intake.reading.tables import Notice
from thoes.kernel.refusals import Fact

_MOST_NAMED = 20


def order_notices(order: FoundOrder) -> Iterator[Notice]:
    """How dates were read, where that is worth saying."""
    if found := order.notice():
        yield Notice("", *found)


def nobody_notice(reader: TableReader) -> Iterator[Notice]:
    """Lines with totals, footnotes and signatures, which were left alone."""
    if lines := reader.about_nobody:
        yield Notice(reader.sheet.name, "lines_about_nobody", {"lines": numbers_of(lines), "count": len(lines)})


def numbers_of(lines: list[int]) -> str:
    """The numbers of lines as people write them: "2, 3, 7", and "…" after twenty."""
    named = ", ".join(str(line) for line in lines[:_MOST_NAMED])
    return f"{named}, …" if len(lines) > _MOST_NAMED else named


class LineNotices:
    """Collects, per sheet and per thing to say, the lines it is about."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str, tuple[tuple[str, Fact], ...]], list[int]] = {}

    def add(self, code: str, sheet: str, line: int, **facts: Fact) -> None:
        """Say this of one line more; with `facts` that differ it is another thing to say."""
        self._lines.setdefault((code, sheet, tuple(facts.items())), []).append(line)

    def join(self, other: "LineNotices") -> None:
        """Say what the other says too."""
        for key, lines in other._lines.items():
            self._lines.setdefault(key, []).extend(lines)

    def notices(self) -> Iterator[Notice]:
        """One notice for each thing and sheet, in the order in which they came up."""
        for (code, sheet, facts), lines in self._lines.items():
            yield Notice(sheet, code, {"lines": numbers_of(sorted(lines)), "count": len(lines), **dict(facts)})
