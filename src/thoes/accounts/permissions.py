"""Who may do what: read from what the modules declare. Code asks for a permission, never for a role."""

from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Permission, Purpose, Role, Subject, modules

STAFF = Subject("staff", _("people who work with Thoes"))

PROVIDER_ADMINISTRATOR = Role(
    "provider_administrator", _("Administrator of the housing provider"), kinds=("housing_provider",)
)
EMPLOYER_ADMINISTRATOR = Role(
    "employer_administrator", _("Administrator of an employer or agency"), kinds=("employer",)
)
ADMINISTRATOR = Role("administrator", _("Administrator"), kinds=("municipality",))
PROVINCE_ADMINISTRATOR = Role("province_administrator", _("Administrator of the province"), kinds=("province",))
REGION_ADMINISTRATOR = Role("region_administrator", _("Administrator of the region"), kinds=("region",))

# Shows no worker; the people who log in are persons too.
GIVE_ACCESS = Purpose(
    "give_access",
    _("Give people access, and keep what was done with it"),
    legal_ground="AVG art. 32; AVG art. 6 lid 1 c",
    controllers=("municipality", "housing_provider", "province", "employer", "region"),
    is_shared=False,
)

MANAGE_MEMBERS = Permission(
    "manage_members",
    _("invite people, change their role, end their access and review it"),
    roles=(
        PROVIDER_ADMINISTRATOR,
        EMPLOYER_ADMINISTRATOR,
        ADMINISTRATOR,
        PROVINCE_ADMINISTRATOR,
        REGION_ADMINISTRATOR,
    ),
    looks_for=(GIVE_ACCESS,),
    # Rights over other people's rights are special rights, reviewed more often (BIO2 8.02.01).
    is_special=True,
)

# Whoever works for an authority logs in with a second factor (BIO2 5.17.01).
OFFICIAL_KINDS = frozenset({"municipality", "province", "region"})


@cache
def all_permissions() -> tuple[Permission, ...]:
    """Every permission, those of the modules nearest to the work first."""
    return tuple(permission for module in modules() for permission in module.permissions)


@cache
def all_roles() -> tuple[Role, ...]:
    """Every role, those of the modules nearest to the work first."""
    return tuple(role for module in modules() for role in module.roles)


def role_choices() -> list[tuple[str, Any]]:
    """The roles as choices of a field."""
    return [(str(role), role.label) for role in all_roles()]


def permissions_of(role: str) -> tuple[Permission, ...]:
    """What this role may do; nothing for an unknown one."""
    return tuple(permission for permission in all_permissions() if role in permission.roles)


def may(role: str, permission: Permission) -> bool:
    """Whether this role holds this permission; an unknown role holds none."""
    return role in permission.roles


def is_special(role: str) -> bool:
    """Whether a role carries special rights."""
    return any(permission.is_special for permission in permissions_of(role))


@cache
def roles_for(kind: str) -> tuple[Role, ...]:
    """The roles that an organisation of this kind can give, the everyday one first."""
    return tuple(role for role in all_roles() if kind in role.kinds)


def is_role_of(role: str, kind: str) -> bool:
    """Whether an organisation of this kind can give the role."""
    return role in roles_for(kind)


def role_name(role: str) -> str:
    """What a role is called in the language of the page; a role of an older version is shown as it was written."""
    return next((str(known.label) for known in all_roles() if known == role), role)
