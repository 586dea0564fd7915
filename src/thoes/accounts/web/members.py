"""The administrator's pages: who has access, invite, change, end, review, and what was done."""

from datetime import datetime
from typing import Any
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from thoes.accounts.actor import Actor, actor_of, memberships_of
from thoes.accounts.inside_allauth import get_client_ip
from thoes.accounts.mail import own_address, send_later
from thoes.accounts.models import AccountEvent, Invitation
from thoes.accounts.permissions import MANAGE_MEMBERS, role_name, roles_for
from thoes.accounts.queries import Member, events_of, members_of, names_of, open_invitations, shown_name
from thoes.accounts.services import inviting
from thoes.accounts.services import members as services
from thoes.accounts.web.access import actor_in, needs, step_up
from thoes.accounts.web.forms import InviteForm, RoleForm
from thoes.accounts.web.terms import invitation_lasts, review_terms
from thoes.ui.form_pages import form_page, post_action
from thoes.ui.lists import (
    Action,
    Choice,
    Day,
    Empty,
    Fragment,
    Labelled,
    Listing,
    ListPage,
    Moment,
    State,
    Text,
)


def _second_step(member: Member) -> str:
    return _("yes") if member.has_second_step else _("not yet")


def _invitations(listing: Listing) -> dict[str, Any]:
    invitations = list(open_invitations(listing.actor))
    return {
        "invitations": [(invitation, role_name(invitation.role)) for invitation in invitations],
        "now": now(),
        "terms": review_terms(),
    }


MEMBERS = ListPage(
    title=gettext_lazy("People with access"),
    says=lambda listing: (
        gettext_lazy("Who may use Thoes for %(name)s. Everybody has their own account; a shared one is not allowed.")
        % {"name": listing.actor.organisation_name}
    ),
    guard=needs(MANAGE_MEMBERS),
    rows=lambda listing: members_of(listing.actor, terms=review_terms(), on=listing.today),
    order=gettext_lazy("To be reviewed first"),
    per_page=100,
    columns=[
        Text(gettext_lazy("Name"), "name", lambda member: "" if member.email == member.name else member.email, "name"),
        State(
            gettext_lazy("State"), lambda member: ("overdue", gettext_lazy("overdue")) if member.is_overdue else None
        ),
        Text(gettext_lazy("Role"), "role_name", sort="role_name"),
        Day(gettext_lazy("Last log-in"), "last_login", sort="last_login", missing=gettext_lazy("never")),
        Labelled(
            gettext_lazy("Second step"),
            _second_step,
        ),
        Day(gettext_lazy("Review by"), "due", sort="due"),
        Fragment(gettext_lazy("What you can do"), template="accounts/parts/member_actions.html"),
    ],
    file="people-with-access",
    file_columns=[
        Text(gettext_lazy("Name"), "name"),
        Text(gettext_lazy("E-mail address"), "email"),
        Text(gettext_lazy("Role"), "role_name"),
        Day(gettext_lazy("Last log-in"), "last_login"),
        Text(
            gettext_lazy("Second step"),
            _second_step,
        ),
        Day(gettext_lazy("Review by"), "due"),
    ],
    empty=Empty(gettext_lazy("Nobody has access yet")),
    primary=Action(gettext_lazy("Invite somebody"), "accounts:invite", "plus"),
    more=[Action(gettext_lazy("What was done"), "accounts:events", "clock")],
    template="accounts/members.html",
    extra=_invitations,
)


@require_http_methods(["GET", "POST"])
@needs(MANAGE_MEMBERS)
@step_up
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody by e-mail."""
    actor = actor_in(request)
    form = InviteForm(request.POST or None, roles=roles_for(actor.organisation_kind))

    def save() -> Invitation:
        invitation = inviting.invite(
            actor=actor,
            email=form.cleaned_data["email"],
            role=form.cleaned_data["role"],
            valid_for=invitation_lasts(),
            at=now(),
            origin=get_client_ip(request),
        )
        return _sent(request, invitation)

    return form_page(
        request,
        form,
        save,
        done=lambda sent: _("The invitation is sent to %(email)s.") % {"email": sent.email},
        back=reverse("accounts:members"),
        context={"days": settings.THOES_INVITATION_DAYS},
        template="accounts/invite.html",
    )


@require_POST
@needs(MANAGE_MEMBERS)
@step_up
def invite_again(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Send an invitation again, with a new link."""

    def save() -> Invitation:
        invitation = inviting.invite_again(
            actor=actor_in(request),
            invitation_id=invitation_id,
            valid_for=invitation_lasts(),
            at=now(),
            origin=get_client_ip(request),
        )
        return _sent(request, invitation)

    return post_action(
        request,
        save,
        done=lambda sent: _("The invitation is sent to %(email)s again.") % {"email": sent.email},
        back=reverse("accounts:members"),
    )


@require_POST
@needs(MANAGE_MEMBERS)
def withdraw(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Make an invitation worthless."""
    return post_action(
        request,
        lambda: inviting.withdraw(
            actor=actor_in(request), invitation_id=invitation_id, at=now(), origin=get_client_ip(request)
        ),
        done=_("The invitation is withdrawn. Its link no longer works."),
        back=reverse("accounts:members"),
    )


@require_http_methods(["GET", "POST"])
@needs(MANAGE_MEMBERS)
@step_up
def change_role(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Give a member another role."""
    actor = actor_in(request)
    member = _member(actor, membership_id)
    form = RoleForm(request.POST or None, roles=roles_for(actor.organisation_kind), initial={"role": member.role})
    return form_page(
        request,
        form,
        lambda: services.change_role(
            actor=actor,
            membership_id=membership_id,
            role=form.cleaned_data["role"],
            at=now(),
            origin=get_client_ip(request),
        ),
        done=lambda changed: _("%(name)s is now: %(role)s.") % {"name": member.name, "role": role_name(changed.role)},
        back=lambda _made: _back(request),
        context={"member": member},
        template="accounts/change_role.html",
    )


@require_http_methods(["GET", "POST"])
@needs(MANAGE_MEMBERS)
@step_up
def end_access(request: HttpRequest, membership_id: int) -> HttpResponse:
    """End somebody's access, after saying what that means."""
    actor = actor_in(request)
    member = _member(actor, membership_id)
    if request.method == "POST":
        return post_action(
            request,
            lambda: services.end_access(
                actor=actor, membership_id=membership_id, at=now(), origin=get_client_ip(request)
            ),
            done=_("%(name)s no longer has access.") % {"name": member.name},
            back=lambda _made: _back(request),
        )
    context = {
        "member": member,
        "is_self": member.user_id == actor.user_id,
        "confirm_label": _("End the access"),
        "cancel_url": reverse("accounts:members"),
        "negative": True,
    }
    return render(request, "accounts/end_access.html", context)


@require_http_methods(["GET", "POST"])
@needs(MANAGE_MEMBERS)
@step_up
def reset_factors(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Help somebody who lost the phone: remove the second step, after saying what that means."""
    actor = actor_in(request)
    member = _member(actor, membership_id)
    if request.method == "POST":

        def save() -> None:
            services.reset_factors(actor=actor, membership_id=membership_id, at=now(), origin=get_client_ip(request))
            _tell_of_reset(member)

        return post_action(
            request,
            save,
            done=_("%(name)s sets up a new second step at the next log-in.") % {"name": member.name},
            back=lambda _made: _back(request),
        )
    context = {
        "member": member,
        "confirm_label": _("Remove the second step"),
        "cancel_url": reverse("accounts:members"),
        "negative": True,
    }
    return render(request, "accounts/reset_factors.html", context)


@require_POST
@needs(MANAGE_MEMBERS)
@step_up
def confirm_access(request: HttpRequest, membership_id: int) -> HttpResponse:
    """Say that somebody still needs the access."""
    actor = actor_in(request)
    member = _member(actor, membership_id)
    return post_action(
        request,
        lambda: services.confirm_access(
            actor=actor, membership_id=membership_id, at=now(), origin=get_client_ip(request)
        ),
        done=_("You confirmed the access of %(name)s.") % {"name": member.name},
        back=reverse("accounts:members"),
    )


def _shown_events(listing: Listing, events: list[AccountEvent]) -> list[dict[str, Any]]:
    ids = {event.actor_id for event in events} | {event.subject_id for event in events}
    names = names_of({identifier for identifier in ids if identifier})
    return [
        {
            "at": event.at,
            "verb": event.get_verb_display(),
            "actor": names.get(event.actor_id) if event.actor_id else None,
            "subject": names.get(event.subject_id) if event.subject_id and event.subject_id != event.actor_id else None,
            "role": " → ".join(filter(None, (role_name(event.role_before), role_name(event.role)))),
            "origin": event.origin,
        }
        for event in events
    ]


EVENTS = ListPage(
    title=gettext_lazy("What was done"),
    says=gettext_lazy("Log-ins and changes of rights, the newest first. This record can be added to, never changed."),
    guard=needs(MANAGE_MEMBERS),
    rows=lambda listing: events_of(listing.actor),
    shown=_shown_events,
    filters=[Choice(name="verb", label=gettext_lazy("What"), choices=AccountEvent.Verb.choices)],
    order=gettext_lazy("Newest first"),
    per_page=50,
    columns=[
        Text(gettext_lazy("What"), "verb"),
        Moment(gettext_lazy("When"), "at", sort="at"),
        Labelled(gettext_lazy("Who"), "actor", missing=gettext_lazy("not known")),
        Labelled(gettext_lazy("On whom"), "subject"),
        Labelled(gettext_lazy("Role"), "role"),
        Labelled(gettext_lazy("From address"), "origin"),
    ],
    file="what-was-done",
    empty=Empty(gettext_lazy("Nothing was done yet"), icon="clock"),
    crumbs=[Action(gettext_lazy("People with access"), "accounts:members")],
)


def _member(actor: Actor, membership_id: int) -> Member:
    """A member of the own organisation; somebody else's is not found."""
    found = members_of(actor, terms=review_terms(), on=localdate())
    member = next((member for member in found if member.id == membership_id), None)
    if member is None:
        raise Http404
    return member


def _back(request: HttpRequest) -> str:
    """To the list; who just lost the right to see it (by an own action) goes to the start page."""
    own = next((m for m in memberships_of(request.user) if m.pk == _own_membership(request)), None)  # type: ignore[arg-type]
    still_may = own is not None and actor_of(own).may(MANAGE_MEMBERS)
    return "accounts:members" if still_may else settings.LOGIN_REDIRECT_URL


def _own_membership(request: HttpRequest) -> int | None:
    membership = getattr(request, "membership", None)
    return membership.pk if membership else None


def _sent(request: HttpRequest, invitation: Invitation) -> Invitation:
    """The invitation, on its way by e-mail."""
    path = reverse("accounts:open-invitation", kwargs={"token": inviting.link_token(invitation)})
    link = urljoin(own_address(request), path)
    context = {
        "invitation": invitation,
        "role": role_name(invitation.role),
        "link": link,
        "invited_by": shown_name(request.user),  # type: ignore[arg-type]
    }
    subject = _("You are invited to Thoes by %(organisation)s") % {"organisation": invitation.organisation_name}
    send_later("invitation", to=invitation.email, subject=subject, context=context)
    return invitation


def _tell_of_reset(member: Member) -> None:
    if member.email:
        at: datetime = now()
        what = _("An administrator removed your second step. You set up a new one at the next log-in.")
        send_later(
            "account_changed",
            to=member.email,
            subject=_("Something changed in your Thoes account"),
            context={"what": what, "at": at, "name": ""},
        )
