"""What a page of the guide weighs on its way to a telephone: with its sheet, scripts and drawings, compressed."""

import gzip
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
_FILES = re.compile(r'(?:href|src)="/static/([^"#]+)')
_SHEET = re.compile(r'<link rel="stylesheet" href="/static/([^"#]+)')


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

    assert any(name.endswith(".css") for name in files)
    assert _weight(html) + sum(_weight(_file(name)) for name in files) < MOST_BYTES


@pytest.mark.parametrize("page", ["nl/", "bg/", "uk/minimum-wage/", "pl/search/?q=wyplata"])
def test_little_has_to_arrive_before_there_is_something_to_read(page) -> None:
    html = Client().get(f"/guide/{page}").content
    (sheet,) = _SHEET.findall(html.decode())

    assert _weight(html) + _weight(_file(sheet)) < MOST_BEFORE_FIRST_VIEW


def test_the_sheet_of_the_guide_fetches_nothing_more() -> None:
    (sheet,) = _SHEET.findall(Client().get("/guide/nl/").content.decode())

    assert re.findall(r'url\((?!"?data:)[^)]*\)|@import|@font-face', _file(sheet).decode()) == []


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
    ],
)
def test_every_class_of_a_page_that_has_rules_for_the_guide_has_them_in_its_sheet(page) -> None:
    html = Client().get(f"/guide/{page}").content.decode()
    (sheet,) = _SHEET.findall(html)
    rules = _file(sheet).decode()
    used = {name for names in re.findall(r'class="([^"]+)"', html) for name in names.split()}

    written = {name for name in used if re.search(rf"\.{re.escape(name)}(?![\w-])", _written())}
    assert written
    assert {name for name in written if not re.search(rf"\.{re.escape(name)}(?![\w-])", rules)} == set()


def test_what_is_named_when_a_page_is_drawn_has_its_rules_in_the_sheet() -> None:
    (sheet,) = _SHEET.findall(Client().get("/guide/nl/").content.decode())
    rules = _file(sheet).decode()

    assert [tone for tone in TONES if f".thoes-badge--{tone}" not in rules] == []
    assert "[hidden]{display:none!important}" in rules


def _written() -> str:
    """Our own rules that the sheet of the guide takes in."""
    styles = ROOT / "frontend" / "css"
    own = re.findall(r'@import "\./([\w]+\.css)"', (styles / "guide.css").read_text(encoding="utf-8"))
    return "".join((styles / name).read_text(encoding="utf-8") for name in own)
