"""A page offers a place, and modules above draw their part there."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils.safestring import SafeString

from thoes.ui import page_parts
from thoes.ui.page_parts import add_button, add_line, part_of, parts_of, places_with_parts

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
    code = [path for path in SOURCE.rglob("*.py") if not {"tests", "ui"} & set(path.relative_to(SOURCE).parts)]
    pages = [*SOURCE.rglob("*.html"), *code]
    offers = re.compile(r'(?:{% parts_of |\bparts_of\(|\bplace_in_more=)"([\w-]+)"')
    # The examples in the words of `ui` itself are no offer.
    offered = {place for page in pages for place in offers.findall(page.read_text("utf-8"))}

    assert offered
    assert places_with_parts() == offered


@dataclass
class Thing:
    pk: str


def test_a_way_to_a_page_carries_the_key_of_what_the_page_is_about_and_is_left_out_for_who_may_not_go(
    monkeypatch,
) -> None:
    monkeypatch.setattr(page_parts, "_parts", page_parts.defaultdict(list))
    add_line("a-place", "places:local-fields", "<Everything>")
    add_button("a-place", "inspections:findings", "Hidden", "check", when=lambda request, about: False)
    add_button("with-key", "housing:card", "This one", "home")
    request, key = RequestFactory().get("/"), "0f0f0f0f-0000-4000-8000-000000000000"

    (line,) = parts_of("a-place", request, None)
    (way,) = parts_of("with-key", request, Thing(key))

    assert line.startswith("<li>")
    assert f'href="{reverse("places:local-fields")}"' in line
    assert "&lt;Everything&gt;" in line
    assert f'href="{reverse("housing:card", args=[key])}"' in way
