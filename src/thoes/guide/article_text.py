"""The body of an article: Markdown without HTML, in which `{{ key }}` stands for a number of the rule book.

Reads a body once into its pieces; what the numbers are is asked anew each day, when it is drawn.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from thoes.guide.article_files import ARTICLES_FOLDER
from thoes.kernel.yaml_text import read_yaml

_AMOUNT = re.compile(r"\{\{ *([a-z]+(?:\.[a-z_]+)+) *\}\}")
_SLUG = re.compile(r"[a-z0-9-]+")
_CLASSES = {
    "heading_open": "nl-heading nl-heading--level-2",
    "paragraph_open": "nl-paragraph",
    "bullet_list_open": "thoes-bullets",
    "ordered_list_open": "thoes-bullets",
    "table_open": "utrecht-table thoes-article__cells",
}


@cache
def headings() -> Mapping[str, Mapping[str, str]]:
    """The fixed headings in order: what each is about, and its words by language."""
    read: dict[str, dict[str, str]] = read_yaml(ARTICLES_FOLDER.joinpath("headings.yaml").read_text("utf-8"))
    return read


@dataclass(frozen=True, slots=True)
class Filling:
    """What is put into a body when it is drawn: a number as HTML by its key, an address by the name of an article.

    `within` is the name of the article in a page with others: its headings are then one level lower and have that name in
    their own, so that no two have the same.
    """

    amount: Callable[[str], str]
    address: Callable[[str], str]
    within: str = ""


class Body:
    """A body in its pieces."""

    def __init__(self, text: str, language: str) -> None:
        self._tokens = _MARKDOWN.parse(text)
        for at, token in enumerate(self._tokens):
            if token.type in _CLASSES:
                token.attrJoin("class", _CLASSES[token.type])
            if token.type == "heading_open":
                part = _part_of(self._tokens[at + 1].content, language)
                token.attrSet("id", part or f"part-{at}")

    def html(self, filling: Filling) -> str:
        """The body as it stands in a page; nothing in it but the numbers comes from elsewhere."""
        drawn: str = _MARKDOWN.renderer.render(self._tokens, _MARKDOWN.options, {"filling": filling})
        return drawn

    @property
    def amounts(self) -> list[str]:
        """The keys of the numbers, each once, in the order in which they are read."""
        return list(dict.fromkeys(token.content for token in self._pieces() if token.type == "amount"))

    @property
    def headings(self) -> list[tuple[str, str]]:
        """Of each heading its level, "h2", and its words."""
        return [
            (token.tag, self._tokens[at + 1].content)
            for at, token in enumerate(self._tokens)
            if token.type == "heading_open"
        ]

    @property
    def links(self) -> list[str]:
        """Where the links lead: addresses, and names of articles."""
        return [str(token.attrGet("href")) for token in self._pieces() if token.type == "link_open"]

    @property
    def sentences(self) -> list[str]:
        """The text as it is read aloud, a line of a list and a cell of a table as a sentence of its own."""
        found = []
        for token in self._tokens:
            if token.type == "inline":
                said = "".join(_said(piece) for piece in token.children or ())
                found += [sentence for sentence in re.split(r"(?<=[.!?])\s+", said) if sentence.strip()]
        return found

    def _pieces(self) -> Iterator[Token]:
        for token in self._tokens:
            yield from token.children or ()


@lru_cache(maxsize=1024)
def body_of(text: str, language: str) -> Body:
    """The same as a new one, kept: a page that is asked again is only filled in."""
    return Body(text, language)


def amounts_in(line: str) -> list[str]:
    """The keys of the numbers in a line without Markdown, such as a summary."""
    return _AMOUNT.findall(line)


def filled_line(line: str, amount: Callable[[str], str]) -> str:
    """A line without Markdown with its numbers in it, as text."""
    return _AMOUNT.sub(lambda found: amount(found[1]), line)


def is_article(link: str) -> bool:
    """Whether a link names another article and not an address."""
    return _SLUG.fullmatch(link) is not None


def _part_of(words: str, language: str) -> str | None:
    return next((part for part, said in headings().items() if said.get(language) == words), None)


def _said(piece: Token) -> str:
    return "1" if piece.type == "amount" else " " if piece.type in ("softbreak", "hardbreak") else piece.content


def _find_amount(state: StateInline, silent: bool) -> bool:
    found = _AMOUNT.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("amount", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _draw_amount(
    renderer: RendererProtocol, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    drawn: str = env["filling"].amount(tokens[at].content)
    return drawn


def _draw_link(renderer: RendererProtocol, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    leads_to = str(tokens[at].attrGet("href"))
    link = Token("link_open", "a", 1, attrs={"class": "nl-link", "href": leads_to})
    if is_article(leads_to):
        link.attrSet("href", env["filling"].address(leads_to))
    else:
        link.attrSet("rel", "noreferrer")
    drawn: str = renderer.renderToken([link], 0, options, env)  # type: ignore[attr-defined]
    return drawn


def _draw_heading(
    renderer: RendererProtocol, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    token, within = tokens[at], env["filling"].within
    if within:
        token = token.copy(tag="h3", attrs=dict(token.attrs))
        if token.nesting == 1:
            token.attrSet("class", "nl-heading nl-heading--level-3")
            token.attrSet("id", f"{within}-{token.attrs['id']}")
    drawn: str = renderer.renderToken([token], 0, options, env)  # type: ignore[attr-defined]
    return drawn + ("\n" if token.nesting == -1 else "")


def _draw_table(
    renderer: RendererProtocol, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    """In a frame of its own, which scrolls on a narrow screen, also with the keyboard."""
    drawn: str = renderer.renderToken(tokens, at, options, env)  # type: ignore[attr-defined]
    frame = '<div class="thoes-article__table" tabindex="0">'
    return f"{frame}{drawn}" if tokens[at].nesting == 1 else f"{drawn}</div>"


def _markdown() -> MarkdownIt:
    markdown = (
        MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "code", "fence", "html_block"])
    )
    markdown.inline.ruler.before("emphasis", "amount", _find_amount)
    markdown.add_render_rule("amount", _draw_amount)
    markdown.add_render_rule("link_open", _draw_link)
    for heading in ("heading_open", "heading_close"):
        markdown.add_render_rule(heading, _draw_heading)
    markdown.add_render_rule("table_open", _draw_table)
    markdown.add_render_rule("table_close", _draw_table)
    return markdown


_MARKDOWN = _markdown()
