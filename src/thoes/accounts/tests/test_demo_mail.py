"""The letters of a demo on a page: there for its administrators, and nowhere else for nobody."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client
from django.urls import reverse

from thoes.accounts.web.demo_mail import letters_in
from thoes.foundation.models import OutgoingMail
from thoes.foundation.outbox import put_in_outbox, send_waiting

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
ADDRESS = "/account/demo-mail/"


@pytest.fixture
def demo(settings, tmp_path):
    settings.THOES_DEMO = True
    settings.EMAIL_FILE_PATH = tmp_path / "demo-mail"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    return settings


def write(subject: str = "Klopt dit nog?") -> None:
    put_in_outbox(
        key=subject, to="iemand@voorbeeld.example", subject=subject, body="Ga naar http://localhost/ja/é\n", at=AT
    )


def test_outside_a_demo_there_is_no_such_page_for_nobody(client, dora, logged_in, settings, tmp_path) -> None:
    settings.EMAIL_FILE_PATH = tmp_path
    write()

    for visitor in (Client(), logged_in(dora)):
        for method in (visitor.get, visitor.post, visitor.head):
            answer = method(ADDRESS)
            assert answer.status_code == 404
            assert b"Klopt dit nog" not in answer.content


def test_in_a_demo_a_visitor_logs_in_first_and_who_is_no_administrator_is_refused(demo, alice, logged_in) -> None:
    write()

    assert Client().get(ADDRESS).status_code == 302
    assert logged_in(alice).get(ADDRESS).status_code == 403


def test_an_administrator_of_a_demo_reads_what_waits_and_what_was_sent(demo, dora, logged_in) -> None:
    write("Eerste brief")
    sent = send_waiting(at=AT)
    write("Tweede brief <script>alert(1)</script>")

    answer = logged_in(dora).get(ADDRESS)
    page = answer.content.decode()

    assert sent == 1
    assert OutgoingMail.objects.get(key="Eerste brief").body == ""
    assert "Eerste brief" in page
    assert "Tweede brief &lt;script&gt;" in page
    assert "<script>alert" not in page
    assert 'href="http://localhost/ja/%C3%A9"' in page
    assert "no-store" in answer.headers["Cache-Control"]


def test_letters_of_one_file_are_told_apart(demo) -> None:
    with get_connection() as connection:
        for subject in ("Een", "Twee"):
            EmailMessage(subject, "Tekst", to=["a@voorbeeld.example"], connection=connection).send()

    assert [letter.subject for letter in letters_in(demo.EMAIL_FILE_PATH)] == ["Een", "Twee"]


@pytest.mark.parametrize(("demo", "backend"), [("1", "filebased"), ("", "smtp")])
def test_only_a_demo_keeps_letters_in_files_also_where_a_mail_server_is_known(demo, backend, tmp_path) -> None:
    asked = "from django.conf import settings; print(settings.EMAIL_BACKEND, settings.THOES_DEMO)"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "thoes.config.settings", "THOES_DEMO": demo, "THOES_SMTP_HOST": "mail.example",
        "THOES_HOME": str(tmp_path), "DATABASE_URL": "postgres://nobody@localhost/nothing",
    }  # fmt: skip

    said = subprocess.run(
        [sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True
    ).stdout

    assert f".{backend}." in said
    assert str(demo == "1") in said


def test_the_address_is_one() -> None:
    assert reverse("accounts:demo-mail") == ADDRESS
