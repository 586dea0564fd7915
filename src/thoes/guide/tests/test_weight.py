"""What a page of the guide weighs on its way to a telephone: with its sheet, scripts and drawings, compressed."""

import base64
import gzip
import hashlib
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from thoes.ui.building import ROOT
from thoes.ui.templatetags.thoes_ui import TONES

pytestmark = pytest.mark.django_db
MOST_BYTES = 100_000
MOST_BEFORE_FIRST_VIEW = 20_000
FIRST_ROUND = 10 * 1_460
"""What a server sends before it hears from the telephone that anything arrived: ten packets (RFC 6928)."""
_FILES = re.compile(r'(?:href|src)="/static/([^"#]+)')
_SHEET = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_PAGES = [
    "nl/",
    "bg/",
    "uk/minimum-wage/",
    "pl/search/?q=wyplata",
    "hu/words/",
    "nl/topics/arriving/",
    "de/paths/register/",
]


def _weight(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def _file(name: str) -> bytes:
    found = finders.find(name)
    assert found, name
    return Path(found).read_bytes()


@pytest.mark.parametrize(
    "page",
    [
        "nl/",
        "bg/",
        "uk/minimum-wage/",
        "pl/search/?q=wyplata",
        "hu/words/",
        "nl/topics/arriving/",
        "uk/topics/arriving/",
        "bg/not-kept/",
    ],
)
def test_a_page_with_all_it_needs_weighs_little(page) -> None:
    html = Client().get(f"/guide/{page}").content
    files = set(_FILES.findall(html.decode()))

    assert any(name.endswith(".js") for name in files)
    assert _weight(html) + sum(_weight(_file(name)) for name in files) < MOST_BYTES


@pytest.mark.parametrize("page", _PAGES)
def test_little_has_to_arrive_before_there_is_something_to_read(page) -> None:
    html = Client().get(f"/guide/{page}").content
    head, _main, main = html.partition(b"<main")

    assert _weight(html) < MOST_BEFORE_FIRST_VIEW
    assert _weight(head + _main + main[:5_000]) < FIRST_ROUND


@pytest.mark.parametrize("page", [*_PAGES, "bg/help/", "bg/employers/"])
def test_the_first_view_of_a_page_waits_for_no_second_question(page) -> None:
    answer = Client().get(f"/guide/{page}")
    html = answer.content.decode()

    (sheet,) = _SHEET.findall(html)
    assert answer.status_code == 200
    assert re.findall(r'<link[^>]* rel="?stylesheet|<script(?! type="module")', html) == []
    assert re.findall(r'url\((?!"?data:)[^)]*\)|@import|@font-face', sheet) == []


def test_the_sheet_asks_for_no_variable_that_nobody_sets() -> None:
    (rules,) = _SHEET.findall(Client().get("/guide/nl/").content.decode())
    asked, given = set(re.findall(r"var\((--[\w-]+)", rules)), set(re.findall(r"[{;](--[\w-]+):", rules))

    assert asked
    assert asked - given == set()


def test_a_page_allows_its_own_sheet_and_no_other_style_that_stands_in_it() -> None:
    answer = Client().get("/guide/nl/")
    (sheet,) = _SHEET.findall(answer.content.decode())

    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{digest}';" in f"{answer.headers['Content-Security-Policy']};"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_a_page_outside_the_guide_allows_no_style_that_stands_in_it() -> None:
    policy = Client().get("/rules/").headers["Content-Security-Policy"]

    assert "style-src 'self';" in f"{policy};"


def test_no_script_stands_before_the_words() -> None:
    page = Client().get("/guide/nl/").content.decode()

    assert (
        set(re.findall(r"<script([^>]*)>", page)) == set(re.findall(r'<script( type="module" [^>]*)>', page)) != set()
    )


@pytest.mark.parametrize(
    "page",
    [
        "nl/",
        "nl/minimum-wage/",
        "nl/search/?q=xyzzyplugh",
        "nl/words/",
        "nl/topics/arriving/",
        "nl/paths/",
        "nl/paths/register/",
        "nl/help/",
        "nl/employers/",
        "nl/events/",
        "nl/questions/",
    ],
)
def test_every_class_of_a_page_that_has_rules_for_the_guide_has_them_in_its_sheet(page) -> None:
    html = Client().get(f"/guide/{page}").content.decode()
    (rules,) = _SHEET.findall(html)
    used = {name for names in re.findall(r'class="([^"]+)"', html) for name in names.split()}

    written = {name for name in used if re.search(rf"\.{re.escape(name)}(?![\w-])", _written())}
    assert written
    assert {name for name in written if not re.search(rf"\.{re.escape(name)}(?![\w-])", rules)} == set()


def test_what_is_named_when_a_page_is_drawn_has_its_rules_in_the_sheet() -> None:
    (rules,) = _SHEET.findall(Client().get("/guide/nl/").content.decode())

    assert [tone for tone in TONES if f".thoes-badge--{tone}" not in rules] == []
    assert "[hidden]{display:none!important}" in rules


def test_who_reads_with_a_keyboard_sees_where_the_focus_is() -> None:
    (rules,) = _SHEET.findall(Client().get("/guide/nl/").content.decode())

    assert re.search(r":where\(a,button,[^)]*\):focus-visible\{[^}]*outline:3px solid", rules)


def _written() -> str:
    """Our own rules that the sheet of the guide takes in."""
    styles = ROOT / "frontend" / "css"
    own = re.findall(r'@import "\./([\w]+\.css)"', (styles / "guide.css").read_text(encoding="utf-8"))
    return "".join((styles / name).read_text(encoding="utf-8") for name in own)
