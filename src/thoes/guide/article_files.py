"""Read the articles of the guide: a folder per article, a Markdown file per language with YAML above it.

What stands above a text is checked against a schema at first use; a mistake there is an `ArticleError` that names the file.
Whether the texts themselves say the same in every language is asked by `checking`. Writes nothing, decides nothing.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from thoes.foundation.translated_texts import TranslationState, fingerprint, state_of
from thoes.guide.frame import SOURCE
from thoes.rules.loading import PlainLoader

ARTICLES_FOLDER: Traversable = files("thoes.guide").joinpath("articles")
FALLBACKS = ("en", SOURCE)
"""What is shown where an article is missing in a language, the first that is there."""

TITLES = "titles.yaml"
_PARTS = re.compile(r"\A---\n(?P<above>.*?)\n---\n(?P<body>.*)\Z", re.DOTALL)


class ArticleError(Exception):
    """A file of the guide says something that cannot be; names the file and the place."""


@dataclass(frozen=True, slots=True)
class ReadSource:
    """Where an article got its facts, how it stood on which day, and how near it is to who decides."""

    title: str
    link: str
    as_of: date
    confidence: str

    @property
    def is_unverified(self) -> bool:
        return self.confidence != "A"


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article in one language, and who read it."""

    language: str
    title: str
    summary: str
    body: str
    review: Mapping[str, str]

    @property
    def words(self) -> dict[str, Any]:
        """What a reviewer reads: the words, the same for other line ends, and not what stands above them for the machine."""
        body = " ".join(self.body.split())
        return {"language": self.language, "title": self.title, "summary": self.summary, "body": body}


@dataclass(frozen=True, slots=True)
class Article:
    """What somebody can arrange, in the languages that are there; `texts` always holds the source.

    `next_check` is the day on which somebody must look again. `owner` is a role.
    """

    slug: str
    topic: str
    order: int
    is_most_needed: bool
    owner: str
    next_check: date
    sources: tuple[ReadSource, ...]
    related: tuple[str, ...]
    texts: Mapping[str, ArticleText]
    titles: Mapping[str, str]
    """In languages in which there may be no text yet."""

    @property
    def source(self) -> ArticleText:
        return self.texts[SOURCE]

    @property
    def source_fingerprint(self) -> str:
        """Changes as soon as a word of the source does."""
        return fingerprint(self.source.words)

    @property
    def last_checked(self) -> date:
        """The day of the newest source: on that day somebody looked. How old each of the others is stands beside it."""
        return max(source.as_of for source in self.sources)

    def is_overdue(self, *, on: date) -> bool:
        return on >= self.next_check

    def text(self, language: str) -> ArticleText:
        """The words in this language; where there are none those of a language that many read."""
        return next(self.texts[code] for code in (language, *FALLBACKS) if code in self.texts)

    def title_in(self, language: str) -> tuple[str, str]:
        """What it is called in a list in this language, and in which language that is."""
        if language in self.titles and language not in self.texts:
            return self.titles[language], language
        text = self.text(language)
        return text.title, text.language

    def state(self, language: str) -> TranslationState:
        """How far the words in this language can be relied on, worked out from the texts as they are now."""
        own = self.texts.get(language)
        if own is None:
            return TranslationState.MISSING
        return state_of({**own.words, "review": own.review}, source=self.source.words)

    def review_of(self, language: str) -> dict[str, str]:
        """The fingerprints to write above a text by whoever read it as it stands now."""
        return {"source": fingerprint(self.source.words), "translation": fingerprint(self.texts[language].words)}


@cache
def articles() -> Mapping[str, Article]:
    """The articles that ship with this version of Thoes by their name in the address; read once per process."""
    return read_articles(ARTICLES_FOLDER)


def read_articles(folder: Traversable) -> dict[str, Article]:
    """Every article of a folder, in order of name."""
    named = sorted((entry for entry in folder.iterdir() if entry.is_dir()), key=lambda entry: entry.name)
    titles = _read_titles(folder / TITLES)
    return {entry.name: _read_article(entry, titles.get(entry.name, {})) for entry in named}


def _read_titles(file: Traversable) -> dict[str, dict[str, str]]:
    """By article and language; nothing where the file is not there."""
    if not file.is_file():
        return {}
    titles: dict[str, dict[str, str]] = yaml.load(file.read_text(encoding="utf-8"), Loader=PlainLoader)  # a SafeLoader
    return titles


def _read_article(folder: Traversable, titles: Mapping[str, str]) -> Article:
    read = {language: (above, text) for language, above, text in _read_texts(folder)}
    if SOURCE not in read:
        raise ArticleError(f"{folder.name} has no {SOURCE}.md, of which the others are translations.")
    above, _text = read[SOURCE]
    return Article(
        slug=folder.name,
        topic=above["topic"],
        order=above["order"],
        is_most_needed=above.get("is_most_needed", False),
        owner=above["owner"],
        next_check=_day(above["next_check"], folder.name),
        sources=tuple(
            ReadSource(raw["title"], raw["link"], _day(raw["as_of"], folder.name), raw["confidence"])
            for raw in above["sources"]
        ),
        related=tuple(above.get("related", ())),
        texts={language: text for language, (_above, text) in read.items()},
        titles=titles,
    )


def _read_texts(folder: Traversable) -> Iterator[tuple[str, dict[str, Any], ArticleText]]:
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        language, name = file.name.removesuffix(".md"), f"{folder.name}/{file.name}"
        parts = _PARTS.match(file.read_text(encoding="utf-8"))
        if parts is None:
            raise ArticleError(f"{name} does not begin with YAML between two lines of ---.")
        above = _checked(parts["above"], "source" if language == SOURCE else "translation", name)
        if above["language"] != language:
            raise ArticleError(f"{name} says that it is in {above['language']!r}.")
        text = ArticleText(language, above["title"], above["summary"], parts["body"].strip(), above.get("review", {}))
        yield language, above, text


def _checked(above: str, kind: str, name: str) -> dict[str, Any]:
    """What stands above a text, after the schema; days are text."""
    try:
        content = yaml.load(above, Loader=PlainLoader)  # itself a SafeLoader
    except yaml.YAMLError as error:
        raise ArticleError(f"{name} is not YAML: {error}") from error
    mistake = best_match(_validator(kind).iter_errors(content))
    if mistake is not None:
        raise ArticleError(f"{name}, at {mistake.json_path}: {mistake.message}")
    checked: dict[str, Any] = content
    return checked


@cache
def _validator(kind: str) -> Draft202012Validator:
    schema = json.loads(files("thoes.guide").joinpath("articles.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": schema["$defs"]})


def _day(raw: str, name: str) -> date:
    try:
        return date.fromisoformat(raw)
    except ValueError as error:
        raise ArticleError(f"{name}: {raw} is not a day ({error}).") from error
