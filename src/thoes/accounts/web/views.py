"""Log in, log out, and choose for which organisation to act."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from thoes.accounts.actor import memberships_of
from thoes.accounts.web.forms import LoginForm
from thoes.accounts.web.middleware import SESSION_KEY


class Login(LoginView):
    template_name = "accounts/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True


class Logout(LogoutView):
    pass


@login_required
@require_POST
def choose_organisation(request: HttpRequest) -> HttpResponse:
    """Act for another of one's own organisations from now on."""
    own = {str(m.pk): m.pk for m in memberships_of(request.user)}  # type: ignore[arg-type]
    chosen = own.get(request.POST.get("membership", ""))
    if chosen is not None:
        request.session[SESSION_KEY] = chosen
    return HttpResponseRedirect("/") if chosen is not None else redirect("accounts:login")
