"""What the layout shows of the account: its menu, the banner of the demo, and the administrator's overdue reviews."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import localdate

from thoes.accounts.actor import is_official
from thoes.accounts.permissions import MANAGE_MEMBERS
from thoes.accounts.queries import overdue_reviews
from thoes.accounts.web.middleware import SECOND_STEP
from thoes.accounts.web.terms import review_terms


def account(request: HttpRequest) -> dict[str, Any]:
    """The layout's own names all begin with `layout_`."""
    actor = getattr(request, "actor", None)
    overdue = 0
    if actor is not None and actor.may(MANAGE_MEMBERS):
        overdue = overdue_reviews(actor, terms=review_terms(), on=localdate())
    return {
        "layout_demo": settings.THOES_DEMO,
        "layout_membership": getattr(request, "membership", None),
        "layout_account": "accounts/parts/account.html",
        "layout_notice": "accounts/parts/overdue_reviews.html" if overdue else "",
        "layout_overdue_reviews": overdue,
        "layout_must_set_up": settings.THOES_FORCE_MFA
        and is_official(getattr(request, "memberships", []))
        and not request.session.get(SECOND_STEP),
    }
