"""Background work on files that were handed over. The clock is read here and nowhere below."""

from uuid import UUID

from django.utils.timezone import now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from thoes.intake import runs

_RETRY = RetryStrategy(max_attempts=5, exponential_wait=2)


@app.task(queue="default", retry=_RETRY, name="intake.check")
def check(*, run: str) -> None:
    """Read a file and say what would become of it."""
    runs.check(UUID(run), at=now())


@app.task(queue="default", retry=_RETRY, name="intake.take_in")
def take_in(*, run: str) -> None:
    """Take a checked file in, or what is left of it."""
    runs.carry_on(UUID(run), at=now())


@app.task(queue="default", retry=_RETRY, name="intake.undo")
def undo(*, run: str) -> None:
    """Take a long file back."""
    runs.undo_in_background(UUID(run), at=now())


@app.periodic(cron="40 2 * * *")
@app.task(queue="default", queueing_lock="intake-clean-up", name="intake.clean_up")
def clean_up(timestamp: int) -> None:
    """Drop files and lines that waited too long."""
    runs.clean_up(at=now())
