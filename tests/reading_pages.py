"""Read a number off a page as a person does: in the row of a site, or beside the words of a key figure."""

import html
import re

from django.http import HttpResponse


def text_of(answer: HttpResponse) -> str:
    """What a page says, without its markup, in one line."""
    return _plain(answer.content.decode())


def cells_of(answer: HttpResponse, row_with: str) -> dict[str, str]:
    """The cells of the only row of a table that holds these words, by the heading of their column."""
    rows = [row for row in re.findall(r"<tr>.*?</tr>", answer.content.decode(), re.S) if row_with in _plain(row)]
    assert len(rows) == 1, f"{len(rows)} rows with {row_with}"
    cells = re.findall(r'<t[dh][^>]*data-label="([^"]*)"[^>]*>(.*?)</t[dh]>', rows[0], re.S)
    return {html.unescape(label): _plain(cell) for label, cell in cells}


def number_in(text: str) -> int:
    """The first number of a text, as the page writes it."""
    found = re.search(r"\d[\d.]*", text)
    assert found is not None, f"no number in {text!r}"
    return int(found.group().replace(".", ""))


def number_before(words: str, text: str) -> int:
    """The number that stands right before these words."""
    found = re.search(rf"(\d[\d.]*)\s+{re.escape(words)}", text)
    assert found is not None, f"no number before {words!r}"
    return int(found.group(1).replace(".", ""))


def number_after(words: str, text: str) -> int:
    """The number that stands right behind these words."""
    found = re.search(rf"{re.escape(words)}:?\s+(\d[\d.]*)", text)
    assert found is not None, f"no number behind {words!r}"
    return int(found.group(1).rstrip(".").replace(".", ""))


def _plain(markup: str) -> str:
    without_script = re.sub(r"<(script|style)\b.*?</\1>", " ", markup, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", without_script)).split())
