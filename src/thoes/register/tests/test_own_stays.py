"""The export of the own stays: of a period, of the own sites alone, and written in the log."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from thoes.kernel.nights import current_night
from thoes.privacy.models import ProcessingRecord
from thoes.register.services import Declared, check_in
from thoes.register.services.workers import DeclaredWorker

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def night():
    return current_night(timezone.localtime())


@pytest.fixture
def stays(alice, charlie, site, other_provider, weert, make_site, night):
    """Two at Alice's, one of whom left; one at Charlie's."""

    def come(actor, at, name, **facts):
        line = Declared(site_id=at.pk, worker=DeclaredWorker(family_name=name, given_name="Anna"), **facts)
        _, (result,) = check_in(actor=actor, arrivals=[line], at=timezone.now(), nonce=None)
        assert result.refusal is None, result.refusal

    come(alice, site, "Testowska", arrival=night - 30 * DAY, departure=night - 10 * DAY)
    come(alice, site, "=Nepska", arrival=night - 5 * DAY)
    come(charlie, make_site(other_provider, weert), "Geheimska", arrival=night - 5 * DAY)


def rows_of(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_the_file_holds_the_stays_of_the_period_with_bed_and_days(alice, logged_in, stays, site, night) -> None:
    period = {"first": (night - 40 * DAY).isoformat(), "last": (night - 20 * DAY).isoformat()}

    head, *rows = rows_of(logged_in(alice).get(reverse("register:own-stays"), {**period, "file": "csv"}))

    assert [row[:2] for row in rows] == [["Testowska", "Anna"]]
    assert dict(zip(head, rows[0], strict=True))["Vertrek"] == (night - 10 * DAY).isoformat()
    assert dict(zip(head, rows[0], strict=True))["Kamer"] == "K1"


def test_the_night_of_a_departure_is_no_night_of_the_stay(alice, logged_in, stays, night) -> None:
    client, url = logged_in(alice), reverse("register:own-stays")
    last_night, left = night - 11 * DAY, night - 10 * DAY

    def names(day) -> list[str]:
        period = {"first": day.isoformat(), "last": day.isoformat()}
        return [row[0] for row in rows_of(client.get(url, {**period, "file": "csv"}))[1:]]

    assert names(last_night) == ["Testowska"]
    assert names(left) == []


@pytest.mark.parametrize("kind", ["xlsx", "csv", "ods"])
def test_each_kind_of_file_holds_only_own_stays_and_everybody_in_it_is_logged(alice, logged_in, stays, kind) -> None:
    answer = logged_in(alice).get(reverse("register:own-stays"), {"file": kind})

    assert f'filename="stays-{timezone.localdate()}.{kind}"' in answer["Content-Disposition"]
    assert b"Geheimska" not in answer.content
    assert ProcessingRecord.objects.filter(activity="register.export").count() == 2


def test_a_name_that_begins_like_a_formula_is_a_text_in_the_file(alice, logged_in, stays) -> None:
    rows = rows_of(logged_in(alice).get(reverse("register:own-stays"), {"file": "csv"}))

    assert "'=Nepska" in [row[0] for row in rows]


def test_the_list_is_for_who_sees_its_own_sites(bob, charlie, logged_in, stays) -> None:
    url = reverse("register:own-stays")

    assert logged_in(bob).get(url).status_code == 403
    assert "Testowska" not in logged_in(charlie).get(url).content.decode()
