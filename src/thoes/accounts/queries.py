"""Reads: the members of an organisation with their review, open invitations, the audit record."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from thoes.accounts.actor import Actor, names_of_users
from thoes.accounts.domain.reviewing import ReviewTerms, is_overdue, review_due
from thoes.accounts.models import AccountEvent, Invitation, Membership, User
from thoes.accounts.permissions import is_special, role_name

_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class Member:
    """A member as the administrator sees it."""

    id: int
    user_id: UUID
    name: str
    email: str
    role: str
    role_name: str
    since: date
    last_login: datetime | None
    has_second_step: bool
    confirmed_on: date | None
    due: date
    is_overdue: bool


def members_of(actor: Actor, *, terms: ReviewTerms, on: date) -> list[Member]:
    """The members of the actor's organisation, whose review is due first on top."""
    factors = Authenticator.objects.filter(user_id=OuterRef("user_id"), type__in=_FACTORS)
    rows = (
        Membership.objects.filter(organisation_id=actor.organisation_id)
        .select_related("user")
        .annotate(has_second_step=Exists(factors))
    )
    return sorted((_member(row, terms=terms, on=on) for row in rows), key=lambda m: (m.due, m.name, m.id))


def overdue_reviews(actor: Actor, *, terms: ReviewTerms, on: date) -> int:
    """How many members of the actor's organisation should have been reviewed before today."""
    rows = Membership.objects.filter(organisation_id=actor.organisation_id)
    return sum(is_overdue(_due(row, terms), on=on) for row in rows)


def open_invitations(actor: Actor) -> QuerySet[Invitation]:
    """The invitations of the actor's organisation that were neither accepted nor withdrawn, the newest first."""
    return Invitation.objects.filter(
        organisation_id=actor.organisation_id, accepted_at=None, withdrawn_at=None
    ).order_by("-sent_at", "pk")


def events_of(actor: Actor) -> QuerySet[AccountEvent]:
    """What was done with rights in the actor's organisation, and the log-ins of its members; the newest first."""
    members = Membership.objects.filter(organisation_id=actor.organisation_id).values("user_id")
    return AccountEvent.objects.filter(
        Q(organisation_id=actor.organisation_id) | Q(organisation_id=None, subject_id__in=members)
    ).order_by("-at", "-pk")


def names_of(ids: set[UUID]) -> dict[UUID | None, str]:
    """What people and invitations are called on the page of the audit record."""
    return names_of_users(ids) | dict(Invitation.objects.filter(pk__in=ids).values_list("pk", "email"))


def number_of_second_steps(user_id: UUID) -> int:
    """How many passkeys and apps with codes somebody set up; recovery codes are only a spare key to these."""
    number: int = Authenticator.objects.filter(user_id=user_id, type__in=_FACTORS).count()
    return number


def has_second_step(user_id: UUID | None) -> bool:
    """Whether somebody set up a passkey or an app with codes."""
    return user_id is not None and number_of_second_steps(user_id) > 0


def shown_name(user: User) -> str:
    """How a user is called on a page."""
    return user.get_full_name() or user.get_username()


def _member(row: Membership, *, terms: ReviewTerms, on: date) -> Member:
    due = _due(row, terms)
    return Member(
        id=row.pk,
        user_id=row.user_id,
        name=shown_name(row.user),
        email=row.user.email,
        role=row.role,
        role_name=role_name(row.role),
        since=localdate(row.since),
        last_login=row.user.last_login,
        has_second_step=row.has_second_step,  # type: ignore[attr-defined]
        confirmed_on=localdate(row.confirmed_at) if row.confirmed_at else None,
        due=due,
        is_overdue=is_overdue(due, on=on),
    )


def _due(row: Membership, terms: ReviewTerms) -> date:
    return review_due(localdate(row.confirmed_at or row.since), special=is_special(row.role), terms=terms)
