"""Background work of accounts."""

from uuid import UUID

from django.utils import translation
from procrastinate.contrib.django import app

from thoes.accounts.password_reset import mail_reset_links


@app.task(queue="default", name="accounts.mail_password_reset")
def mail_password_reset(*, users: list[str], base_url: str, language: str) -> None:
    """Write to these users, to nobody when there are none; the page that asked could not tell the difference."""
    with translation.override(language):
        mail_reset_links([UUID(user) for user in users], base_url=base_url)
