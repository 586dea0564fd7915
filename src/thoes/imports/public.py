"""The door of `imports`: reading whatever table file people have, and taking lists in, for modules above."""

from thoes.imports.duty_file import DutyFileResult, duty_of_file, write_duty_csv, write_duty_json, write_duty_xlsx
from thoes.imports.lines import ReadList, read_list
from thoes.imports.models import SiteList
from thoes.imports.reading.cells import Cell, Limits, Row, Sheet, cell_text, column_letters, is_blank
from thoes.imports.reading.date_order import FoundOrder, find_order
from thoes.imports.reading.dates import read_birth_date, read_date
from thoes.imports.reading.formulas import refuse_unresolved
from thoes.imports.reading.header import normalise
from thoes.imports.reading.names import join_names, split_name
from thoes.imports.reading.opening import open_table_file
from thoes.imports.reading.tables import COLUMN_NOT_READ, SaidColumns, refuse_asked
from thoes.imports.reading.vocabulary import Field
from thoes.imports.site_lists import runs as site_list_runs
from thoes.imports.stored_facts import restored, stored
from thoes.imports.taking_in import OnProgress, Taken, plan, take_in
from thoes.imports.texts import said_of_list

__all__ = [
    "COLUMN_NOT_READ", "Cell", "DutyFileResult", "Field", "FoundOrder", "Limits", "OnProgress", "ReadList", "Row",
    "SaidColumns", "Sheet", "SiteList", "Taken", "cell_text", "column_letters", "duty_of_file", "find_order",
    "is_blank", "join_names", "normalise", "open_table_file", "plan", "read_birth_date", "read_date", "read_list",
    "refuse_asked", "refuse_unresolved", "restored", "said_of_list", "site_list_runs", "split_name", "stored",
    "take_in", "write_duty_csv", "write_duty_json", "write_duty_xlsx",
]  # fmt: skip
