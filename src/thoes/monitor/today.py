"""What waits for who takes in figures of others: files that were checked and that nobody decided on yet."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from thoes.accounts.public import Actor
from thoes.intake.public import RunStatus, runs_of
from thoes.monitor.permissions import TAKE_IN_FIGURES
from thoes.monitor.quoted.kind import QuotedFigures
from thoes.privacy.public import HOUSING_PERMITS
from thoes.ui.todays_tasks import Counts, Task


def _files(actor: Actor, on: date) -> Iterator[Task]:
    waits = runs_of(QuotedFigures, actor).filter(status__in=(RunStatus.READ, RunStatus.COLUMNS)).count()
    says = ngettext("file with figures of others to decide on", "files with figures of others to decide on", waits)
    yield Task(waits, says, reverse(f"{QuotedFigures.name}:runs"))


TODAY = [Counts(TAKE_IN_FIGURES, HOUSING_PERMITS, _files, order=62)]
