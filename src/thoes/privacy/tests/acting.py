"""Act in a test as the pages do: for a declared purpose."""

from typing import Any

from thoes.accounts.public import Actor, Role
from thoes.privacy.public import Purpose, record_looks, seen_by

_EVERYDAY = {
    Role.SITE_MANAGER: Purpose.KEEP_NIGHT_REGISTER,
    Role.HOUSER_ADMINISTRATOR: Purpose.KEEP_NIGHT_REGISTER,
    Role.REGISTRATION_CLERK: Purpose.BRP_REGISTRATION,
    Role.SUPERVISOR: Purpose.SUPERVISE_NIGHT_REGISTER,
    Role.PERMIT_OFFICER: Purpose.HOUSING_PERMITS,
    Role.POLICY_ADVISER: Purpose.HOUSING_PERMITS,
    Role.EMPLOYER_CLERK: Purpose.CHECK_OWN_WORKERS,
    Role.EMPLOYER_ADMINISTRATOR: Purpose.CHECK_OWN_WORKERS,
    Role.PRIVACY_OFFICER: Purpose.WATCH_OVER_USE,
    Role.ADMINISTRATOR: Purpose.GIVE_ACCESS,
    Role.PROVINCE_ADMINISTRATOR: Purpose.GIVE_ACCESS,
}


def everyday(actor: Actor) -> Purpose:
    """What somebody in this role mostly works for."""
    return _EVERYDAY[Role(actor.role)]


def look_at(*, actor: Actor, purpose: Purpose, **look: Any) -> None:
    """Write down that the actor looked, in a transaction of that purpose."""
    with seen_by(actor, purpose):
        record_looks(**look)
