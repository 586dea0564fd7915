"""Background work of `occupancy`. The clock is read here and nowhere below."""

from django.utils import timezone
from procrastinate.contrib.django import app

from thoes.kernel.nights import current_night
from thoes.occupancy.kept_counts import keep_counts


@app.periodic(cron="*/10 * * * *")
@app.task(queue="default", queueing_lock="keep-counts", name="occupancy.keep_counts")
def keep_counts_of_many_sites(timestamp: int) -> None:
    """Count the night that goes on for whoever sees more sites than can be counted while they wait."""
    keep_counts(on=current_night(timezone.localtime()), at=timezone.now())
