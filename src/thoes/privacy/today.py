"""What waits around erasing: purposes without a term, so that no name goes."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from thoes.accounts.public import Actor
from thoes.privacy.permissions import SET_RETENTION
from thoes.privacy.retention.deciding import controller_of, terms_by_purpose
from thoes.ui.todays_tasks import Counts, Task


def _terms(actor: Actor, _on: date) -> Iterator[Task]:
    rows = terms_by_purpose(controller_of(actor), kind=actor.organisation_kind)
    missing = sum(row.term is None for row in rows)
    says = ngettext("purpose has no retention period yet", "purposes have no retention period yet", missing)
    yield Task(missing, says, reverse("retention:terms"), "warning")


TODAY = [Counts(SET_RETENTION, None, _terms, order=40)]
