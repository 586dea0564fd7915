"""The monitor for everybody writes nothing: a copy of the database that only follows can answer it."""

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError
from django.test import Client
from django.urls import reverse

from thoes.monitor.models import Publication
from thoes.monitor.pages import TABS

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ADDRESSES = [
    *(reverse(tab.url_name) for tab in TABS),
    *(reverse("monitor:area", args=[code]) for code in ("GM0983", "noord", "limburg")),
    f"{reverse('monitor:table')}?split=nationality&area=municipalities",
    reverse("monitor:catalogue"),
    *(reverse(f"monitor:{form}", args=["people"]) for form in ("csv", "json")),
]


def read_only() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_and_file_for_everybody_is_answered_where_nothing_can_be_written(address: str, counted) -> None:
    with transaction.atomic():
        read_only()

        answer = Client().get(address, follow=True)

    assert answer.status_code == 200


def test_where_nothing_can_be_written_a_write_is_refused(counted: Publication) -> None:
    read_only()

    with pytest.raises(InternalError, match="read-only transaction"):
        counted.save()
