"""Background work of the monitor. The clock is read here and nowhere below."""

from uuid import UUID

from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from thoes.kernel.nights import current_night
from thoes.monitor.models import Why
from thoes.monitor.publishing import publish


@app.periodic(cron="30 3 * * *")
@app.task(queue="default", queueing_lock="publish-figures", name="monitor.publish_at_night")
def publish_at_night(timestamp: int) -> None:
    """Count the night that is nearly over. The clock of the jobs is UTC: here it is half past four or half past five."""
    publish(night=current_night(timezone.localtime()), at=timezone.now(), why=Why.NIGHTLY)


@app.task(queue="default", retry=RetryStrategy(max_attempts=3, exponential_wait=2), name="monitor.link_lists")
def link_lists(*, linkage: str) -> None:
    """Link the lists of a linkage and keep the counts."""
    # Loaded when there is something to link: every web process loads this file, and splink is no part of those.
    import_string("thoes.monitor.linkage.background.link_in_background")(UUID(linkage), at=timezone.now())
