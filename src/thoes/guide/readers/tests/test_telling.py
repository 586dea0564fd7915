"""On every kind of page a reader says in one tap what is wrong, without a person, a cookie or a script in it."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from thoes.contacts.models import Contact, How, ReaderReport
from thoes.contacts.public import HelperKind, Listing
from thoes.contacts.services import new_contact
from thoes.contacts.tests.conftest import OFFICIAL
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES
from thoes.guide.keeping.tests.conftest import hanna as hanna
from thoes.guide.keeping.tests.conftest import make_member as make_member
from thoes.guide.keeping.tests.conftest import piotr as piotr
from thoes.guide.layers.models import Layer
from thoes.guide.layers.tests.conftest import erik as erik
from thoes.guide.layers.tests.conftest import vanessa as vanessa
from thoes.guide.layers.tests.test_layers import write
from thoes.guide.permissions import KEEP_GUIDE
from thoes.guide.readers import READERS
from thoes.guide.readers.models import About, ReaderFeedback, Said
from thoes.guide.readers.telling import give_feedback
from thoes.guide.tests.conftest import samples as samples
from thoes.guide.tests.test_path_pages import FILLED, TODAY
from thoes.guide.web import paths as path_pages
from thoes.privacy.public import as_tenant, rounding_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("samples")]


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def helper(venlo) -> Contact:
    """A language point that everybody finds."""
    today = localdate()
    contact = new_contact(
        Listing(name="Taalpunt Voorbeeld", kind=HelperKind.LANGUAGE, municipality="GM0983", source=OFFICIAL), at=now()
    )
    contact.checked_on, contact.checked_how, contact.checked_for = today, How.PAGE, "Gemeente Venlo"
    contact.save()
    return contact


@pytest.fixture
def path_day(monkeypatch, venlo) -> None:
    """The day for which the forms of the paths are filled in."""
    monkeypatch.setattr(path_pages, "localdate", lambda: TODAY)


def reader() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
@pytest.mark.parametrize("wrong", ["number", "hours", "language", "place"])
def test_what_is_wrong_with_a_contact_is_one_tap_in_every_language(helper, language, wrong) -> None:
    address = f"/guide/{language}/help/{helper.key}/"
    page = reader().get(address).content.decode()
    assert READERS.wording(language)[f"contact.{wrong}"] in page

    answer = reader().post(f"{address}feedback/", {"said": wrong})

    (kept,) = ReaderReport.objects.all()
    assert (kept.contact, kept.wrong, kept.language, kept.said_on) == (helper, wrong, language, localdate())
    assert {field.name for field in ReaderReport._meta.get_fields()} == {
        "id", "contact", "wrong", "language", "said_on", "settled_at",
    }  # fmt: skip
    assert answer.headers["Location"] == f"{address}?thanks#feedback"
    assert not answer.cookies
    assert READERS.wording(language)["contact.thanks"] in reader().get(f"{address}?thanks").content.decode()


def test_a_contact_that_nobody_finds_and_a_thing_that_is_no_button_are_not_kept(helper) -> None:
    hidden = new_contact(Listing(name="Nooit bekeken", kind=HelperKind.LANGUAGE, source=OFFICIAL), at=now())

    assert reader().post(f"/guide/nl/help/{hidden.key}/feedback/", {"said": "number"}).status_code == 404
    assert reader().post(f"/guide/nl/help/{helper.key}/feedback/", {"said": "rude"}).status_code == 200
    assert not ReaderReport.objects.exists()


def test_a_contact_stays_shown_in_full_however_often_somebody_says_that_it_is_wrong(helper) -> None:
    for _time in range(5):
        reader().post(f"/guide/nl/help/{helper.key}/feedback/", {"said": "place"})

    assert "Gecontroleerd op" in reader().get(f"/guide/nl/help/{helper.key}/").content.decode()


def test_the_word_list_is_told_of_as_an_article_is() -> None:
    assert 'action="/guide/ro/words/feedback/"' in reader().get("/guide/ro/words/").content.decode()

    answer = reader().post("/guide/ro/words/feedback/", {"was_clear": "no", "remark": "vakantiebon"})

    (kept,) = ReaderFeedback.objects.all()
    assert (kept.about, kept.key, kept.language, kept.said, kept.remark) == (
        "words",
        "",
        "ro",
        "not_clear",
        "vakantiebon",
    )
    assert FRAME.wording("ro")["feedback.thanks"] in reader().get(answer.headers["Location"]).content.decode()


def showing_of(page: str) -> str:
    (found,) = re.findall(r'name="showing" value="([^"]+)"', page)
    return found


def test_an_answer_that_is_loaded_anew_counts_once_and_one_that_is_shown_again_once_more(path_day) -> None:
    address, filled = "/guide/pl/paths/register/", FILLED["register"]
    first, again = (showing_of(reader().post(address, filled).content.decode()) for _each in range(2))
    assert first != again

    said = {**filled, "said": "clear", "showing": first}
    pages = [reader().post(address, said).content.decode() for _each in range(3)]

    assert ReaderFeedback.objects.count() == 1
    assert all(READERS.wording("pl")["path.thanks"] in page for page in pages)
    reader().post(address, said | {"showing": again})
    assert ReaderFeedback.objects.count() == 2


def test_what_could_not_be_kept_of_an_answer_may_be_said_once_more(path_day, monkeypatch) -> None:
    address, filled = "/guide/pl/paths/register/", FILLED["register"]
    said = {**filled, "said": "clear", "showing": showing_of(reader().post(address, filled).content.decode())}
    with monkeypatch.context() as full:
        full.setattr("thoes.guide.readers.web.tell.fits_from_here", lambda *_of, **_said: False)
        reader().post(address, said)
    assert ReaderFeedback.objects.count() == 0

    reader().post(address, said)
    assert ReaderFeedback.objects.count() == 1


@pytest.mark.parametrize("said", [Said.CLEAR, Said.NOT_CLEAR, Said.NOT_RIGHT])
def test_an_answer_of_a_path_is_told_of_and_stays_on_the_page_with_nothing_of_the_form_kept(said, path_day) -> None:
    page = reader().post("/guide/pl/paths/register/", {**FILLED["register"], "said": said}).content.decode()

    (kept,) = ReaderFeedback.objects.all()
    assert (kept.about, kept.key, kept.language, kept.said, kept.remark, kept.layer) == (
        "path", "register", "pl", said, "", None,
    )  # fmt: skip
    assert READERS.wording("pl")["path.thanks"] in page
    assert 'id="answer"' in page


def test_asking_a_path_alone_tells_nothing(path_day) -> None:
    page = reader().post("/guide/pl/paths/register/", FILLED["register"]).content.decode()

    assert READERS.wording("pl")["path.not_right"] in page
    assert not ReaderFeedback.objects.exists()


def test_the_pages_of_a_municipality_are_told_of_with_a_remark_and_lead_back(vanessa) -> None:
    page = write(vanessa, article="").page
    for address, key in (("/guide/pl/in/venlo/", ""), (f"/guide/pl/in/venlo/own/{page}/", str(page))):
        assert f'action="{address}feedback/"' in reader().get(address).content.decode()
        answer = reader().post(f"{address}feedback/", {"was_clear": "no", "remark": "Gdzie?"})
        assert answer.headers["Location"] == f"{address}?thanks#feedback"
        kept = ReaderFeedback.objects.latest("pk")
        assert (kept.about, kept.key, kept.remark) == (About.PAGE, key, "Gdzie?")
        assert kept.layer.municipality_id == "GM0983"


def test_an_article_told_of_among_the_pages_of_a_municipality_leads_back_among_them(vanessa) -> None:
    write(vanessa)
    answer = reader().post("/guide/nl/in/venlo/first-days/feedback/", {"was_clear": "yes"})

    assert answer.headers["Location"] == "/guide/nl/in/venlo/first-days/?thanks#feedback"
    assert ReaderFeedback.objects.get().layer.municipality_id == "GM0983"


def code_of(actor) -> str:
    with as_tenant(actor, KEEP_GUIDE):
        return Layer.objects.get(organisation_id=actor.organisation_id).code


def test_readers_of_an_employer_press_a_button_and_can_write_nothing(erik) -> None:
    with as_tenant(erik, KEEP_GUIDE):
        page = write(erik, article="").page
    base = f"/guide/bg/with/{code_of(erik)}/"

    for address in (base, f"{base}own/{page}/"):
        shown = reader().get(address).content.decode()
        assert READERS.wording("bg")["page.says"] in shown
        assert 'name="remark"' not in shown
        reader().post(f"{address}feedback/", {"said": "not_right", "remark": "Nepski zegt dit"})

    assert [(each.key, each.said, each.remark) for each in ReaderFeedback.objects.order_by("pk")] == [
        ("", "not_right", ""),
        (str(page), "not_right", ""),
    ]


def test_that_an_article_was_read_among_the_pages_of_an_employer_is_not_kept(erik) -> None:
    with as_tenant(erik, KEEP_GUIDE):
        write(erik)
    reader().post(f"/guide/bg/with/{code_of(erik)}/first-days/feedback/", {"was_clear": "no"})

    assert ReaderFeedback.objects.get().layer is None


@pytest.mark.parametrize("many", [1, 4, 12])
def test_an_employer_sees_how_many_only_where_there_are_several(erik, logged_in, many) -> None:
    with as_tenant(erik, KEEP_GUIDE):
        page = write(erik, article="").page
        layer = Layer.objects.get(organisation_id=erik.organisation_id)
        for _time in range(many):
            give_feedback(
                about=About.PAGE, key=str(page), layer=layer, language="bg", said=Said.NOT_RIGHT, on=localdate()
            )

    shown = " ".join(logged_in(erik).get(reverse("guide:own-pages")).content.decode().split())

    least = rounding_on(localdate()).least
    if many < least:
        assert f"minder dan {least}" in shown
        assert f"<strong>{many}</strong>" not in shown
    else:
        assert re.search(rf"niet bij deze lezer: <strong>({least}|{2 * least})</strong>", shown)
    assert ">bg<" not in shown


def test_a_municipality_reads_what_is_said_of_its_own_pages(vanessa, logged_in) -> None:
    page = write(vanessa, article="").page
    reader().post(f"/guide/pl/in/venlo/own/{page}/feedback/", {"was_clear": "no", "remark": "Gdzie jest wejście?"})

    assert "Gdzie jest wejście?" in logged_in(vanessa).get(reverse("guide:own-pages")).content.decode()


def test_a_reviewer_reads_what_is_said_in_the_own_language_and_never_of_an_employer(
    piotr, hanna, erik, logged_in
) -> None:
    with as_tenant(erik, KEEP_GUIDE):
        write(erik, article="")
        layer = Layer.objects.get(organisation_id=erik.organisation_id)
    for language, remark in (("pl", "Po polsku"), ("ro", "In Roemeens")):
        give_feedback(
            about=About.ARTICLE, key="first-days", language=language, said=Said.NOT_CLEAR, remark=remark, on=localdate()
        )
    give_feedback(
        about=About.PAGE, layer=layer, language="pl", said=Said.NOT_RIGHT, remark="Bij de baas", on=localdate()
    )

    reviewer, keeper = (logged_in(each).get(reverse("guide:feedback")).content.decode() for each in (piotr, hanna))

    assert "Po polsku" in reviewer
    assert "In Roemeens" not in reviewer
    assert "In Roemeens" in keeper
    assert "Bij de baas" not in reviewer + keeper


def test_what_is_said_of_an_article_stands_beside_its_text(piotr, logged_in) -> None:
    give_feedback(
        about=About.ARTICLE, key="first-days", language="pl", said=Said.NOT_CLEAR, remark="Za długie", on=localdate()
    )

    assert "Za długie" in logged_in(piotr).get("/guide-keeping/pl/first-days/").content.decode()


@pytest.mark.parametrize("address", ["/guide/nl/words/feedback/", "/guide/nl/in/venlo/feedback/"])
def test_a_page_elsewhere_can_say_nothing(address, vanessa, path_day) -> None:
    write(vanessa)
    foreign = {"sec-fetch-site": "cross-site"}

    assert Client().post(address, {"was_clear": "no"}, headers=foreign).status_code == 403
    Client().post("/guide/nl/paths/register/", {**FILLED["register"], "said": "clear"}, headers=foreign)
    assert not ReaderFeedback.objects.exists()


def test_from_one_address_only_so_much_is_taken_of_all_pages_together(helper) -> None:
    for _time in range(29):
        reader().post("/guide/nl/words/feedback/", {"was_clear": "yes"})
    reader().post(f"/guide/nl/help/{helper.key}/feedback/", {"said": "number"})
    too_often = reader().post(f"/guide/nl/help/{helper.key}/feedback/", {"said": "number"})

    assert ReaderReport.objects.count() == 1
    assert FRAME.wording("nl")["feedback.too_often"] in too_often.content.decode()


@pytest.mark.parametrize(
    "address", ["in/nergens/own/7d9a4c1e-0000-4000-8000-000000000000", "with/geencode", "help/niemand"]
)
def test_of_a_page_that_is_not_there_nothing_is_taken(address) -> None:
    assert reader().post(f"/guide/nl/{address}/feedback/", {"said": "clear"}).status_code == 404
