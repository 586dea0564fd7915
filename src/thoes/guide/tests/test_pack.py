"""What a telephone keeps of the guide: the pages of everybody, small, of a day, and safe."""

import gzip
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import lru_cache
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.events.tests.conftest import TUESDAY
from thoes.events.tests.conftest import kees as kees
from thoes.events.tests.conftest import make_event as make_event
from thoes.guide.article_files import articles
from thoes.guide.checking import RESERVED
from thoes.guide.frame import FRAME, GUIDE_LANGUAGES
from thoes.guide.keeping import editing
from thoes.guide.keeping.published import guide_now
from thoes.guide.keeping.tests.conftest import hanna as hanna
from thoes.guide.keeping.tests.conftest import make_member as make_member
from thoes.guide.paths.all_paths import PATHS
from thoes.guide.paths.texts_of_paths import PATH_TEXTS
from thoes.guide.web import pack as packing
from thoes.guide.web.event_search import MOST_EVENTS_OF_A_PLACE
from thoes.guide.web.pack import MOST_BYTES, pack_of
from thoes.guide.web.pages import day_in_words

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 29)


def made(language: str, on: date = DAY) -> packing.Pack:
    return pack_of(language, scheme="https", host="localhost", on=on)


def it_is(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    for drawing in ("articles", "event_search", "events", "path_tables"):
        monkeypatch.setattr(f"thoes.guide.web.{drawing}.localdate", lambda: day)


@pytest.fixture(autouse=True)
def _that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are drawn for a pack on its own day."""
    it_is(DAY, monkeypatch)


def read(pack: packing.Pack) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(gzip.decompress(pack.compressed))
    return content


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_a_pack_holds_the_start_the_words_the_search_and_every_article_far_under_its_limit(language) -> None:
    pack = made(language)
    pages = read(pack)["pages"]

    for name in ("guide", "guide-search", "guide-words", "guide-not-kept", "help", "paths"):
        assert reverse(f"guide:{name}", args=[language]) in pages
    for slug in articles():
        assert reverse("guide:article", args=[language, slug]) in pages
        assert reverse("guide:article-code", args=[language, slug]) in pages
    for key in PATHS:
        assert reverse("guide:path", args=[language, key]) in pages
    assert len(pack.compressed) < MOST_BYTES / 3


def test_every_kept_page_says_of_which_day_its_numbers_are(samples) -> None:
    pages = read(made("pl"))["pages"]
    said = FRAME.wording("pl").filled("keeping.copy", day=day_in_words(DAY, "pl"))

    drawn = {
        path: page["body"] for path, page in pages.items() if page["headers"]["Content-Type"].startswith("text/html")
    }
    assert [path for path, body in drawn.items() if said not in body or "data-copy" not in body] == []
    assert len(drawn) == 8 + len(PATHS) + len(samples)
    assert said not in Client().get(reverse("guide:guide", args=["pl"])).content.decode()


def test_a_question_path_is_kept_as_its_tables_with_the_day_on_which_they_are_out_of_date(samples) -> None:
    wording = PATH_TEXTS.wording("pl")

    pages = read(made("pl"))["pages"]

    for key in PATHS:
        body = pages[reverse("guide:path", args=["pl", key])]["body"]
        assert wording.filled("tables.made", day=day_in_words(DAY, "pl")) in body
        assert wording.filled("tables.until", day=day_in_words(date(2026, 12, 31), "pl")) in body
        assert "<form" not in body
        assert "<table" in body


def test_every_file_that_a_kept_page_needs_is_named_in_the_pack(samples) -> None:
    found = read(made("nl"))

    assert any(file.endswith(".css") for file in found["files"])
    assert any("icons.svg" in file for file in found["files"])
    assert all(finders.find(file.removeprefix("/static/")) for file in found["files"])


def test_a_pack_is_the_same_for_everybody_and_holds_nothing_of_who_asks(samples, alice, logged_in) -> None:
    address = reverse("guide:guide-pack", args=["pl"])

    visitor, member = Client().get(address), logged_in(alice).get(address)

    assert not visitor.cookies
    assert visitor.content == member.content
    assert alice.organisation_name.encode() not in member.content
    assert b"csrf" not in visitor.content.lower()


def test_a_pack_is_fetched_compressed_or_not_and_its_card_says_how_large_it_is(samples) -> None:
    address = reverse("guide:guide-pack", args=["nl"])

    compressed = Client(headers={"accept-encoding": "gzip, br"}).get(address)
    plain = Client().get(address)
    card = Client().get(reverse("guide:guide-pack-card", args=["nl"])).json()

    assert compressed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(compressed.content) == plain.content
    assert card["length"] == len(plain.content)
    assert card["version"] == plain.json()["version"]
    assert card["size"].endswith("\u00a0MB")


@pytest.mark.parametrize("language", ["nl", "bg", "hu"])
def test_a_new_day_alone_makes_no_newer_guide(language, samples, monkeypatch) -> None:
    first = made(language)
    it_is(DAY + timedelta(days=1), monkeypatch)
    second = made(language, DAY + timedelta(days=1))

    assert first.day != second.day
    assert first.compressed != second.compressed
    assert first.version == second.version


def test_another_number_makes_a_newer_guide(samples, monkeypatch) -> None:
    first = made("nl")
    # No minimum wage is known to be in force on this day.
    it_is(date(2027, 3, 1), monkeypatch)

    assert made("nl", date(2027, 3, 1)).version != first.version


@pytest.mark.parametrize("name", ["guide-pack", "guide-pack-card", "guide-not-kept", "guide-manifest"])
def test_there_is_no_pack_in_a_language_that_the_guide_has_not(name) -> None:
    assert Client().get(reverse(f"guide:{name}", args=["xx"])).status_code == 404


def test_the_worker_rules_over_the_guide_alone() -> None:
    answer = Client().get(reverse("guide:guide-worker"))

    assert reverse("guide:guide-worker") == "/guide/sw.js"
    assert "Service-Worker-Allowed" not in answer.headers
    assert answer.headers["Content-Type"] == "text/javascript"
    assert "no-cache" in answer.headers["Cache-Control"]
    assert not answer.cookies


def test_a_phone_may_put_the_guide_on_its_home_screen_in_its_own_language() -> None:
    manifest = Client().get(reverse("guide:guide-manifest", args=["uk"])).json()

    assert (manifest["lang"], manifest["dir"]) == ("uk", "ltr")
    assert (manifest["start_url"], manifest["scope"]) == ("/guide/uk/", "/guide/")


def test_no_article_can_take_the_address_of_the_page_that_says_that_a_page_is_not_kept() -> None:
    assert "not-kept" in RESERVED


def test_nobody_has_a_pack_drawn_anew_by_a_port_or_capitals_of_his_own(samples) -> None:
    address = reverse("guide:guide-pack", args=["nl"])
    Client().get(address)
    packing.pack_at.cache_clear()

    for host in ("localhost", "localhost:1", "localhost:2", "LocalHost", "localHOST:3", "127.0.0.1:4", "localhost.:5"):
        assert Client(headers={"host": host}).get(address).status_code == 200

    # That of localhost itself, and that of our own address for all others.
    assert packing.pack_at.cache_info().misses == 2


def test_of_a_place_with_a_full_calendar_the_soonest_events_are_kept_and_the_list_tells_all(
    samples, make_event
) -> None:
    many = MOST_EVENTS_OF_A_PLACE + 3
    for at in range(many, 0, -1):
        make_event(f"Taalles {at:02}", begins=TUESDAY + timedelta(days=at))

    pages = read(made("nl"))["pages"]

    kept = [page["body"] for path, page in pages.items() if "/events/one/" in path]
    assert len(kept) == MOST_EVENTS_OF_A_PLACE
    assert [f"Taalles {many - at:02}" in body for body in kept for at in range(3)].count(True) == 0
    assert f"Taalles {many:02}" in pages[reverse("guide:events-in", args=["nl", "venlo"])]["body"]


def test_readers_who_ask_at_once_have_a_pack_drawn_once(monkeypatch) -> None:
    drawn, here = [], Barrier(4)

    def draw(language: str, *_of: Any) -> int:
        drawn.append(language)
        sleep(0.05)
        return len(drawn)

    def ask(_reader: int) -> Any:
        here.wait()
        return made("nl")

    monkeypatch.setattr(packing, "pack_at", lru_cache(draw))
    for state in ("guide_state", "layers_state", "events_state"):
        monkeypatch.setattr(packing, state, tuple)
    with ThreadPoolExecutor(4) as readers:
        answers = list(readers.map(ask, range(4)))

    assert (drawn, answers) == (["nl"], [1, 1, 1, 1])


def test_what_is_published_stands_in_the_next_pack(samples, hanna) -> None:
    before = read(made("nl"))
    article = guide_now()["first-days"]
    text = article.source
    new = text.body.replace("gemeente", "gemeente Voorbeeld", 1)
    assert new != text.body
    written = editing.Written(text.title, text.summary, new, 0, article.source_fingerprint)
    editing.publish(actor=hanna, article=article, language="nl", written=written, at=timezone.now())

    after = read(made("nl"))

    assert "gemeente Voorbeeld" in after["pages"]["/guide/nl/first-days/"]["body"]
    assert after["version"] != before["version"]
