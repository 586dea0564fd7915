"""The door of `accounts`."""

from thoes.accounts.actor import Actor, actor_for, actor_of, names_of_users
from thoes.accounts.models import Membership, Role, User
from thoes.accounts.permissions import Permission
from thoes.accounts.web.access import actor_in, needs

__all__ = [
    "Actor",
    "Membership",
    "Permission",
    "Role",
    "User",
    "actor_for",
    "actor_in",
    "actor_of",
    "names_of_users",
    "needs",
]
