"""Members of an organisation: change a role, end access, confirm that it is still needed.

Everything here is done by somebody who may manage members, and only within the own organisation. The last one who may
cannot be taken away: an organisation without an administrator can help nobody any more.
"""

from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from thoes.accounts.actor import Actor, actor_of
from thoes.accounts.models import AccountEvent, Membership, User
from thoes.accounts.permissions import MANAGE_MEMBERS, may, roles_for
from thoes.accounts.services.recording import record_event
from thoes.accounts.services.sessions import end_sessions
from thoes.kernel.refusals import Refusal

_Verb = AccountEvent.Verb


@transaction.atomic
def change_role(*, actor: Actor, membership_id: int, role: str, at: datetime, origin: str | None = None) -> Membership:
    """Give a member another role; it holds from the next page that the member opens."""
    members = _members_of(actor)
    membership = _one(members, membership_id)
    if role not in roles_for(membership.organisation_kind):
        raise Refusal("role_not_here", field="role")
    if role == membership.role:
        return membership
    if any(m.user_id == membership.user_id and m.role == role for m in members):
        raise Refusal("already_in_role", field="role")
    if not may(role, MANAGE_MEMBERS):
        _refuse_without_administrator(members, leaving=membership)
    before, membership.role = membership.role, role
    # Another role is another set of rights, and somebody looked at them just now.
    membership.confirmed_at = at
    membership.save(update_fields=["role", "confirmed_at"])
    _record(_Verb.ROLE_CHANGED, actor, membership, at=at, origin=origin, role_before=before)
    return membership


@transaction.atomic
def end_access(*, actor: Actor, membership_id: int, at: datetime, origin: str | None = None) -> None:
    """End a membership and, at once, the sessions in which that person acts for this organisation."""
    members = _members_of(actor)
    membership = _one(members, membership_id)
    _refuse_without_administrator(members, leaving=membership)
    end_sessions(membership.user_id, membership_id=membership.pk)
    _record(_Verb.ACCESS_ENDED, actor, membership, at=at, origin=origin)
    membership.delete()


@transaction.atomic
def confirm_access(*, actor: Actor, membership_id: int, at: datetime, origin: str | None = None) -> Membership:
    """Say that a member still needs these rights; the next review is counted from here."""
    membership = _one(_members_of(actor), membership_id)
    membership.confirmed_at = at
    membership.save(update_fields=["confirmed_at"])
    _record(_Verb.ACCESS_CONFIRMED, actor, membership, at=at, origin=origin)
    return membership


@transaction.atomic
def reset_factors(*, actor: Actor, membership_id: int, at: datetime, origin: str | None = None) -> None:
    """Remove the passkeys and codes of somebody who lost them, and end all sessions; the next log-in asks for new ones.

    Refused for who works elsewhere too: one organisation may not weaken the door of another.
    """
    membership = _one(_members_of(actor), membership_id)
    if Membership.objects.filter(user_id=membership.user_id).exclude(organisation_id=actor.organisation_id).exists():
        raise Refusal("works_elsewhere_too")
    if membership.user_id == actor.user_id:
        raise Refusal("not_your_own_factors")
    Authenticator.objects.filter(user_id=membership.user_id).delete()
    end_sessions(membership.user_id)
    _record(_Verb.FACTORS_RESET, actor, membership, at=at, origin=origin)


@transaction.atomic
def reset_factors_at_the_terminal(*, username: str, at: datetime) -> None:
    """As `reset_factors`, by who runs the server, for anybody."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise Refusal("user_unknown")
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user.pk)
    record_event(_Verb.FACTORS_RESET, at=at, actor_id=None, subject_id=user.pk)


def _members_of(actor: Actor) -> list[Membership]:
    """The members of the own organisation, held until the transaction ends: two administrators cannot remove each other."""
    if not actor.may(MANAGE_MEMBERS):
        raise Refusal("may_not_manage_members")
    held = Membership.objects.select_for_update().filter(organisation_id=actor.organisation_id)
    return list(held.order_by("pk"))


def _one(members: list[Membership], membership_id: int) -> Membership:
    membership = next((member for member in members if member.pk == membership_id), None)
    if membership is None:
        raise Refusal("member_unknown")
    return membership


def _refuse_without_administrator(members: list[Membership], *, leaving: Membership) -> None:
    able = {member.pk for member in members if actor_of(member).may(MANAGE_MEMBERS)}
    if able == {leaving.pk}:
        raise Refusal("last_administrator")


def _record(
    verb: AccountEvent.Verb,
    actor: Actor,
    membership: Membership,
    *,
    at: datetime,
    origin: str | None,
    role_before: str = "",
) -> None:
    subject: UUID = membership.user_id
    record_event(
        verb,
        at=at,
        actor_id=actor.user_id,
        subject_id=subject,
        organisation_id=actor.organisation_id,
        role=membership.role,
        role_before=role_before,
        origin=origin,
    )
