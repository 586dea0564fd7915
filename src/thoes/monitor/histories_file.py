"""The file with who stands in which lists: what its columns are called, and how it is written; `unseen_file` reads it."""

import csv
import io
from collections.abc import Sequence

from thoes.foundation.documents.sheets import harmless

COUNTS = (
    "count", "counts", "freq", "frequency", "frequencies", "frequentie", "aantal", "aantallen", "aantal personen",
    "aantal mensen", "number", "people", "persons", "personen", "mensen", "cases", "observed", "anzahl", "total",
    "totaal", "n",
)  # fmt: skip
CAPTURES, LIST, PSEUDONYM = "captures", "list", "pseudonym"
RESERVED_NAMES = frozenset({*COUNTS, CAPTURES, LIST, PSEUDONYM})
"""What no list can be called: in a table these columns mean something else."""


def histories_as_csv(lists: Sequence[str], counted: Sequence[tuple[Sequence[int], float]]) -> str:
    """A column of 0 and 1 for each list, and how many people: what `unseen_of_file` reads."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([*map(harmless, lists), "count"])
    writer.writerows([*cell, round(count)] for cell, count in counted)
    return stream.getvalue()
