"""The door of `accounts`."""

from thoes.accounts.actor import (
    ActingWorker,
    Actor,
    ActorKind,
    AnyActor,
    CodeHolder,
    Known,
    actor_for,
    actor_of,
    addresses_of,
    known_of,
    names_of_users,
    roles_of_members,
)
from thoes.accounts.inside_allauth import get_client_ip
from thoes.accounts.models import AccountEvent, Membership, Role, User
from thoes.accounts.permissions import OFFICIAL_KINDS, Permission, role_name, roles_for, roles_with
from thoes.accounts.services.members import reset_factors_at_the_terminal
from thoes.accounts.web.access import actor_in, needs, step_up
from thoes.accounts.web.middleware import open_before_second_step

__all__ = [
    "OFFICIAL_KINDS", "AccountEvent", "ActingWorker", "Actor", "ActorKind", "AnyActor", "CodeHolder", "Known",
    "Membership", "Permission", "Role", "User", "actor_for", "actor_in", "actor_of", "addresses_of", "get_client_ip",
    "known_of", "names_of_users", "needs", "open_before_second_step", "reset_factors_at_the_terminal", "role_name",
    "roles_for", "roles_of_members", "roles_with", "step_up",
]  # fmt: skip
