"""What an installation says of itself: nothing invented, and reached from every page."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
PAGES = ("guide:accessibility", "guide:privacy", "guide:contact")


def _read(name: str) -> str:
    answer = Client().get(reverse(name), headers={"accept-language": "nl"})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_what_the_operator_did_not_fill_in_is_said_to_be_so(name: str) -> None:
    assert "nog niet ingevuld" in _read(name)


@pytest.mark.parametrize("name", PAGES)
def test_what_the_operator_filled_in_is_shown(name: str, settings) -> None:
    settings.THOES_OPERATOR_NAME = "Stichting Voorbeeld"

    assert "Stichting Voorbeeld" in _read(name)


def test_the_accessibility_statement_does_not_claim_what_nobody_examined() -> None:
    page = _read("guide:accessibility")

    assert "Nog niet onderzocht door een onafhankelijke partij" in page
    assert "voldoet volledig" not in page


def test_every_purpose_stands_in_the_privacy_statement_with_its_ground() -> None:
    page = _read("guide:privacy")

    assert page.count("AVG art. 6") >= 3


@pytest.mark.parametrize("name", PAGES)
def test_every_page_leads_to_it(name: str) -> None:
    assert f'href="{reverse(name)}"' in _read("guide:start")
