"""Find the row with column names below the title rows, and say which column holds what.

A name is recognised exactly, else when it is almost exactly one of the known words; a name that could be two things
is left to a person, with the candidates.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz, process

from thoes.intake.reading.cells import Cell, Row, cell_text, is_blank
from thoes.intake.reading.vocabulary import Vocabulary, normalise

_ROWS_SEARCHED = 30
_SAFE_SCORE = 89
_CANDIDATE_SCORE = 75
# Short words are one letter away from another word: "tot" and "to", "od" and "do".
_SHORTEST_FUZZY = 6
_CLOSEST_RIVAL = 4
_LONGEST_NAME = 60
_OWN_COLUMN = "thoes"


_EXACT, _WEAKER = 100, 95
# In brackets behind the name of a day, as it is compared: expected, by contract, the last night.
_ANOTHER_DAY = re.compile(
    r"\b(?:verwacht\w*|gepland\w*|expected|planned|estimate\w*|planowan\w*|przewidywan\w*|geplant\w*|voraussichtlich\w*"
    r"|erwartet\w*|estimat\w*|planificat\w*|indicati\w*|onder voorbehoud|o v b|ovb|prognose|streef\w*|contract\w*|umowa"
    r"|vertrag\w*"
    r"|laatste nacht|last night|t m|tm|en met|incl\w*|wlacznie|einschl\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which column (0 is A) holds which field; but for those that may stand in many, a field stands in one at most."""

    columns: dict[int, StrEnum]

    def column_of(self, field: StrEnum) -> int | None:
        """The column of the field, or None when the sheet has none."""
        return next((column for column, found in self.columns.items() if found is field), None)

    @property
    def fields(self) -> frozenset[StrEnum]:
        """The fields that have a column."""
        return frozenset(self.columns.values())


@dataclass(frozen=True, slots=True)
class UnmappedColumn:
    """A column whose name was not understood, or whose field already has a column."""

    column: int
    header: str
    candidates: tuple[StrEnum, ...]


@dataclass(frozen=True, slots=True)
class HeaderGuess:
    """Where the column names stand (0 is the first row) and what they mean; confidence from 0 to 1."""

    row_index: int
    mapping: Mapping
    unmapped: tuple[UnmappedColumn, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class _Match:
    field: StrEnum | None
    score: float
    candidates: tuple[StrEnum, ...]


def is_own(header: Cell) -> bool:
    """Whether Thoes itself added this column to a file that it gave back; on the way in it says nothing."""
    return normalise(cell_text(header)).startswith(_OWN_COLUMN)


def fingerprint(headers: Iterable[Cell]) -> str:
    """The same for the same column names in the same order, so that a mapping once made can be found again.

    A column that Thoes added to a file it gave back makes no difference.
    """
    names = "|".join("" if is_own(cell) else normalise(cell_text(cell)) for cell in headers).rstrip("|")
    return hashlib.sha256(names.encode()).hexdigest()[:32]


def recognise(rows: Sequence[Row], vocabulary: Vocabulary) -> HeaderGuess | None:
    """The most likely header among the first rows; None when there is no table in them.

    A table whose names are all unknown still gives a guess, with an empty mapping and confidence 0.
    """
    guesses = [_guess(index, row, vocabulary) for index, row in enumerate(rows[:_ROWS_SEARCHED])]
    best = max(guesses, key=lambda guess: (len(guess.mapping.columns), guess.confidence), default=None)
    if best is not None and len(best.mapping.columns) >= 2:
        return best
    return _unknown_table(rows, vocabulary)


def _unknown_table(rows: Sequence[Row], vocabulary: Vocabulary) -> HeaderGuess | None:
    for index, row in enumerate(rows[:_ROWS_SEARCHED]):
        names = [cell for cell in row if not is_blank(cell)]
        below = rows[index + 1] if index + 1 < len(rows) else []
        filled_below = sum(not is_blank(cell) for cell in below)
        if len(names) >= 2 and filled_below >= 2 and all(isinstance(name, str) for name in names):
            return replace(_guess(index, row, vocabulary), confidence=0.0)
    return None


def _guess(index: int, row: Row, vocabulary: Vocabulary) -> HeaderGuess:
    named = {column: cell for column, cell in enumerate(row) if isinstance(cell, str) and not is_blank(cell)}
    matches = {column: _match(cell, vocabulary) for column, cell in named.items() if not is_own(cell)}
    columns: dict[int, StrEnum] = {}
    # Exact names choose first; of equal names the leftmost column wins and the other is shown to a person.
    for column in sorted(matches, key=lambda column: (-matches[column].score, column)):
        field = matches[column].field
        if field is not None and (field in vocabulary.many or field not in columns.values()):
            columns[column] = field
    columns = vocabulary.in_context(dict(sorted(columns.items())))
    unmapped = tuple(
        UnmappedColumn(column, cell_text(row[column]), match.candidates)
        for column, match in matches.items()
        if column not in columns
    )
    total = sum(matches[column].score for column in columns)
    return HeaderGuess(index, Mapping(columns), unmapped, round(total / (100 * len(matches)), 2) if matches else 0.0)


def _match(cell: str, vocabulary: Vocabulary) -> _Match:
    if len(cell) > _LONGEST_NAME * 3:
        return _Match(None, 0, ())
    whole = _match_name(normalise(cell), vocabulary)
    if whole.field is not None or "(" not in cell:
        return whole
    # "Arrival date (dd-mm-yyyy)": what stands in brackets explains how to fill it in, or says that another day is meant.
    found = _match_name(normalise(re.sub(r"\([^)]*\)?", " ", cell)), vocabulary)
    explained = normalise(" ".join(re.findall(r"\(([^)]*)", cell)))
    is_other_day = found.field in vocabulary.days and _ANOTHER_DAY.search(explained) is not None
    return _Match(None, 0, vocabulary.may_be) if is_other_day else found


@lru_cache(maxsize=4096)
def _match_name(name: str, vocabulary: Vocabulary) -> _Match:
    known = vocabulary.field_of
    field = known.get(name) or vocabulary.joined.get(name.replace(" ", ""))
    if field is not None:
        return _Match(field, _WEAKER if name in vocabulary.weak_names else _EXACT, (field,))
    if name in vocabulary.doubtful_names:
        return _Match(None, 0, vocabulary.may_be)
    if len(name) < _SHORTEST_FUZZY or len(name) > _LONGEST_NAME:
        return _Match(None, 0, ())
    best: dict[StrEnum, float] = {}
    for word, score, _ in process.extract(
        name, list(known), scorer=fuzz.ratio, score_cutoff=_CANDIDATE_SCORE, limit=12
    ):
        best[known[word]] = max(score, best.get(known[word], 0))
    ranked = sorted(best, key=lambda found: -best[found])
    if ranked and best[ranked[0]] >= _SAFE_SCORE:
        rival = best[ranked[1]] if len(ranked) > 1 else 0
        if best[ranked[0]] - rival > _CLOSEST_RIVAL:
            return _Match(ranked[0], best[ranked[0]], (ranked[0],))
    return _Match(None, 0, tuple(ranked[:3]) or _candidates_by_words(name, known))


def _candidates_by_words(name: str, known: dict[str, StrEnum]) -> tuple[StrEnum, ...]:
    """Fields one of whose words stands in a longer name; good for a proposal, never for a decision."""
    found = process.extract(name, list(known), scorer=fuzz.token_set_ratio, score_cutoff=95, limit=6)
    return tuple(dict.fromkeys(known[word] for word, _, _ in found if len(word) > 3))[:3]
