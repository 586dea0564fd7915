"""Every text of a page has a Dutch translation with the same placeholders; nobody meets a half-translated page."""

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import django.conf
import pytest
import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from thoes.foundation.translated_texts import (
    TextFolder,
    TranslationState,
    names_in,
    state_of,
)
from thoes.guide.employers import EMPLOYERS
from thoes.guide.events import EVENTS
from thoes.guide.frame import FRAME
from thoes.guide.help import HELP
from thoes.guide.paths.texts_of_paths import PATH_TEXTS
from thoes.guide.readers import READERS
from thoes.registration.letters.texts import LETTERS
from thoes.rights.documents.overview import OVERVIEW

SOURCE = Path(__file__).parents[1] / "src" / "thoes"
MODULES = sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))
# The names of languages are those of Django itself.
DJANGO = Path(django.conf.__file__).parent / "locale" / "nl" / "LC_MESSAGES" / "django.po"
TEXTS = [LETTERS, OVERVIEW, FRAME, HELP, EMPLOYERS, EVENTS, PATH_TEXTS, READERS]
EACH_IN_ITS_LANGUAGES = [(texts, language) for texts in TEXTS for language in texts.languages]

CATALOGUES = sorted(SOURCE.glob("*/locale/nl/LC_MESSAGES/django.po"))
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def _differences(translation: Mapping[str, Any], *, source: Mapping[str, Any]) -> list[str]:
    """The places where a translation has other keys, another number of items or other named facts than its source."""
    ours, theirs = dict(_shape(translation)), dict(_shape(source))
    return sorted(place for place in ours.keys() | theirs.keys() if ours.get(place) != theirs.get(place))


def _shape(value: Any, place: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    if isinstance(value, Mapping | list):
        for key, item in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from _shape(item, f"{place}.{key}".strip("."))
    else:
        yield place, names_in(value)


def _catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="nl")


@pytest.fixture(scope="module")
def translated() -> set[tuple[str | None, str]]:
    """Context and text of what has a Dutch translation in any module; Django puts them all together."""
    done = set()
    for path in [*CATALOGUES, DJANGO]:
        for message in _catalogue(path):
            strings = (message.string,) if isinstance(message.string, str) else message.string
            if message.id and all(strings) and not message.fuzzy:
                done.add((message.context, message.id if isinstance(message.id, str) else message.id[0]))
    return done


def test_a_text_is_translated_in_one_catalogue_so_that_one_page_does_not_get_the_words_of_another() -> None:
    found: dict[tuple[str | None, Any], list[str]] = {}
    for path in CATALOGUES:
        for message in _catalogue(path):
            if message.id:
                found.setdefault((message.context, message.id), []).append(path.relative_to(SOURCE).parts[0])

    assert len(found) > 2000
    assert {text: modules for text, modules in found.items() if len(modules) > 1} == {}


def _texts(path: Path) -> Iterator[tuple[str | None, str]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # What is not a text becomes noise here; without its indentation it can be read as Python.
        source = "\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())
    for _line, text, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
        yield context, text if isinstance(text, str) else text[0]


@pytest.mark.parametrize("module", MODULES)
def test_every_text_has_a_dutch_translation(module: str, translated: set[tuple[str | None, str]]) -> None:
    files = [
        path
        for path in (SOURCE / module).rglob("*")
        if path.suffix in (".py", ".html") and "tests" not in path.relative_to(SOURCE).parts
    ]
    missing = [
        f"{path.relative_to(SOURCE)}: {text}"
        for path in files
        for context, text in _texts(path)
        if text and (context, text) not in translated
    ]

    assert missing == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-5])
def test_a_translation_keeps_the_placeholders(path: Path) -> None:
    different = []
    for message in _catalogue(path):
        ids = (message.id,) if isinstance(message.id, str) else message.id
        strings = (message.string,) if isinstance(message.string, str) else message.string
        allowed = set().union(*(_PLACEHOLDER.findall(text) for text in ids))
        if message.id and any(set(_PLACEHOLDER.findall(text)) - allowed for text in strings):
            different.append(message.id)

    assert different == []


def test_the_reader_of_texts_finds_what_is_there(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "{% load i18n %}<p>\n  {% translate 'One' %} {% if x %}{% blocktranslate count n=3 %}{{ n }} two{% plural %}"
        "{{ n }} twos{% endblocktranslate %}{% endif %} {{ _('Three') }}</p>"
    )

    assert [text for _context, text in _texts(page)] == ["One", "%(n)s two", "Three"]


def _named(part: TextFolder | str) -> str:
    return part if isinstance(part, str) else Path(str(part.folder)).parts[-3]


def test_every_folder_of_texts_is_known_here() -> None:
    assert {path.parent for path in SOURCE.glob("*/*/texts/*.yaml")} == {Path(str(texts.folder)) for texts in TEXTS}


@pytest.mark.parametrize(("texts", "language"), EACH_IN_ITS_LANGUAGES, ids=_named)
def test_every_language_says_the_same_things_with_the_same_facts(texts: TextFolder, language: str) -> None:
    source, wording = texts.wording(texts.source), texts.wording(language)

    assert wording.state is not TranslationState.MISSING
    assert _differences(wording.sentences, source=source.sentences) == []


@pytest.mark.parametrize(("texts", "language"), EACH_IN_ITS_LANGUAGES, ids=_named)
def test_a_changed_source_makes_every_translation_out_of_date(texts: TextFolder, language: str) -> None:
    source, own = (
        yaml.safe_load(Path(str(texts.folder), f"{code}.yaml").read_text()) for code in (texts.source, language)
    )
    read = {**own, "review": texts.review_of(language)}

    assert state_of(read, source=source) is TranslationState.REVIEWED
    assert state_of(read, source={**source, "one_more": "…"}) is TranslationState.OUT_OF_DATE


SAID = {"greeting": "Beste {name},", "bring": ["uw pas"]}


@pytest.mark.parametrize(
    "wrong",
    [{"greeting": "Witaj,"}, {"greeting": "Witaj {nam},"}, {"bring": ["dowód", "paszport"]}, {"more": "Więcej"}],
)
def test_a_translation_that_says_something_else_is_found(wrong: dict[str, Any]) -> None:
    polish = {"greeting": "Witaj {name},", "bring": ["dowód"]}

    assert _differences(polish, source=SAID) == []
    assert _differences({**polish, **wrong}, source=SAID) != []
