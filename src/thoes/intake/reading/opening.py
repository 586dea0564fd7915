"""Open whatever table file people really have: xlsx, ods or delimited text, told apart by what is in it.

JSON too, where the limits say that it is taken.

Spreadsheets are read in a process of their own with a memory and a time limit, because a crafted file of 5 kB can
make a reader ask for all memory and abort. Not read: xls and xlsb (asked to be saved as xlsx), anything with macros.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import IO, Any

from thoes.intake.reading.cells import Limits, Row, Sheet
from thoes.intake.reading.json_tables import read_json_table
from thoes.intake.reading.sniffing import Container, container_of
from thoes.intake.reading.text_tables import read_text_table
from thoes.kernel.refusals import Refusal


def open_table_file(
    path: Path, *, limits: Limits | None = None, on_line: Callable[[bytes], object] = lambda _line: None
) -> list[Sheet]:
    """All sheets of the file, each from its first cell on.

    `on_line` gets each line that the process says which reads a spreadsheet; `sheets_said` makes the same sheets of them.
    Raises Refusal with a code that starts with `file_`, `sheet_` or `too_many_` when the file is not a table that can be
    read within the limits. The process that calls is safe whatever the file holds.
    """
    limits = limits or Limits()
    container = container_of(path, max_bytes=limits.file_bytes, takes_json=limits.takes_json)
    if container is Container.TEXT:
        return [read_text_table(path, limits)]
    if container is Container.JSON:
        return [read_json_table(path, limits)]
    return _read_in_child(path, limits, on_line)


def sheets_said(lines: Iterable[bytes], limits: Limits) -> list[Sheet]:
    """The sheets of a spreadsheet by the lines that were said of it. Raises Refusal when they are not whole."""
    sheets, finished = _collect(_limited(lines, limits.unpacked_bytes))
    if not finished:
        raise Refusal("file_broken")
    return sheets


def _read_in_child(path: Path, limits: Limits, on_line: Callable[[bytes], object]) -> list[Sheet]:
    command = [sys.executable, "-P", "-m", "thoes.intake.reading.child", str(path), json.dumps(asdict(limits))]
    too_slow = threading.Event()
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=subprocess.PIPE, stderr=quiet) as child:

        def stop() -> None:
            too_slow.set()
            child.kill()

        timer = threading.Timer(limits.seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            assert child.stdout is not None
            sheets, finished = _collect(_told(_lines(child.stdout, limits.unpacked_bytes), on_line))
        finally:
            timer.cancel()
            child.kill()
    if finished:
        return sheets
    if too_slow.is_set():
        raise Refusal("file_too_slow", seconds=limits.seconds)
    # A negative code is a signal: an allocation that failed aborts the process.
    raise Refusal("file_too_heavy" if child.returncode < 0 else "file_broken")


def _collect(lines: Iterable[bytes]) -> tuple[list[Sheet], bool]:
    sheets: list[Sheet] = []
    # A text that many cells share stands in the file once, but is written each time: what comes out has a limit too.
    for line in lines:
        try:
            # A number without end or that is none is kept as the text it was, to be sent back with a reason.
            value = json.loads(line, object_hook=_date_of, parse_constant=str)
        except ValueError:
            return sheets, False
        if isinstance(value, list):
            sheets[-1].rows.extend(value if rb"\u0000" not in line else map(_without_zeros, value))
        elif "sheet" in value:
            sheets.append(Sheet(value.pop("sheet"), **value))
        elif "refusal" in value:
            raise Refusal(value["refusal"], **value["facts"])
        else:
            return sheets, True
    return sheets, False


def _lines(stream: IO[bytes], most_bytes: int) -> Iterator[bytes]:
    left = most_bytes
    while line := stream.readline(left + 1):
        left -= len(line)
        if left <= 0:
            raise Refusal("file_too_heavy")
        yield line


def _limited(lines: Iterable[bytes], most_bytes: int) -> Iterator[bytes]:
    left = most_bytes
    for line in lines:
        left -= len(line)
        if left <= 0:
            raise Refusal("file_too_heavy")
        yield line


def _told(lines: Iterable[bytes], on_line: Callable[[bytes], object]) -> Iterator[bytes]:
    for line in lines:
        on_line(line)
        yield line


def _without_zeros(row: Row) -> Row:
    """The sign zero, which no text in the database can hold, left out."""
    return [cell.replace("\0", "") if isinstance(cell, str) else cell for cell in row]


def _date_of(value: dict[str, Any]) -> date | dict[str, Any]:
    return date.fromordinal(value["d"]) if len(value) == 1 and "d" in value else value
