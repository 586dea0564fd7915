"""The articles as files again, with what was published here in them: a folder that the next version of Thoes can ship.

A file in which nothing changed comes out byte for byte as it went in, and the same texts always give the same bytes.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from thoes.guide import article_files
from thoes.guide.article_files import Article, ArticleText, articles
from thoes.guide.frame import SOURCE
from thoes.guide.keeping.begun import head_of_article
from thoes.guide.keeping.blocks import tidied
from thoes.guide.keeping.published import guide_now
from thoes.kernel.yaml_text import read_yaml

_PARTS = re.compile(r"\A---\n(?P<above>.*?\n)---\n(?P<gap>\n*)(?P<body>.*)\Z", re.DOTALL)
_KEY = re.compile(r"^(\w+):")


def exported() -> Iterator[tuple[str, str]]:
    """Every file of the folder of articles: its name, such as "digid/pl.md", and what stands in it."""
    for file in article_files.ARTICLES_FOLDER.iterdir():
        if file.is_file():
            yield file.name, file.read_text(encoding="utf-8")
    for slug, article in guide_now().items():
        for language, text in sorted(article.texts.items()):
            yield f"{slug}/{language}.md", _file(article, text)


def write_articles(folder: Path) -> int:
    """Write them all to a folder; gives how many were not there yet as they are."""
    changed = 0
    for name, text in exported():
        file = folder / name
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            changed += 1
    return changed


def _file(article: Article, text: ArticleText) -> str:
    name, before = f"{article.slug}/{text.language}.md", articles().get(article.slug)
    if before is None and text.language == SOURCE:
        return _begun(article, text)
    own = before.texts.get(text.language) if before else None
    shipped = _shipped(name) if own else ""
    has_moved = before is not None and text.language == SOURCE and article.next_check != before.next_check
    if own == text and not has_moved:
        return shipped
    said: dict[str, Any] = {"title": text.title, "summary": text.summary}
    if has_moved:
        said["next_check"] = article.next_check
    if text.review:
        said["review"] = dict(text.review)
    parts = _PARTS.match(shipped)
    above, gap = (parts["above"], parts["gap"]) if parts else (_yaml({"language": text.language}), "\n")
    body = own.body if own and own.words == text.words else tidied(text.body, like=own.body if own else "")
    return f"---\n{_with(above, said)}---\n{gap}{body}\n"


def _begun(article: Article, text: ArticleText) -> str:
    """The first file of an article that began on the screen."""
    said = {"language": text.language, "title": text.title, "summary": text.summary, **head_of_article(article).facts}
    said["next_check"] = article.next_check
    for source in said["sources"]:
        source["as_of"] = date.fromisoformat(source["as_of"])
    above = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=120, default_flow_style=False)
    return f"---\n{above}{_yaml({'review': dict(text.review)})}---\n\n{tidied(text.body, like='')}\n"


def _with(above: str, said: Mapping[str, Any]) -> str:
    """What stands above a text with these keys in it; the lines of the others stay as they are."""
    kept = dict(said)
    pieces: list[tuple[str, str]] = []
    for line in above.splitlines(keepends=True):
        key = _KEY.match(line)
        if key or not pieces:
            pieces.append((key[1] if key else "", line))
        else:
            pieces[-1] = (pieces[-1][0], pieces[-1][1] + line)
    held = read_yaml(above)
    written = [
        _yaml({key: kept.pop(key)}) if key in kept and held.get(key) != kept[key] else _same(key, lines, kept)
        for key, lines in pieces
    ]
    return "".join(written) + (_yaml(kept) if kept else "")


def _same(key: str, lines: str, kept: dict[str, Any]) -> str:
    kept.pop(key, None)
    return lines


def _yaml(content: Mapping[str, Any]) -> str:
    # A review stands on one line.
    style = None if any(isinstance(value, dict) for value in content.values()) else False
    text: str = yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False, width=120, default_flow_style=style)
    return text


def _shipped(name: str) -> str:
    return article_files.ARTICLES_FOLDER.joinpath(*name.split("/")).read_text(encoding="utf-8")
