"""Invite somebody by e-mail, and let that person in, once, before the invitation expires.

The link carries a signed number of the invitation and how often it was sent; everything else stands in the database.
"""

from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import transaction
from django.db.models import QuerySet

from thoes.accounts.actor import Actor
from thoes.accounts.models import AccountEvent, Invitation, Membership, User
from thoes.accounts.permissions import MANAGE_MEMBERS, is_role_of, roles_for
from thoes.accounts.services.recording import record_event
from thoes.kernel.refusals import Refusal

_SALT = "thoes.accounts.invitation"
_Verb = AccountEvent.Verb


@transaction.atomic
def invite(
    *, actor: Actor, email: str, role: str, valid_for: timedelta, at: datetime, origin: str | None = None
) -> Invitation:
    """Write an invitation; sending it is up to the caller, after the transaction.

    Inviting the same address for the same role again renews the open invitation.
    """
    _refuse_who_may_not(actor)
    email = email.strip().lower()
    if role not in roles_for(actor.organisation_kind):
        raise Refusal("role_not_here", field="role")
    if _member_with(email, actor.organisation_id, role):
        raise Refusal("already_in_role", field="email")
    open_one = _open_ones(actor).filter(email=email, role=role).first()
    if open_one is not None:
        return _renew(open_one, actor=actor, valid_for=valid_for, at=at, origin=origin)
    invitation = Invitation.objects.create(
        email=email,
        organisation_id=actor.organisation_id,
        organisation_kind=actor.organisation_kind,
        organisation_name=actor.organisation_name,
        municipality_code=actor.municipality_code,
        role=role,
        invited_by_id=actor.user_id,
        sent_at=at,
        expires_at=at + valid_for,
    )
    _record(_Verb.INVITED, invitation, actor_id=actor.user_id, at=at, origin=origin)
    return invitation


@transaction.atomic
def invite_again(
    *, actor: Actor, invitation_id: UUID, valid_for: timedelta, at: datetime, origin: str | None = None
) -> Invitation:
    """Give an invitation a new link and a new last day; the earlier link no longer works."""
    return _renew(_own_open(actor, invitation_id), actor=actor, valid_for=valid_for, at=at, origin=origin)


@transaction.atomic
def withdraw(*, actor: Actor, invitation_id: UUID, at: datetime, origin: str | None = None) -> None:
    """Make the link of an invitation worthless."""
    invitation = _own_open(actor, invitation_id)
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])
    _record(_Verb.INVITATION_WITHDRAWN, invitation, actor_id=actor.user_id, at=at, origin=origin)


def link_token(invitation: Invitation) -> str:
    """What stands in the link."""
    return signing.dumps({"invitation": str(invitation.pk), "serial": invitation.serial}, salt=_SALT)


def is_genuine(token: str) -> bool:
    """Whether we made this token, whatever has become of the invitation."""
    try:
        signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return False
    return True


def find_invitation(token: str, *, at: datetime) -> Invitation:
    """The open invitation of a link, or a refusal that says why it does not work."""
    return _usable(token, at=at, held=False)


@transaction.atomic
def accept(*, token: str, user: User, at: datetime, origin: str | None = None) -> Membership:
    """Make the user a member. Only the address that was invited may; a link works once."""
    invitation = _usable(token, at=at, held=True)
    if not belongs_to(user, invitation.email):
        raise Refusal("invitation_for_another")
    membership, _ = Membership.objects.get_or_create(
        user=user,
        organisation_id=invitation.organisation_id,
        role=invitation.role,
        defaults={
            "organisation_kind": invitation.organisation_kind,
            "organisation_name": invitation.organisation_name,
            "municipality_code": invitation.municipality_code,
            "since": at,
        },
    )
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    # The link was read in this mailbox, so the address is proven.
    EmailAddress.objects.update_or_create(user=user, email=invitation.email, defaults={"verified": True})
    _record(_Verb.JOINED, invitation, actor_id=user.pk, at=at, origin=origin)
    return membership


@transaction.atomic
def join_as_new(
    *,
    token: str,
    given_name: str,
    family_name: str,
    password: str | None,
    at: datetime,
    origin: str | None = None,
) -> tuple[User, Membership]:
    """Make the account of somebody who was invited; the e-mail address is the user name. No password: only by broker."""
    invitation = _usable(token, at=at, held=True)
    if account_with(invitation.email) is not None or User.objects.filter(username=invitation.email).exists():
        raise Refusal("account_exists")
    user = User.objects.create_user(
        invitation.email, email=invitation.email, password=password, first_name=given_name, last_name=family_name
    )
    EmailAddress.objects.create(user=user, email=invitation.email, verified=True, primary=True)
    return user, accept(token=token, user=user, at=at, origin=origin)


def account_with(email: str) -> User | None:
    """The account that an address belongs to: proven, or written down by who made the account."""
    proven = EmailAddress.objects.filter(email=email.lower(), verified=True).select_related("user").first()
    if proven is not None:
        found: User = proven.user
        return found
    # The database folds more letters than a mail server does: to it "ı" and "i" are one letter, and so two mailboxes.
    alike = User.objects.filter(email__iexact=email).order_by("date_joined")
    return next((user for user in alike if user.email.lower() == email.lower()), None)


def belongs_to(user: User, email: str) -> bool:
    """Whether an address is this user's."""
    owner = account_with(email)
    return owner is not None and owner.pk == user.pk


def _usable(token: str, *, at: datetime, held: bool) -> Invitation:
    try:
        read = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise Refusal("invitation_unknown") from None
    invitations = Invitation.objects.select_for_update() if held else Invitation.objects.all()
    invitation = invitations.filter(pk=read["invitation"]).first()
    if invitation is None or invitation.withdrawn_at is not None:
        raise Refusal("invitation_unknown")
    if not is_role_of(invitation.role, invitation.organisation_kind):
        # From before the kinds of organisation lost this role.
        raise Refusal("invitation_unknown")
    if invitation.accepted_at is not None:
        raise Refusal("invitation_used")
    if invitation.serial != read["serial"]:
        raise Refusal("invitation_replaced")
    if at >= invitation.expires_at:
        raise Refusal("invitation_expired")
    return invitation


def _refuse_who_may_not(actor: Actor) -> None:
    if not actor.may(MANAGE_MEMBERS):
        raise Refusal("may_not_manage_members")


def _open_ones(actor: Actor) -> QuerySet[Invitation]:
    return Invitation.objects.select_for_update().filter(
        organisation_id=actor.organisation_id, accepted_at=None, withdrawn_at=None
    )


def _own_open(actor: Actor, invitation_id: UUID) -> Invitation:
    _refuse_who_may_not(actor)
    invitation = _open_ones(actor).filter(pk=invitation_id).first()
    if invitation is None:
        raise Refusal("invitation_gone")
    return invitation


def _renew(
    invitation: Invitation, *, actor: Actor, valid_for: timedelta, at: datetime, origin: str | None
) -> Invitation:
    invitation.serial += 1
    invitation.sent_at, invitation.expires_at = at, at + valid_for
    invitation.save(update_fields=["serial", "sent_at", "expires_at"])
    _record(_Verb.INVITED_AGAIN, invitation, actor_id=actor.user_id, at=at, origin=origin)
    return invitation


def _member_with(email: str, organisation_id: UUID, role: str) -> bool:
    user = account_with(email)
    return user is not None and user.memberships.filter(organisation_id=organisation_id, role=role).exists()


def _record(
    verb: AccountEvent.Verb, invitation: Invitation, *, actor_id: UUID, at: datetime, origin: str | None
) -> None:
    record_event(
        verb,
        at=at,
        actor_id=actor_id,
        subject_id=invitation.pk,
        organisation_id=invitation.organisation_id,
        role=invitation.role,
        origin=origin,
    )
