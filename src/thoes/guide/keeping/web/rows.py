"""One text beside its source as a page shows it: piece by piece: what changed, what is wrong, what somebody else wrote."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from thoes.guide.amounts import amount_on
from thoes.guide.article_files import Article, ArticleText
from thoes.guide.article_text import amounts_in, headings
from thoes.guide.checking import Mistake
from thoes.guide.frame import SOURCE
from thoes.guide.keeping.blocks import Block, BlockKind, blocks_of, body_from, changed_since, side_by_side, taken_out
from thoes.rules.loading import rule_book


@dataclass(frozen=True, slots=True)
class PageRow:
    """One piece of the source, and what was written for it.

    `is_fixed` is a heading of a translation, which follows from that of the source. `was` is what stood in the source when it
    was read last. `theirs` is what somebody else saved in the meantime, where that differs.
    """

    number: int
    source: str
    target: str
    is_fixed: bool
    is_changed: bool
    was: str
    amounts: Sequence[tuple[str, str]] = ()
    wrong: Sequence[str] = ()
    theirs: str = ""

    @property
    def height(self) -> int:
        """Of its field, in lines; for browsers that cannot fit a field to its words."""
        return max(2, sum(1 + len(line) // 48 for line in max(self.target, self.source, key=len).split("\n")))


@dataclass(frozen=True, slots=True)
class Beside:
    """All rows, and what they cannot say: what was taken out of the source, and what is wrong with the text as a whole."""

    rows: list[PageRow]
    gone: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def changed(self) -> list[PageRow]:
        return [row for row in self.rows if row.is_changed]

    @property
    def wrong_rows(self) -> list[PageRow]:
        return [row for row in self.rows if row.wrong]


def beside(article: Article, language: str, body: str, *, earlier: ArticleText | None, on: date) -> Beside:
    """The text of a language beside what its writer compares it with: the Dutch text, or of that what is shown now."""
    source = article.source.body
    changed = changed_since(earlier.body, source) if earlier else {}
    rows, at = [], -1
    for number, row in enumerate(side_by_side(source, body), start=1):
        at += row.source is not None
        heading = _heading(row.source, language)
        rows.append(
            PageRow(
                number=number,
                source=row.source.line if row.source else "",
                target=heading or (row.target.line if row.target else ""),
                is_fixed=bool(heading),
                is_changed=row.source is not None and at in changed,
                was=changed.get(at, "") if row.source else "",
                amounts=_amounts(row.source, language, on),
            )
        )
    return Beside(rows, gone=taken_out(earlier.body, source) if earlier else [])


def with_mistakes(found: Beside, mistakes: Sequence[Mistake]) -> Beside:
    """Each mistake at the piece where it is; of what is missing that is where it stands in the source."""
    rows, general = list(found.rows), []
    for mistake in mistakes:
        at = next((n for n, row in enumerate(rows) if mistake.piece and _holds(row, mistake)), None)
        if at is None:
            general.append(mistake.said())
        else:
            rows[at] = replace(rows[at], wrong=[*rows[at].wrong, mistake.said()])
    return replace(found, rows=rows, wrong=general)


def with_theirs(found: Beside, article: Article, body: str) -> Beside:
    """What somebody else saved at each piece, where it has as many of them."""
    theirs = side_by_side(article.source.body, body)
    if len(theirs) != len(found.rows):
        return found
    lines = [row.target.line if row.target else "" for row in theirs]
    return replace(
        found,
        rows=[
            replace(row, theirs="" if line.split() == row.target.split() else line)
            for row, line in zip(found.rows, lines, strict=True)
        ],
    )


def body_of_rows(texts: Sequence[str]) -> str:
    """What was typed piece by piece as one body; a piece may have become two, or none."""
    return body_from(block for text in texts for block in blocks_of(text.replace("\r\n", "\n")))


def _holds(row: PageRow, mistake: Mistake) -> bool:
    return mistake.piece in (row.source if mistake.is_lacking else row.target)


def _heading(source: Block | None, language: str) -> str:
    """The fixed words of a heading in a language that is translated into; nothing for any other piece."""
    if source is None or source.kind is not BlockKind.HEADING or language == SOURCE:
        return ""
    words = source.text.lstrip("# ")
    return next((f"## {said[language]}" for said in headings().values() if said[SOURCE] == words), "")


def _amounts(source: Block | None, language: str, on: date) -> list[tuple[str, str]]:
    """The numbers of a piece and what a reader sees of them on this day."""
    keys = dict.fromkeys(amounts_in(source.text)) if source else {}
    return [
        (f"{{{{ {key} }}}}", amount_on(key, language, on=on).words) for key in keys if key in rule_book().parameters
    ]
