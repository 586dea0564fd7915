"""The lines of a list of sites that were sent back, as a workbook to mend and hand in again; and an example."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from thoes.foundation.refusal_texts import explain_code
from thoes.imports.reading.cells import Cell
from thoes.imports.site_lists.columns import COLUMN_NAMES, Column
from thoes.imports.stored_facts import restored, restored_cell


def write_mend_file(
    file: IO[bytes], *, sheets: Sequence[Mapping[str, Any]], lines: Sequence[Mapping[str, Any]]
) -> None:
    """The lines in their sheets, under their own column names, with the reason in a last column that is ignored later."""
    seen = {sheet["name"][:100]: sheet for sheet in sheets}
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
        wrong = book.add_format({"bg_color": "#fbe3dd"})
        for name in dict.fromkeys(line["sheet"] for line in lines):
            own = [line for line in lines if line["sheet"] == name]
            shown = seen.get(name, {"headers": [], "fields": []})
            width = max([len(shown["headers"]), *(len(line["cells"]) for line in own)])
            sheet = book.add_worksheet(name[:31] or None)
            sheet.set_column(0, max(0, width - 1), 18)
            sheet.set_column(width, width, 90)
            sheet.freeze_panes(1, 0)
            for column, header in enumerate(shown["headers"]):
                sheet.write_string(0, column, header, bold)
            sheet.write_string(0, width, _("Thoes: what to mend"), bold)
            for row, line in enumerate(own, start=1):
                for column, cell in enumerate(line["cells"]):
                    field = shown["fields"][column] if column < len(shown["fields"]) else ""
                    is_wrong = bool(field) and field == line["field"]
                    _write(sheet, row, column, restored_cell(cell), wrong if is_wrong else None, day)
                sheet.write_string(row, width, reason_of(line))


def reason_of(line: Mapping[str, Any]) -> str:
    """Why a line was sent back, with the column it is about."""
    text = explain_code(line["code"], restored(line["facts"]))
    return f"{COLUMN_NAMES[Column(line['field'])]}: {text}" if line["field"] in list(Column) else text


def write_example(file: IO[bytes]) -> None:
    """A list with all columns and two made-up sites."""
    sites: list[dict[Column, Cell]] = [
        {
            Column.NAME: "Voorbeeldhof", Column.STREET: "Proefweg", Column.HOUSE_NUMBER: 7, Column.ADDITION: "a",
            Column.POSTCODE: "0000 AA", Column.TOWN: "Venlo", Column.MUNICIPALITY: "Venlo",
            Column.HOUSER: "Huisvester Voorbeeld", Column.KIND: _("Hotel or guest house"), Column.ROOMS: 12,
            Column.BEDS: 24, Column.BEDROOM_AREA: 11.5, Column.LIVING_AREA: 320, Column.SHOWERS: 4, Column.TOILETS: 4,
            Column.PERMITTED: 24, Column.PHONE: "077 000 00 00", Column.PRICE: 110.0,
        },
        {
            Column.NAME: "Proefhuis", Column.STREET: "Testlaan", Column.HOUSE_NUMBER: 12, Column.POSTCODE: "0000 AB",
            Column.TOWN: "Blerick", Column.MUNICIPALITY: "Venlo", Column.HOUSER: "Huisvester Voorbeeld",
            Column.KIND: _("Ordinary dwelling"), Column.ROOMS: 3, Column.BEDS: 4,
        },
    ]  # fmt: skip
    columns = [column for column in Column if column not in (Column.ADDRESS, Column.CODE)]
    with xlsxwriter.Workbook(file) as book:
        bold, day, sheet = book.add_format({"bold": True}), book.add_format({}), book.add_worksheet()
        sheet.set_column(0, len(columns), 18)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.write_string(0, place, str(COLUMN_NAMES[column]), bold)
        for row, site in enumerate(sites, start=1):
            for place, column in enumerate(columns):
                _write(sheet, row, place, site.get(column), None, day)


def _write(sheet: Any, row: int, column: int, cell: Cell, look: Any, day: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, look)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell, look)
    elif cell is not None:
        sheet.write_string(row, column, cell, look)
    elif look is not None:
        sheet.write_blank(row, column, None, look)
