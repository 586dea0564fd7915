"""Who does something: a member of an organisation, a worker, or the holder of a code; nobody else acts."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self, assert_never
from uuid import UUID

from thoes.accounts.models import Membership, User
from thoes.accounts.permissions import OFFICIAL_KINDS, is_role_of, may
from thoes.foundation.modules import Permission


@dataclass(frozen=True, slots=True)
class Actor:
    """A user who acts for one organisation in one role."""

    user_id: UUID
    organisation_id: UUID
    organisation_name: str
    organisation_kind: str
    municipality_code: str
    role: str

    def may(self, permission: Permission) -> bool:
        """Whether the role holds the permission; a role that does not belong to the kind of organisation holds none."""
        return is_role_of(self.role, self.organisation_kind) and may(self.role, permission)


@dataclass(frozen=True, slots=True)
class ActingWorker:
    """Somebody who proved to be this person of the register, and acts for nobody else."""

    user_id: UUID
    person_id: UUID


@dataclass(frozen=True, slots=True)
class CodeHolder:
    """Who shows a code that we gave out, and is not asked who that is. Only the hash of the code is ever kept."""

    code_hash: str

    @classmethod
    def of(cls, code: str) -> Self:
        """The holder of a code as it was typed. A code is long and random: nobody finds it by hashing guesses."""
        return cls(hashlib.sha256(code.strip().encode()).hexdigest())


AnyActor = Actor | ActingWorker | CodeHolder


class ActorKind(StrEnum):
    """As what somebody acts."""

    MEMBER = "member"
    WORKER = "worker"
    CODE = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of somebody who acts: what the database is told and the logs keep. What a kind lacks is empty."""

    kind: ActorKind
    user_id: UUID | None = None
    organisation_id: UUID | None = None
    organisation_kind: str = ""
    municipality_code: str = ""
    role: str = ""
    person_id: UUID | None = None
    code_hash: str = ""


def known_of(actor: AnyActor) -> Known:
    """What is known of whoever acts."""
    match actor:
        case Actor():
            return Known(
                kind=ActorKind.MEMBER,
                user_id=actor.user_id,
                organisation_id=actor.organisation_id,
                organisation_kind=actor.organisation_kind,
                municipality_code=actor.municipality_code,
                role=actor.role,
            )
        case ActingWorker():
            return Known(kind=ActorKind.WORKER, user_id=actor.user_id, person_id=actor.person_id)
        case CodeHolder():
            return Known(kind=ActorKind.CODE, code_hash=actor.code_hash)
        case _:
            assert_never(actor)


def actor_of(membership: Membership) -> Actor:
    """The actor that a membership makes of its user."""
    return Actor(
        user_id=membership.user_id,
        organisation_id=membership.organisation_id,
        organisation_name=membership.organisation_name,
        organisation_kind=membership.organisation_kind,
        municipality_code=membership.municipality_code,
        role=membership.role,
    )


def names_of_users(ids: Iterable[UUID]) -> dict[UUID | None, str]:
    """What users are called on screen: the full name, or the name they log in with."""
    return {user.pk: user.get_full_name() or user.username for user in User.objects.filter(pk__in=set(ids))}


def roles_of_members(organisation_id: UUID) -> dict[UUID, list[str]]:
    """The roles of everybody who acts for an organisation at this moment."""
    found: dict[UUID, list[str]] = {}
    members = Membership.objects.filter(organisation_id=organisation_id).order_by("pk")
    for user_id, role in members.values_list("user_id", "role"):
        found.setdefault(user_id, []).append(role)
    return found


def actor_for(*, user_id: UUID, organisation_id: UUID, permission: Permission) -> Actor | None:
    """Who a user is for an organisation at this moment, in a role that holds the permission; None after leaving."""
    own = Membership.objects.filter(user_id=user_id, organisation_id=organisation_id, user__is_active=True)
    return next((actor for actor in map(actor_of, own.order_by("pk")) if actor.may(permission)), None)


def memberships_of(user: User) -> list[Membership]:
    """All memberships of a user, in the order in which the chooser shows them."""
    # Asked for every page: sorting one or two of them here takes less than asking for it.
    return sorted(Membership.objects.filter(user=user).order_by(), key=lambda own: (own.organisation_name, own.role))


def is_official(memberships: list[Membership]) -> bool:
    """Whether somebody works for an authority, and therefore logs in with a second step."""
    return any(membership.organisation_kind in OFFICIAL_KINDS for membership in memberships)
