"""A chart in a page of somebody else: only that address may be framed, and it needs nothing of the reader."""

import io
import re
from html import unescape
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from PIL import Image
from tests.reading_pages import text_of

from thoes.monitor.models import PublishedCount
from thoes.monitor.tests.some_limburg import NIGHT

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PLACES = [
    ("monitor:start", [], "people-limburg"),
    ("monitor:start", [], "sure"),
    ("monitor:area", ["GM0983"], "nationality-GM0983"),
    ("monitor:map", [], "monitor-map"),
    ("monitor:length-of-stay", [], "stay-beside-others"),
    ("monitor:unseen", [], "unseen-poles"),
]
PAGES = ["start", "map", "length-of-stay", "unseen", "outlook", "vision-numbers", "report", "what-if"]


@pytest.mark.parametrize(("page", "parts", "name"), PLACES)
def test_a_chart_alone_may_be_framed_and_has_no_script_no_cookie_and_no_form(counted, page, parts, name) -> None:
    answer = Client().get(reverse(page, args=parts), {"embed": name, "lang": "en"})

    policy = dict(each.strip().partition(" ")[::2] for each in answer.headers["Content-Security-Policy"].split(";"))
    body = answer.content.decode()
    assert policy["frame-ancestors"] == "*"
    assert policy["script-src"] == policy["connect-src"] == policy["default-src"] == "'none'"
    assert "X-Frame-Options" not in answer.headers
    assert not answer.cookies
    assert not re.search(r"<script|<form|<input|<img|onload=|csrf", body, re.IGNORECASE)
    assert body.count("<svg") >= 1


@pytest.mark.parametrize("page", [*PAGES, "data", "definitions", "changes", "table"])
def test_the_pages_themselves_may_not_be_framed(counted, page: str) -> None:
    answer = Client().get(reverse(f"monitor:{page}"))

    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("name", ["", "nothing", "people-limburg.svg", "<script>"])
def test_a_chart_that_there_is_not_is_no_page_that_may_be_framed(counted, name: str) -> None:
    answer = Client().get(reverse("monitor:start"), {"embed": name})

    assert answer.status_code == 404
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Bron: het nachtregister"), ("en", "Source: the night register")]
)
def test_the_frame_says_source_and_date_in_its_language_and_leads_to_the_definition(counted, language, words) -> None:
    answer = Client().get(
        reverse("monitor:start"), {"embed": "people-limburg", "lang": language}, headers={"accept-language": "de"}
    )

    body = answer.content.decode()
    assert f'<html lang="{language}"' in body
    assert words in text_of(answer)
    assert "2026" in text_of(answer)
    assert f'href="{reverse("monitor:definitions")}#people" target="_blank" rel="noopener"' in body


@pytest.mark.parametrize("page", PAGES)
def test_the_code_to_copy_on_a_page_opens_each_of_its_charts(counted, page: str) -> None:
    client = Client()
    client.cookies["django_language"] = "en"

    body = client.get(reverse(f"monitor:{page}")).content.decode()

    addresses = [unescape(each) for each in re.findall(r"&lt;iframe src=&quot;(.*?)&quot;", body)]
    assert len(addresses) == body.count("Put this chart in a page of your own") > 0
    for address in addresses:
        answer = Client().get(unescape(address).removeprefix("http://testserver"))
        assert answer.status_code == 200
        assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("asked", "told"), [("dark", "dark"), ("light", "light"), ("pink", None), ("", None)])
def test_a_frame_is_light_or_dark_as_its_address_asks_and_else_as_the_reader_has_it(counted, asked, told) -> None:
    body = Client().get(reverse("monitor:start"), {"embed": "sure", "look": asked}).content.decode()

    found = re.search(r'<html[^>]* data-look="(\w+)"', body)
    assert (found and found.group(1)) == told


def test_the_dark_colours_of_a_frame_are_those_of_the_tokens() -> None:
    built = next(Path(finders.find("dist/assets") or "").glob("embed-*.css")).read_text()

    dark = re.search(r'\.thoes-theme\[data-look="?dark"?\]\{([^}]*--thoes-paper:[^}]*)\}', built)
    system = re.search(r"\.thoes-theme:not\(\[data-look\]\)\{([^}]*)\}", built)
    assert dark
    assert system
    assert dark.group(1) == system.group(1)


def test_who_is_logged_in_sees_in_a_frame_what_everybody_sees(counted, alice, logged_in) -> None:
    asked = {"embed": "people-limburg", "lang": "nl"}

    inside = logged_in(alice).get(reverse("monitor:start"), asked)

    assert inside.content == Client().get(reverse("monitor:start"), asked).content


def test_a_frame_tells_no_number_that_is_not_published(counted) -> None:
    hidden = PublishedCount.objects.filter(period=NIGHT, split="nationality", area="GM0983", shown=None).count()

    body = Client().get(reverse("monitor:area", args=["GM0983"]), {"embed": "nationality-GM0983", "lang": "en"})

    said = text_of(body)
    assert hidden > 0
    assert said.count("not shown") >= hidden
    shown = {f"{number:,}" for number in PublishedCount.objects.values_list("shown", flat=True) if number is not None}
    drawing = body.content.decode().partition("<svg")[2].rpartition("</svg>")[0]
    assert set(re.findall(r">([\d,]+)</text>", drawing)) <= shown


def test_the_picture_of_a_chart_is_also_there_as_png(counted) -> None:
    answer = Client().get(reverse("monitor:start"), {"file": "people-limburg.png"})

    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.format == "PNG"
        assert picture.width > 1000
        # Drawn, and not one colour: letters, a line and its ground.
        assert len(picture.convert("L").getcolors(maxcolors=100_000) or []) > 20


def test_the_page_with_plans_offers_no_code_and_is_not_framed(counted, paula, logged_in) -> None:
    answer = logged_in(paula).get(reverse("monitor:against-plans"), {"embed": "anything"})

    assert answer.headers["X-Frame-Options"] == "DENY"
    assert b"iframe" not in answer.content
