"""For which of the own organisations a session works."""

from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from thoes.accounts.models import Membership
from thoes.accounts.services.sessions import MEMBERSHIP


def act_for(request: HttpRequest, membership: Membership) -> None:
    """Work for this organisation from now on, in every tab.

    Forms that another tab showed before are refused: what was filled in for one organisation would be written for another.
    """
    request.session[MEMBERSHIP] = membership.pk
    rotate_token(request)
