"""Background work of the monitor. The clock is read here and nowhere below."""

from django.utils import timezone
from procrastinate.contrib.django import app

from thoes.kernel.nights import current_night
from thoes.monitor.models import Why
from thoes.monitor.publishing import publish


@app.periodic(cron="30 3 * * *")
@app.task(queue="default", queueing_lock="publish-figures", name="monitor.publish_at_night")
def publish_at_night(timestamp: int) -> None:
    """Count the night that is nearly over. The clock of the jobs is UTC: here it is half past four or half past five."""
    publish(night=current_night(timezone.localtime()), at=timezone.now(), why=Why.NIGHTLY)
