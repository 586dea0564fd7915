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
    known_of,
    names_of_users,
    roles_of_members,
)
from thoes.accounts.inside_allauth import get_client_ip
from thoes.accounts.mail import Reader, readers, write_to
from thoes.accounts.models import AccountEvent, Membership, User
from thoes.accounts.permissions import (
    ADMINISTRATOR,
    EMPLOYER_ADMINISTRATOR,
    GIVE_ACCESS,
    MANAGE_MEMBERS,
    OFFICIAL_KINDS,
    PROVIDER_ADMINISTRATOR,
    PROVINCE_ADMINISTRATOR,
    STAFF,
    all_permissions,
    all_roles,
    permissions_of,
    role_name,
    roles_for,
)
from thoes.accounts.services.members import reset_factors_at_the_terminal
from thoes.accounts.web.access import actor_in, needs, step_up
from thoes.accounts.web.middleware import open_before_second_step

__all__ = [
    "ADMINISTRATOR",
    "EMPLOYER_ADMINISTRATOR",
    "GIVE_ACCESS",
    "MANAGE_MEMBERS",
    "OFFICIAL_KINDS",
    "PROVIDER_ADMINISTRATOR",
    "PROVINCE_ADMINISTRATOR",
    "STAFF",
    "AccountEvent",
    "ActingWorker",
    "Actor",
    "ActorKind",
    "AnyActor",
    "CodeHolder",
    "Known",
    "Membership",
    "Reader",
    "User",
    "actor_for",
    "actor_in",
    "actor_of",
    "all_permissions",
    "all_roles",
    "get_client_ip",
    "known_of",
    "names_of_users",
    "needs",
    "open_before_second_step",
    "permissions_of",
    "readers",
    "reset_factors_at_the_terminal",
    "role_name",
    "roles_for",
    "roles_of_members",
    "step_up",
    "write_to",
]  # fmt: skip
