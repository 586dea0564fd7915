"""The users a visitor may play in the demo, one per kind, all with the password that the starter of the demo gives."""

from dataclasses import dataclass

from thoes.accounts.public import ADMINISTRATOR, PROVIDER_ADMINISTRATOR, PROVINCE_ADMINISTRATOR, Membership, User
from thoes.contacts.public import CONTACT_KEEPER
from thoes.foundation.modules import Role
from thoes.guide.public import LOCAL_EDITOR, REVIEWERS, STEUNPUNT
from thoes.housing.public import PERMIT_OFFICER, POLICY_ADVISER, SITE_MANAGER, SUPERVISOR
from thoes.monitor.public import REGION_ADVISER
from thoes.places.public import Organisation
from thoes.privacy.public import PRIVACY_OFFICER
from thoes.register.public import REGISTRATION_CLERK
from thoes.work.public import EMPLOYER_CLERK

VENLO, HORST = "GM0983", "GM1507"
# Stand for the province and for the region in the north, which have no code of a municipality.
PROVINCE, NORTH = "province", "noord"


@dataclass(frozen=True, slots=True)
class DemoUser:
    """Someone to log in as; `municipalities` are the codes of those acted for, none for a housing provider or employer."""

    username: str
    role: Role
    municipalities: tuple[str, ...] = ()
    for_employer: bool = False


DEMO_USERS = (
    DemoUser("huisvester", SITE_MANAGER),
    DemoUser("beheer-huisvester", PROVIDER_ADMINISTRATOR),
    DemoUser("uitzender", EMPLOYER_CLERK, for_employer=True),
    DemoUser("burgerzaken-venlo", REGISTRATION_CLERK, (VENLO,)),
    DemoUser("burgerzaken-horst", REGISTRATION_CLERK, (HORST,)),
    DemoUser("burgerzaken-beide", REGISTRATION_CLERK, (VENLO, HORST)),
    DemoUser("toezicht-venlo", SUPERVISOR, (VENLO,)),
    DemoUser("vergunningen-venlo", PERMIT_OFFICER, (VENLO,)),
    DemoUser("vergunningen-horst", PERMIT_OFFICER, (HORST,)),
    DemoUser("beleid-provincie", POLICY_ADVISER, (PROVINCE,)),
    DemoUser("beleid-noord", REGION_ADVISER, (NORTH,)),
    DemoUser("beheer-provincie", PROVINCE_ADMINISTRATOR, (PROVINCE,)),
    DemoUser("contacten-provincie", CONTACT_KEEPER, (PROVINCE,)),
    DemoUser("beheer-venlo", ADMINISTRATOR, (VENLO,)),
    DemoUser("privacy-venlo", PRIVACY_OFFICER, (VENLO,)),
    DemoUser("steunpunt", STEUNPUNT, (PROVINCE,)),
    DemoUser("nalezer-pools", REVIEWERS["pl"], (PROVINCE,)),
    DemoUser("nalezer-bulgaars", REVIEWERS["bg"], (PROVINCE,)),
    DemoUser("gids-venlo", LOCAL_EDITOR, (VENLO,)),
    DemoUser("gids-uitzender", LOCAL_EDITOR, for_employer=True),
)


def add_demo_users(
    *,
    provider: Organisation,
    employer: Organisation | None,
    desks: dict[str, Organisation],
    province: Organisation,
    north: Organisation,
    password: str,
) -> tuple[DemoUser, ...]:
    """Add the users with their memberships; `desks` holds the organisation of each municipality by code.

    Without an employer in the simulation nobody works for one.
    """
    for demo in DEMO_USERS:
        user = User.objects.create_user(demo.username, email=f"{demo.username}@example.nl", password=password)
        own = employer if demo.for_employer else provider
        for code in demo.municipalities or ("",):
            organisation = {"": own, PROVINCE: province, NORTH: north, **desks}[code]
            if organisation is None:
                continue
            Membership.objects.create(
                user=user,
                organisation_id=organisation.pk,
                organisation_kind=organisation.kind,
                organisation_name=organisation.name,
                municipality_code=organisation.municipality_id or "",
                role=demo.role,
            )
    return DEMO_USERS
