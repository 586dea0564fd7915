"""The pages of the monitor are for everybody, in Dutch and in English."""

import pytest
from django.test import Client
from django.urls import reverse

from thoes.monitor.pages import TABS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.url_name)
def test_every_tab_opens_for_who_is_not_logged_in(tab, language: str) -> None:
    client = Client()
    client.cookies["django_language"] = language

    answer = client.get(reverse(tab.url_name))

    assert answer.status_code == 200
    assert f'href="{reverse(tab.url_name)}" aria-current="page"' in answer.content.decode()
