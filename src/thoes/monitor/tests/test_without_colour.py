"""Charts of the monitor printed in black and white: lines are told apart by how they are broken, not by their colour alone."""

import re

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ASKED = [
    ("start", {}),
    ("length-of-stay", {}),
    ("outlook", {}),
    ("what-if", {"workers": "800", "region": "noord", "year": "2028"}),
    ("vision-numbers", {}),
    ("report", {}),
    ("table", {"area": "regions", "measure": "people"}),
]


def keys_of(page: str) -> list[list[str]]:
    """Per key of a chart the lines in it, as their classes without the one of the colour."""
    found = []
    for key in re.findall(r'<ul class="thoes-key">(.*?)</ul>', page, re.DOTALL):
        lines = re.findall(r'class="(c-line [^"]*)"', key)
        found.append([re.sub(r"\bc-line-\w+", "", each) for each in lines])
    return found


@pytest.mark.parametrize(("page", "asked"), ASKED)
def test_no_two_lines_of_a_chart_look_the_same_without_colour(counted, page: str, asked: dict[str, str]) -> None:
    keys = keys_of(Client().get(reverse(f"monitor:{page}"), asked).content.decode())

    assert [lines for lines in keys if len(set(lines)) < len(lines)] == []


def test_the_test_sees_the_lines_of_who_came_and_who_left(counted) -> None:
    keys = keys_of(Client().get(reverse("monitor:start")).content.decode())

    assert any(len(lines) == 2 for lines in keys)


def test_a_table_of_several_regions_over_time_has_lines_that_differ(counted) -> None:
    asked = {"area": "regions", "measure": "people"}

    keys = keys_of(Client().get(reverse("monitor:table"), asked).content.decode())

    assert any(len(lines) >= 2 for lines in keys)
