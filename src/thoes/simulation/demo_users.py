"""The users a visitor may play in the demo, one per kind, all with the password that the starter of the demo gives."""

from dataclasses import dataclass

from thoes.accounts.public import Membership, Role, User
from thoes.places.public import Organisation

VENLO, HORST = "GM0983", "GM1507"


@dataclass(frozen=True, slots=True)
class DemoUser:
    """Someone to log in as; `municipality` is the code of the municipality acted for, empty for the demo houser."""

    username: str
    role: Role
    municipality: str = ""


DEMO_USERS = (
    DemoUser("huisvester", Role.SITE_MANAGER),
    DemoUser("burgerzaken-venlo", Role.REGISTRATION_CLERK, VENLO),
    DemoUser("burgerzaken-horst", Role.REGISTRATION_CLERK, HORST),
    DemoUser("toezicht-venlo", Role.SUPERVISOR, VENLO),
    DemoUser("beheer-venlo", Role.ADMINISTRATOR, VENLO),
)


def add_demo_users(*, houser: Organisation, desks: dict[str, Organisation], password: str) -> tuple[DemoUser, ...]:
    """Add the users with their one membership; `desks` holds the organisation of each municipality by code."""
    for demo in DEMO_USERS:
        organisation = desks[demo.municipality] if demo.municipality else houser
        user = User.objects.create_user(demo.username, email=f"{demo.username}@example.nl", password=password)
        Membership.objects.create(
            user=user,
            organisation_id=organisation.pk,
            organisation_kind=organisation.kind,
            organisation_name=organisation.name,
            municipality_code=demo.municipality,
            role=demo.role,
        )
    return DEMO_USERS
