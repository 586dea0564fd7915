"""Background work of privacy. The clock is read here and nowhere below."""

import logging

from django.utils.timezone import localdate, now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from thoes.privacy.auditing.checking import check_logs
from thoes.privacy.auditing.sealing import seal_logs
from thoes.privacy.retention.shredding import shred
from thoes.privacy.stored_answers import forget_answers

log = logging.getLogger(__name__)


@app.periodic(cron="30 1 * * *")
@app.task(
    queue="default",
    queueing_lock="privacy-shred",
    name="privacy.shred",
    retry=RetryStrategy(max_attempts=5, exponential_wait=5),
)
def shred_at_night(timestamp: int) -> None:
    """Erase everything whose term is over."""
    shred(on=localdate(), at=now())


@app.periodic(cron="50 1 * * *")
@app.task(queue="default", queueing_lock="privacy-forget-answers", name="privacy.forget_answers")
def forget_answers_at_night(timestamp: int) -> None:
    """Remove the answers that nobody will ask for again."""
    forget_answers(at=now())


@app.periodic(cron="* * * * *")
@app.task(queue="default", queueing_lock="privacy-seal-logs", name="privacy.seal_logs")
def seal_each_minute(timestamp: int) -> None:
    """Seal what was added to the logs."""
    seal_logs(at=now())


@app.periodic(cron="40 2 * * *")
@app.task(queue="default", queueing_lock="privacy-verify-logs", name="privacy.verify_logs")
def verify_at_night(timestamp: int) -> None:
    """Verify the logs; what is wrong stands in the server's own log, and in `thoes doctor`."""
    for problem in check_logs(at=now()).problems:
        log.critical("log_not_whole log=%s code=%s facts=%s", problem.log, problem.code, problem.facts)
