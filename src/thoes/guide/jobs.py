"""Background work of the guide. The clock is read here and nowhere below."""

from datetime import timedelta

from django.utils.timezone import localdate, now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from thoes.guide.links.checking import check_links
from thoes.guide.links.places import links_everywhere
from thoes.guide.links.writing import write_to_keepers
from thoes.guide.readers.questions import forget_old_questions
from thoes.guide.readers.telling import forget_old_feedback
from thoes.guide.readers.writing import write_about_week


@app.periodic(cron="15 5 * * *")
@app.task(
    queue="default",
    queueing_lock="guide-forget-feedback",
    name="guide.forget_feedback",
    retry=RetryStrategy(max_attempts=5, exponential_wait=5),
)
def forget_feedback(timestamp: int) -> None:
    """Remove what readers said longer ago than a year, and what was asked for and never written."""
    forget_old_feedback(on=localdate())
    forget_old_questions(on=localdate())


@app.periodic(cron="40 3 * * 0")
@app.task(queue="default", queueing_lock="guide-links", name="guide.check_links")
def check_the_links(timestamp: int) -> None:
    """Open every address of articles, contacts and pages of organisations once; where there is no network nothing is kept."""
    check_links(links_everywhere(), on=localdate())


@app.periodic(cron="30 6 * * 1")
@app.task(
    queue="default",
    queueing_lock="guide-write-to-keepers",
    name="guide.write_to_keepers",
    retry=RetryStrategy(max_attempts=5, exponential_wait=5),
)
def tell_the_keepers(timestamp: int) -> None:
    """Once a week, to who keeps the guide: what should have been looked at, and what leads nowhere any more."""
    write_to_keepers(on=localdate(), at=now())


@app.periodic(cron="45 6 * * 1")
@app.task(
    queue="default",
    queueing_lock="guide-write-about-week",
    name="guide.write_about_week",
    retry=RetryStrategy(max_attempts=5, exponential_wait=5),
)
def tell_what_was_asked(timestamp: int) -> None:
    """On Monday, to who keeps the guide: what readers asked and said in the week that ended yesterday."""
    write_about_week(last=localdate() - timedelta(days=1), at=now())
