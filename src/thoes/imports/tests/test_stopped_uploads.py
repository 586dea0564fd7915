"""An upload whose job gave up: it says so, somebody goes on with it, and nothing that went in is lost when nobody does."""

import asyncio
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.jobs import Job, Status

from thoes.accounts.models import Membership
from thoes.foundation import jobs as queue
from thoes.housing.models import Bed, Unit
from thoes.imports import taking_in
from thoes.imports.stays import StayList
from thoes.intake import background, runs
from thoes.intake.models import Run, RunStatus
from thoes.intake.public import AT_THE_TERMINAL
from thoes.intake.tests.reading.made_files import xlsx
from thoes.register.models import Stay

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LONG = StayList.waits + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def page(alice, logged_in) -> Client:
    return logged_in(alice)


@pytest.fixture
def run(page, site, tmp_path) -> Run:
    """A list of six good lines that was handed in and waits to be read."""
    unit = Unit.objects.create(site=site, name="Z1", position=9)
    for place in range(6):
        Bed.objects.create(unit=unit, name=str(place), position=place)
    rows = [
        ["Achternaam", "Aankomst", "Kamer"],
        *([f"Testowska{'abcdef'[n]}", date(2026, 5, 1), "Z1"] for n in range(6)),
    ]
    body = xlsx(tmp_path / "lijst.xlsx", {"Blad1": rows}).read_bytes()
    page.post(reverse("stay-lists:runs"), {"file": SimpleUploadedFile("lijst.xlsx", body), "site": site.pk})
    return Run.objects.get()


@pytest.fixture
def half_way(run, page, monkeypatch) -> Run:
    """Four of the six lines were taken in when the job gave up."""
    background.check(run.pk, at=timezone.now())
    page.post(_url("take-in", run))
    monkeypatch.setattr(taking_in, "CHUNK", 2)
    written, calls = taking_in.write_plan, []

    def dies_in_the_third(*args, **kwargs):
        calls.append(1)
        if len(calls) == 3:
            raise ZeroDivisionError
        return written(*args, **kwargs)

    monkeypatch.setattr(taking_in, "write_plan", dies_in_the_third)
    with pytest.raises(ZeroDivisionError):
        background.carry_on(run.pk, at=timezone.now())
    monkeypatch.setattr(taking_in, "write_plan", written)
    _jobs_give_up()
    run.refresh_from_db()
    assert (run.status, run.lines_done) == (RunStatus.RUNNING, 4)
    return run


def _jobs_give_up() -> None:
    """As procrastinate leaves a job that failed for the fifth time."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name LIKE 'intake.%'")


def _waiting_jobs() -> list[str]:
    return list(ProcrastinateJob.objects.filter(status="todo").values_list("task_name", flat=True))


def _url(name: str, run: Run) -> str:
    return reverse(f"stay-lists:{name}", args=[run.pk])


def _shown(page: Client, run: Run) -> str:
    return page.get(_url("run", run)).content.decode()


def test_while_a_job_waits_the_page_shows_progress_and_nothing_to_press(page, run) -> None:
    shown = _shown(page, run)

    assert "<progress" in shown
    assert _url("go-on", run) not in shown


def test_a_list_of_which_reading_stopped_says_so_and_is_read_when_somebody_goes_on(page, run) -> None:
    _jobs_give_up()
    shown = _shown(page, run)

    page.post(_url("go-on", run))

    assert "Het lezen van deze lijst is gestopt" in shown
    assert "<progress" not in shown
    assert _waiting_jobs() == ["intake.check"]
    background.check(run.pk, at=timezone.now())
    assert "Gecontroleerd" in _shown(page, run)


def test_a_list_that_stopped_half_way_says_how_far_and_goes_on_with_the_rest(page, half_way) -> None:
    shown = _shown(page, half_way)

    page.post(_url("go-on", half_way))
    page.post(_url("go-on", half_way))

    assert "na regel 4 van 6" in shown
    assert _waiting_jobs() == ["intake.take_in"]
    background.carry_on(half_way.pk, at=timezone.now())
    half_way.refresh_from_db()
    assert (half_way.status, half_way.new, Stay.objects.count()) == (RunStatus.DONE, 6, 6)


def test_the_page_that_shows_progress_is_told_when_the_work_stops(page, half_way) -> None:
    assert page.get(_url("progress", half_way))["HX-Refresh"] == "true"


def test_the_list_of_uploads_says_which_one_stopped(page, half_way) -> None:
    assert ">Gestopt<" in page.get(reverse("stay-lists:runs")).content.decode()


def test_nobody_goes_on_with_a_list_of_another_or_one_that_is_over(page, half_way, charlie, logged_in) -> None:
    assert logged_in(charlie).post(_url("go-on", half_way)).status_code == 404
    background.carry_on(half_way.pk, at=timezone.now())

    page.post(_url("go-on", half_way))

    assert _waiting_jobs() == []


def test_what_stopped_and_nobody_went_on_with_is_ended_after_its_term(page, half_way) -> None:
    background.clean_up(at=half_way.uploaded_at + StayList.waits)
    half_way.refresh_from_db()
    before = half_way.status

    background.clean_up(at=half_way.uploaded_at + LONG)
    background.clean_up(at=half_way.uploaded_at + LONG * 2)

    half_way.refresh_from_db()
    assert (before, half_way.status, half_way.refusal_code) == (RunStatus.RUNNING, RunStatus.DONE, "run_ended")
    assert (half_way.new, Stay.objects.count()) == (4, 4)
    shown = _shown(page, half_way)
    assert "Een deel van uw lijst is verwerkt" in shown
    assert "na regel 4 van 6" in shown
    assert page.get(_url("receipt", half_way)).status_code == 200


def test_the_file_of_what_was_ended_is_gone_and_the_part_that_went_in_can_be_undone(
    page, half_way, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        background.clean_up(at=half_way.uploaded_at + LONG)

    page.post(_url("undo", half_way))

    half_way.refresh_from_db()
    assert half_way.status == RunStatus.UNDONE
    assert not runs.file_of(half_way).exists()


def test_what_stopped_after_its_last_line_is_ended_as_taken_in(half_way) -> None:
    Run.objects.update(lines_done=6)

    background.clean_up(at=half_way.uploaded_at + LONG)

    half_way.refresh_from_db()
    assert (half_way.status, half_way.refusal_code) == (RunStatus.DONE, "")


def test_what_stopped_before_its_first_line_is_dropped_after_its_term(page, run) -> None:
    background.check(run.pk, at=timezone.now())
    page.post(_url("take-in", run))
    _jobs_give_up()

    background.clean_up(at=run.uploaded_at + LONG)

    assert not Run.objects.exists()


def test_what_a_job_still_works_on_is_not_ended_however_old(page, half_way) -> None:
    page.post(_url("go-on", half_way))

    background.clean_up(at=half_way.uploaded_at + LONG)

    half_way.refresh_from_db()
    assert half_way.status == RunStatus.RUNNING


def test_undoing_that_stopped_says_so_and_is_ended_with_everything_still_there(page, half_way) -> None:
    background.carry_on(half_way.pk, at=timezone.now())
    Run.objects.update(status=RunStatus.UNDOING)
    shown = _shown(page, half_way)

    background.clean_up(at=half_way.uploaded_at + LONG)

    half_way.refresh_from_db()
    assert "Het ongedaan maken is gestopt" in shown
    assert (half_way.status, half_way.refusal_code, Stay.objects.count()) == (RunStatus.DONE, "undo_ended", 6)


def test_what_went_in_stays_with_its_receipt_when_the_uploader_left_half_way(half_way, alice) -> None:
    Membership.objects.filter(user_id=alice.user_id).delete()

    background.carry_on(half_way.pk, at=timezone.now())

    half_way.refresh_from_db()
    assert (half_way.status, half_way.refusal_code) == (RunStatus.DONE, "uploader_left")
    assert half_way.receipt_number


def test_of_a_list_from_the_terminal_the_page_does_not_say_that_it_stopped(page, half_way) -> None:
    Run.objects.update(uploaded_by=AT_THE_TERMINAL)

    assert _url("go-on", half_way) not in _shown(page, half_way)


def test_a_job_that_is_tried_again_goes_on_with_what_nobody_is_asked_about(bob, monkeypatch) -> None:
    run = Run.objects.create(
        kind="brp-extracts", organisation_id=bob.organisation_id, organisation_name="Venlo", uploaded_by=bob.user_id,
        uploaded_at=timezone.now(), sha256="", status=RunStatus.RUNNING,
    )  # fmt: skip
    carried = []
    monkeypatch.setattr(background, "_carry_out", lambda found, kind: carried.append(found.pk))

    background.check(run.pk, at=timezone.now())

    assert carried == [run.pk]


@pytest.mark.parametrize(("attempts", "becomes"), [(0, "again"), (9, "again"), (10, Status.FAILED)])
def test_a_job_that_takes_its_worker_along_is_given_up_after_ten_times(attempts, becomes, monkeypatch) -> None:
    class Manager:
        done: list[object] = []

        async def get_stalled_jobs(self):
            return [Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="x", attempts=attempts)]

        async def retry_job(self, job):
            self.done.append("again")

        async def finish_job(self, job, *, status, delete_job):
            self.done.append(status)

    manager = Manager()
    monkeypatch.setattr(type(queue.app), "job_manager", manager, raising=False)

    asyncio.run(queue.requeue_stalled(0))

    assert manager.done[-1] == becomes
