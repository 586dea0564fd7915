"""Who helps as open data: what is sure as HSDS 3.0, and our words for each language beside it."""

import pytest
from django.test import Client
from django.urls import reverse

from thoes.contacts.tests.test_hsds import mistakes
from thoes.guide.frame import GUIDE_LANGUAGES
from thoes.guide.tests.test_finding import MONDAY, helper
from thoes.guide.web import help_data

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(monkeypatch) -> None:
    monkeypatch.setattr(help_data, "localdate", lambda: MONDAY.date())


def test_everybody_gets_what_is_sure_and_nothing_else() -> None:
    for name, ago in (("Zeker", 5), ("Te oud", 200), ("Nooit", None)):
        helper(name, ago=ago)

    answer = Client().get(reverse("guide:help-data"))

    page = answer.json()
    assert [each["name"] for each in page["contents"]] == ["Zeker"]
    assert mistakes(page) == []
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies


@pytest.mark.parametrize("language", GUIDE_LANGUAGES)
def test_beside_it_stand_our_words_in_each_language(language) -> None:
    helper("Zeker", says={"nl": "Taal", "pl": "Język"})
    service = Client().get(reverse("guide:help-data")).json()["contents"][0]

    said = Client().get(reverse("guide:help-data-in", args=[language])).json()

    code = service["attributes"][0]["taxonomy_term"]["code"]
    words = {"nl": "Taal", "pl": "Język"}.get(language)
    assert said["taxonomy_terms"][code]["name"]
    assert said["services"] == ({service["id"]: {"description": words}} if words else {})
    assert Client().get(reverse("guide:help-data-in", args=["xx"])).status_code == 404
