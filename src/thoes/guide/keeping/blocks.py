"""A body in the pieces that somebody translates one by one: a heading, a paragraph, a line of a list, a table.

Knows the Markdown that the articles use, and nothing of what it means. Spaces and line ends are for the file: two bodies with
the same words are the same (`ArticleText.words`).
"""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby, zip_longest

_ITEM = re.compile(r"( *)([-*+]|\d+[.)]) +")
# What would begin something else when it came to stand at the beginning of a line.
_BEGINS_ANEW = re.compile(r"\s*([-*+>|#]|\d+[.)])(\s|$)")
_AIRY = re.compile(r"^#.*\n\n", re.MULTILINE)
_AMOUNT = re.compile(r"\{\{[^}\n]*\}\}")
_HELD = "\x1f"
_WIDTH = 120


class BlockKind(StrEnum):
    """What a piece is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece as it stands in the file."""

    kind: BlockKind
    text: str

    @property
    def line(self) -> str:
        """The piece for who edits it: without the line ends that only the width of a file asks for."""
        if self.kind is BlockKind.TABLE:
            return self.text
        indent = len(self.text) - len(self.text.lstrip(" "))
        return " " * indent + " ".join(self.text.split())

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


@dataclass(frozen=True, slots=True)
class Row:
    """A piece of the source and what stands for it in the translation; either may be missing."""

    source: Block | None
    target: Block | None


def blocks_of(body: str) -> list[Block]:
    """The pieces of a body, in order."""
    found: list[tuple[BlockKind, list[str]]] = []
    goes_on = False
    for line in body.splitlines():
        if not line.strip():
            goes_on = False
            continue
        kind = _kind_of(line)
        is_more = goes_on and (kind is found[-1][0] is BlockKind.TABLE or _goes_on(kind, found[-1][0]))
        if is_more:
            found[-1][1].append(line)
        else:
            found.append((kind, [line]))
        goes_on = kind is not BlockKind.HEADING
    return [Block(kind, "\n".join(line.rstrip() for line in lines)) for kind, lines in found]


def body_from(blocks: Iterable[Block], *, is_airy: bool = False) -> str:
    """The pieces as one body: a heading stands on its text unless that is airy, and the lines of a list stand together."""
    body, before = "", None
    for block in blocks:
        if before is not None:
            together = (before is BlockKind.HEADING and not is_airy) or before is block.kind is BlockKind.ITEM
            body += "\n" if together else "\n\n"
        body, before = body + block.text, block.kind
    return body


def tidied(body: str, *, like: str) -> str:
    """A body as it is written to a file: a piece that stands in `like` as it does there, another of the usual width."""
    kept = {block.words: block for block in blocks_of(like)}
    tidy = (kept.get(block.words) or Block(block.kind, _wrapped(block)) for block in blocks_of(body))
    return body_from(tidy, is_airy=_AIRY.search(like) is not None)


def side_by_side(source: str, target: str) -> list[Row]:
    """The pieces of two bodies beside each other: part by part, as both have the same headings, and in order within a part."""
    rows = []
    for ours, theirs in zip_longest(_parts(source), _parts(target), fillvalue=()):
        rows += [Row(*pair) for pair in zip_longest(ours, theirs)]
    return rows


def left_out(source: str, target: str) -> list[str]:
    """The first piece of each part of the source that has words, where the other body has none."""
    parts = zip_longest(_parts(source), _parts(target), fillvalue=())
    said = ((_without_heading(ours), _without_heading(theirs)) for ours, theirs in parts)
    return [ours[0].words for ours, theirs in said if ours and not theirs]


def _without_heading(part: Sequence[Block]) -> list[Block]:
    return [block for block in part if block.kind is not BlockKind.HEADING]


def changed_since(earlier: str, now: str) -> dict[int, str]:
    """The pieces of `now`, by their place, that did not stand in `earlier`, each with what stood there ("" for nothing)."""
    before, after = blocks_of(earlier), blocks_of(now)
    matcher = SequenceMatcher(None, [each.words for each in before], [each.words for each in after], autojunk=False)
    changed = {}
    for what, first, until, at, end in matcher.get_opcodes():
        if what in ("replace", "insert"):
            stood = [block.words for block in before[first:until]]
            for place in range(at, end):
                changed[place] = stood.pop(0) if stood else ""
    return changed


def taken_out(earlier: str, now: str) -> list[str]:
    """The pieces that stood in `earlier` and for which nothing came."""
    before, after = blocks_of(earlier), blocks_of(now)
    matcher = SequenceMatcher(None, [each.words for each in before], [each.words for each in after], autojunk=False)
    gone: list[str] = []
    for what, first, until, at, end in matcher.get_opcodes():
        if what in ("replace", "delete"):
            gone += [block.words for block in before[first:until][end - at :]]
    return gone


def _kind_of(line: str) -> BlockKind:
    if line.startswith("#"):
        return BlockKind.HEADING
    if line.startswith("|"):
        return BlockKind.TABLE
    return BlockKind.ITEM if _ITEM.match(line) else BlockKind.PARAGRAPH


def _goes_on(kind: BlockKind, before: BlockKind) -> bool:
    """Whether a line without a mark of its own belongs to the piece above it."""
    return kind is BlockKind.PARAGRAPH and before in (BlockKind.PARAGRAPH, BlockKind.ITEM)


def _parts(body: str) -> Iterator[Sequence[Block]]:
    """The pieces under each heading, with that heading; what stands before the first is a part too."""
    at = 0

    def part(block: Block) -> int:
        nonlocal at
        at += block.kind is BlockKind.HEADING
        return at

    parts = {number: list(found) for number, found in groupby(blocks_of(body), key=part)}
    yield from (parts.get(number, ()) for number in range(at + 1))


def _wrapped(block: Block) -> str:
    if block.kind in (BlockKind.TABLE, BlockKind.HEADING):
        return block.text
    marked = _ITEM.match(block.line)
    indent = block.line[: len(block.line) - len(block.line.lstrip(" "))]
    hang = " " * (len(marked[0]) if marked else len(indent))
    # A number is no number any more when a line ends within it.
    held = _AMOUNT.sub(lambda amount: amount[0].replace(" ", _HELD), block.line.strip())
    lines = textwrap.wrap(
        held, _WIDTH, initial_indent=indent, subsequent_indent=hang,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    is_safe = not any(_BEGINS_ANEW.match(line) for line in lines[1:])
    return "\n".join(lines).replace(_HELD, " ") if is_safe else block.line
