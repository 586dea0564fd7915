"""Every line of a file as it was understood, for the page on which a person looks before anything counts.

Kept sealed beside the file and gone with it. A line is one line of JSON behind its state, so that a page of a list of a
hundred thousand takes only its own fifty apart.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
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


def write_seen(path: Path, lines: Iterable[SeenLine]) -> None:
    """Keep the lines, sealed."""
    write_sealed(path, _packed(lines))


def _packed(lines: Iterable[SeenLine]) -> Iterator[bytes]:
    packer, waiting = zlib.compressobj(1), []
    for line in lines:
        waiting.append(_SIGN[line.state] + json.dumps(asdict(line), ensure_ascii=False, separators=(",", ":")))
        if len(waiting) == _LINES_AT_ONCE:
            yield packer.compress(("\n".join(waiting) + "\n").encode())
            waiting = []
    yield packer.compress(("\n".join(waiting) + "\n").encode() if waiting else b"") + packer.flush()


def seen_in(path: Path, *, state: str = "", text: str = "") -> list[Callable[[], SeenLine]]:
    """The lines in a state, with a text in them; each is taken apart when it is called. None when nothing is kept."""
    if not path.exists():
        return []
    unpacker = zlib.decompressobj()
    body = b"".join(unpacker.decompress(part) for part in read_sealed(path)) + unpacker.flush()
    sign, wanted = _SIGN.get(state, ""), text.casefold().strip()
    lines = (line for line in body.decode().split("\n") if line)
    return [
        _opener(line) for line in lines if (not sign or line[0] == sign) and (not wanted or wanted in line.casefold())
    ]


def _opener(line: str) -> Callable[[], SeenLine]:
    return lambda: SeenLine(**json.loads(line[1:]))
