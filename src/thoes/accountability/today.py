"""What waits for the privacy officer: breaches that are open, and what the register of processing still asks."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from thoes.accountability.breaching import open_breaches
from thoes.accountability.permissions import HANDLE_BREACHES, SEE_PROCESSING
from thoes.accountability.processing import office_of, register_of, stated_by
from thoes.accounts.public import Actor
from thoes.privacy.public import WATCH_OVER_USE
from thoes.ui.todays_tasks import Counts, Task


def _breaches(actor: Actor, _on: date) -> Iterator[Task]:
    opened = open_breaches(actor).count()
    says = ngettext("record of a breach is open", "records of breaches are open", opened)
    yield Task(opened, says, reverse("accountability:breaches"), "overdue")


def _processing(actor: Actor, _on: date) -> Iterator[Task]:
    missing = len(register_of(office_of(actor), stated_by(actor)).tasks)
    says = ngettext(
        "thing is still to be filled in in the register of processing",
        "things are still to be filled in in the register of processing",
        missing,
    )
    yield Task(missing, says, reverse("accountability:processing"), "warning")


TODAY = [
    Counts(HANDLE_BREACHES, WATCH_OVER_USE, _breaches, order=10),
    Counts(SEE_PROCESSING, WATCH_OVER_USE, _processing, order=41),
]
