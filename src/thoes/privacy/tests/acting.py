"""Act in a test as the pages do: for a declared purpose."""

from typing import Any

from thoes.accounts.public import (
    ADMINISTRATOR,
    EMPLOYER_ADMINISTRATOR,
    GIVE_ACCESS,
    PROVIDER_ADMINISTRATOR,
    PROVINCE_ADMINISTRATOR,
    REGION_ADMINISTRATOR,
    Actor,
)
from thoes.foundation.modules import Purpose
from thoes.housing.public import (
    HOUSING_PERMITS,
    KEEP_NIGHT_REGISTER,
    PERMIT_OFFICER,
    POLICY_ADVISER,
    SITE_MANAGER,
    SUPERVISE_NIGHT_REGISTER,
    SUPERVISOR,
)
from thoes.monitor.public import REGION_ADVISER
from thoes.privacy.permissions import PRIVACY_OFFICER, WATCH_OVER_USE
from thoes.privacy.public import as_tenant, record_access
from thoes.register.public import BRP_REGISTRATION, REGISTRATION_CLERK
from thoes.work.public import CHECK_OWN_WORKERS_PURPOSE, EMPLOYER_CLERK

_EVERYDAY = {
    SITE_MANAGER: KEEP_NIGHT_REGISTER,
    PROVIDER_ADMINISTRATOR: KEEP_NIGHT_REGISTER,
    REGISTRATION_CLERK: BRP_REGISTRATION,
    SUPERVISOR: SUPERVISE_NIGHT_REGISTER,
    PERMIT_OFFICER: HOUSING_PERMITS,
    POLICY_ADVISER: HOUSING_PERMITS,
    REGION_ADVISER: HOUSING_PERMITS,
    EMPLOYER_CLERK: CHECK_OWN_WORKERS_PURPOSE,
    EMPLOYER_ADMINISTRATOR: CHECK_OWN_WORKERS_PURPOSE,
    PRIVACY_OFFICER: WATCH_OVER_USE,
    ADMINISTRATOR: GIVE_ACCESS,
    PROVINCE_ADMINISTRATOR: GIVE_ACCESS,
    REGION_ADMINISTRATOR: GIVE_ACCESS,
}


def everyday(actor: Actor) -> Purpose:
    """What somebody in this role mostly works for."""
    return _EVERYDAY[actor.role]


def look_at(*, actor: Actor, purpose: Purpose, **access: Any) -> None:
    """Write down that the actor looked, in a transaction of that purpose."""
    with as_tenant(actor, purpose):
        record_access(**access)
