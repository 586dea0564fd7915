"""What a labour supplier has to look at: of whom it is not so, or not known, that they are registered."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from thoes.accounts.public import Actor
from thoes.ui.todays_tasks import Counts, Task
from thoes.work.models import Answer
from thoes.work.permissions import CHECK_OWN_WORKERS, CHECK_OWN_WORKERS_PURPOSE
from thoes.work.queries import answers_by_kind


def _supplier(_actor: Actor, _on: date) -> Iterator[Task]:
    counts, url = answers_by_kind(), reverse("work:own-workers")
    no, unknown = counts[Answer.NO], counts[Answer.UNKNOWN]
    says = ngettext("of your workers is not registered", "of your workers are not registered", no)
    yield Task(no, says, f"{url}?answer={Answer.NO.value}", "warning")
    says = ngettext(
        "of your workers is not known to be registered", "of your workers are not known to be registered", unknown
    )
    yield Task(unknown, says, f"{url}?answer={Answer.UNKNOWN.value}")


TODAY = [Counts(CHECK_OWN_WORKERS, CHECK_OWN_WORKERS_PURPOSE, _supplier, order=10)]
