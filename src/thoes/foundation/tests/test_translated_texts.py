"""Texts in several languages: filled with the facts they name, and how each translation stands beside its source."""

from pathlib import Path

import pytest
import yaml

from thoes.foundation.translated_texts import (
    LANGUAGES_OF_THE_GUIDE,
    TextError,
    TextFolder,
    TranslationState,
    Wording,
    can_be_filled,
    fingerprint,
    state_of,
    with_one_stop,
)

THOES = Path(__file__).parents[2]
SOURCE = {"language": "nl", "name": "Nederlands", "unreviewed": "", "greeting": "Beste {name},", "bring": ["uw pas"]}
POLISH = {
    "language": "pl", "name": "Polski", "unreviewed": "Niesprawdzone.", "greeting": "Dzień dobry {name},", "bring": ["dowód"],
}  # fmt: skip


def reviewed(translation, *, source):
    review = {
        "source": fingerprint(source),
        "translation": fingerprint(translation),
        "by": "A. Nepska",
        "day": "2026-11-29",
    }
    return {**translation, "review": review}


@pytest.fixture
def texts(tmp_path):
    """A folder with a source and one translation, as files."""
    for each in (SOURCE, POLISH):
        tmp_path.joinpath(f"{each['language']}.yaml").write_text(yaml.safe_dump(each))
    return TextFolder(tmp_path, source="nl", languages=("nl", "pl", "ro"))


def test_what_nobody_read_is_not_reviewed() -> None:
    assert state_of(POLISH, source=SOURCE) is TranslationState.UNREVIEWED


def test_what_somebody_read_is_reviewed() -> None:
    assert state_of(reviewed(POLISH, source=SOURCE), source=SOURCE) is TranslationState.REVIEWED


def test_a_changed_source_makes_a_reviewed_translation_out_of_date() -> None:
    changed = {**SOURCE, "greeting": "Geachte {name},"}

    assert state_of(reviewed(POLISH, source=SOURCE), source=changed) is TranslationState.OUT_OF_DATE


def test_a_translation_that_was_changed_after_its_review_is_not_reviewed() -> None:
    changed = {**reviewed(POLISH, source=SOURCE), "bring": ["paszport"]}

    assert state_of(changed, source=SOURCE) is TranslationState.UNREVIEWED


def test_a_source_is_reviewed_by_somebody_too() -> None:
    read = reviewed(SOURCE, source=SOURCE)

    assert state_of(read, source=read) is TranslationState.REVIEWED


def test_a_paper_says_that_nobody_read_it_until_somebody_did(texts) -> None:
    before = texts.wording("pl").notice

    texts.folder.joinpath("pl.yaml").write_text(yaml.safe_dump({**POLISH, "review": texts.review_of("pl")}))

    assert before == "Niesprawdzone."
    again = TextFolder(texts.folder.resolve(), source="nl", languages=("pl",))
    assert again.wording("pl").notice == ""
    assert again.not_reviewed() == []


def test_a_missing_translation_is_shown_in_the_language_of_the_source_and_says_so(texts) -> None:
    shown = texts.wording("ro")

    assert (shown.language, shown.state) == ("nl", TranslationState.MISSING)
    assert shown.filled("greeting", name="Ana") == "Beste Ana,"


@pytest.mark.parametrize("facts", [{}, {"name": "Ana", "day": "1 mei"}, {"nam": "Ana"}])
def test_a_fact_that_is_missing_or_unknown_is_refused(facts) -> None:
    wording = Wording("nl", "Nederlands", SOURCE, TranslationState.UNREVIEWED)

    with pytest.raises(TextError):
        wording.filled("greeting", **facts)


@pytest.mark.parametrize(
    "braces",
    ["{name:>999999999}", "{name:d}", "{name:{width}}", "{name!r}", "{name.x}", "{name[0]}", "{}", "{0}", "{name"],
)
def test_braces_with_more_in_them_than_a_name_are_filled_by_nobody(braces) -> None:
    wording = Wording("nl", "Nederlands", {"greeting": f"Beste {braces},"}, TranslationState.REVIEWED)

    assert not can_be_filled(wording["greeting"])
    with pytest.raises(TextError, match="braces"):
        wording.filled("greeting", name="Ana")


def test_every_sentence_of_every_file_has_names_alone_in_its_braces() -> None:
    files = [each for each in THOES.rglob("texts/*.yaml") if each.stem in LANGUAGES_OF_THE_GUIDE]
    sentences = [(each.name, text) for each in files for text in _texts(yaml.safe_load(each.read_text()))]

    assert len(files) > 50
    assert [(name, text) for name, text in sentences if not can_be_filled(text)] == []


def _texts(found):
    if isinstance(found, dict | list):
        for each in found.values() if isinstance(found, dict) else found:
            yield from _texts(each)
    else:
        yield str(found)


def test_a_file_in_another_language_than_its_name_says_is_refused(texts) -> None:
    texts.folder.joinpath("ro.yaml").write_text(yaml.safe_dump(POLISH))

    with pytest.raises(TextError):
        texts.wording("ro")


def test_a_sentence_that_ends_in_a_day_ends_in_one_stop() -> None:
    wording = Wording("bg", "Български", {"made_on": "От {day}."}, TranslationState.REVIEWED)

    assert wording.filled("made_on", day="29 ноември 2026 г.") == "От 29 ноември 2026 г."
    assert with_one_stop("Wait...") == "Wait..."
