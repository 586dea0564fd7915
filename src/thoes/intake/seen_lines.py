"""Every line of a file as it was understood, for the page on which a person looks before anything counts.

Kept sealed beside the file and gone with it. A line is one line of JSON behind its state, so that a page of a list of a
hundred thousand takes only its own fifty apart.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from pathlib import Path
from typing import Any

from thoes.foundation.encryption.files import read_sealed, write_sealed

NEW, CHANGED, UNCHANGED, RETURNED = "new", "changed", "unchanged", "returned"
STATES = (RETURNED, NEW, CHANGED, UNCHANGED)
_SIGN = {NEW: "n", CHANGED: "c", UNCHANGED: "u", RETURNED: "r"}
_LINES_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line of a file: `who` and `where` it is about, the days as texts, and what becomes of it.

    `says` are codes with facts: why it comes back, or what else there is to know of it.
    """

    sheet: str
    line: int
    state: str
    who: str = ""
    where: str = ""
    first: str = ""
    last: str = ""
    says: Sequence[dict[str, Any]] = field(default=())
    cells: Sequence[Any] = field(default=())


# Only the values are kept, in this order: to write the names too took a third of a long check.
_values_of: Callable[[SeenLine], tuple[Any, ...]] = attrgetter(*(one.name for one in fields(SeenLine)))
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write_seen(path: Path, lines: Iterable[SeenLine]) -> None:
    """Keep the lines, sealed."""
    write_sealed(path, _packed(lines))


def _packed(lines: Iterable[SeenLine]) -> Iterator[bytes]:
    packer, waiting = zlib.compressobj(1), []
    for line in lines:
        waiting.append(_SIGN[line.state] + _encoded(_values_of(line)))
        if len(waiting) == _LINES_AT_ONCE:
            yield packer.compress(("\n".join(waiting) + "\n").encode())
            waiting = []
    yield packer.compress(("\n".join(waiting) + "\n").encode() if waiting else b"") + packer.flush()


def seen_in(path: Path, *, state: str = "", text: str = "") -> list[Callable[[], SeenLine]]:
    """The lines in a state, with a text in them; each is taken apart when it is called. None when nothing is kept."""
    sign, wanted = _SIGN.get(state, ""), text.casefold().strip()
    return [
        _opener(line)
        for line in _kept(path)
        if (not sign or line[0] == sign) and (not wanted or wanted in line.casefold())
    ]


def line_seen(path: Path, sheet: str, number: int) -> SeenLine | None:
    """The line of a sheet with this number; None when it is not kept."""
    begin = f"[{_encoded(sheet)},{number},"
    return next((_opener(line)() for line in _kept(path) if line.startswith(begin, 1)), None)


def _kept(path: Path) -> list[str]:
    if not path.exists():
        return []
    unpacker = zlib.decompressobj()
    body = b"".join(unpacker.decompress(part) for part in read_sealed(path)) + unpacker.flush()
    return [line for line in body.decode().split("\n") if line]


def _opener(line: str) -> Callable[[], SeenLine]:
    return lambda: SeenLine(*json.loads(line[1:]))
