"""The sentences around the articles and the words on letters are kept on the screen: side by side, reviewed, exported."""

from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape

import pytest
import yaml
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from thoes.foundation.translated_texts import TextFolder, TranslationState
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES, show_saved
from thoes.guide.keeping.exporting_texts import exported_texts, write_texts
from thoes.guide.keeping.models import Act, ArticleVersion
from thoes.guide.keeping.texts import TextSet, save_texts, sentences_of_file, standing_of
from thoes.guide.letter_words import letter_words, show_meanings
from thoes.kernel.refusals import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("samples")]
AT = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
START = reverse("guide:guide", args=["pl"])


@pytest.fixture(autouse=True)
def nothing_saved_stays() -> Iterator[None]:
    yield
    show_saved({})
    show_meanings({})


def save(actor, texts=TextSet.FRAME, language="pl", act=Act.PUBLISHED, upon=0, **changed) -> ArticleVersion:
    sentences = {
        **standing_of(texts, language).sentences,
        **{key.replace("__", "."): words for key, words in changed.items()},
    }
    return save_texts(
        actor=actor, texts=texts, language=language, sentences=sentences, upon=upon, act=act, at=AT
    )  # fmt: skip


def page(address: str = START) -> str:
    return unescape(Client().get(address).content.decode())


def test_what_is_reviewed_is_read_at_once_on_every_page_and_says_nothing_of_a_computer(piotr) -> None:
    before = page()
    save(piotr, title="Poradnik Voorbeeld", most_needed="Najważniejsze")

    after = page()

    assert FRAME.of_file("pl").unreviewed in before
    assert FRAME.of_file("pl").unreviewed not in after
    assert "Poradnik Voorbeeld" in after
    assert "Najważniejsze" in after
    assert standing_of(TextSet.FRAME, "pl").state is TranslationState.REVIEWED


def test_a_draft_is_read_by_nobody_and_gone_on_with(piotr, piotr_at_work) -> None:
    save(piotr, act=Act.DRAFT, title="Nog niet")
    editor = unescape(piotr_at_work.get(reverse("guide:keeping-texts", args=["pl", "frame"])).content.decode())

    assert "Nog niet" not in page()
    assert "Nog niet" in editor


def test_another_dutch_sentence_makes_the_translation_out_of_date_at_once(piotr, hanna) -> None:
    save(piotr, title="Poradnik")
    save(hanna, language="nl", title="Gids voor Limburg")

    assert standing_of(TextSet.FRAME, "pl").state is TranslationState.OUT_OF_DATE
    assert "Gids voor Limburg" in page(reverse("guide:guide", args=["nl"]))
    assert FRAME.of_file("pl").unreviewed in page()


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "Stan na dzień.",
        "Stan na {dzien}.",
        "Stan na {day.year}.",
        "Stan na {0}.",
        "Stan na {day",
        "x" * 401,
        "Stan na {day:>999999999}.",
        "Stan na {day:d}.",
        "Stan na {day:{x}}.",
        "Stan na {day!r}.",
    ],
)
def test_a_sentence_without_words_or_with_other_facts_than_the_dutch_one_is_not_shown(piotr, wrong) -> None:
    with pytest.raises(Refusal, match="guide_text_has_mistakes"):
        save(piotr, numbers__today=wrong)

    save(piotr, act=Act.DRAFT, numbers__today=wrong)
    assert Client().get(START).status_code == 200


def test_a_sentence_with_a_width_that_was_published_before_is_not_shown(piotr) -> None:
    row = ArticleVersion.objects.filter(pk=save(piotr, title="Poradnik").pk).values().get()
    body = row["body"].replace("{day}", "{day:>999999}")
    ArticleVersion.objects.create(**{**row, "id": None, "number": 2, "body": body})

    assert standing_of(TextSet.FRAME, "pl").is_overtaken
    assert standing_of(TextSet.FRAME, "pl").sentences == sentences_of_file(TextSet.FRAME, "pl")
    assert " " * 999 not in page(reverse("guide:guide-words", args=["pl"]))


def test_words_of_somebody_are_text_on_the_page_and_never_html(piotr) -> None:
    save(piotr, title="<script>alert(1)</script>")

    assert "<script>alert" not in Client().get(START).content.decode()


def test_who_keeps_another_language_writes_nothing_here(piotr, piotr_at_work, hanna_at_work) -> None:
    with pytest.raises(PermissionDenied):
        save(piotr, language="nl", title="Nee")

    assert piotr_at_work.get(reverse("guide:keeping-texts", args=["bg", "frame"])).status_code == 403
    assert hanna_at_work.get(reverse("guide:keeping-texts", args=["pl", "frame"])).status_code == 403
    assert piotr_at_work.get(reverse("guide:keeping-texts", args=["pl", "nothing"])).status_code == 404
    assert Client().get(reverse("guide:keeping-texts", args=["pl", "frame"])).status_code == 302


def test_two_people_at_once_lose_nothing(piotr) -> None:
    save(piotr, title="Pierwszy")

    with pytest.raises(Refusal, match="guide_text_changed"):
        save(piotr, title="Drugi")


def test_the_page_saves_what_stands_in_its_fields_and_keeps_it_where_it_is_refused(piotr_at_work) -> None:
    address, keys = reverse("guide:keeping-texts", args=["pl", "frame"]), list(sentences_of_file(TextSet.FRAME, "nl"))
    fields = list(sentences_of_file(TextSet.FRAME, "pl").values())
    fields[keys.index("title")] = "Poradnik ze strony"

    refused = piotr_at_work.post(address, {"sentence": [*fields[:-1], ""], "upon": "0", "do": "published"})
    saved = piotr_at_work.post(address, {"sentence": fields, "upon": "0", "do": "published"})

    assert refused.status_code == 200
    assert "Poradnik ze strony" in refused.content.decode()
    assert saved.status_code == 302
    assert "Poradnik ze strony" in page()


@pytest.mark.parametrize("upon", ["", "-1", "x", "9" * 30])
def test_a_forged_number_is_a_change_by_somebody_else(piotr_at_work, upon) -> None:
    fields = list(sentences_of_file(TextSet.FRAME, "pl").values())

    answer = piotr_at_work.post(
        reverse("guide:keeping-texts", args=["pl", "frame"]), {"sentence": fields, "upon": upon, "do": "published"}
    )

    assert answer.status_code == 200
    assert not ArticleVersion.objects.exists()


def test_a_word_on_a_letter_is_mended_and_its_list_says_nothing_of_a_computer_any_more(piotr) -> None:
    address, notice = reverse("guide:guide-words", args=["pl"]), FRAME.of_file("pl")["words.unreviewed"]
    before = page(address)
    save(piotr, TextSet.WORDS, **{letter_words()[0].word: "list polecony, poprawiony"})

    after = page(address)

    assert notice in before
    assert notice not in after
    assert "list polecony, poprawiony" in after


def test_the_overview_says_how_each_set_stands_and_leads_to_the_own_language(piotr, piotr_at_work) -> None:
    save(piotr)
    overview = piotr_at_work.get(reverse("guide:keeping-all-texts")).content.decode()

    assert reverse("guide:keeping-texts", args=["pl", "words"]) in overview
    assert reverse("guide:keeping-texts", args=["bg", "words"]) not in overview
    assert "Nagelezen" in overview
    assert "Niet nagelezen" in overview


def test_every_file_comes_out_as_it_went_in_where_nothing_was_published() -> None:
    folder = FRAME.folder.joinpath("..", "..")

    for name, text in exported_texts():
        assert text == folder.joinpath(name).read_text(encoding="utf-8")


def test_what_was_reviewed_stands_in_the_files_with_a_review_that_holds(piotr, tmp_path) -> None:
    word = letter_words()[0].word
    save(piotr, title="Poradnik")
    save(piotr, TextSet.WORDS, **{word: 'słowo "w cudzysłowie": tak'})

    write_texts(tmp_path)
    folder = TextFolder(tmp_path / "frame" / "texts", source="nl", languages=GUIDE_LANGUAGES)
    words = {each["word"]: each for each in yaml.safe_load((tmp_path / "words.yaml").read_text())["words"]}

    assert folder.wording("pl")["title"] == "Poradnik"
    assert folder.wording("pl").state is TranslationState.REVIEWED
    assert folder.wording("bg").state is FRAME.of_file("bg").state
    assert words[word]["translations"]["pl"] == 'słowo "w cudzysłowie": tak'
    assert len(words) == len(letter_words())


def test_a_file_that_was_changed_since_is_believed(piotr, monkeypatch) -> None:
    save(piotr, title="Stary")
    monkeypatch.setattr("thoes.guide.keeping.texts.sentences_of_file", _changed(sentences_of_file))

    standing = standing_of(TextSet.FRAME, "pl")

    assert standing.is_overtaken
    assert standing.sentences["title"] == "Nowy z pliku"


def _changed(read):
    def sentences(texts, language):
        return {**read(texts, language), "title": "Nowy z pliku"}

    return sentences
