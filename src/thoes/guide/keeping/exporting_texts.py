"""The sentences around the articles and the words on letters as files again, with what was published here in them."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from thoes.foundation.translated_texts import TranslationState, fingerprint
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES, SOURCE
from thoes.guide.keeping.models import Act, ArticleVersion
from thoes.guide.keeping.texts import SetStanding, TextSet, nested, sentences_of_file, standing_of

_WORD = re.compile(r'^  - word: "(?P<word>.*)"$')
_LINE = re.compile(r"^(?P<before>      (?P<language>[a-z]{2}): |    (?P<meaning>meaning): )")
_ABOUT = ("language", "name", "unreviewed")


def exported_texts() -> Iterator[tuple[str, str]]:
    """Each file: "frame/texts/pl.yaml" and "words.yaml". One in which nothing changed comes out as it went in."""
    for language in GUIDE_LANGUAGES:
        name = f"frame/texts/{language}.yaml"
        standing = standing_of(TextSet.FRAME, language)
        shipped = _shipped(name)
        yield name, shipped if _is_shipped(standing) else _frame_file(standing, yaml.safe_load(shipped))
    yield "words.yaml", _words_file(_shipped("words.yaml"))


def write_texts(folder: Path) -> int:
    """Write them all to a folder; gives how many were not there yet as they are."""
    changed = 0
    for name, text in exported_texts():
        file = folder / name
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            changed += 1
    return changed


def _is_shipped(standing: SetStanding) -> bool:
    is_same = standing.sentences == sentences_of_file(standing.texts, standing.language)
    return is_same and standing.state is FRAME.of_file(standing.language).state


def _frame_file(standing: SetStanding, shipped: dict[str, Any]) -> str:
    """With the fingerprints of the review, where somebody read it beside the Dutch text of now."""
    said = {key: shipped[key] for key in _ABOUT} | nested(standing.sentences)
    text: str = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=10_000)
    if standing.state is not TranslationState.REVIEWED:
        return text
    source = standing_of(TextSet.FRAME, SOURCE)
    about = yaml.safe_load(_shipped(f"frame/texts/{SOURCE}.yaml"))
    dutch = {key: about[key] for key in _ABOUT} | nested(source.sentences)
    review = {"source": fingerprint(dutch), "translation": fingerprint(said), **_by(standing)}
    return text + yaml.safe_dump({"review": review}, default_flow_style=None, width=10_000)


def _by(standing: SetStanding) -> dict[str, str]:
    rows = ArticleVersion.objects.filter(article=standing.texts.kept_as, language=standing.language, act=Act.PUBLISHED)
    newest = rows.order_by("-number").first()
    return {"by": newest.made_as, "on": newest.made_at.date().isoformat()} if newest else {}


def _words_file(shipped: str) -> str:
    """Line by line: only the meanings that somebody changed are other lines."""
    said = {language: standing_of(TextSet.WORDS, language).sentences for language in GUIDE_LANGUAGES}
    of_file = {language: sentences_of_file(TextSet.WORDS, language) for language in GUIDE_LANGUAGES}
    lines, word = [], ""
    for line in shipped.splitlines(keepends=True):
        head, found = _WORD.match(line.rstrip("\n")), _LINE.match(line)
        word = head["word"] if head else word
        language = (SOURCE if found["meaning"] else found["language"]) if found else ""
        new = said.get(language, {}).get(word, "")
        if found and new and new != of_file[language].get(word):
            quoted = yaml.safe_dump(new, allow_unicode=True, default_style='"', width=10_000).strip()
            line = f"{found['before']}{quoted}\n"
        lines.append(line)
    return "".join(lines)


def _shipped(name: str) -> str:
    return files("thoes.guide").joinpath(*name.split("/")).read_text(encoding="utf-8")
