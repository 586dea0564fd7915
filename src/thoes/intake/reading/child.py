"""The process that reads spreadsheets: `python -m thoes.intake.reading.child PATH LIMITS`.

It may die, of memory or of time, and nobody else does. It writes JSON lines: `{"sheet": ...}` starts a sheet, a list
holds some of its rows, `{"refusal": ...}` says no, `{"done": true}` closes. A date is `{"d": ordinal}`. JSON, because
a reader that a crafted file took over must not be able to hand its parent anything but plain values.
"""

import json
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from python_calamine import CalamineError

from thoes.intake.reading.cells import Limits, Sheet
from thoes.intake.reading.ods_tables import read_ods
from thoes.intake.reading.xlsx_tables import read_xlsx
from thoes.intake.reading.zip_checks import Workbook, workbook_of
from thoes.kernel.refusals import Refusal

_ROWS_IN_A_LINE = 2000
# What is told of a sheet before its rows, under the names of `Sheet`.
SAID_OF_A_SHEET = ("epoch_1904", "hidden", "hidden_rows", "struck_rows", "notes", "beside")


def main(path: Path, limits: Limits) -> None:
    """Write the sheets of the spreadsheet at `path`, or the refusal of it, to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 1))
    try:
        with zipfile.ZipFile(path) as archive:
            kind = workbook_of(archive, limits)
            write(read_ods(archive, limits) if kind is Workbook.ODS else read_xlsx(path, archive, limits))
    except Refusal as refusal:
        _refuse(refusal.code, refusal.facts)
    except MemoryError:
        _refuse("file_too_heavy", {})
    except (zipfile.BadZipFile, zlib.error, CalamineError, NotImplementedError, EOFError, KeyError, OSError):
        _refuse("file_broken", {})


def write(sheets: Iterable[Sheet]) -> None:
    """The sheets as JSON lines on standard output."""
    for sheet in sheets:
        _line({"sheet": sheet.name, **{name: getattr(sheet, name) for name in SAID_OF_A_SHEET}})
        for start in range(0, len(sheet.rows), _ROWS_IN_A_LINE):
            _line(sheet.rows[start : start + _ROWS_IN_A_LINE])
    _line({"done": True})


def _refuse(code: str, facts: dict[str, object] | dict[str, str | int | date]) -> None:
    _line({"refusal": code, "facts": facts})


def _line(value: object) -> None:
    sys.stdout.write(json.dumps(value, default=_ordinal, separators=(",", ":")) + "\n")


def _ordinal(value: object) -> dict[str, int]:
    if isinstance(value, datetime):
        return {"d": value.date().toordinal()}
    if isinstance(value, date):
        return {"d": value.toordinal()}
    raise TypeError(type(value).__name__)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Limits(**json.loads(sys.argv[2])))
