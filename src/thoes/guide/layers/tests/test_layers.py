"""An organisation writes beside the guide, for its own readers alone, and changes no word of it."""

import gzip
import json
import uuid
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from thoes.guide import demo
from thoes.guide.demo import make_pages
from thoes.guide.frame import FRAME
from thoes.guide.keeping.published import guide_now
from thoes.guide.layers import writing
from thoes.guide.layers.models import Layer, LayerAct, LayerVersion
from thoes.guide.layers.writing import OwnPage, save_own
from thoes.guide.permissions import KEEP_GUIDE, LOCAL_EDITOR
from thoes.guide.web.pack import pack_of
from thoes.kernel.refusals import Refusal
from thoes.privacy.public import as_tenant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("samples")]
AT = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
FIELDS = {
    "article": "OWN",
    "title": "In Venlo",
    "body": "Het loket is **open** op maandag.",
    "next_check": "2027-06-01",
    "upon": 0,
}


def write(actor, *, act=LayerAct.PUBLISHED, page=None, article="first-days", language="nl", title="In Venlo",
          body="Het loket is **open** op maandag.", next_check=date(2027, 6, 1), upon=0) -> LayerVersion:  # fmt: skip
    written = OwnPage(page or uuid.uuid4(), article, language, title, body, next_check, upon)
    return save_own(actor=actor, written=written, act=act, at=AT)


def read(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_addition_is_read_where_the_reader_chose_the_municipality_and_nowhere_else(vanessa) -> None:
    write(vanessa)

    within, without = read("/guide/nl/in/venlo/first-days/"), read("/guide/nl/first-days/")

    assert "Het loket is <strong>open</strong> op maandag." in within
    assert "Geschreven door Gemeente Venlo op 29 november 2026." in within
    assert "loket" not in without
    assert '/guide/nl/in/venlo/"' in read("/guide/nl/")
    assert 'href="/guide/nl/in/venlo/pay-slip/"' in within
    assert 'href="/guide/pl/in/venlo/first-days/"' in within


def test_a_page_of_its_own_stands_on_the_first_page_of_the_layer(vanessa) -> None:
    version = write(vanessa, article="", title="Afval in Venlo")

    start = read("/guide/pl/in/venlo/")

    address = reverse("guide:town-own-page", args=["pl", "venlo", version.page])
    assert f'href="{address}"' in start
    page = read(address)
    assert "Afval in Venlo" in page
    assert FRAME.wording("pl").filled("notice.missing", language="Nederlands") in page


def test_where_a_language_is_missing_the_one_that_many_read_is_shown(vanessa) -> None:
    page = write(vanessa).page
    write(vanessa, page=page, language="en", title="In Venlo (en)", body="The desk is open.")
    write(vanessa, page=page, language="pl", title="W Venlo", body="Okienko jest otwarte.")

    assert "Okienko" in read("/guide/pl/in/venlo/first-days/")
    assert "The desk" in read("/guide/hu/in/venlo/first-days/")


def test_the_pages_of_an_employer_open_with_the_code_alone(erik) -> None:
    write(erik, title="Bij ons", body="De bus gaat om zes uur.")
    layer = Layer.objects.get()

    answer = Client().get(f"/guide/pl/with/{layer.code}/first-days/")

    assert "De bus gaat om zes uur." in answer.content.decode()
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "private" in answer.headers["Cache-Control"]
    assert len(layer.code) >= 20
    assert layer.code not in layer.code_hash
    for wrong in (layer.code[:-1], layer.code_hash, "geraden"):
        assert Client().get(f"/guide/pl/with/{wrong}/").status_code == 404
    assert "bij ons" not in read("/guide/pl/").lower()


def test_a_new_code_shuts_the_old_one(erik, logged_in) -> None:
    write(erik)
    old = Layer.objects.get().code

    logged_in(erik).post("/guide-own/code/new/")

    assert Client().get(f"/guide/pl/with/{old}/").status_code == 404
    assert Client().get(f"/guide/pl/with/{Layer.objects.get().code}/").status_code == 200


def test_a_draft_and_what_was_taken_away_are_read_by_nobody(vanessa) -> None:
    draft = write(vanessa, act=LayerAct.DRAFT, body="Nog geheim.")
    shown = write(vanessa, article="", title="Weg ermee", body="Verdwijnt.")
    write(vanessa, article="", title="Weg ermee", page=shown.page, body="Verdwijnt.", act=LayerAct.WITHDRAWN, upon=1)

    page = read("/guide/nl/in/venlo/first-days/") + read("/guide/nl/in/venlo/")

    assert draft.page
    assert "Nog geheim." not in page
    assert "Weg ermee" not in page


def test_no_page_of_a_layer_changes_a_word_of_the_guide(vanessa) -> None:
    before = {slug: article.texts for slug, article in guide_now().items()}
    write(vanessa, title="Iets anders", body="Helemaal anders.")

    assert {slug: article.texts for slug, article in guide_now().items()} == before
    within = read("/guide/nl/in/venlo/first-days/")
    assert guide_now()["first-days"].source.title in within


def test_an_overdue_page_says_so_to_its_reader(vanessa) -> None:
    write(vanessa, next_check=date(2026, 1, 1))

    assert "moest uiterlijk op 1 januari 2026" in read("/guide/nl/in/venlo/first-days/")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('<script>alert("x")</script>', b"<script>alert"),
        ("<img src=x onerror=alert(1)>", b"<img src=x"),
        ("[klik](javascript:alert(1))", b'href="javascript'),
        ("![spion](https://voorbeeld.example/spion.png)", b'<img src="https'),
    ],
)
def test_html_scripts_and_pictures_are_text(vanessa, logged_in, body, told) -> None:
    client = logged_in(vanessa)
    client.post("/guide-own/add/", FIELDS | {"article": "first-days", "body": body, "title": body[:80], "do": "draft"})
    write(vanessa, body=f"Tekst {body}".replace("(javascript:alert(1))", "(javascript:x)"), title="Titel")

    version = LayerVersion.objects.first()
    for page in (client.get(f"/guide-own/{version.page}/nl/"), Client().get("/guide/nl/in/venlo/first-days/")):
        assert page.status_code == 200
        assert told not in page.content


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Bel BSN 111222333", "BSN"),
        ("[hier](ftp://voorbeeld.example)", "leidt nergens heen"),
        ("Betaal {{ no.such }}.", "geen getal"),
        ("## Zomaar een kopje\nTekst", "vaste kopjes"),
        ("x" * 6_001, "6000 tekens"),
        ("", "Vul “Tekst” in"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_the_reason_and_stays_in_the_field(vanessa, logged_in, body, said) -> None:
    page = logged_in(vanessa).post("/guide-own/add/", FIELDS | {"body": body, "do": "published"}).content.decode()

    assert said in page
    assert not LayerVersion.objects.exists()


def test_a_text_of_two_megabytes_is_refused(vanessa, logged_in) -> None:
    logged_in(vanessa).post("/guide-own/add/", FIELDS | {"body": "[" * 2_000_000, "do": "published"})

    assert not LayerVersion.objects.exists()


def test_two_editors_of_one_organisation_lose_nothing(vanessa, logged_in) -> None:
    page = write(vanessa).page
    write(vanessa, page=page, body="Van de collega.", upon=1)
    client, address = logged_in(vanessa), f"/guide-own/{page}/nl/"

    refused = client.post(address, FIELDS | {"body": "Van mij.", "upon": 1, "do": "published"}).content.decode()

    assert "Van de collega." in refused
    assert "Van mij." in refused
    assert 'name="upon" value="2"' in refused
    client.post(address, FIELDS | {"body": "Van mij.", "upon": 2, "do": "published"})
    assert "Van mij." in read("/guide/nl/in/venlo/first-days/")


def test_an_editor_of_another_organisation_finds_no_page_and_no_draft(vanessa, wendy, erik, logged_in) -> None:
    page = write(vanessa, act=LayerAct.DRAFT, body="Geheim van Venlo.").page

    for other in (wendy, erik):
        client = logged_in(other)
        assert client.get(f"/guide-own/{page}/nl/").status_code == 404
        assert client.post(f"/guide-own/{page}/nl/", FIELDS | {"upon": 1, "do": "published"}).status_code == 404
        assert "Geheim van Venlo." not in client.get("/guide-own/").content.decode()
    assert LayerVersion.objects.count() == 1


def test_the_same_number_of_a_page_in_two_layers_is_two_pages(vanessa, wendy) -> None:
    page = write(vanessa, body="Van Venlo.").page

    write(wendy, page=page, body="Van Weert.")
    write(vanessa, page=page, body="Weer van Venlo.", upon=1)

    assert "Weer van Venlo." in read("/guide/nl/in/venlo/first-days/")
    assert "Van Weert." in read("/guide/nl/in/weert/first-days/")


@pytest.mark.parametrize("who", ["nobody", "alice", "bob", "fleur", "paula"])
def test_who_is_no_editor_writes_nothing(who, vanessa, request, logged_in) -> None:
    page = write(vanessa).page
    client = Client() if who == "nobody" else logged_in(request.getfixturevalue(who))

    answers = [
        client.get("/guide-own/"), client.post("/guide-own/add/", FIELDS), client.get(f"/guide-own/{page}/nl/"),
        client.post(f"/guide-own/{page}/nl/", FIELDS | {"upon": 1}), client.get("/guide-own/code.svg"),
        client.post("/guide-own/code/new/"),
    ]  # fmt: skip

    assert {answer.status_code for answer in answers} == ({302} if who == "nobody" else {403})
    assert LayerVersion.objects.count() == 1


def test_the_service_refuses_who_is_no_editor_and_an_article_that_is_not_there(vanessa, bob) -> None:
    for actor, article in ((bob, "first-days"), (vanessa, "no-such")):
        with pytest.raises(PermissionDenied):
            write(actor, article=article)
    with pytest.raises(PermissionDenied):
        writing.renew_code(actor=vanessa)


def test_the_database_shows_a_layer_to_its_readers_and_its_drafts_to_its_editor(vanessa, wendy, erik) -> None:
    write(vanessa)
    write(vanessa, act=LayerAct.DRAFT)
    write(erik)
    draft = LayerVersion.objects.get(act="draft")

    def seen(actor) -> tuple[int, int]:
        with as_tenant(actor, KEEP_GUIDE):
            return Layer.objects.count(), LayerVersion.objects.count()

    assert seen(None) == (1, 1)
    assert seen(wendy) == (1, 1)
    assert seen(vanessa) == (1, 2)
    assert seen(erik) == (2, 2)
    values = {
        field.attname: getattr(draft, field.attname) for field in LayerVersion._meta.fields if not field.primary_key
    }
    for other in (wendy, erik):
        with pytest.raises(Exception, match="row-level security"), as_tenant(other, KEEP_GUIDE):
            LayerVersion(**values | {"number": 99}).save(force_insert=True)


def test_a_code_that_opens_one_layer_opens_no_other(erik, make_member, provider) -> None:
    other = make_member("olga", LOCAL_EDITOR, provider)
    write(erik, body="Van de uitzender.")
    mine = write(other, body="Van de huisvester.", article="")
    code = Layer.objects.get(organisation_id=erik.organisation_id).code

    assert "Van de huisvester." not in read(f"/guide/nl/with/{code}/")
    assert Client().get(f"/guide/nl/with/{code}/own/{mine.page}/").status_code == 404


def test_a_refusal_of_a_page_names_no_text(vanessa) -> None:
    with pytest.raises(Refusal) as refused:
        write(vanessa, body="x" * 7000)

    assert refused.value.facts == {"most": writing.MOST_LETTERS}


@pytest.mark.parametrize(
    "address",
    [
        "in/nergens/",
        "in/venlo/",
        "in/venlo/no-such/",
        "with/geraden/",
        "in/venlo/own/00000000-0000-4000-8000-000000000000/",
    ],
)
def test_a_layer_that_is_not_there_is_not_found(venlo, address) -> None:
    assert Client().get(f"/guide/nl/{address}").status_code == 404


def test_an_editor_prints_the_code_of_the_own_pages(erik, vanessa, logged_in) -> None:
    write(erik)
    write(vanessa)

    for actor in (erik, vanessa):
        assert logged_in(actor).get("/guide-own/code.svg").content.startswith(b"<?xml")
    listed = logged_in(erik).get("/guide-own/").content.decode()
    assert Layer.objects.get(organisation_id=erik.organisation_id).code in listed


@pytest.fixture
def demo_pages(vanessa, erik, monkeypatch) -> None:
    """Those of the demo, under an article of the samples."""
    monkeypatch.setattr(demo, "_TEXTS", {"first-days": demo._TEXTS[demo._UNDER], "": demo._TEXTS[""]})
    make_pages(AT)


def test_the_demo_has_made_up_pages_of_every_editor(demo_pages, erik) -> None:
    assert "Verzonnen voorbeeld" in read("/guide/nl/in/venlo/first-days/")
    assert LayerVersion.objects.filter(layer__organisation_id=erik.organisation_id).count() == 4


def test_no_two_pages_of_an_editor_of_the_demo_have_the_same_title(demo_pages, vanessa) -> None:
    of_venlo = LayerVersion.objects.filter(layer__organisation_id=vanessa.organisation_id)

    named = list(of_venlo.values_list("language", "title"))

    assert len(named) == len(set(named)) == 4


def test_who_keeps_the_guide_keeps_what_municipalities_wrote_and_nothing_of_an_employer(vanessa, erik) -> None:
    addition, own = write(vanessa), write(vanessa, article="", title="Afval in Venlo")
    write(erik, article="", title="Bij onze bedrijven")

    pages = json.loads(gzip.decompress(pack_of("pl", scheme="https", host="localhost", on=AT.date()).compressed))[
        "pages"
    ]

    assert reverse("guide:town", args=["pl", "venlo"]) in pages
    assert "Het loket is" in pages[reverse("guide:town-article", args=["pl", "venlo", addition.article])]["body"]
    assert "Afval in Venlo" in pages[reverse("guide:town-own-page", args=["pl", "venlo", own.page])]["body"]
    assert reverse("guide:town-article", args=["pl", "venlo", "pay-slip"]) not in pages
    assert "Bij onze bedrijven" not in str(pages)
