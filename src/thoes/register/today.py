"""What waits around the register: who is late or expected at the own sites, and possible duplicates."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from thoes.accounts.public import Actor
from thoes.housing.public import SEE_OWN_SITES
from thoes.kernel.nights import current_night
from thoes.privacy.public import BRP_REGISTRATION, KEEP_NIGHT_REGISTER
from thoes.register.duplicates.queries import possible_duplicates
from thoes.register.permissions import SEE_REGISTRATION_DUTY
from thoes.register.queries import site_counts
from thoes.ui.todays_tasks import Counts, Task


def _own_sites(actor: Actor, _on: date) -> Iterator[Task]:
    counts = site_counts(actor=actor, day=current_night(timezone.localtime()))
    late, coming, going = (sum(getattr(row, name) for row in counts) for name in ("overdue", "arriving", "leaving"))
    url = reverse("register:today")
    says = ngettext(
        "person should have left, no departure recorded", "people should have left, no departure recorded", late
    )
    yield Task(late, says, f"{url}?show=overdue#sites", "overdue")
    yield Task(coming, ngettext("person arrives", "people arrive", coming), f"{url}?show=arriving#sites", "arriving")
    yield Task(going, ngettext("person leaves", "people leave", going), f"{url}?show=leaving#sites", "leaving")


def _duplicates(actor: Actor, _on: date) -> Iterator[Task]:
    pairs = possible_duplicates(actor).count()
    says = ngettext("pair may be one person", "pairs may be one person each", pairs)
    yield Task(pairs, says, reverse("register:duplicates"), "warning")


TODAY = [
    Counts(SEE_OWN_SITES, KEEP_NIGHT_REGISTER, _own_sites, order=0),
    Counts(SEE_REGISTRATION_DUTY, BRP_REGISTRATION, _duplicates, order=45),
]
