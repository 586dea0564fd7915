"""What stands on a paper, as values: blocks one under another, drawn by one template for every module.

A `Report` is of Thoes: a title, and under every page when it was made. A `Letter` is of its sender: each begins on a new page,
in the language of who gets it. Whoever needs another look adds it here, where every paper can have it.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from thoes.foundation.documents.rendering import render_pdf


class Look(StrEnum):
    """How words stand out of those around them."""

    STRONG = "strong"
    LARGE = "large"
    LARGE_STRONG = "large_strong"
    QUIET = "quiet"
    NOTE = "note"
    """Small print."""
    WARM = "warm"
    """Asks for attention."""
    CODE = "code"
    """The name of a table or field, that may be broken off after an underscore."""
    LINK = "link"
    """An address that can be clicked."""
    TICK = "tick"
    """A box to tick by hand, without words."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words with a look."""

    words: str
    look: Look


TICK = Said("", Look.TICK)
# Of several things each stands on a line of its own.
Cell = str | Said | Sequence[str | Said]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the paper."""

    words: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    cell: Cell


def small_print(words: str) -> Words:
    """What must stand there and is not what the paper is about."""
    return Words(Said(words, Look.NOTE))


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing; `alt` is what it shows, for who does not see it."""

    svg: str
    alt: str
    width_mm: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What and its value, line by line, with perhaps a picture beside them."""

    rows: Sequence[tuple[str, str]]
    beside: Picture | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head comes back on every page; `empty` is said in its place where it has no rows.

    `widths` are shares of the page, 0 for no wider than its words; all the same when none are given. `numbers` are the columns
    that stand at the right; above the rows of `parts` the line is stronger.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[float] = ()
    empty: str = ""
    numbers: Sequence[int] = ()
    parts: Sequence[int] = ()
    is_small: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Something to act upon, with a line around it or, with `items`, beside it."""

    title: str
    items: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A number to be seen from afar, and what is counted."""

    number: str
    words: str
    is_warm: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """What matters most, on a ground of its own: numbers, lines beside them, and perhaps a picture at the right."""

    counts: Sequence[Count] = ()
    lines: Sequence[Cell] = ()
    beside: Picture | None = None


@dataclass(frozen=True, slots=True)
class Photo:
    """One of `pictures` by its file name."""

    file: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Photos:
    """Photos, two beside each other."""

    photos: Sequence[Photo]


Block = Heading | Words | Bullets | Picture | Facts | Table | Frame | Panel | Photos


@dataclass(frozen=True, slots=True)
class Report:
    """A paper of Thoes. `foot` stands under every page in the place of when it was made, and `page` counts the pages,
    for a language that the pages do not have."""

    title: str
    subtitle: str
    blocks: Sequence[Block]
    is_wide: bool = False
    foot: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of `sender` in one language. `to` are the lines of its addressee, `foot` what stands under its pages."""

    language: str
    sender: str
    to: Sequence[str]
    date: str
    subject: str
    blocks: Sequence[Block]
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The page before a bundle of letters that says which is whose, in the language of who prints them.

    `head` is above the number of a letter, whose it is, its language and its page; `lines` are the middle two, per letter.
    """

    language: str
    title: str
    head: tuple[str, str, str, str]
    lines: Sequence[tuple[str, str]]


def print_report(
    report: Report, *, language: str, made_at: datetime, pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """The report as an accessible, archivable PDF."""
    data = {**asdict(report), "blocks": _drawn(report.blocks)}
    return render_pdf("foundation/documents/report.typ", data, language=language, made_at=made_at, pictures=pictures)


def print_letters(
    letters: Sequence[Letter], *, title: str, made_at: datetime, contents: Contents | None = None
) -> bytes:
    """All letters in one accessible PDF, after their contents. The document takes the language of its first page."""
    each = [{**asdict(letter), "blocks": _drawn(letter.blocks)} for letter in letters]
    first = asdict(contents) if contents else None
    data = {"title": title, "sender": letters[0].sender, "letters": each, "contents": first}
    language = contents.language if contents else letters[0].language
    return render_pdf("foundation/documents/letters.typ", data, language=language, made_at=made_at)


def zip_letters(letters: Sequence[Letter], *, made_at: datetime, contents: Contents | None = None) -> bytes:
    """One PDF per letter. The names of the files are numbers in the order of the list: no name leaks by a file's name.

    Which number is whose stands in a file of its own, `0000.pdf`.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        if contents:
            rows = [(f"{number:04d}", *line) for number, line in enumerate(contents.lines, start=1)]
            index = Report(contents.title, "", [Table(head=contents.head[:3], rows=rows, widths=(0, 2, 1))])
            archive.writestr("0000.pdf", print_report(index, language=contents.language, made_at=made_at))
        for number, letter in enumerate(letters, start=1):
            pdf = print_letters([letter], title=letter.subject, made_at=made_at)
            archive.writestr(f"{number:04d}-{letter.language}.pdf", pdf)
    return stream.getvalue()


def _drawn(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    return [{"kind": type(block).__name__.lower(), **asdict(block)} for block in blocks]
