"""A text is read beside its source, changed and published; two people at once lose nothing, and nobody else gets in."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from thoes.foundation.translated_texts import TranslationState
from thoes.guide import article_files
from thoes.guide.article_files import articles
from thoes.guide.keeping import editing
from thoes.guide.keeping.blocks import blocks_of
from thoes.guide.keeping.models import Act, ArticleVersion
from thoes.guide.keeping.published import guide_now, search_now
from thoes.guide.keeping.standing import Work, seen_at_last_review, standings
from thoes.guide.permissions import KEEP_GUIDE, REVIEWERS
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import as_tenant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("samples")]
AT = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
HERE = "/guide-keeping/pl/first-days/"


def written(language: str = "pl", *, upon: int = 0, old: str = "", new: str = "") -> editing.Written:
    """The text as it stands, with one change."""
    article = guide_now()["first-days"]
    text = article.text(language)
    assert old in text.body
    return editing.Written(text.title, text.summary, text.body.replace(old, new, 1), upon, article.source_fingerprint)


def publish(actor, language="pl", **change):
    return editing.publish(
        actor=actor, article=guide_now()["first-days"], language=language, written=written(language, **change), at=AT
    )


def posted(language: str = "pl", *, do: str, upon: int = 0, old: str = "", new: str = "", **more):
    text = written(language, old=old, new=new)
    rows = [block.line for block in blocks_of(text.body)]
    return {
        "title": text.title,
        "summary": text.summary,
        "row": rows,
        "upon": upon,
        "source": text.source,
        "do": do,
        **more,
    }


def state(language: str = "pl") -> TranslationState:
    return guide_now()["first-days"].state(language)


def test_a_draft_is_seen_by_no_reader(piotr) -> None:
    editing.save_draft(
        actor=piotr, article=guide_now()["first-days"], language="pl", at=AT, written=written(old="Nic.", new="Zero.")
    )

    assert "Zero." not in Client().get("/guide/pl/first-days/").content.decode()
    assert state() is TranslationState.UNREVIEWED


def test_what_is_reviewed_is_read_and_found_from_then_on_and_says_nothing_of_a_machine(piotr) -> None:
    before = Client().get("/guide/pl/first-days/").content.decode()
    publish(piotr, old="Nic.", new="Zupełnie nic.")

    page = Client().get("/guide/pl/first-days/").content.decode()

    assert "Zupełnie nic." in page
    assert "maszyn" in before.lower() or "komputer" in before.lower()
    assert state() is TranslationState.REVIEWED
    assert [hit.article.slug for hit in search_now().search("zupelnie", "pl")] == ["first-days"]


def test_a_change_of_the_dutch_text_makes_every_translation_out_of_date_at_once(piotr, hanna) -> None:
    publish(piotr)
    publish(hanna, "nl", old="Niets.", new="Helemaal niets.")

    assert state() is TranslationState.OUT_OF_DATE
    assert "Helemaal niets." in Client().get("/guide/nl/first-days/").content.decode()
    assert seen_at_last_review(guide_now()["first-days"], "pl").body == articles()["first-days"].source.body


def test_what_waits_is_worked_out_from_the_texts(piotr, hanna) -> None:
    def work() -> Work:
        return next(each.work for each in standings(["pl"]) if each.article.slug == "first-days")

    seen = [work()]
    version = publish(piotr)
    seen.append(work())
    publish(hanna, "nl", old="Niets.", new="Helemaal niets.")
    seen.append(work())
    editing.send_back(
        actor=piotr, article=guide_now()["first-days"], language="pl", at=AT, remark="Wat is “helemaal”?",
        written=written(upon=version.number),
    )  # fmt: skip
    seen.append(work())

    assert seen == [Work.UNREVIEWED, Work.NOTHING, Work.OUT_OF_DATE, Work.SENT_BACK]


def test_two_people_at_once_lose_nothing(piotr, make_member) -> None:
    ewa = make_member("ewa", REVIEWERS["pl"])
    publish(piotr, old="Nic.", new="Zero.")

    with pytest.raises(Refusal) as refused:
        publish(ewa, upon=0, old="Zero.", new="Niewiele.")

    assert refused.value.code == "guide_text_changed"
    assert ArticleVersion.objects.count() == 1


def test_the_database_takes_one_of_two_versions_with_one_number(piotr, monkeypatch) -> None:
    first = publish(piotr)
    monkeypatch.setattr(editing, "newest_version", lambda *_: None)

    with pytest.raises(Refusal, match="guide_text_changed"):
        publish(piotr)

    assert list(ArticleVersion.objects.all()) == [first]


def test_who_comes_second_sees_both_texts_and_may_save_again(piotr_at_work, piotr) -> None:
    publish(piotr, old="Nic.", new="Zero.")
    mine = posted(do="published", upon=0, old="Zero.", new="Niewiele.")

    page = piotr_at_work.post(HERE, mine)

    said = page.content.decode()
    assert ArticleVersion.objects.count() == 1
    assert "Niewiele." in said
    assert 'thoes-keeping__theirs" lang="pl" dir="ltr">Zero.' in said
    assert 'name="upon" value="1"' in said
    piotr_at_work.post(HERE, mine | {"upon": 1})
    assert guide_now()["first-days"].text("pl").body.count("Niewiele.") == 1


def test_who_reviewed_beside_a_dutch_text_of_before_looks_again(piotr, hanna) -> None:
    beside = written()
    publish(hanna, "nl", old="Niets.", new="Helemaal niets.")

    with pytest.raises(Refusal, match="guide_source_changed"):
        editing.publish(actor=piotr, article=guide_now()["first-days"], language="pl", written=beside, at=AT)


@pytest.mark.parametrize(
    ("old", "new", "said", "row"),
    [
        ("{{ ded.housing.max }}", "25%", "ded.housing.max ontbreekt", 8),
        ("Nic.", "Nic, {{ wml.hour.adult }}.", "wml.hour.adult staat daar niet", 8),
        ("(pay-slip)", "(new-rules)", "pay-slip ontbreekt", 3),
        ("[gminie](https://voorbeeld.example/gemeente)", "gminie", "https://voorbeeld.example/gemeente ontbreekt", 6),
        ("Nic.", "[Nic](ftp://voorbeeld.example/)", "leidt nergens heen", 8),
        ("Nic.", "[Nic](http://voorbeeld.example/)", "leidt nergens heen", 8),
    ],
)
def test_a_number_or_link_that_is_missing_or_extra_is_told_with_its_place_and_not_published(
    piotr_at_work, old, new, said, row
) -> None:
    page = piotr_at_work.post(HERE, posted(do="published", old=old, new=new)).content.decode()

    assert said in page
    assert f'id="row-{row}_error"' in page
    assert not ArticleVersion.objects.exists()


def test_a_draft_may_hold_mistakes_and_says_them(piotr_at_work) -> None:
    answer = piotr_at_work.post(HERE, posted(do="draft", old="{{ ded.housing.max }}", new="25%"), follow=True)

    assert ArticleVersion.objects.get().act == Act.DRAFT
    assert "ded.housing.max ontbreekt" in answer.content.decode()


def test_html_and_scripts_are_text_for_editor_and_reader(piotr_at_work) -> None:
    nasty = '<script>alert("x")</script><img src=x onerror=alert(1)>'
    piotr_at_work.post(HERE, posted(do="published", old="Nic.", new=f"Nic. {nasty}", title="Tytuł <b>x</b>"))

    for page in (Client().get("/guide/pl/first-days/"), piotr_at_work.get(HERE), piotr_at_work.get(f"{HERE}versions/")):
        assert page.status_code == 200
        assert b"<script>alert" not in page.content
        assert b"<img src=x" not in page.content
        assert b"Tytu\xc5\x82 <b>" not in page.content


def test_a_text_of_two_megabytes_is_refused_at_once(piotr_at_work) -> None:
    answer = piotr_at_work.post(HERE, posted(do="published") | {"row": ["[" * 2_000_000]})

    assert answer.status_code == 422
    assert not ArticleVersion.objects.exists()
    assert len(answer.content) < 200_000


def test_a_text_with_a_citizen_service_number_is_refused(piotr_at_work) -> None:
    page = piotr_at_work.post(HERE, posted(do="draft", old="Nic.", new="111222333"))

    assert "BSN" in page.content.decode()
    assert not ArticleVersion.objects.exists()


def test_what_is_sent_back_says_why(piotr_at_work) -> None:
    without = piotr_at_work.post(HERE, posted(do="sent_back"))
    with_reason = piotr_at_work.post(HERE, posted(do="sent_back", remark="“Gemeente” komt niet voor."), follow=True)

    assert "Schrijf op wat er niet klopt" in without.content.decode()
    assert ArticleVersion.objects.get().act == Act.SENT_BACK
    assert with_reason.status_code == 200
    assert "komt niet voor" in piotr_at_work.get(HERE).content.decode()


def test_an_earlier_version_comes_back_as_a_draft_and_nothing_is_taken_away(piotr_at_work, piotr) -> None:
    publish(piotr, old="Nic.", new="Zero.")
    publish(piotr, upon=1, old="Zero.", new="Niewiele.")

    piotr_at_work.post(f"{HERE}versions/1/back/")

    assert [version.act for version in ArticleVersion.objects.order_by("number")] == ["published", "published", "draft"]
    assert "Zero." in ArticleVersion.objects.get(number=3).body
    assert "Niewiele." in Client().get("/guide/pl/first-days/").content.decode()


def test_what_a_newer_version_of_thoes_says_is_believed_and_the_keeper_is_told(piotr, monkeypatch, samples) -> None:
    publish(piotr, old="Nic.", new="Zero.")
    text = samples["first-days"].texts["pl"]
    texts = {**samples["first-days"].texts, "pl": replace(text, body=text.body.replace("Nic.", "Nowe."))}
    newer = {**samples, "first-days": replace(samples["first-days"], texts=texts)}
    for module in ("thoes.guide.keeping.published", "thoes.guide.article_files"):
        monkeypatch.setattr(f"{module}.articles", lambda: newer)

    assert "Nowe." in guide_now()["first-days"].text("pl").body
    assert next(each.work for each in standings(["pl"]) if each.article.slug == "first-days") is Work.OVERTAKEN


def test_the_changed_paragraphs_of_the_source_are_marked_with_what_stood_there(piotr_at_work, piotr, hanna) -> None:
    publish(piotr)
    publish(hanna, "nl", old="Lees eerst dit.", new="Lees dit eerst.")

    page = piotr_at_work.get(HERE).content.decode()

    assert '<a class="nl-link" href="#row-1">1</a>' in page
    assert "<del>Lees eerst dit.</del>" in page
    assert page.count("thoes-keeping__pair--changed") == 1


def test_a_part_of_which_nothing_is_translated_is_said_and_is_not_published(piotr_at_work) -> None:
    sent = posted(do="published")
    sent["row"] = [row if row.startswith("#") or "{{" in row else "" for row in sent["row"]]

    page = piotr_at_work.post(HERE, sent).content.decode()

    assert "hier is nog niets vertaald." in page
    assert state() is not TranslationState.REVIEWED


def test_a_preview_shows_the_draft_as_a_reader_sees_it(piotr_at_work) -> None:
    answer = piotr_at_work.post(HERE, posted(do="preview", old="Nic.", new="Zero."), follow=True)

    assert answer.redirect_chain[-1][0] == f"{HERE}preview/"
    assert "Zero." in answer.content.decode()
    assert "brp.register.deadline" not in answer.content.decode().split("<section")[0].replace(
        "/rules/of/brp.register.deadline", ""
    )


def test_a_preview_speaks_to_its_reviewer_in_the_language_that_was_chosen(piotr_at_work) -> None:
    piotr_at_work.cookies["django_language"] = "nl"
    answer = piotr_at_work.post(HERE, posted(do="preview", old="Nic.", new="Zero."), follow=True)

    assert '<span lang="nl" dir="ltr">Dit is een voorbeeld van wat' in answer.content.decode()


def test_a_preview_with_an_unknown_number_leads_back_to_the_text(piotr_at_work) -> None:
    answer = piotr_at_work.post(HERE, posted(do="preview", old="Nic.", new="{{ no.such }}"), follow=True)

    assert answer.redirect_chain[-1][0] == HERE


def test_a_first_translation_begins_with_the_headings_and_nothing_else(make_member, logged_in) -> None:
    page = logged_in(make_member("hajni", REVIEWERS["hu"])).get("/guide-keeping/hu/first-days/").content.decode()

    assert 'name="row" value="## ' in page
    assert "ontbreekt" not in page


def test_the_keeper_says_when_to_look_again(hanna_at_work) -> None:
    hanna_at_work.post("/guide-keeping/nl/first-days/", posted("nl", do="published", next_check="2028-03-01"))

    assert guide_now()["first-days"].next_check.isoformat() == "2028-03-01"


@pytest.mark.parametrize("who", ["nobody", "alice", "bob", "sofie", "fleur"])
def test_who_keeps_no_article_sees_and_changes_nothing(who, request, logged_in) -> None:
    client = Client() if who == "nobody" else logged_in(request.getfixturevalue(who))

    reads = [client.get(address) for address in ("/guide-keeping/", HERE, f"{HERE}preview/", f"{HERE}versions/")]
    answers = [*reads, client.post(HERE, posted(do="published")), client.post(f"{HERE}versions/1/back/")]

    assert {answer.status_code for answer in answers} == ({302} if who == "nobody" else {403})
    assert not ArticleVersion.objects.exists()


def test_a_reviewer_of_one_language_does_not_get_at_another(piotr_at_work, piotr) -> None:
    for language in ("nl", "ro", "en"):
        assert piotr_at_work.get(f"/guide-keeping/{language}/first-days/").status_code == 403
        assert (
            piotr_at_work.post(f"/guide-keeping/{language}/first-days/", posted(language, do="draft")).status_code
            == 403
        )
    with pytest.raises(PermissionDenied):
        publish(piotr, "nl")


@pytest.mark.parametrize("address", ["/guide-keeping/xx/first-days/", "/guide-keeping/pl/no-such/"])
def test_a_text_that_is_not_there_is_not_found(piotr_at_work, address) -> None:
    assert piotr_at_work.get(address).status_code == 404


def test_the_database_keeps_drafts_from_everybody_else_and_every_language_for_its_own(piotr, hanna, alice) -> None:
    with transaction.atomic():
        editing.save_draft(
            actor=piotr,
            article=guide_now()["first-days"],
            language="pl",
            at=AT,
            written=written(old="Nic.", new="Zero."),
        )
        publish(hanna, "nl")

    def seen(actor, purpose) -> int:
        with as_tenant(actor, purpose):
            return ArticleVersion.objects.count()

    assert (seen(None, None), seen(alice, KEEP_GUIDE), seen(piotr, None)) == (1, 1, 1)
    assert (seen(piotr, KEEP_GUIDE), seen(hanna, KEEP_GUIDE)) == (2, 2)
    draft = ArticleVersion.objects.get(act="draft")
    for actor, language in ((alice, "pl"), (hanna, "pl"), (piotr, "nl")):
        with pytest.raises(Exception, match="row-level security"), as_tenant(actor, KEEP_GUIDE):
            _insert(draft, language)
    with as_tenant(piotr, KEEP_GUIDE):
        _insert(draft, "pl")


def _insert(like: ArticleVersion, language: str) -> None:
    values = {
        field.attname: getattr(like, field.attname) for field in ArticleVersion._meta.fields if not field.primary_key
    }
    ArticleVersion(**values | {"language": language, "number": 99}).save(force_insert=True)


def test_a_version_is_never_changed_or_removed(piotr) -> None:
    version = publish(piotr)

    for statement in ("UPDATE guide_articleversion SET title = 'x'", "DELETE FROM guide_articleversion"):
        with (
            pytest.raises(Exception, match=r"guide_articleversion|Cannot"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert ArticleVersion.objects.get() == version


def test_the_queue_begins_with_what_presses_and_says_how_far_it_is(piotr_at_work, piotr) -> None:
    page = piotr_at_work.get("/guide-keeping/").content.decode()
    publish(piotr)
    after = piotr_at_work.get("/guide-keeping/?part=reviewed").content.decode()

    assert "Polski: 0 van de 3" in page
    assert reverse("guide:keeping-text", args=["pl", "first-days"]) in page
    assert "Polski: 1 van de 3" in after
    assert "Uw eerste dagen" in after


def test_the_real_guide_reads_the_table_of_versions_in_few_queries(django_assert_max_num_queries) -> None:
    client = Client()
    with django_assert_max_num_queries(12):
        client.get("/guide/pl/")
    assert article_files.articles()
