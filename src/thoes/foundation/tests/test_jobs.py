"""Jobs that are over do not stay in the queue for ever."""

import pytest
from django.db import connection
from procrastinate.utils import async_to_sync

from thoes.foundation.jobs import forget_old_jobs

pytestmark = pytest.mark.django_db


def _a_job(status: str, *, days_ago: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args, attempts)"
            " VALUES ('default', 'made-up', 'todo', '{}', 0) RETURNING id"
        )
        (job,) = cursor.fetchone()
        for step in ("doing", status):
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = %s::procrastinate_job_status WHERE id = %s", [step, job]
            )
        cursor.execute(
            "UPDATE procrastinate_events SET at = now() - make_interval(days => %s) WHERE job_id = %s", [days_ago, job]
        )
    return job


def _left() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM procrastinate_jobs WHERE task_name = 'made-up'")
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.parametrize(
    ("status", "days_ago", "is_kept"),
    [("succeeded", 6, True), ("succeeded", 8, False), ("failed", 89, True), ("failed", 91, False), ("todo", 400, True)],
)
def test_what_was_done_goes_after_a_week_and_what_failed_after_a_quarter_of_a_year(status, days_ago, is_kept) -> None:
    job = _a_job(status, days_ago=days_ago)

    async_to_sync(forget_old_jobs.func, 0)

    assert (job in _left()) == is_kept


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_job_that_a_test_committed_is_gone_for_the_next(time) -> None:
    assert not _left()

    _a_job("failed", days_ago=1)

    assert len(_left()) == 1
