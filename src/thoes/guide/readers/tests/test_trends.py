"""What readers ask comes to the editors each week, becomes a page, and is answered in public."""

import hashlib
from datetime import date, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.contacts.models import Wrong
from thoes.contacts.reports import report_contact
from thoes.contacts.tests.conftest import make_contact as make_contact
from thoes.foundation.outbox import send_waiting
from thoes.guide.keeping.tests.conftest import hanna as hanna
from thoes.guide.keeping.tests.conftest import make_member as make_member
from thoes.guide.keeping.tests.conftest import piotr as piotr
from thoes.guide.layers.models import Layer
from thoes.guide.layers.tests.conftest import erik as erik
from thoes.guide.layers.tests.conftest import vanessa as vanessa
from thoes.guide.layers.tests.test_layers import write
from thoes.guide.permissions import KEEP_GUIDE
from thoes.guide.readers import READERS
from thoes.guide.readers.models import About, Question, Said
from thoes.guide.readers.questions import (
    Wording,
    answered_in,
    ask_for_article,
    forget_old_questions,
    mark_of,
    save_question,
)
from thoes.guide.readers.telling import KEPT_DAYS, give_feedback
from thoes.guide.readers.trends import Trends, trends
from thoes.guide.readers.writing import write_about_week
from thoes.guide.tests.conftest import samples as samples
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import as_tenant
from thoes.ui.todays_tasks import tasks_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("samples")]
SUNDAY = date(2026, 11, 29)
AT = datetime(2026, 11, 30, 7, 0, tzinfo=timezone.get_default_timezone())


def searched(words: str, *, ago: int = 0, language: str = "pl", last: date = SUNDAY) -> None:
    give_feedback(
        about=About.SEARCH, language=language, said=Said.NOT_CLEAR, remark=words, on=last - timedelta(days=ago)
    )


def unclear(
    key: str = "first-days", *, ago: int = 0, language: str = "pl", about=About.ARTICLE, said=Said.NOT_CLEAR, layer=None
) -> None:
    give_feedback(about=about, key=key, language=language, said=said, layer=layer, on=SUNDAY - timedelta(days=ago))


def of_week(**asked) -> Trends:
    return trends(last=SUNDAY, **asked)


@pytest.mark.parametrize(
    ("ago", "counted"), [(-1, None), (0, (1, 0)), (6, (1, 0)), (7, (0, 1)), (34, (0, 1)), (35, None)]
)
def test_a_week_has_seven_days_and_four_weeks_stand_beside_it(ago, counted) -> None:
    searched("xyzzyplugh", ago=ago)

    assert [(each.count.week, each.count.before) for each in of_week().questions] == ([counted] if counted else [])


def test_the_same_question_is_one_whatever_the_order_accents_and_capitals() -> None:
    for words in ("Xyzzy plugh", "plugh xyzzy", "PLÚGH  xyzzy"):
        searched(words)
    searched("xyzzy plugh", language="ro")

    assert [(each.words, each.language, each.total) for each in of_week().questions] == [
        ("Xyzzy plugh", "pl", 3),
        ("xyzzy plugh", "ro", 1),
    ]


def test_what_is_asked_on_two_days_is_to_be_written_until_there_is_a_page_or_somebody_took_it_up(hanna) -> None:
    for _press in range(2):
        searched("xyzzyplugh", ago=3)
    assert not of_week().to_be_written

    # However long ago the first one was.
    searched("xyzzyplugh", ago=200)
    assert [each.words for each in of_week().to_be_written] == ["xyzzyplugh"]

    searched("gemeente")
    searched("gemeente", ago=1)
    assert [each.words for each in of_week().to_be_written] == ["xyzzyplugh"]

    ask_for_article(actor=hanna, words="xyzzyplugh", language="pl", on=SUNDAY)
    assert not of_week().to_be_written


@pytest.mark.parametrize(("week", "before", "is_rising"), [(1, 0, False), (2, 0, True), (2, 4, False), (3, 4, True)])
def test_more_than_twice_as_often_as_usual_is_rising(week, before, is_rising) -> None:
    for at in range(week + before):
        searched("xyzzyplugh", ago=0 if at < week else 7)

    (asked,) = of_week().questions
    assert asked.count.is_rising is is_rising


def test_a_page_counts_what_is_not_clear_and_never_what_is_said_of_an_employer(vanessa, erik) -> None:
    with as_tenant(erik, KEEP_GUIDE):
        write(erik, article="")
        of_boss = Layer.objects.get(organisation_id=erik.organisation_id)
    write(vanessa, article="")
    of_town = Layer.objects.get(municipality="GM0983")
    unclear()
    unclear(ago=8)
    unclear(said=Said.CLEAR)
    unclear("", about=About.PAGE, layer=of_town)
    unclear("", about=About.PAGE, layer=of_boss)

    assert [(each.about, each.municipality, each.count.week, each.count.before) for each in of_week().pages] == [
        ("article", "", 1, 1),
        ("page", "Venlo", 1, 0),
    ]
    assert [each.about for each in of_week(municipality="Venlo").pages] == ["page"]


def test_what_is_wrong_with_a_contact_is_counted_in_its_municipality_and_language(make_contact) -> None:
    contact = make_contact(ago=1)
    for language, ago in (("pl", 0), ("pl", 9), ("ro", 0)):
        report_contact(contact.key, Wrong.HOURS, language=language, on=SUNDAY - timedelta(days=ago))

    found = of_week(languages=["pl"], municipality="Venlo").contacts
    assert [(each.wrong, each.language, each.count.week, each.count.before) for each in found] == [
        ("hours", "pl", 1, 1)
    ]
    assert not of_week(municipality="Weert").contacts


def test_a_reviewer_sees_the_week_of_the_own_language_and_asks_for_an_article_in_one_press(piotr, logged_in) -> None:
    today = timezone.localdate()
    for ago in range(2):
        searched("xyzzyplugh", ago=ago, last=today)
        searched("over mijzelf", last=today)
    searched("limba mea", language="ro", last=today)
    client, address = logged_in(piotr), reverse("guide:trends")
    page = client.get(address).content.decode()
    assert "xyzzyplugh" in page
    assert "limba mea" not in page
    assert "over mijzelf" not in page
    assert "1 vraag is maar op één dag gesteld" in page
    assert "Artikel hierover vragen" in page

    client.post(reverse("guide:ask-article"), {"words": "xyzzyplugh", "language": "pl"})
    client.post(reverse("guide:ask-article"), {"words": "xyzzyplugh", "language": "pl"})

    question = Question.objects.get()
    assert (question.asked, question.language, question.article) == ("xyzzyplugh", "pl", "")
    assert "Artikel hierover vragen" not in client.get(address).content.decode()
    assert "xyzzyplugh" in client.get(reverse("guide:questions")).content.decode()


def test_the_keeper_is_told_today_of_what_is_asked_for(hanna) -> None:
    ask_for_article(actor=hanna, words="xyzzyplugh", language="pl", on=SUNDAY)

    today = tasks_for(hanna, on=SUNDAY, as_tenant=as_tenant)
    assert [task.count for task in today if task.url == reverse("guide:questions")] == [1]


def test_who_keeps_no_guide_asks_for_nothing_and_reads_no_week(alice, logged_in) -> None:
    for address in ("guide:trends", "guide:questions", "guide:add-question"):
        assert logged_in(alice).get(reverse(address)).status_code == 403
        assert Client().get(reverse(address)).status_code == 302
    with pytest.raises(PermissionDenied):
        ask_for_article(actor=alice, words="x", language="pl", on=SUNDAY)


def test_an_empty_week_says_so_on_the_page_and_in_the_letter(hanna, logged_in) -> None:
    assert "In deze week vroeg of zei niemand iets." in logged_in(hanna).get(reverse("guide:trends")).content.decode()

    assert (write_about_week(last=SUNDAY, at=AT), write_about_week(last=SUNDAY, at=AT)) == (1, 0)
    send_waiting(at=AT)
    (letter,) = mail.outbox
    assert "In deze week vroeg of zei niemand iets." in letter.body
    assert "/guide-trends/" in letter.body


def test_the_letter_says_what_was_asked_again_and_no_words_of_one_day_however_often_they_were_sent(
    hanna, piotr, make_contact
) -> None:
    for ago in (0, 1):
        searched("xyzzyplugh", ago=ago)
        searched("limba mea", ago=ago, language="ro")
        searched("over mijzelf")
    unclear()
    report_contact(make_contact(ago=1).key, Wrong.NUMBER, language="pl", on=SUNDAY)

    write_about_week(last=SUNDAY, at=AT)
    send_waiting(at=AT)

    letters = {letter.to[0]: letter.body for letter in mail.outbox}
    assert "- xyzzyplugh (pl): 2 / 0" in letters["hanna@example.nl"]
    assert "limba mea" in letters["hanna@example.nl"]
    assert "- Uw eerste dagen (pl): 1 / 0" in letters["hanna@example.nl"]
    assert "Het nummer werkte niet (pl): 1 / 0" in letters["hanna@example.nl"]
    assert "xyzzyplugh" in letters["piotr@example.nl"]
    assert "limba mea" not in letters["piotr@example.nl"]
    assert "over mijzelf" not in "".join(letters.values())
    assert "1 vraag is maar op één dag gesteld" in letters["hanna@example.nl"]


def answered(hanna, *, words="Waar is de gemeente?", rumour=False, **more) -> Question:
    return save_question(
        actor=hanna, question=None, wording=Wording({"nl": words, **more}, rumour, "first-days"), on=SUNDAY
    )


def test_an_answered_question_is_read_by_everybody_in_the_own_language_or_else_in_dutch(hanna) -> None:
    answered(hanna, pl="Gdzie jest gmina?")

    polish, hungarian = (Client().get(f"/guide/{code}/questions/").content.decode() for code in ("pl", "hu"))

    assert "Gdzie jest gmina?" in polish
    assert 'href="/guide/pl/first-days/"' in polish
    assert '<strong lang="nl" dir="ltr">Waar is de gemeente?</strong>' in hungarian
    assert '/guide/pl/questions/"' in Client().get("/guide/pl/").content.decode()


def test_a_rumour_stands_apart_with_what_is_right(hanna) -> None:
    answered(hanna, words="Zonder paspoort mag je niet werken", rumour=True)

    page = Client().get("/guide/nl/questions/").content.decode()

    before, after = page.split(READERS.wording("nl")["asked.rumours"])
    assert "Zonder paspoort" in after
    assert "Zonder paspoort" not in before
    assert READERS.wording("nl")["asked.rumour"] in after


def test_what_is_asked_for_and_what_readers_typed_are_shown_to_nobody(hanna) -> None:
    ask_for_article(actor=hanna, words="xyzzyplugh", language="nl", on=SUNDAY)
    question = Question.objects.get()
    save_question(
        actor=hanna, question=question, wording=Wording({"nl": "Wat is dat?"}, False, "first-days"), on=SUNDAY
    )

    page = Client().get("/guide/nl/questions/").content.decode()
    assert "xyzzyplugh" not in page
    assert "Wat is dat?" in page
    assert READERS.wording("nl")["asked.none"] in _empty_page()


def _empty_page() -> str:
    Question.objects.all().delete()
    return Client().get("/guide/nl/questions/").content.decode()


def test_what_readers_typed_is_forgotten_once_an_article_answers_it(hanna) -> None:
    question = ask_for_article(actor=hanna, words="xyzzyplugh", language="nl", on=SUNDAY)
    save_question(actor=hanna, question=question, wording=Wording({"nl": "Wat is dat?"}), on=SUNDAY)
    question.refresh_from_db()
    assert question.asked == "xyzzyplugh"

    save_question(actor=hanna, question=question, wording=Wording({"nl": "Wat?"}, False, "first-days"), on=SUNDAY)

    question.refresh_from_db()
    assert (question.asked, question.mark) == ("", mark_of("xyzzyplugh", "nl"))


@pytest.mark.parametrize(("days", "stays"), [(KEPT_DAYS - 200, True), (KEPT_DAYS - 199, False)])
def test_the_year_begins_on_the_day_on_which_the_words_were_typed(hanna, days, stays) -> None:
    for ago in (200, 3):
        searched("Xyzzy plugh", ago=ago)
    bare = ask_for_article(actor=hanna, words="plugh xyzzy", language="pl", on=SUNDAY)
    searched("maluch", ago=200)
    worded = ask_for_article(actor=hanna, words="maluch", language="pl", on=SUNDAY)
    save_question(actor=hanna, question=worded, wording=Wording({"nl": "Mag een kind mee?"}), on=SUNDAY)

    forget_old_questions(on=SUNDAY + timedelta(days=days))

    assert Question.objects.filter(pk=bare.pk).exists() is stays
    assert Question.objects.get(pk=worded.pk).asked == ("maluch" if stays else "")


def test_what_an_answered_question_still_holds_of_readers_goes_after_a_year_too(hanna) -> None:
    question = answered(hanna)
    Question.objects.filter(pk=question.pk).update(asked="xyzzyplugh")

    forget_old_questions(on=SUNDAY + timedelta(days=KEPT_DAYS + 1))

    assert Question.objects.get().asked == ""


def test_the_mark_of_a_question_is_not_made_without_the_secret_of_the_installation(settings) -> None:
    before = mark_of("xyzzyplugh", "nl")

    settings.SECRET_KEY = "of another installation"

    assert mark_of("xyzzyplugh", "nl") != before


def test_an_answer_needs_a_dutch_question_and_an_article_that_is_there(hanna) -> None:
    for wording in (Wording({"nl": ""}, False, "first-days"), Wording({"nl": "Waar?"}, False, "no-such")):
        with pytest.raises(Refusal, match="guide_question_without_words"):
            save_question(actor=hanna, question=None, wording=wording, on=SUNDAY)
    with pytest.raises(Refusal, match="remark_may_identify"):
        answered(hanna, words="Bel 06-12345678")
    answered(hanna)
    with pytest.raises(Refusal, match="guide_question_is_there"):
        answered(hanna)


def test_a_reviewer_adds_the_own_language_and_changes_nothing_else(hanna, piotr, logged_in) -> None:
    question = answered(hanna)
    address = reverse("guide:question", args=[question.pk])
    assert 'name="article"' not in logged_in(piotr).get(address).content.decode()

    logged_in(piotr).post(address, {"pl": "Gdzie?", "nl": "Iets anders", "article": "", "is_rumour": "on"})

    question.refresh_from_db()
    assert question.wording == {"nl": "Waar is de gemeente?", "pl": "Gdzie?"}
    assert (question.article, question.is_rumour) == ("first-days", False)
    with pytest.raises(PermissionDenied):
        save_question(actor=piotr, question=None, wording=Wording({"pl": "Nowe"}), on=SUNDAY)


def test_a_reviewer_works_on_what_has_dutch_words_and_reads_no_search_in_another_language(
    hanna, piotr, logged_in
) -> None:
    question = ask_for_article(actor=hanna, words="limba mea", language="ro", on=SUNDAY)
    address, client = reverse("guide:question", args=[question.pk]), logged_in(piotr)
    assert client.get(address).status_code == 404
    assert "limba mea" not in client.get(reverse("guide:questions")).content.decode()

    save_question(actor=hanna, question=question, wording=Wording({"nl": "In welke taal?"}), on=SUNDAY)

    assert "In welke taal?" in client.get(address).content.decode()
    assert "limba mea" not in client.get(address).content.decode()
    assert "limba mea" in logged_in(hanna).get(address).content.decode()


def test_the_keeper_answers_on_the_screen_and_takes_away(hanna, logged_in) -> None:
    client = logged_in(hanna)
    client.post(reverse("guide:add-question"), {"nl": "Moet ik betalen?", "article": "pay-slip", "is_rumour": "on"})
    question = Question.objects.get()
    assert (question.article, question.is_rumour) == ("pay-slip", True)

    client.post(reverse("guide:take-away-question", args=[question.pk]))

    assert not Question.objects.exists()
    assert answered_in("nl") == []


@pytest.mark.parametrize(("days", "stays"), [(KEPT_DAYS, True), (KEPT_DAYS + 1, False)])
def test_what_was_asked_for_and_never_written_goes_after_a_year_and_an_answer_stays(hanna, days, stays) -> None:
    answered(hanna)
    ask_for_article(actor=hanna, words="xyzzyplugh", language="nl", on=SUNDAY)

    forget_old_questions(on=SUNDAY + timedelta(days=days))

    assert Question.objects.filter(mark=mark_of("xyzzyplugh", "nl")).exists() is stays
    assert Question.objects.filter(article="first-days").exists()


def test_questions_of_before_are_found_again_and_answered_ones_hold_no_typed_words(hanna) -> None:
    old = hashlib.sha256(b"nl\0plugh xyzzy").hexdigest()[:32]
    waiting = Question.objects.create(mark=old, asked="xyzzy plugh", language="nl", taken_up_on=SUNDAY)
    answer = answered(hanna)
    Question.objects.filter(pk=answer.pk).update(asked="waar gemeente")

    import_module("thoes.guide.migrations.0005_forget_what_was_typed").forget(apps, None)

    waiting.refresh_from_db()
    answer.refresh_from_db()
    assert (waiting.mark, waiting.asked) == (mark_of("xyzzy plugh", "nl"), "xyzzy plugh")
    assert answer.asked == ""
