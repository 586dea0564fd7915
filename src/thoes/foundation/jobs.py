"""Give work back to the queue that a killed worker left half done; every job of Thoes may be repeated without harm."""

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(queue="default", queueing_lock="requeue-stalled", name="foundation.requeue_stalled")
async def requeue_stalled(timestamp: int) -> None:
    """Queue the jobs again whose worker has not been heard of for half a minute."""
    for job in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(job)
