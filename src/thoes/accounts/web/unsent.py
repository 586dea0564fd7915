"""After logging in again: go on with the form that did not arrive."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thoes.accounts.services.sessions import MEMBERSHIP
from thoes.accounts.unsent import SHOWN_AGAIN, forget, unsent_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def unsent(request: HttpRequest) -> HttpResponse:
    """One button shows the form again as it was filled in, another throws it away. Works without scripts."""
    if request.method == "POST":
        forget(request)
        return redirect(settings.LOGIN_REDIRECT_URL)
    kept = unsent_of(request, at=now())
    acts_for = getattr(request, "membership", None)
    if kept is not None and kept.membership is not None and acts_for is None and _may_act(request, kept.membership):
        # As in the session that ended; else the form would be answered with the question for whom this is.
        request.session[MEMBERSHIP] = kept.membership
    elif kept is not None and kept.membership not in (None, acts_for and acts_for.pk):
        forget(request)
        kept = None
    if kept is None:
        messages.warning(request, _("What you had filled in is not kept any more. Please fill it in again."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/unsent.html", {"kept": kept, "mark": SHOWN_AGAIN})


def _may_act(request: HttpRequest, membership: int) -> bool:
    return any(each.pk == membership for each in getattr(request, "memberships", ()))
