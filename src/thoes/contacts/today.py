"""What waits for who keeps the contacts: what nobody can rely on, and what must be checked."""

from collections.abc import Iterator
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from thoes.accounts.public import Actor
from thoes.contacts.access import kept_contacts
from thoes.contacts.domain.states import CheckState
from thoes.contacts.models import Contact
from thoes.contacts.permissions import KEEP_CONTACTS, KEEP_CONTACTS_PURPOSE
from thoes.contacts.queries import TO_CHECK, in_state, with_contradictions
from thoes.contacts.reports import IS_REPORTED, with_reports
from thoes.ui.todays_tasks import Counts, Task


def _work(actor: Actor, on: date) -> Iterator[Task]:
    queue, kept = reverse("contacts:queue"), with_contradictions(kept_contacts(actor))
    two = _in_states(kept, CheckState.CONTRADICTED, on=on)
    says = ngettext("contact has two answers", "contacts have two answers", two)
    yield Task(two, says, f"{queue}?part=contradicted", "overdue")
    wrong = with_reports(kept).filter(IS_REPORTED).count()
    says = ngettext("contact is wrong, readers say", "contacts are wrong, readers say", wrong)
    yield Task(wrong, says, f"{queue}?part=reported", "overdue")
    to_check = _in_states(kept, *TO_CHECK, on=on)
    yield Task(to_check, ngettext("contact to check", "contacts to check", to_check), queue)


def _in_states(kept: QuerySet[Contact], *states: CheckState, on: date) -> int:
    return kept.filter(reduce(or_, (in_state(state, on=on) for state in states))).count()


# Behind the own work of an administrator, who may keep contacts as well.
TODAY = [Counts(KEEP_CONTACTS, KEEP_CONTACTS_PURPOSE, _work, order=60)]
