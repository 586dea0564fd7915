"""`/.well-known/security.txt` as RFC 9116 wants it, with what the operator set and nothing else."""

from datetime import datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

pytestmark = pytest.mark.django_db
ADDRESS = "/.well-known/security.txt"


@pytest.fixture(autouse=True)
def _site(settings) -> None:
    settings.THOES_URL = "https://thoes.example.nl"


def _fields(answer: HttpResponse) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in answer.content.decode().splitlines():
        name, value = line.split(": ", 1)
        found.setdefault(name, []).append(value)
    return found


def test_a_stranger_reads_whom_to_tell_of_a_weak_spot() -> None:
    answer = Client().get(ADDRESS)

    found = _fields(answer)
    expires = datetime.fromisoformat(found.pop("Expires")[0])
    assert found == {
        "Contact": ["https://thoes.example.nl/contact/"],
        "Preferred-Languages": ["nl, en"],
        "Canonical": [f"https://thoes.example.nl{ADDRESS}"],
    }
    assert timedelta(days=90) < expires - timezone.now() < timedelta(days=365)


def test_what_the_operator_set_stands_in_it(settings) -> None:
    settings.THOES_OPERATOR_EMAIL = "veilig+melden@voorbeeld.example"
    settings.THOES_SECURITY_POLICY = "https://voorbeeld.example/kwetsbaarheid-melden"

    found = _fields(Client().get(ADDRESS))

    assert found["Contact"] == ["mailto:veilig%2Bmelden@voorbeeld.example", "https://thoes.example.nl/contact/"]
    assert found["Policy"] == ["https://voorbeeld.example/kwetsbaarheid-melden"]


def test_it_is_plain_text_that_may_be_kept_for_a_day_also_of_who_is_logged_in(alice, logged_in) -> None:
    for client in (Client(), logged_in(alice)):
        answer = client.get(ADDRESS)

        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert set(answer["Cache-Control"].split(", ")) == {"public", "max-age=86400"}


def test_the_page_it_names_is_there() -> None:
    assert Client().get("/contact/").status_code == 200


def test_without_https_there_is_none_as_the_standard_takes_no_other_address(settings) -> None:
    settings.THOES_URL = "http://localhost:8000"

    assert Client().get(ADDRESS).status_code == 404
