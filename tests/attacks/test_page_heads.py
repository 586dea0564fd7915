"""What the head of a page has too much; `test_one_purpose.py` looks at that of every page of every role."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse

_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "source", "use", "wbr"})


class _Head(HTMLParser):
    """What stands in the head of a page: its headings, its paragraphs, and the buttons beside "More"."""

    def __init__(self) -> None:
        super().__init__()
        self.headings = self.paragraphs = self.buttons = 0
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        mark = next((name for name in ("thoes-page-head", "thoes-menu") if name in classes), "")
        self.headings += tag == "h1"
        if "thoes-page-head" in self._open and "thoes-menu" not in self._open and mark != "thoes-menu":
            self.paragraphs += tag == "p"
            self.buttons += "nl-button" in classes
        if tag not in _VOID:
            self._open.append(mark)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self._open:
            self._open.pop()


def wrong_in_the_head(page: str) -> Iterator[str]:
    """What the head of a page has too much or too little."""
    head = _Head()
    head.feed(page)
    if head.headings != 1:
        yield f"{head.headings} headings"
    if head.paragraphs > 1:
        yield f"{head.paragraphs} paragraphs"
    if head.buttons > 1:
        yield f"{head.buttons} buttons beside More"


def is_page(answer: HttpResponse) -> bool:
    """Whether it is a page for people, with a head."""
    is_html = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    return is_html and not answer.streaming and b"<main" in answer.content


_BUTTON = '<a class="nl-button nl-button--primary">A</a>'
_MORE = f'<details class="thoes-menu"><summary class="nl-button">More</summary>{_BUTTON}{_BUTTON}</details>'


@pytest.mark.parametrize(
    ("head", "wrong"),
    [
        (f"<h1>A</h1><p>B</p>{_BUTTON}{_MORE}", []),
        ("<h1>A</h1><h1>B</h1>", ["2 headings"]),
        ("<p>A</p>", ["0 headings"]),
        ("<h1>A</h1><p>B</p><p>C</p>", ["2 paragraphs"]),
        (f"<h1>A</h1>{_BUTTON}<br><button class='nl-button'>B</button>", ["2 buttons beside More"]),
        (f"<h1>A</h1></div>{_BUTTON}{_BUTTON}<p>A</p><p>B</p>", []),
    ],
)
def test_the_test_sees_what_a_head_has_too_much(head, wrong) -> None:
    assert list(wrong_in_the_head(f'<main><div class="thoes-page-head">{head}</div></main>')) == wrong
