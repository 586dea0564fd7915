"""The head of a page: title, one sentence, one button, the rest behind "More"."""

from pathlib import Path

from django.template import engines
from django.test import RequestFactory

PACKAGE = Path(__file__).resolve().parents[2]


def _page(blocks: str) -> str:
    source = '{% extends "ui/base.html" %}{% load thoes_ui %}' + blocks
    return engines["django"].from_string(source).render({}, RequestFactory().get("/"))


def test_the_sentence_comes_before_the_button_and_the_button_before_the_rest() -> None:
    page = _page(
        "{% block heading %}Sites{% endblock %}"
        "{% block more %}{% menu_link '/rest' 'Rest' %}{% endblock %}"
        "{% block actions %}{% button_link '/add' 'Add' %}{% endblock %}"
        "{% block intro %}<p>One sentence.</p>{% endblock %}"
    )

    places = [page.index(text) for text in ("Sites</h1>", "One sentence.", "Add</span>", "<details", "Rest</span>")]

    assert places == sorted(places)


def test_a_page_without_other_actions_has_no_menu_for_them() -> None:
    page = _page(
        "{% block heading %}Sites{% endblock %}{% block actions %}{% button_link '/add' 'Add' %}{% endblock %}"
    )

    assert "thoes-menu" not in page
