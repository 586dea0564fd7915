"""Background work of the registration desk. The clock is read here and nowhere below."""

from uuid import UUID

from django.utils.timezone import localdate, now
from procrastinate.contrib.django import app

from thoes.registration.services import assess_persons, count_effect, write_digests


@app.task(queue="default", retry=3, name="registration.reassess")
def reassess(*, persons: list[str]) -> None:
    """Assess these persons as of today."""
    assess_persons(persons=[UUID(person) for person in persons], on=localdate())


@app.periodic(cron="5 22,23 * * *")
@app.task(queue="default", queueing_lock="reassess-everybody", name="registration.reassess_everybody")
def reassess_everybody(timestamp: int) -> None:
    """Assess everybody as of the new day. The clock of the jobs is UTC: midnight here is 22:00 or 23:00 there."""
    assess_persons(persons=None, on=localdate())
    count_effect(on=localdate())


@app.task(queue="default", queueing_lock="reassess-now", name="registration.reassess_now")
def reassess_now() -> None:
    """Assess everybody as of today, asked for by a page that found yesterday's answers."""
    assess_persons(persons=None, on=localdate())
    count_effect(on=localdate())


@app.periodic(cron="0 5 * * 1")
@app.task(queue="default", queueing_lock="weekly-digest", name="registration.weekly_digest")
def weekly_digest(timestamp: int) -> None:
    """Put the letters of this week in the outbox; the outbox sends them."""
    write_digests(on=localdate(), at=now())
