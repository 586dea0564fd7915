"""The purposes for which people may be looked at, as the modules declare them."""

from thoes.accounts.public import all_permissions
from thoes.foundation.modules import Permission, Purpose, modules


def all_purposes() -> tuple[Purpose, ...]:
    """Every purpose, those of the modules nearest to the work first."""
    return tuple(purpose for module in modules() for purpose in module.purposes)


def purpose_named(code: str) -> Purpose | None:
    """The purpose with this code; None for one of an older version."""
    return next((purpose for purpose in all_purposes() if purpose == code), None)


def purpose_title(code: str) -> str:
    """What a purpose is called in the language of the page; one of an older version is shown as it was written."""
    purpose = purpose_named(code)
    return str(purpose.label) if purpose else code


def who_looks_for(purpose: str) -> tuple[Permission, ...]:
    """The permissions with one of which somebody may act for a purpose; who holds none and declares it sees nobody."""
    return tuple(permission for permission in all_permissions() if purpose in permission.looks_for)
