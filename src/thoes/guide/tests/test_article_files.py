"""The articles of the guide are whole, say the same in every language, and never a number that is not in force."""

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from thoes.foundation.translated_texts import TranslationState
from thoes.guide.amounts import AmountState, amount_on
from thoes.guide.article_files import ArticleError, articles, read_articles
from thoes.guide.article_text import Body, Filling, headings
from thoes.guide.checking import mistakes_in, reading_of
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES, direction_of
from thoes.guide.tests.conftest import SAMPLES
from thoes.rules.loading import Confidence, rule_book

TODAY = date(2026, 11, 29)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLES, tmp_path / "articles")
    return tmp_path / "articles"


def changed(folder: Path, name: str, old: str, new: str) -> list[str]:
    """The mistakes after one change in one file."""
    file = folder / name
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))
    return list(mistakes_in(read_articles(folder)))


def test_the_real_articles_hold_no_mistake() -> None:
    assert list(mistakes_in(articles())) == []


def test_the_sample_articles_hold_no_mistake(folder) -> None:
    assert list(mistakes_in(read_articles(folder))) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("first-days/pl.md", "## Gdzie", "## Gdzie to jest", "none of the fixed headings"),
        ("first-days/pl.md", "## Gdzie", "### Gdzie", "none of the fixed headings"),
        ("first-days/en.md", "## Where", "## Who helps", "other headings than its source"),
        ("first-days/nl.md", "## Waar", "## Wie helpt", "another order"),
        ("first-days/pl.md", "{{ ded.housing.max }}", "25%", "other numbers than its source"),
        ("first-days/nl.md", "{{ ded.housing.max }}", "{{ ded.no_such }}", "no number “ded.no_such”"),
        ("first-days/nl.md", "Niets.", "Niets, {{ iets }}.", "that are no number"),
        ("first-days/nl.md", "[pay-slip]", "[no-such]", "no other article"),
        ("first-days/nl.md", "(pay-slip)", "(no-such)", "leads nowhere"),
        (
            "first-days/nl.md",
            "https://voorbeeld.example/gemeente",
            "http://voorbeeld.example/gemeente",
            "leads nowhere",
        ),
        ("first-days/pl.md", "(pay-slip)", "(new-rules)", "other links than its source: pay-slip is missing"),
        (
            "first-days/pl.md",
            "(pay-slip)",
            "(new-rules)",
            "other links than its source: new-rules does not stand there",
        ),
        ("first-days/nl.md", "topic: arriving", "topic: cooking", "no topic 'cooking'"),
    ],
)
def test_a_mistake_in_an_article_is_found(folder, name, old, new, said) -> None:
    assert any(said in mistake for mistake in changed(folder, name, old, new))


def test_an_article_cannot_have_the_name_of_another_page(folder) -> None:
    (folder / "new-rules").rename(folder / "search")

    assert any("address is taken" in mistake for mistake in mistakes_in(read_articles(folder)))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("first-days/nl.md", "next_check: 2027-05-01", "next_check: 2027-02-30"),
        ("first-days/nl.md", "next_check: 2027-05-01", "next_check: later"),
        ("first-days/nl.md", "owner: steunpunt\n", ""),
        ("first-days/nl.md", "title: Uw eerste dagen", "title: Uw eerste {{ dagen }}"),
        ("first-days/nl.md", "confidence: A", "confidence: mem"),
        ("first-days/nl.md", "https://voorbeeld.example/een", "javascript:alert(1)"),
        ("first-days/pl.md", "language: pl", "language: ro"),
        ("first-days/pl.md", "title:", "topic: pay\ntitle:"),
        ("first-days/pl.md", "title:", "unreviewed: true\ntitle:"),
        ("first-days/pl.md", "---\n", ""),
    ],
)
def test_a_file_that_cannot_be_right_is_refused_with_its_name(folder, name, old, new) -> None:
    with pytest.raises(ArticleError, match=name.split("/")[0]):
        changed(folder, name, old, new)


def test_an_article_without_its_source_is_refused(folder) -> None:
    (folder / "first-days" / "nl.md").unlink()

    with pytest.raises(ArticleError, match="first-days"):
        read_articles(folder)


def test_the_state_of_a_translation_follows_from_the_texts(folder) -> None:
    article = read_articles(folder)["first-days"]
    read = {**article.review_of("pl"), "by": "tolk", "on": "2026-11-29"}
    reviewed = replace(article, texts={**article.texts, "pl": replace(article.texts["pl"], review=read)})
    source = replace(article.source, body=article.source.body + " En nog iets.")
    overtaken = replace(reviewed, texts={**reviewed.texts, "nl": source})

    assert article.state("pl") is TranslationState.UNREVIEWED
    assert article.state("ro") is TranslationState.MISSING
    assert reviewed.state("pl") is TranslationState.REVIEWED
    assert overtaken.state("pl") is TranslationState.OUT_OF_DATE


def test_a_later_check_or_another_line_end_makes_no_translation_out_of_date(folder) -> None:
    before = read_articles(folder)["first-days"].review_of("pl")
    changed(folder, "first-days/nl.md", "next_check: 2027-05-01", "next_check: 2028-05-01")
    changed(folder, "first-days/nl.md", "Niets. De huur", "Niets.\nDe huur")

    assert read_articles(folder)["first-days"].review_of("pl") == before


def test_where_a_language_is_missing_english_is_shown_and_else_dutch(samples) -> None:
    assert samples["first-days"].text("hu").language == "en"
    assert samples["new-rules"].text("hu").language == "nl"


@pytest.mark.parametrize(
    ("day", "overdue"), [(date(2027, 4, 30), False), (date(2027, 5, 1), True), (date(2027, 5, 2), True)]
)
def test_an_article_is_overdue_from_the_day_of_its_next_check(samples, day, overdue) -> None:
    assert samples["first-days"].is_overdue(on=day) is overdue


def test_an_article_was_last_checked_on_the_day_of_its_newest_source(samples) -> None:
    assert samples["first-days"].last_checked == date(2026, 11, 29)


def test_every_heading_and_every_word_of_the_frame_is_there_in_nine_languages() -> None:
    assert len(GUIDE_LANGUAGES) == 9
    assert all(set(said) == set(GUIDE_LANGUAGES) for said in headings().values())
    assert all(FRAME.wording(code).state is not TranslationState.MISSING for code in GUIDE_LANGUAGES)


def test_an_article_holds_no_html_of_its_own() -> None:
    body = Body('<b onclick="x()">dik</b> [klik](javascript:alert) ![](https://voorbeeld.example/spion.png)', "nl")

    drawn = body.html(Filling(amount=str, address=str))

    assert "<b" not in drawn
    assert "<img" not in drawn
    assert 'href="javascript' not in drawn


def test_a_table_stands_in_a_frame_that_can_scroll_with_the_keyboard_too() -> None:
    drawn = Body("| a | b |\n|---|---|\n| 1 | {{ brp.register.deadline }} |", "nl").html(
        Filling(amount=str, address=str)
    )

    assert drawn.startswith('<div class="thoes-article__table" tabindex="0"><table')
    assert drawn.rstrip().endswith("</table>\n</div>")
    assert "<td>brp.register.deadline</td>" in drawn


@pytest.mark.parametrize(
    ("language", "wage", "term", "share"),
    [
        ("nl", "€\xa014,99 per uur", "5 dagen", "25%"),
        ("en", "€14.99 per hour", "5 days", "25%"),
        ("de", "14,99\xa0€ pro Stunde", "5 Tage", "25\xa0%"),
        ("pl", "14,99\xa0€ za godzinę", "5 dni", "25%"),
        ("ro", "14,99\xa0EUR pe oră", "5 zile", "25\xa0%"),
        ("bg", "14,99\xa0€ на час", "5 дни", "25%"),
        ("hu", "14,99\xa0EUR óránként", "5 nap", "25%"),
        ("uk", "14,99\xa0EUR за годину", "5 днів", "25%"),
        ("es", "14,99\xa0€ por hora", "5 días", "25\xa0%"),
    ],
)
def test_a_number_has_its_unit_in_the_language_of_the_page(language, wage, term, share) -> None:
    said = [
        amount_on(key, language, on=TODAY).words
        for key in ("wml.hour.adult", "brp.register.deadline", "ded.housing.max")
    ]

    assert said == [wage, term, share]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2023, 12, 31), "not known"),
        (date(2024, 1, 1), "€13.27 per hour"),
        (date(2024, 6, 30), "€13.27 per hour"),
        (date(2024, 7, 1), "€13.68 per hour"),
        (date(2026, 12, 31), "€14.99 per hour"),
        (date(2027, 1, 1), "not known"),
    ],
)
def test_on_a_day_without_a_value_a_number_is_not_known_and_never_that_of_another_day(day, words) -> None:
    assert amount_on("wml.hour.adult", "en", on=day).words == words


def test_what_was_only_proposed_or_withdrawn_is_no_number() -> None:
    shelved = [
        (parameter.key, version.valid_from)
        for parameter in rule_book().parameters.values()
        for version in parameter.versions
        if version.confidence in (Confidence.PROPOSED, Confidence.WITHDRAWN) and version.valid_from
    ]

    assert shelved
    assert all(amount_on(key, "en", on=day).state is AmountState.NOT_KNOWN for key, day in shelved)


def test_a_number_says_how_sure_it_is() -> None:
    def state(key: str, day: date) -> AmountState:
        return amount_on(key, "nl", on=day).state

    assert state("brp.register.deadline", TODAY) is AmountState.SURE
    assert state("brp.register.deadline", date(2028, 1, 1)) is AmountState.OUT_OF_DATE
    assert state("wml.hour.adult", TODAY) is AmountState.UNVERIFIED


def test_every_value_of_the_rule_book_can_be_said_in_dutch_and_english() -> None:
    for key, parameter in rule_book().parameters.items():
        for version in parameter.versions:
            for language in ("nl", "en"):
                said = amount_on(key, language, on=version.valid_from or TODAY).words
                assert said, key
                assert "Fraction" not in said
                assert "True" not in said


def test_a_rule_in_words_is_in_the_language_of_the_page() -> None:
    amount = amount_on("brp.register.who", "pl", on=TODAY)

    assert (amount.language, amount.words) == ("pl", "Sam pracownik, a nie pracodawca ani wynajmujący.")


@pytest.mark.parametrize(
    ("number", "polish"), [(1, "1 noc"), (3, "3 noce"), (5, "5 nocy"), (22, "22 noce"), (0.5, "0,5 nocy")]
)
def test_a_unit_bends_with_its_number(number, polish) -> None:
    parameter = rule_book().parameter("duty.nights")
    (version, *_others) = parameter.versions
    counted = replace(parameter, versions=(replace(version, value=number, valid_from=None, valid_until=None),))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "thoes.guide.amounts.rule_book", lambda: replace(rule_book(), parameters={"duty.nights": counted})
        )

        assert amount_on("duty.nights", "pl", on=TODAY).words == polish


def test_long_sentences_are_counted(samples) -> None:
    reading = reading_of(replace(samples["new-rules"].source, body=f"Kort. {'woord ' * 16}einde."))

    assert (reading.sentences, len(reading.long_sentences)) == (2, 1)


def test_a_language_that_is_read_from_the_right_is_known_as_such() -> None:
    assert direction_of("ar") == "rtl"
    assert {direction_of(code) for code in GUIDE_LANGUAGES} == {"ltr"}


def test_the_words_of_a_unit_stand_in_no_language_twice() -> None:
    units = yaml.safe_load((Path(SAMPLES).parents[1] / "units.yaml").read_text())

    assert all(set(forms) == set(GUIDE_LANGUAGES) for forms in units["money"].values())
    assert all(set(forms) == set(GUIDE_LANGUAGES) - {"nl", "en"} for forms in units["counted"].values())


def test_no_text_has_the_quotation_marks_of_a_typewriter() -> None:
    texts = [(article.slug, text) for article in articles().values() for text in article.texts.values()]

    straight = [
        (slug, text.language) for slug, text in texts if re.search("[\"']", text.title + text.summary + text.body)
    ]
    assert straight == []
