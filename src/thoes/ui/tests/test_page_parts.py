"""A page offers a place, and modules above draw their part there."""

import re
from pathlib import Path

from django.template import Context, Template
from django.test import RequestFactory
from django.utils.safestring import SafeString

from thoes.ui import page_parts
from thoes.ui.page_parts import part_of, places_with_parts

SOURCE = Path(__file__).parents[2]


def test_parts_are_drawn_in_order_and_one_without_text_leaves_nothing(monkeypatch) -> None:
    monkeypatch.setattr(page_parts, "_parts", page_parts.defaultdict(list))
    part_of("a-place")(lambda request, about: SafeString(f"<b>{about}</b>"))
    part_of("a-place")(lambda request, about: SafeString(""))
    part_of("a-place")(lambda request, about: SafeString(f"<i>{request.path}</i>"))

    page = Template("{% load thoes_ui %}{% parts_of 'a-place' site %}{% parts_of 'another-place' site %}")

    assert page.render(Context({"request": RequestFactory().get("/x"), "site": "K1"})) == "<b>K1</b><i>/x</i>"


def test_every_place_that_is_drawn_at_is_offered_by_a_page_and_the_other_way_round() -> None:
    # What stands in the Python of `ui` itself is an example, and no offer.
    code = [path for path in SOURCE.rglob("*.py") if not {"tests", "ui"} & set(path.parts)]
    pages = [*SOURCE.rglob("*.html"), *code]
    offers = re.compile(r'(?:{% parts_of |\bparts_of\()"([\w-]+)"')
    # The examples in the words of `ui` itself are no offer.
    offered = {place for page in pages for place in offers.findall(page.read_text("utf-8"))}

    assert offered
    assert places_with_parts() == offered
