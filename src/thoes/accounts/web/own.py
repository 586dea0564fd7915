"""The own account: overview, rights, organisation to work for, open sessions."""

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thoes.accounts.actor import is_official, memberships_of
from thoes.accounts.inside_allauth import get_client_ip
from thoes.accounts.models import AccountEvent, Membership, User
from thoes.accounts.permissions import all_permissions, role_name, roles_for
from thoes.accounts.services.recording import record_event
from thoes.accounts.services.sessions import end_sessions
from thoes.accounts.web.acting import act_for

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)  # fmt: skip
_KINDS = {
    "housing_provider": gettext_lazy("Housing provider"),
    "employer": gettext_lazy("Employers and agencies"),
    "municipality": gettext_lazy("Municipality"),
    "province": gettext_lazy("Province"),
    "region": gettext_lazy("Region"),
}


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Everything about the own account, with the way to change it."""
    user = _user(request)
    factors = list(Authenticator.objects.filter(user=user).order_by("pk"))
    context = {
        "email": EmailAddress.objects.get_primary_email(user) or user.email,
        "passkeys": [f for f in factors if f.type == Authenticator.Type.WEBAUTHN],
        "has_app": any(f.type == Authenticator.Type.TOTP for f in factors),
        "memberships": memberships_of(user),
        "sessions": _open_sessions(user, at=now()).count(),
        "asks_second_step": settings.THOES_FORCE_MFA and is_official(memberships_of(user)),
        "broker": settings.BROKER,
        "broker_linked": SocialAccount.objects.filter(user=user).exists(),
    }
    return render(request, "accounts/overview.html", context)


@require_safe
@login_required
def rights(request: HttpRequest) -> HttpResponse:
    """What every role may do, from the table that the code itself asks; and what the reader may do now."""
    actor = getattr(request, "actor", None)
    tables = []
    for kind, kind_name in _KINDS.items():
        roles = roles_for(kind)
        rows = [
            {"words": permission.label, "cells": [(role.label, role in permission.roles) for role in roles]}
            for permission in all_permissions()
            if set(roles) & set(permission.roles)
        ]
        tables.append({"name": kind_name, "roles": [role.label for role in roles], "rows": rows})
    own = [p.label for p in all_permissions() if actor is not None and actor.may(p)]
    context = {"tables": tables, "own": own, "own_role": role_name(actor.role) if actor else ""}
    return render(request, "accounts/rights.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def choose_organisation(request: HttpRequest) -> HttpResponse:
    """Choose for which of the own organisations to work; this session remembers it."""
    own = {str(membership.pk): membership for membership in memberships_of(_user(request))}
    if request.method == "GET":
        context = {"memberships": own.values(), "next": _safe(request, request.GET.get("next", ""))}
        return render(request, "accounts/choose_organisation.html", context)
    chosen: Membership | None = own.get(request.POST.get("membership", ""))
    if chosen is None:
        return redirect("accounts:choose-organisation")
    act_for(request, chosen)
    return HttpResponseRedirect(_safe(request, request.POST.get("next", "")) or "/")


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A place where somebody is logged in."""

    id: int
    device: str
    ip: str
    since: object
    seen: object
    is_this_one: bool


@require_safe
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is logged in."""
    found = [
        OpenSession(
            id=session.pk,
            device=_device(session.user_agent),
            ip=session.ip,
            since=session.created_at,
            seen=session.last_seen_at,
            is_this_one=session.session_key == request.session.session_key,
        )
        for session in _open_sessions(_user(request), at=now())
    ]
    found.sort(key=lambda s: (not s.is_this_one, -s.seen.timestamp()))  # type: ignore[attr-defined]
    return render(request, "accounts/sessions.html", {"sessions": found, "others": len(found) > 1})


@require_POST
@login_required
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Log out one other browser of the same user."""
    session = get_object_or_404(UserSession, pk=session_id, user=_user(request))
    if session.session_key != request.session.session_key:
        session.end()
        _record_end(request)
        messages.success(request, _("That session is ended."))
    return redirect("accounts:sessions")


@require_POST
@login_required
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Log out everywhere but here."""
    if end_sessions(_user(request).pk, but_not=request.session.session_key):
        _record_end(request)
    messages.success(request, _("You are logged in here only."))
    return redirect("accounts:sessions")


def _open_sessions(user: User, *, at: datetime) -> QuerySet[UserSession]:
    """Sessions that were neither ended nor expired."""
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    found: QuerySet[UserSession] = UserSession.objects.filter(user=user, session_key__in=alive)
    return found


def _record_end(request: HttpRequest) -> None:
    user = _user(request)
    record_event(
        AccountEvent.Verb.SESSION_ENDED,
        at=now(),
        actor_id=user.pk,
        subject_id=user.pk,
        origin=get_client_ip(request),
    )


def _user(request: HttpRequest) -> User:
    user: User = request.user  # type: ignore[assignment]
    return user


def _device(agent: str) -> str:
    """“Firefox on Windows”, as far as a browser says so."""
    browser = next((name for mark, name in _BROWSERS if re.search(mark, agent)), _("a browser"))
    system = next((name for mark, name in _SYSTEMS if mark in agent), _("a device we do not know"))
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}


def _safe(request: HttpRequest, url: str) -> str:
    """An address on this site, or nothing."""
    fine = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if fine and url != reverse("accounts:choose-organisation") else ""
