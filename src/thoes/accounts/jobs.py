"""Background work of accounts. The clock is read here and nowhere below."""

from uuid import UUID

from django.utils import translation
from django.utils.timezone import now
from procrastinate.contrib.django import app

from thoes.accounts.password_reset import mail_reset_links
from thoes.accounts.services.sessions import forget_expired


@app.task(queue="default", name="accounts.mail_password_reset")
def mail_password_reset(*, users: list[str], base_url: str, language: str) -> None:
    """Write to these users, to nobody when there are none; the page that asked could not tell the difference."""
    with translation.override(language):
        mail_reset_links([UUID(user) for user in users], base_url=base_url)


@app.periodic(cron="50 3 * * *")
@app.task(queue="default", queueing_lock="accounts-forget-sessions", name="accounts.forget_sessions")
def forget_sessions(timestamp: int) -> None:
    """Forget sessions that are over."""
    forget_expired(at=now())
