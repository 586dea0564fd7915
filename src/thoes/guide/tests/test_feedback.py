"""What readers say of an article is kept without who they are, and read by those who keep the guide."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from thoes.accounts.public import ADMINISTRATOR, Actor, Membership, User, actor_of
from thoes.guide.frame import FRAME
from thoes.guide.readers.models import About, ReaderFeedback, Said
from thoes.guide.readers.telling import KEPT_DAYS, forget_old_feedback, give_feedback, may_identify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("samples")]
HERE = "/guide/pl/first-days/feedback/"


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


def sent(client: Client | None = None, **said: str):
    return (client or Client(enforce_csrf_checks=True)).post(HERE, said)


def test_an_answer_is_kept_with_its_article_language_and_day_alone() -> None:
    answer = sent(was_clear="no", remark=" Gdzie jest gmina? ")

    (kept,) = ReaderFeedback.objects.all()
    assert (kept.about, kept.key, kept.layer, kept.language, kept.said, kept.remark) == (
        "article", "first-days", None, "pl", "not_clear", "Gdzie jest gmina?",
    )  # fmt: skip
    assert kept.said_on == localdate()
    assert {field.name for field in ReaderFeedback._meta.get_fields()} == {
        "id", "about", "key", "layer", "language", "said", "remark", "said_on",
    }  # fmt: skip
    assert answer.headers["Location"] == "/guide/pl/first-days/?thanks#feedback"
    assert not answer.cookies
    assert FRAME.wording("pl")["feedback.thanks"] in Client().get("/guide/pl/first-days/?thanks").content.decode()


@pytest.mark.parametrize(
    "remark",
    [
        "BSN 111222333",
        "bel 06-12345678",
        "+48 601 234 567",
        "ik@voorbeeld.nl",
        "NL91 ABNA 0417 1643 00",
        "１１１２２２３３３",
    ],
)
def test_a_remark_with_a_number_or_address_of_somebody_is_refused_and_shown_again(remark) -> None:
    page = sent(was_clear="no", remark=remark).content.decode()

    assert not ReaderFeedback.objects.exists()
    assert FRAME.wording("pl")["feedback.may_identify"] in page
    assert remark in page


@pytest.mark.parametrize("remark", ["", "112 of 0900-8844", "het is € 14,99 op 1-7-2026", "na 5 dagen, art. 2.38"])
def test_a_remark_about_rules_and_numbers_for_help_is_kept(remark) -> None:
    assert not may_identify(remark)


@pytest.mark.parametrize("answer", [{}, {"was_clear": "perhaps"}, {"remark": "x"}])
def test_who_does_not_choose_is_asked_again(answer) -> None:
    assert FRAME.wording("pl")["feedback.choose"] in sent(**answer).content.decode()
    assert not ReaderFeedback.objects.exists()


def test_a_remark_is_cut_where_the_field_ends_and_shown_as_text() -> None:
    sent(was_clear="yes", remark="a" * 5000)
    page = sent(was_clear="", remark="<script>alert(1)</script>").content.decode()

    assert len(ReaderFeedback.objects.get().remark) == 500
    assert "<script>alert" not in page


def test_from_one_address_only_so_much_is_taken() -> None:
    answers = [sent(was_clear="yes") for _time in range(31)]

    assert ReaderFeedback.objects.count() == 30
    assert FRAME.wording("pl")["feedback.too_often"] in answers[-1].content.decode()


def test_a_page_elsewhere_sends_nothing_with_the_browser_of_a_reader() -> None:
    answer = Client().post(HERE, {"was_clear": "yes"}, headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403
    assert not ReaderFeedback.objects.exists()


def test_of_an_article_or_language_that_is_not_there_nothing_is_taken() -> None:
    for address in ("/guide/pl/no-such/feedback/", "/guide/xx/first-days/feedback/"):
        assert Client().post(address, {"was_clear": "yes"}).status_code == 404


@pytest.mark.parametrize(("days", "stays"), [(KEPT_DAYS - 1, True), (KEPT_DAYS, True), (KEPT_DAYS + 1, False)])
def test_what_was_said_longer_ago_than_a_year_goes(days, stays) -> None:
    today = date(2026, 11, 29)
    give_feedback(about=About.ARTICLE, key="pay-slip", language="nl", said=Said.CLEAR, on=today - timedelta(days=days))

    forget_old_feedback(on=today)

    assert ReaderFeedback.objects.exists() is stays


@pytest.fixture
def administrator(desk) -> Actor:
    """Administrator of Venlo."""
    membership = Membership.objects.create(
        user=User.objects.create_user("ada", email="ada@example.nl", password="test-only-password"),
        organisation_id=desk.pk,
        organisation_kind=desk.kind,
        organisation_name=desk.name,
        municipality_code=desk.municipality_id,
        role=ADMINISTRATOR,
    )
    return actor_of(membership)


def test_who_keeps_the_guide_reads_what_was_said_and_others_do_not(administrator, alice, logged_in) -> None:
    sent(was_clear="no", remark="Gdzie jest gmina?")

    page = logged_in(administrator).get(reverse("guide:feedback")).content.decode()

    assert "Uw eerste dagen" in page
    assert "Gdzie jest gmina?" in page
    assert reverse("guide:feedback") in logged_in(administrator).get(reverse("guide:rulebook")).content.decode()
    assert logged_in(alice).get(reverse("guide:feedback")).status_code == 403
    assert reverse("guide:feedback") not in Client().get(reverse("guide:rulebook")).content.decode()
    assert Client().get(reverse("guide:feedback")).status_code == 302


def test_a_search_that_found_nothing_is_told_in_one_tap_with_the_words_that_are_shown_and_nothing_else() -> None:
    page = Client().get("/guide/pl/search/", {"q": "xyzzyplugh"}).content.decode()
    assert FRAME.wording("pl").filled("not_found.says", words="xyzzyplugh") in page
    assert ReaderFeedback.objects.count() == 0

    answer = Client(enforce_csrf_checks=True).post("/guide/pl/search/not-found/", {"words": "xyzzyplugh"})

    (kept,) = ReaderFeedback.objects.all()
    assert (kept.about, kept.key, kept.language, kept.remark) == (About.SEARCH, "", "pl", "xyzzyplugh")
    assert FRAME.wording("pl")["not_found.thanks"] in Client().get(answer.headers["Location"]).content.decode()


def test_search_words_by_which_somebody_can_be_found_are_not_kept_and_the_reader_is_told() -> None:
    answer = Client().post("/guide/nl/search/not-found/", {"words": "+48 601 234 567"})

    assert ReaderFeedback.objects.count() == 0
    assert FRAME.wording("nl")["feedback.may_identify"] in Client().get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize("said", [{}, {"words": "  "}])
def test_a_search_for_nothing_tells_nothing(said) -> None:
    assert Client().post("/guide/nl/search/not-found/", said).status_code == 302
    assert ReaderFeedback.objects.count() == 0


def test_a_page_elsewhere_cannot_tell_that_nothing_was_found() -> None:
    foreign = {"sec-fetch-site": "cross-site"}

    assert Client().post("/guide/nl/search/not-found/", {"words": "x"}, headers=foreign).status_code == 403
    assert Client().get("/guide/nl/search/not-found/").status_code == 405
    assert ReaderFeedback.objects.count() == 0


def test_who_reads_what_readers_say_sees_which_searches_found_nothing(administrator, logged_in) -> None:
    give_feedback(about=About.SEARCH, language="nl", said=Said.NOT_CLEAR, remark="parkeren", on=localdate())

    page = logged_in(administrator).get(reverse("guide:feedback")).content.decode()

    assert "Een zoekvraag zonder resultaat" in page
    assert "parkeren" in page
