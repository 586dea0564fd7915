"""The way in for who was invited: open the link, make an account or log in, accept."""

from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from thoes.accounts.adapters import INVITATION
from thoes.accounts.inside_allauth import consume_or_429, get_client_ip, perform_login, record_authentication
from thoes.accounts.models import Invitation, User
from thoes.accounts.permissions import OFFICIAL_KINDS, role_name
from thoes.accounts.services.inviting import accept, account_with, belongs_to, find_invitation, is_genuine, join_as_new
from thoes.accounts.web.access import answers_allauth
from thoes.accounts.web.acting import act_for
from thoes.accounts.web.forms import JoinForm
from thoes.foundation.refusal_texts import explain
from thoes.kernel.refusals import Refusal
from thoes.ui import refusals


@never_cache
@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address, so that it is not seen, kept or passed on. What is no token is not kept."""
    if is_genuine(token):
        request.session[INVITATION] = token
    else:
        request.session.pop(INVITATION, None)
    return redirect("accounts:invitation")


@never_cache
@answers_allauth
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """What one is invited for, and the step that comes next."""
    token = request.session.get(INVITATION, "")
    try:
        found = find_invitation(token, at=now())
        if request.user.is_authenticated:
            return _for_account(request, found, request.user, token)
    except Refusal as refusal:
        return render(request, "accounts/invitation_refused.html", {"why": explain(refusal)}, status=410)
    if account_with(found.email) is not None:
        return render(request, "accounts/invitation_login.html", _context(found))
    return _for_new(request, found, token)


def _for_account(request: HttpRequest, found: Invitation, user: User, token: str) -> HttpResponse:
    if not belongs_to(user, found.email):
        raise Refusal("invitation_for_another")
    if request.method == "POST":
        membership = accept(token=token, user=user, at=now(), origin=get_client_ip(request))
        del request.session[INVITATION]
        act_for(request, membership)
        messages.success(request, _("Welcome. You work for %(name)s now.") % {"name": found.organisation_name})
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/invitation_accept.html", _context(found))


def _for_new(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    form = JoinForm(request.POST or None, email=found.email)
    if request.method == "POST":
        # Guessing is pointless, but making passwords costs us time.
        too_many = consume_or_429(request, app="allauth.account", action="signup", key=str(found.pk))
        if too_many is not None:
            limited: HttpResponse = too_many
            return limited
        if form.is_valid():
            try:
                user, _membership = join_as_new(
                    token=token,
                    given_name=form.cleaned_data["given_name"],
                    family_name=form.cleaned_data["family_name"],
                    password=form.cleaned_data["password"],
                    at=now(),
                    origin=get_client_ip(request),
                )
            except Refusal as refusal:
                refusals.show_in(form, refusal)
            else:
                return _log_in(request, user)
    return render(request, "accounts/invitation_new.html", {**_context(found), "form": form})


def _log_in(request: HttpRequest, user: User) -> HttpResponse:
    request.session.pop(INVITATION, None)
    record_authentication(request, user, method="password", username=user.username)
    answer: HttpResponse = perform_login(request, Login(user=user, email=user.email))
    messages.success(request, _("Welcome. Your account is ready."))
    return answer


def _context(found: Invitation) -> dict[str, object]:
    return {
        "invitation": found,
        "role": role_name(found.role),
        "asks_second_step": found.organisation_kind in OFFICIAL_KINDS,
    }
