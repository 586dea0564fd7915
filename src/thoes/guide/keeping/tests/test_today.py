"""What a page says waits for somebody is what the list behind it shows."""

from datetime import UTC, date, datetime

import pytest

from thoes.guide.keeping import editing
from thoes.guide.keeping.published import guide_now
from thoes.guide.keeping.tests.test_editing import written
from thoes.privacy.public import as_tenant
from thoes.ui.todays_tasks import Task, tasks_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("samples")]
ON, AT = date(2026, 10, 1), datetime(2026, 11, 29, 12, 0, tzinfo=UTC)


def waiting(actor) -> Task:
    return next(task for task in tasks_for(actor, on=ON, as_tenant=as_tenant) if "wacht" in task.says)


def listed(client, url: str) -> int:
    return client.get(url).context["listing"].total


def test_a_reviewer_is_told_of_every_text_that_waits_and_finds_exactly_those_behind_it(piotr, piotr_at_work) -> None:
    # One translation that nobody read, and two that are not there.
    task = waiting(piotr)
    assert (task.count, listed(piotr_at_work, task.url)) == (3, 3)

    editing.publish(actor=piotr, article=guide_now()["first-days"], language="pl", written=written(), at=AT)

    task = waiting(piotr)
    assert (task.count, listed(piotr_at_work, task.url)) == (2, 2)


def test_the_keeper_of_the_dutch_text_is_told_of_what_waits_in_dutch_too(hanna, hanna_at_work) -> None:
    before = waiting(hanna).count
    editing.save_draft(actor=hanna, article=guide_now()["first-days"], language="nl", written=written("nl"), at=AT)

    task = waiting(hanna)

    assert task.count >= max(before, 1)
    assert listed(hanna_at_work, task.url) == task.count
