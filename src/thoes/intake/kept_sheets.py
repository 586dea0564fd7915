"""The sheets of a spreadsheet, kept as the reading process gave them, so that it reads a long file once and not each time.

A file is looked at again after each answer and each cell that is mended, and once more when it is taken in. Kept sealed
beside the file and gone with it. What is kept is taken in as strictly as what the reading process says.
"""

import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from thoes.foundation.encryption.files import opened, read_sealed, write_sealed
from thoes.foundation.encryption.keys import WrongKey
from thoes.intake.models import Run
from thoes.intake.reading.cells import Limits, Sheet
from thoes.intake.reading.opening import open_table_file, sheets_said
from thoes.intake.runs import file_of, sheets_of
from thoes.kernel.refusals import Refusal


def open_sheets(
    run: Run, limits: Limits, *, otherwise: Callable[[Path], list[Sheet] | None] = lambda _path: None
) -> list[Sheet]:
    """All sheets of the file of a run; `otherwise` opens what is no spreadsheet and no list.

    Raises `Refusal` as `open_table_file` does, and `file_gone` without a file.
    """
    if not file_of(run).exists():
        raise Refusal("file_gone")
    kept = sheets_of(run)
    # One that is written right now, or was cut off, is no whole one: then the file itself is read.
    with suppress(FileNotFoundError, WrongKey):
        return sheets_said(_lines_in(kept), limits)
    said: list[bytes] = []
    # The reader is another program and wants a file: a plain one is there for as long as it reads.
    with opened(file_of(run)) as plain:
        found = otherwise(plain)
        if found is not None:
            return found
        sheets = open_table_file(plain, limits=limits, on_line=said.append)
    if said:
        packer = zlib.compressobj(1)
        write_sealed(kept, [*map(packer.compress, said), packer.flush()])
    return sheets


def _lines_in(path: Path) -> Iterator[bytes]:
    unpacker, rest = zlib.decompressobj(), b""
    for part in read_sealed(path):
        *lines, rest = (rest + unpacker.decompress(part)).split(b"\n")
        yield from lines
    yield from (rest + unpacker.flush()).split(b"\n")
