"""Reminders before permits and quality labels end: to whom, once, and again when the mail server was down."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from thoes.foundation.outbox import send_waiting
from thoes.housing.reminders import remind_of_endings
from thoes.housing.tests.test_permits import quality_label, record

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 14)


def remind(on: date = TODAY) -> int:
    written = remind_of_endings(on=on, at=timezone.now())
    send_waiting(at=timezone.now())
    return written


def test_the_provider_and_the_municipality_are_told_and_nobody_else(alice, vera, charlie, wim, bob, site) -> None:
    record(vera, site, until=TODAY + timedelta(days=80))

    remind()

    assert sorted(letter.to for letter in mail.outbox) == [["alice@example.nl"], ["vera@example.nl"]]
    assert all(not letter.cc and not letter.bcc for letter in mail.outbox)


@pytest.mark.parametrize(("days_left", "letters"), [(91, 0), (90, 2), (1, 2), (0, 0)])
def test_a_reminder_goes_out_from_ninety_days_before_the_end(days_left, letters, alice, vera, site) -> None:
    quality_label(vera, site, until=TODAY + timedelta(days=days_left))

    assert remind() == letters


def test_it_is_said_once_for_each_term(alice, vera, site) -> None:
    record(vera, site, until=TODAY + timedelta(days=80))

    assert [remind(TODAY + timedelta(days=days)) for days in (0, 1, 49, 50, 51, 79, 80)] == [2, 0, 0, 2, 0, 0, 0]


def test_one_letter_names_all_that_ends(alice, vera, site) -> None:
    record(vera, site, until=TODAY + timedelta(days=20))
    quality_label(vera, site, until=TODAY + timedelta(days=10))

    remind()

    assert len(mail.outbox) == 2
    assert "Z-2026-1" in mail.outbox[0].body
    assert "SNF-1" in mail.outbox[0].body


def test_a_letter_that_could_not_be_sent_goes_out_the_next_time(alice, vera, site, settings) -> None:
    record(vera, site, until=TODAY + timedelta(days=20))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    written = remind()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    sent = send_waiting(at=timezone.now() + timedelta(hours=1))

    assert (written, sent, remind()) == (2, 2, 0)
