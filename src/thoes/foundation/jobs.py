"""Give work back to the queue that a killed worker left half done, forget old work, and send the mail that waits.

Every job of Thoes may be repeated without harm. The clock is read here and nowhere below.
"""

from django.utils.timezone import now
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from thoes.foundation.outbox import forget_old, send_waiting

# A job that takes its worker along each time would otherwise do so for ever.
_MOST_TRIES = 10
# What was done is looked up within days; what failed may be asked about until a quarter of a year is over.
_DONE_KEPT_HOURS, _FAILED_KEPT_HOURS = 7 * 24, 90 * 24


@app.periodic(cron="* * * * *")
@app.task(queue="default", queueing_lock="requeue-stalled", name="foundation.requeue_stalled")
async def requeue_stalled(timestamp: int) -> None:
    """Queue the jobs again whose worker has not been heard of for half a minute; after ten times they have failed."""
    for job in await app.job_manager.get_stalled_jobs():
        if job.attempts < _MOST_TRIES:
            await app.job_manager.retry_job(job)
        else:
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)


@app.periodic(cron="10 3 * * *")
@app.task(queue="default", queueing_lock="forget-old-jobs", name="foundation.forget_old_jobs")
async def forget_old_jobs(timestamp: int) -> None:
    """Forget jobs that were done a week ago, and those that failed or were stopped a quarter of a year ago."""
    await app.job_manager.delete_old_jobs(nb_hours=_DONE_KEPT_HOURS)
    await app.job_manager.delete_old_jobs(
        nb_hours=_FAILED_KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.periodic(cron="* * * * *")
@app.task(queue="default", queueing_lock="send-outbox", name="foundation.send_outbox")
def send_outbox(timestamp: int) -> None:
    """Send the mail that waits."""
    send_waiting(at=now())


@app.periodic(cron="20 3 * * *")
@app.task(queue="default", queueing_lock="forget-old-mail", name="foundation.forget_old_mail")
def forget_old_mail(timestamp: int) -> None:
    """Forget that old letters were sent."""
    forget_old(at=now())
