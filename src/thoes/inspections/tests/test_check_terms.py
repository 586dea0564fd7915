"""Findings in the daily letters, and checks that go with their photos when the term of their keeper is over."""

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from thoes.accounts.models import Membership
from thoes.accounts.public import ADMINISTRATOR, PROVIDER_ADMINISTRATOR, actor_of
from thoes.foundation.modules import Role
from thoes.foundation.outbox import send_waiting
from thoes.housing.public import HOUSING_PERMITS
from thoes.housing.reminders import remind_of_endings
from thoes.housing.tests.test_permits import record
from thoes.inspections.domain.checks import ItemOutcome, Severity
from thoes.inspections.models import Check, CheckAnswer, CheckPhoto, CheckStep, Finding, FindingStep
from thoes.inspections.queries import proposed_days
from thoes.inspections.services import add_photo, mend_finding
from thoes.inspections.tests.test_checks import NOON, TODAY, close, describe, inspected, say, start
from thoes.privacy.public import set_term, shred

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
A_DAY = timedelta(days=1)
ALL = (Check, CheckAnswer, CheckPhoto, CheckStep, Finding, FindingStep)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


def remind(on) -> int:
    written = remind_of_endings(on=on, at=timezone.now())
    send_waiting(at=timezone.now())
    return written


@pytest.mark.parametrize(("day", "letters"), [(7, 0), (8, 2), (14, 2), (15, 2)])
def test_a_letter_goes_out_a_week_before_the_last_day_and_after_it(
    day, letters, alice, vera, charlie, wim, site
) -> None:
    inspected(vera, site)

    assert remind(TODAY + day * A_DAY) == letters


def test_it_is_said_once_before_and_once_after_the_last_day(alice, vera, site) -> None:
    inspected(vera, site)

    assert [remind(TODAY + day * A_DAY) for day in (8, 9, 14, 15, 16, 90)] == [2, 0, 0, 2, 0, 0]


def test_what_a_provider_found_itself_is_told_to_the_provider_alone(alice, vera, site) -> None:
    check = start(alice, site)
    say(alice, check, "waste", ItemOutcome.NOT_IN_ORDER)
    describe(alice, Finding.objects.get(), days=3)
    close(alice, check)

    remind(TODAY)

    assert [letter.to for letter in mail.outbox] == [["alice@example.nl"]]


def test_a_finding_of_an_open_check_and_a_mended_one_are_not_told(alice, vera, site) -> None:
    check = start(vera, site)
    say(vera, check, "waste", ItemOutcome.NOT_IN_ORDER)
    finding = describe(vera, Finding.objects.get(), days=3)
    before = remind(TODAY)
    close(vera, check)
    mend_finding(actor=vera, finding_id=finding.pk, text="", repaired_on=TODAY, on=TODAY, at=NOON)

    assert (before, remind(TODAY)) == (0, 0)


def test_one_letter_names_what_ends_and_what_must_be_mended(alice, vera, site) -> None:
    record(vera, site, until=TODAY + 20 * A_DAY)
    inspected(vera, site)

    remind(TODAY + 10 * A_DAY)

    assert len(mail.outbox) == 2
    assert "Z-2026-1" in mail.outbox[0].body
    assert "Blusmiddelen ontbreken of de keuring is verlopen. " in mail.outbox[0].body


def _administrator(actor, role: Role):
    membership = Membership.objects.get(user_id=actor.user_id)
    membership.role = role
    return actor_of(membership)


def _term(actor, role: Role) -> None:
    set_term(
        actor=_administrator(actor, role), purpose=HOUSING_PERMITS, number=30, unit="days", ground="Proef",
        at=timezone.now(),
    )  # fmt: skip


def _with_photo(actor, site) -> Check:
    body, check = io.BytesIO(), start(actor, site)
    Image.new("RGB", (8, 8)).save(body, "JPEG")
    add_photo(
        actor=actor, check_id=check.pk, item="waste", unit_id=None, file=SimpleUploadedFile("a.jpg", body.getvalue()),
        at=NOON, photo_id=check.pk,
    )  # fmt: skip
    return close(actor, check)


def _left() -> list[int]:
    return [model.objects.count() for model in ALL]


@pytest.mark.parametrize(("days", "is_gone"), [(29, False), (30, True), (31, True)])
def test_an_inspection_goes_with_its_photos_when_the_term_of_the_municipality_is_over(
    days, is_gone, vera, site, settings
) -> None:
    _with_photo(vera, site)
    _term(vera, ADMINISTRATOR)

    shred(on=TODAY + days * A_DAY, at=timezone.now())

    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert (sum(_left()) == 0) is is_gone
    assert (files == []) is is_gone


def test_a_self_check_goes_by_the_term_of_the_provider_and_not_of_the_municipality(alice, vera, site) -> None:
    _with_photo(alice, site)
    _term(vera, ADMINISTRATOR)
    shred(on=TODAY + 99 * A_DAY, at=timezone.now())
    kept = sum(_left())
    _term(alice, PROVIDER_ADMINISTRATOR)

    shred(on=TODAY + 99 * A_DAY, at=timezone.now())

    assert kept > 0
    assert sum(_left()) == 0


def test_a_check_with_something_to_mend_or_that_is_open_stays(alice, vera, site, provider, venlo, make_site) -> None:
    inspected(vera, site)
    start(vera, make_site(provider, venlo))
    _term(vera, ADMINISTRATOR)

    shred(on=TODAY + 99 * A_DAY, at=timezone.now())

    assert Check.objects.count() == 2


def test_without_a_term_nothing_goes(vera, site) -> None:
    _with_photo(vera, site)

    assert shred(on=TODAY + 9_999 * A_DAY, at=timezone.now()) == 0


@pytest.mark.parametrize(
    ("found_on", "severity", "proposed"),
    [
        (date(2026, 11, 26), Severity.DANGER, date(2026, 11, 27)),
        (date(2026, 11, 27), Severity.DANGER, date(2026, 11, 28)),
        (date(2026, 11, 28), Severity.DANGER, date(2026, 11, 29)),
        (date(2026, 11, 20), Severity.SERIOUS, date(2026, 12, 4)),
        (date(2026, 11, 21), Severity.SERIOUS, date(2026, 12, 4)),
        (date(2026, 12, 11), Severity.SERIOUS, date(2026, 12, 24)),
        (date(2026, 11, 29), Severity.MINOR, date(2027, 1, 28)),
    ],
)
def test_the_day_that_we_propose_is_a_working_day_but_danger_does_not_wait_for_one(
    found_on, severity, proposed
) -> None:
    assert proposed_days(found_on)[severity] == proposed


def test_the_worse_a_finding_the_earlier_the_day_that_we_propose() -> None:
    for day in range(366):
        days = proposed_days(date(2026, 1, 1) + day * A_DAY)
        assert days[Severity.DANGER] < days[Severity.SERIOUS] < days[Severity.MINOR]
