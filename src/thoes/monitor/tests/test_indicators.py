"""An indicator is whole, and a changed one is a new version beside the old."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from thoes.monitor.indicators import all_indicators, register_counts

FIRST = register_counts.PEOPLE
SECOND = replace(FIRST, before=FIRST, since=date(2027, 3, 1), changed="Stays shorter than a week count too")


def test_a_changed_definition_is_a_new_version_and_a_day_keeps_its_own() -> None:
    assert SECOND.version == 2
    assert SECOND.on(date(2027, 2, 28)) is FIRST
    assert SECOND.on(date(2027, 3, 1)) is SECOND
    assert SECOND.on(date(2020, 1, 1)) is FIRST


@pytest.mark.parametrize("wrong", [{"changed": ""}, {"key": "other"}, {"since": FIRST.since}])
def test_a_new_version_says_what_changed_keeps_its_key_and_begins_later(wrong) -> None:
    with pytest.raises(ValueError, match="new version"):
        replace(SECOND, **wrong)


def test_every_key_is_one_indicator() -> None:
    keys = [indicator.key for indicator in all_indicators()]

    assert len(keys) == len(set(keys))


@pytest.mark.django_db
def test_both_versions_of_a_definition_stand_on_the_page(client, monkeypatch) -> None:
    monkeypatch.setattr("thoes.monitor.web.definitions.all_indicators", lambda: [SECOND])
    client.cookies["django_language"] = "en"

    page = client.get(reverse("monitor:definitions")).content.decode()

    assert "Stays shorter than a week count too" in page
    assert "Definition 1, which held before" in page
