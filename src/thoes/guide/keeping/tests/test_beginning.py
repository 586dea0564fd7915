"""An article begins on the screen: a draft that nobody reads, then reviewed and public, exported, and taken away again."""

from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.text import slugify

from thoes.guide import article_files
from thoes.guide.article_files import ReadSource, read_articles
from thoes.guide.checking import RESERVED, mistakes_in
from thoes.guide.keeping import beginning, editing
from thoes.guide.keeping.begun import Head
from thoes.guide.keeping.exporting import exported, write_articles
from thoes.guide.keeping.models import Act, ArticleVersion
from thoes.guide.keeping.published import guide_now, is_overtaken, kept_articles
from thoes.guide.keeping.standing import Work, standings
from thoes.guide.keeping.web.numbers import number_groups
from thoes.guide.web import urls
from thoes.kernel.refusals import Refusal
from thoes.rules.loading import rule_book

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("samples")]
AT = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
SLUG = "de-bibliotheek"
HEAD = Head(
    "learning", 50, "steunpunt", (ReadSource("Bibliotheek", "https://www.voorbeeld.example/", date(2026, 11, 1), "B"),)
)
PARTS = {
    "do": "Loop binnen en vraag een pas.", "where": "In de bibliotheek.", "bring": "Uw identiteitskaart.",
    "cost": "Niets.", "time": "Een paar minuten. De termijn is {{ brp.register.deadline }}.",
}  # fmt: skip
FORM = {
    "title": "De bibliotheek", "summary": "Lezen, leren en oefenen in de bibliotheek.", "first": "Een plek om te lezen.",
    "topic": "learning", "owner": "steunpunt", "next_check": "2027-06-01", "source_1": "Bibliotheek Voorbeeld",
    "link_1": "https://www.voorbeeld.example/", "read_1": "2026-11-01", "confidence_1": "A",
    **{f"part_{part}": words for part, words in PARTS.items()},
}  # fmt: skip


def begin(hanna, **changed) -> ArticleVersion:
    values = {
        "head": HEAD, "title": "De bibliotheek", "summary": "Lezen en leren in de bibliotheek.",
        "body": beginning.body_of_parts("Een plek om te lezen.", PARTS), "next_check": date(2027, 6, 1), "at": AT,
    } | changed  # fmt: skip
    return beginning.begin_article(actor=hanna, **values)


def publish(hanna, upon: int = 1) -> ArticleVersion:
    article = kept_articles()[SLUG]
    text = article.source
    written = editing.Written(text.title, text.summary, text.body, upon, article.source_fingerprint)
    return editing.publish(actor=hanna, article=article, language="nl", written=written, at=AT)


def reads(language: str = "nl") -> int:
    return Client().get(reverse("guide:article", args=[language, SLUG])).status_code


def test_what_begins_is_a_draft_that_no_reader_finds(hanna, piotr) -> None:
    begin(hanna)

    assert SLUG not in guide_now()
    assert reads() == 404
    assert [each.work for each in standings(["nl"]) if each.article.slug == SLUG] == [Work.DRAFT]
    assert [each for each in standings(["pl"]) if each.article.slug == SLUG] == []


def test_a_reviewed_one_is_public_with_its_parts_sources_and_the_value_of_today(hanna) -> None:
    begin(hanna)
    publish(hanna)

    page = unescape(Client().get(reverse("guide:article", args=["nl", SLUG])).content.decode())

    for words in (
        "Wat u doet",
        "Waar",
        "Wat u meeneemt",
        "Wat het kost",
        "Hoe lang het duurt",
        "5 dagen",
        "Bibliotheek",
    ):
        assert words in page
    assert "{{" not in page
    assert [each.work for each in standings(["pl"]) if each.article.slug == SLUG] == [Work.MISSING]
    assert reads("pl") == 200


def test_one_that_is_taken_away_is_found_in_no_language_and_an_earlier_version_brings_it_back(hanna) -> None:
    begin(hanna)
    publish(hanna)
    beginning.withdraw(actor=hanna, article=guide_now()[SLUG], upon=2, at=AT)
    gone = reads(), reads("pl"), [each.work for each in standings(["nl"]) if each.article.slug == SLUG]

    version = ArticleVersion.objects.get(article=SLUG, number=2)
    editing.bring_back(actor=hanna, article=kept_articles()[SLUG], version=version, upon=3, at=AT)
    still = reads()
    publish(hanna, upon=4)

    assert gone == (404, 404, [Work.WITHDRAWN])
    assert still == 404
    assert reads() == 200
    assert guide_now()[SLUG].sources == HEAD.sources


def test_another_head_is_a_draft_until_it_is_reviewed(hanna) -> None:
    begin(hanna)
    publish(hanna)
    other = Head("health", 10, "steunpunt", HEAD.sources, ("first-days",))
    beginning.change_head(
        actor=hanna, article=guide_now()[SLUG], head=other, next_check=date(2028, 1, 1), upon=2, at=AT
    )
    before = guide_now()[SLUG]

    publish(hanna, upon=3)

    assert (before.topic, before.next_check) == ("learning", date(2027, 6, 1))
    assert (guide_now()[SLUG].topic, guide_now()[SLUG].related) == ("health", ("first-days",))
    assert guide_now()[SLUG].next_check == date(2028, 1, 1)


def test_it_is_exported_as_a_file_that_a_next_version_can_ship_and_is_believed_then(
    hanna, tmp_path, monkeypatch
) -> None:
    begin(hanna)
    publish(hanna)
    shown = guide_now()[SLUG]

    write_articles(tmp_path)
    shipped = read_articles(tmp_path)

    assert shipped[SLUG] == shown
    assert list(mistakes_in({SLUG: shipped[SLUG]})) == []
    monkeypatch.setattr(article_files, "ARTICLES_FOLDER", tmp_path)
    article_files.articles.cache_clear()
    assert not is_overtaken(ArticleVersion.objects.get(article=SLUG, act=Act.PUBLISHED))
    assert dict(exported())[f"{SLUG}/nl.md"] == (tmp_path / SLUG / "nl.md").read_text()


def test_an_article_of_the_files_is_not_taken_away_on_the_screen(hanna, hanna_at_work) -> None:
    with pytest.raises(PermissionDenied):
        beginning.withdraw(actor=hanna, article=guide_now()["first-days"], upon=0, at=AT)

    assert hanna_at_work.post(reverse("guide:keeping-withdraw", args=["first-days"])).status_code == 404
    assert hanna_at_work.get(reverse("guide:keeping-head", args=["first-days"])).status_code == 404


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Search", "guide_title_makes_no_address"),
        ("!!!", "guide_title_makes_no_address"),
        ("First days", "guide_article_is_there"),
    ],
)
def test_an_address_that_is_taken_is_refused(hanna, title, code) -> None:
    with pytest.raises(Refusal) as refused:
        begin(hanna, title=title)

    assert refused.value.code == code


def test_no_title_makes_an_address_that_another_page_has() -> None:
    routes = [str(each.pattern).strip("/").split("/") for each in urls.urlpatterns]
    taken = {
        other[at]
        for route in routes
        for at in [each for each, part in enumerate(route) if part == "<slug:article>"]
        for other in routes
        if len(other) > at and all(map(_may_be_one, route[:at], other)) and other[at] == slugify(other[at])
    }

    assert {"events", "questions", "not-kept", "texts", "own"} <= taken
    assert taken <= set(RESERVED)
    for name in sorted(taken):
        with pytest.raises(Refusal, match="guide_title_makes_no_address"):
            beginning.name_in_address(name.capitalize())


def _may_be_one(part: str, other: str) -> bool:
    return part == other or "<" in part or "<" in other


def test_an_amount_that_was_typed_keeps_it_from_being_shown(hanna) -> None:
    begin(hanna, body=beginning.body_of_parts("", PARTS | {"cost": "Het kost € 12,50 per jaar."}))

    with pytest.raises(Refusal, match="guide_text_has_mistakes"):
        publish(hanna)


def test_the_form_keeps_a_draft_with_all_parts_and_shows_it_as_readers_would(hanna_at_work) -> None:
    answer = hanna_at_work.post(reverse("guide:keeping-begin"), FORM)
    version = ArticleVersion.objects.get(article=SLUG)
    preview = hanna_at_work.get(reverse("guide:keeping-preview", args=["nl", SLUG])).content.decode()
    editor = hanna_at_work.get(answer.url)

    assert answer.url == reverse("guide:keeping-text", args=["nl", SLUG])
    assert (version.act, version.head["sources"][0]["confidence"]) == (Act.DRAFT, "A")
    assert version.body.index("Wat u doet") < version.body.index("Waar") < version.body.index("Hoe lang het duurt")
    assert "Loop binnen" in preview
    assert editor.status_code == 200
    assert reverse("guide:article", args=["nl", SLUG]) not in editor.content.decode()
    assert reads() == 404


@pytest.mark.parametrize(
    "lacking", [*(f"part_{part}" for part in beginning.NEEDED), "source_1", "link_1", "next_check", "topic"]
)
def test_nothing_begins_without_a_needed_part_a_source_a_subject_and_a_next_check(hanna_at_work, lacking) -> None:
    answer = hanna_at_work.post(reverse("guide:keeping-begin"), FORM | {lacking: ""})

    assert answer.status_code == 200
    assert not ArticleVersion.objects.exists()


def test_a_source_that_opens_unsafely_or_is_half_filled_in_is_refused(hanna_at_work) -> None:
    for wrong in ({"link_1": "http://voorbeeld.example/"}, {"link_1": "javascript:alert(1)"}, {"source_2": "Half"}):
        hanna_at_work.post(reverse("guide:keeping-begin"), FORM | wrong)

    assert not ArticleVersion.objects.exists()


def test_who_reviews_a_translation_begins_nothing_and_takes_nothing_away(hanna, piotr_at_work) -> None:
    begin(hanna)

    answers = [
        piotr_at_work.get(reverse("guide:keeping-begin")),
        piotr_at_work.post(reverse("guide:keeping-begin"), FORM),
        piotr_at_work.get(reverse("guide:keeping-head", args=[SLUG])),
        piotr_at_work.post(reverse("guide:keeping-withdraw", args=[SLUG])),
    ]

    assert [answer.status_code for answer in answers] == [403] * 4
    assert ArticleVersion.objects.count() == 1
    assert piotr_at_work.get(reverse("guide:keeping-text", args=["pl", SLUG])).status_code == 404


def test_head_and_withdrawal_work_by_their_pages(hanna, hanna_at_work) -> None:
    begin(hanna)
    publish(hanna)
    asked = {key: value for key, value in FORM.items() if not key.startswith(("part_", "title", "summary", "first"))}

    hanna_at_work.post(reverse("guide:keeping-head", args=[SLUG]), asked | {"topic": "health"})
    hanna_at_work.post(reverse("guide:keeping-withdraw", args=[SLUG]))

    acts = list(ArticleVersion.objects.order_by("number").values_list("act", flat=True))
    assert acts == [Act.DRAFT, Act.PUBLISHED, Act.DRAFT, Act.WITHDRAWN]
    assert reads() == 404


def test_every_number_that_can_be_chosen_is_in_the_rule_book_and_known_today() -> None:
    signs = [sign for _topic, numbers in number_groups(AT.date()) for sign, _words in numbers]

    assert len(signs) > 200
    assert len(signs) == len(set(signs))
    assert {sign.strip("{} ") for sign in signs} <= rule_book().parameters.keys()
    assert "{{ wml.hour.adult }}" in signs
