"""The sentences around the articles and the Dutch words on letters, kept on the screen as the articles are.

A set of sentences in a language is one text with versions (`ArticleVersion`, of a name that no article can have): what was
published stands over the file, until the file says something else. How it stands is worked out, never stored.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_noop

from thoes.accounts.public import Actor
from thoes.foundation.translated_texts import TranslationState, Wording, can_be_filled, fingerprint, names_in
from thoes.guide.checking import Mistake
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES, SOURCE, show_saved
from thoes.guide.keeping.editing import add_version, may_write, newest_version
from thoes.guide.keeping.models import Act, ArticleVersion
from thoes.guide.keeping.published import newest
from thoes.guide.letter_words import letter_words, show_meanings
from thoes.kernel.free_text import checked_text
from thoes.kernel.invisible_characters import without_control
from thoes.kernel.refusals import Refusal

MOST_OF_ONE = 400
"""Letters of one sentence: twice the longest."""


class TextSet(StrEnum):
    """What is kept beside the articles."""

    FRAME = "frame"
    WORDS = "words"

    @property
    def kept_as(self) -> str:
        """Its name among the versions; an address of an article never begins so."""
        return f"_{self.value}"


Sentences = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SetStanding:
    """A set in a language: its sentences as readers see them, and how they stand beside the Dutch ones of now."""

    texts: TextSet
    language: str
    sentences: Sentences
    state: TranslationState
    is_overtaken: bool


def sentences_of_file(texts: TextSet, language: str) -> Sentences:
    """As they ship with this version of Thoes, by their key."""
    if texts is TextSet.FRAME:
        return dict(_flat(FRAME.of_file(language).sentences))
    return {
        each.word: each.meaning if language == SOURCE else each.translations.get(language, "")
        for each in letter_words()
    }


def standing_of(texts: TextSet, language: str) -> SetStanding:
    """How a set stands now."""
    published = _published(texts)
    own = published.get(language)
    if own is None or _is_overtaken(own, texts):
        state = FRAME.of_file(language).state if texts is TextSet.FRAME else TranslationState.UNREVIEWED
        return SetStanding(texts, language, sentences_of_file(texts, language), state, own is not None)
    is_same = language == SOURCE or own.seen_source["sentences"] == dict(_shown(texts, SOURCE, published))
    state = TranslationState.REVIEWED if is_same else TranslationState.OUT_OF_DATE
    return SetStanding(texts, language, _sentences(own), state, False)


def refresh_shown_texts(state: tuple[int, ...]) -> None:
    """Let what was published stand over the files; `state` is what changes with it (`guide_state`)."""
    frame, meanings = _shown_at(state) if state[0] else ({}, {})
    show_saved(frame)
    show_meanings(meanings)


@lru_cache(maxsize=2)
def _shown_at(state: tuple[int, ...]) -> tuple[dict[str, Wording], dict[str, Sentences]]:
    frame, meanings = {}, {}
    for language in GUIDE_LANGUAGES:
        own = standing_of(TextSet.FRAME, language)
        base = FRAME.of_file(language)
        if own.sentences != dict(_flat(base.sentences)) or own.state is not base.state:
            frame[language] = replace(base, sentences=nested(own.sentences), state=own.state)
        words = standing_of(TextSet.WORDS, language)
        if words.state is not TranslationState.UNREVIEWED:
            meanings[language] = words.sentences
    return frame, meanings


def hand_of(texts: TextSet, language: str) -> tuple[Sentences, ArticleVersion | None]:
    """What somebody goes on with: the draft, and else what is shown; with what was saved last."""
    version = newest_version(texts.kept_as, language)
    if version is not None and version.act == Act.DRAFT:
        shown = standing_of(texts, language).sentences
        return {**shown, **{key: words for key, words in _sentences(version).items() if key in shown}}, version
    return standing_of(texts, language).sentences, version


def mistakes_in_sentences(texts: TextSet, language: str, sentences: Sentences) -> Iterator[tuple[str, Mistake]]:
    """What is wrong, with the key of the sentence."""
    for key, source in standing_of(texts, SOURCE).sentences.items():
        words = sentences.get(key, "").strip()
        if not words:
            yield key, Mistake(gettext_noop("nothing is translated here yet."))
        elif len(words) > MOST_OF_ONE:
            yield key, Mistake(gettext_noop("this has more than %(most)s letters."), {"most": str(MOST_OF_ONE)})
        elif not can_be_filled(words) or (texts is TextSet.FRAME and names_in(words) != names_in(source)):
            yield key, Mistake(gettext_noop("what stands in braces is not the same as in the Dutch text."))


def save_texts(
    *, actor: Actor, texts: TextSet, language: str, sentences: Sentences, upon: int, act: Act, at: datetime
) -> ArticleVersion:
    """Keep a set as a draft, or say that it was read beside the Dutch words and is right: shown from now on."""
    if not may_write(actor, language):
        raise PermissionDenied
    source = standing_of(texts, SOURCE).sentences
    own = {key: checked_text(without_control(sentences.get(key, "")), field="words").strip() for key in source}
    if act == Act.PUBLISHED and (mistakes := list(mistakes_in_sentences(texts, language, own))):
        raise Refusal("guide_text_has_mistakes", count=len(mistakes))
    before = newest_version(texts.kept_as, language)
    if (before.number if before else 0) != upon:
        raise Refusal("guide_text_changed")
    return add_version(
        ArticleVersion(
            article=texts.kept_as, language=language, number=upon + 1, act=act, title=texts.value, summary="",
            body=json.dumps(own, ensure_ascii=False), seen_source={"sentences": dict(source)},
            seen_file=_fingerprint(sentences_of_file(texts, language)),
            made_at=at, made_as=actor.role, made_by=actor.user_id,
        )
    )  # fmt: skip


def _published(texts: TextSet) -> dict[str, ArticleVersion]:
    rows = newest(ArticleVersion.objects.filter(article=texts.kept_as, act=Act.PUBLISHED))
    return {row.language: row for row in rows}


def _shown(texts: TextSet, language: str, published: Mapping[str, ArticleVersion]) -> Sentences:
    own = published.get(language)
    return sentences_of_file(texts, language) if own is None or _is_overtaken(own, texts) else _sentences(own)


def _is_overtaken(version: ArticleVersion, texts: TextSet) -> bool:
    """Whether the file was changed otherwise since, or has other sentences than somebody wrote, or one cannot be filled."""
    of_file, own = sentences_of_file(texts, version.language), _sentences(version)
    is_same = _fingerprint(of_file) in (version.seen_file, _fingerprint(own))
    can_be_shown = own.keys() == sentences_of_file(texts, SOURCE).keys() and all(map(can_be_filled, own.values()))
    return not (is_same and can_be_shown)


def _sentences(version: ArticleVersion) -> dict[str, str]:
    found: dict[str, str] = json.loads(version.body)
    return found


def _fingerprint(sentences: Sentences) -> str:
    return fingerprint(dict(sentences))


def _flat(sentences: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for key, value in sentences.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", str(value)


def nested(sentences: Sentences) -> dict[str, Any]:
    """Sentences by their keys as the file has them: in groups."""
    found: dict[str, Any] = {}
    for key, words in sentences.items():
        *groups, last = key.split(".")
        at = found
        for group in groups:
            at = at.setdefault(group, {})
        at[last] = words
    return found
