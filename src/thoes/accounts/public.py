"""The door of `accounts`."""

from thoes.accounts.actor import (
    ActingWorker,
    Actor,
    ActorKind,
    AnyActor,
    CodeHolder,
    actor_for,
    actor_of,
    known_of,
    names_of_users,
    roles_of_members,
)
from thoes.accounts.inside_allauth import get_client_ip
from thoes.accounts.mail import Reader, readers, write_to
from thoes.accounts.models import AccountEvent, Membership, User
from thoes.accounts.per_address import fits_from_here
from thoes.accounts.permissions import (
    ADMINISTRATOR,
    EMPLOYER_ADMINISTRATOR,
    GIVE_ACCESS,
    PROVIDER_ADMINISTRATOR,
    PROVINCE_ADMINISTRATOR,
    REGION_ADMINISTRATOR,
    STAFF,
    all_permissions,
    permissions_of,
    role_name,
    roles_for,
)
from thoes.accounts.services.members import reset_factors_at_the_terminal
from thoes.accounts.unsent import keeps_nothing
from thoes.accounts.web.access import actor_in, needs
from thoes.accounts.web.decided import decided
from thoes.accounts.web.middleware import open_before_second_step
