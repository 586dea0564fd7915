"""What the page of columns shows, and what was chosen on it."""

from enum import StrEnum
from typing import Any

from django.http import QueryDict

from thoes.intake.kinds import FileKind
from thoes.intake.models import Run
from thoes.intake.reading.cells import column_letters
from thoes.kernel.refusals import Refusal

# A column with days is not taken for unneeded because nobody looked at it.
TO_CHOOSE = "?"


def shown_columns(run: Run, sent: QueryDict) -> list[dict[str, Any]]:
    """Per sheet each column with its first values, and what is chosen for it: what was sent, or what was recognised."""
    return [
        {
            "name": sheet["name"],
            "columns": [
                {
                    "key": _key(number, column),
                    "header": header,
                    "samples": [text for text in sheet["samples"][column] if text] if sheet["samples"] else [],
                    "chosen": sent.get(_key(number, column), TO_CHOOSE if is_asked else sheet["fields"][column]),
                    "is_asked": is_asked,
                }
                for column, header in enumerate(sheet["headers"])
                for is_asked in [column in sheet.get("asked", ())]
                if header or is_asked or any(sheet["samples"][column] if sheet["samples"] else [])
            ],
        }
        for number, sheet in enumerate(run.sheets)
    ]


def chosen_columns(kind: type[FileKind[Any]], run: Run, sent: QueryDict) -> dict[str, dict[int, StrEnum]]:
    """The choices per sheet; refuses one thing chosen for two columns, and a column with days of which nothing is said."""
    words = kind.vocabulary
    columns: dict[str, dict[int, StrEnum]] = {}
    for number, sheet in enumerate(run.sheets):
        found: dict[int, StrEnum] = {}
        for column, header in enumerate(sheet["headers"]):
            name = sent.get(_key(number, column), TO_CHOOSE if column in sheet.get("asked", ()) else "")
            if name == TO_CHOOSE:
                raise Refusal("column_to_choose", name=header or column_letters(column))
            if name in words.names:
                field = words.field(name)
                if field in found.values() and field not in words.many:
                    raise Refusal("column_chosen_twice", name=str(words.names[field]))
                found[column] = field
        columns[sheet["name"]] = found
    return columns


def _key(sheet: int, column: int) -> str:
    return f"s{sheet}c{column}"
