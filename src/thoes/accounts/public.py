"""The door of `accounts`."""

from thoes.accounts.actor import Actor, actor_for, actor_of, addresses_of, names_of_users
from thoes.accounts.models import Membership, Role, User
from thoes.accounts.permissions import Permission, role_name, roles_for
from thoes.accounts.services.members import reset_factors_at_the_terminal
from thoes.accounts.web.access import actor_in, needs, step_up

__all__ = [
    "Actor", "Membership", "Permission", "Role", "User", "actor_for", "actor_in", "actor_of", "addresses_of",
    "names_of_users", "needs", "reset_factors_at_the_terminal", "role_name", "roles_for", "step_up",
]  # fmt: skip
