"""What waits for who gives access: reviews that are overdue, invitations that nobody took up yet."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from thoes.accounts.actor import Actor
from thoes.accounts.permissions import MANAGE_MEMBERS
from thoes.accounts.queries import open_invitations, overdue_reviews
from thoes.accounts.web.terms import review_terms
from thoes.ui.todays_tasks import Counts, Task


def _members(actor: Actor, on: date) -> Iterator[Task]:
    late, invited = overdue_reviews(actor, terms=review_terms(), on=on), open_invitations(actor).count()
    url = reverse("accounts:members")
    says = ngettext(
        "person whose access should have been reviewed", "people whose access should have been reviewed", late
    )
    yield Task(late, says, url, "overdue")
    says = ngettext("invitation has not been taken up yet", "invitations have not been taken up yet", invited)
    yield Task(invited, says, f"{url}#invitations")


TODAY = [Counts(MANAGE_MEMBERS, None, _members, order=50)]
