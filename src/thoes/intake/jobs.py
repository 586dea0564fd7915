"""Background work on files that were handed over. The clock is read here and nowhere below."""

from uuid import UUID

from django.utils.timezone import now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from thoes.intake import background
from thoes.intake.models import Run, RunStatus

_RETRY = RetryStrategy(max_attempts=5, exponential_wait=2)


@app.task(queue="default", retry=_RETRY, name="intake.check")
def check(*, run: str) -> None:
    """Read a file and say what would become of it."""
    background.check(UUID(run), at=now())


@app.task(queue="default", retry=_RETRY, name="intake.take_in")
def take_in(*, run: str) -> None:
    """Take a checked file in, or what is left of it."""
    background.carry_on(UUID(run), at=now())


@app.task(queue="default", retry=_RETRY, name="intake.undo")
def undo(*, run: str) -> None:
    """Take a long file back."""
    background.undo_in_background(UUID(run), at=now())


@app.periodic(cron="40 2 * * *")
@app.task(queue="default", queueing_lock="intake-clean-up", name="intake.clean_up")
def clean_up(timestamp: int) -> None:
    """Drop files and lines that waited too long, and end what stopped."""
    background.clean_up(at=now())


_OF_STATUS = {RunStatus.QUEUED: check, RunStatus.RUNNING: take_in, RunStatus.UNDOING: undo}


def go_on(run: Run) -> None:
    """Do the job of before again; it goes on from where the file stands."""
    _OF_STATUS[RunStatus(run.status)].defer(run=str(run.pk))
