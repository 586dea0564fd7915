"""Whether anybody still works on a file. Only the queue knows: a job that failed five times is not tried again."""

from collections.abc import Iterable
from uuid import UUID

from procrastinate.contrib.django.models import ProcrastinateJob

from thoes.intake.models import Run

# Nobody is logged in at a terminal: whoever may run commands there acts as the organisation.
AT_THE_TERMINAL = UUID(int=0)


def worked_on(runs: Iterable[Run]) -> set[UUID]:
    """The files for which a job waits or is being done."""
    jobs = ProcrastinateJob.objects.filter(
        status__in=("todo", "doing"), task_name__startswith="intake.", args__run__in=[str(run.pk) for run in runs]
    )
    return {UUID(run) for run in jobs.values_list("args__run", flat=True)}


def stopped_among(runs: Iterable[Run]) -> set[UUID]:
    """The files that are not over and that nobody works on. Of one from a terminal nobody but its command can say."""
    unfinished = [run for run in runs if run.works and run.uploaded_by != AT_THE_TERMINAL]
    return {run.pk for run in unfinished} - worked_on(unfinished) if unfinished else set()


def is_stopped(run: Run) -> bool:
    """Whether nobody goes on with this file, although it is not over."""
    return bool(stopped_among([run]))
