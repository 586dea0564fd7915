"""What stands under a departure instead of a day: a no ("Vertrokken? nee"), or a yes that does not say when."""

from collections.abc import Iterable

from thoes.intake.public import Cell, Row, cell_text, says_no_day

# fmt: off
NO_WORDS = frozenset(
    {"nee", "neen", "n", "no", "nie", "nein", "nu", "не", "ні", "ne", "nem", "não", "false", "onwaar", "fałsz", "falsch"}
)
_YES_WORDS = frozenset(
    {"ja", "j", "yes", "y", "tak", "da", "да", "так", "igen", "sí", "sim", "ano", "áno", "true", "waar", "prawda", "wahr"}
)
# fmt: on


def says_no(cell: Cell) -> bool:
    """Whether a cell answers no, in words or as a tick box."""
    return cell_text(cell).casefold().strip(" .!") in NO_WORDS


def says_yes(cell: Cell) -> bool:
    """Whether a cell answers yes, in words or as a tick box."""
    return cell_text(cell).casefold().strip(" .!") in _YES_WORDS


def has_departure(row: Row, columns: Iterable[int]) -> bool:
    """Whether something stands in one of the columns of departure, other than that there is none."""
    cells = (row[column] for column in columns if column < len(row))
    return any(not says_no_day(cell) and not says_no(cell) for cell in cells)
