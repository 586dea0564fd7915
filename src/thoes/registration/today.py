"""What waits at the registration desk."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from thoes.accounts.public import Actor
from thoes.privacy.public import BRP_REGISTRATION
from thoes.register.public import SEE_REGISTRATION_DUTY
from thoes.registration.queries import desk_numbers, worklist
from thoes.ui.todays_tasks import Counts, Task


def _desk(actor: Actor, on: date) -> Iterator[Task]:
    parts, url = desk_numbers(worklist(actor), actor=actor, on=on).parts, reverse("registration:worklist")
    late, due, soon = parts["overdue"], parts["due"], parts["approaching"]
    says = ngettext("person should have been registered already", "people should have been registered already", late)
    yield Task(late, says, f"{url}?tab=overdue", "overdue")
    yield Task(due, ngettext("person must register now", "people must register now", due), f"{url}?tab=due", "warning")
    says = ngettext("person must register within 30 days", "people must register within 30 days", soon)
    yield Task(soon, says, f"{url}?tab=approaching", "arriving")


TODAY = [Counts(SEE_REGISTRATION_DUTY, BRP_REGISTRATION, _desk, order=10)]
