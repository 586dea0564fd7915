"""Mail that waits: never lost, not sent twice, tried again, and empty once it is gone."""

import smtplib
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection, transaction

from thoes.foundation.models import OutgoingMail
from thoes.foundation.outbox import KEPT, MOST_TRIES, forget_old, put_in_outbox, send_waiting

NOW = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)


def put(key="one"):
    return put_in_outbox(key=key, to="alice@example.nl", subject="Proef", body="Een proef.", at=NOW)


@pytest.mark.django_db
def test_a_letter_is_sent_once_and_its_text_is_gone() -> None:
    put()

    sent = (send_waiting(at=NOW), send_waiting(at=NOW))

    assert sent == (1, 0)
    assert [letter.body for letter in mail.outbox] == ["Een proef."]
    assert OutgoingMail.objects.get().body == ""


@pytest.mark.django_db
def test_the_same_key_is_one_letter() -> None:
    assert (put(), put()) == (True, False)
    assert OutgoingMail.objects.count() == 1


@pytest.mark.django_db
def test_what_is_taken_back_sends_nothing() -> None:
    with transaction.atomic():
        put()
        transaction.set_rollback(True)

    assert send_waiting(at=NOW) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected(), ConnectionRefusedError(), TimeoutError()])
def test_a_mail_server_that_is_away_is_tried_again_with_the_same_message_id(monkeypatch, error) -> None:
    ids = []

    def send(letter):
        ids.append(letter.extra_headers["Message-ID"])
        raise error

    monkeypatch.setattr(EmailMessage, "send", send)
    put()

    first = send_waiting(at=NOW)
    too_soon = send_waiting(at=NOW + timedelta(seconds=119))
    send_waiting(at=NOW + timedelta(seconds=120))
    monkeypatch.undo()
    at_last = send_waiting(at=NOW + timedelta(hours=1))

    assert (first, too_soon, at_last) == (0, 0, 1)
    assert len(ids) == 2
    assert {*ids, mail.outbox[0].extra_headers["Message-ID"]} == {ids[0]}


@pytest.mark.django_db
def test_after_eight_tries_it_is_given_up_and_its_text_is_gone(monkeypatch) -> None:
    monkeypatch.setattr(EmailMessage, "send", lambda letter: (_ for _ in ()).throw(smtplib.SMTPException()))
    put()

    for hour in range(MOST_TRIES + 3):
        send_waiting(at=NOW + timedelta(hours=24 * hour))

    letter = OutgoingMail.objects.get()
    assert (letter.tries, letter.body, letter.given_up_at is not None) == (MOST_TRIES, "", True)


@pytest.mark.django_db(transaction=True)
def test_two_jobs_at_once_send_a_letter_once(monkeypatch) -> None:
    begun, go_on, sent = threading.Event(), threading.Event(), []

    def send(letter):
        sent.append(letter.to)
        begun.set()
        go_on.wait(5)

    monkeypatch.setattr(EmailMessage, "send", send)
    put()

    def other_job():
        send_waiting(at=NOW)
        connection.close()

    job = threading.Thread(target=other_job)
    job.start()
    begun.wait(5)
    second = send_waiting(at=NOW)
    go_on.set()
    job.join()

    assert (second, sent) == (0, [["alice@example.nl"]])


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "left"), [(-1, 1), (0, 1), (1, 0)])
def test_that_a_letter_was_sent_is_known_for_its_term(days, left) -> None:
    put()
    send_waiting(at=NOW)

    forget_old(at=NOW + KEPT + timedelta(days=days))

    assert OutgoingMail.objects.count() == left


@pytest.mark.django_db
def test_a_letter_that_waits_is_never_forgotten() -> None:
    put()

    forget_old(at=NOW + 2 * KEPT)

    assert OutgoingMail.objects.count() == 1
