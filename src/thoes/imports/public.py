"""The door of `imports`: reading whatever table file people have, for modules above."""

from thoes.imports.reading.cells import Cell, Limits, Row, Sheet, cell_text, column_letters, is_blank
from thoes.imports.reading.date_order import FoundOrder, find_order
from thoes.imports.reading.dates import read_birth_date, read_date
from thoes.imports.reading.formulas import refuse_unresolved
from thoes.imports.reading.header import normalise
from thoes.imports.reading.names import join_names, split_name
from thoes.imports.reading.opening import open_table_file
from thoes.imports.stored_facts import restored, stored

__all__ = [
    "Cell", "FoundOrder", "Limits", "Row", "Sheet", "cell_text", "column_letters", "find_order", "is_blank",
    "join_names", "normalise", "open_table_file", "read_birth_date", "read_date", "refuse_unresolved", "restored",
    "split_name", "stored",
]  # fmt: skip
