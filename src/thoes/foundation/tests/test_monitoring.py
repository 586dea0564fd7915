import json
import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from thoes.foundation.logs import JsonWithoutRows
from thoes.foundation.models import OutgoingMail
from thoes.foundation.monitoring import views
from thoes.foundation.outbox import put_in_outbox

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 14, 12, 0, tzinfo=UTC)


@pytest.fixture
def figures(settings):
    """figures() -> what Prometheus reads: the value by name and label."""

    def read() -> dict[tuple[str, str], float]:
        settings.THOES_METRICS_TOKEN = "test-only-token"
        answer = Client().get("/metrics", headers={"Authorization": "Bearer test-only-token"})
        assert answer.status_code == 200
        families = text_string_to_metric_families(answer.content.decode())
        return {
            (sample.name, "".join(sample.labels.values())): sample.value
            for family in families
            for sample in family.samples
        }

    return read


def _a_job_that_was_due(ago: timedelta) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, scheduled_at, args, attempts)"
            " VALUES ('default', 'made-up', 'todo', now() - %s, '{}', 0)",
            [ago],
        )


def test_an_installation_that_works_says_so_to_anybody():
    answer = Client().get("/health")

    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "ok", "database": "ok", "tables": "ok", "jobs": "ok"},
    )


def test_jobs_that_stand_still_are_told():
    _a_job_that_was_due(timedelta(minutes=16))

    answer = Client().get("/health")

    assert (answer.status_code, answer.json()["jobs"]) == (503, "not ok")


def test_a_job_that_is_due_for_a_minute_is_no_reason_to_wake_somebody():
    _a_job_that_was_due(timedelta(minutes=1))

    assert Client().get("/health").status_code == 200


def test_a_database_that_is_away_is_told_and_not_an_error(monkeypatch):
    monkeypatch.setattr(views, "_database_answers", lambda: False)

    answer = Client().get("/health")

    assert (answer.status_code, answer.json()) == (503, {"status": "not ok", "database": "not ok"})


@pytest.mark.parametrize("brought", [{}, {"Authorization": "Bearer another"}, {"Authorization": "Bearer "}])
@pytest.mark.parametrize("token", ["", "test-only-token"])
def test_who_brings_no_token_finds_no_figures(settings, token, brought):
    settings.THOES_METRICS_TOKEN = token

    assert Client().get("/metrics", headers=brought).status_code == 404


def test_the_figures_tell_of_the_work_that_waits(figures):
    before = figures()
    put_in_outbox(key="made-up", to="nobody@example.nl", subject="Test", body="Test", at=NOON)
    _a_job_that_was_due(timedelta(minutes=5))

    read = figures()

    assert read["thoes_mail", "waiting"] == before["thoes_mail", "waiting"] + 1
    assert read["thoes_mail", "given_up"] == before["thoes_mail", "given_up"]
    # Nothing waits before: a test that commits takes its jobs away again.
    assert (before["thoes_jobs", "todo"], read["thoes_jobs", "todo"]) == (0, 1)
    assert 299 < read["thoes_oldest_job_seconds", ""] < 400
    assert read["thoes_log_problems", ""] == 0
    assert read["thoes_database_bytes", ""] > 0


def test_what_was_never_done_is_not_shown_as_done_at_once(figures):
    read = figures()

    assert ("thoes_duty_assessed_days_ago", "") not in read
    assert ("thoes_log_verified_seconds", "") not in read


def test_no_figure_carries_who_a_letter_was_for(figures, settings):
    put_in_outbox(key="made-up", to="nobody@example.nl", subject="Test", body="Test", at=NOON)
    assert OutgoingMail.objects.exists()

    settings.THOES_METRICS_TOKEN = "test-only-token"
    page = Client().get("/metrics", headers={"Authorization": "Bearer test-only-token"}).content

    assert b"nobody" not in page


def test_a_line_for_a_program_holds_no_row_and_tells_the_trace():
    record = logging.LogRecord("thoes", logging.ERROR, "here", 1, "refused\nDETAIL:  Failing row (Nepski)", None, None)

    line = json.loads(JsonWithoutRows("{levelname}{message}", style="{").format(record))

    assert line["message"] == "refused"
    assert len(line["trace"]) == 36
