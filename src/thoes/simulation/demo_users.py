"""The users a visitor may play in the demo, one per kind, all with the password that the starter of the demo gives."""

from dataclasses import dataclass

from thoes.accounts.public import Membership, Role, User
from thoes.places.public import Organisation

VENLO, HORST = "GM0983", "GM1507"
# Stands for the province, which has no code of a municipality.
PROVINCE = "province"


@dataclass(frozen=True, slots=True)
class DemoUser:
    """Someone to log in as; `municipalities` are the codes of those acted for, none for a houser or employer."""

    username: str
    role: Role
    municipalities: tuple[str, ...] = ()
    for_employer: bool = False


DEMO_USERS = (
    DemoUser("huisvester", Role.SITE_MANAGER),
    DemoUser("beheer-huisvester", Role.HOUSER_ADMINISTRATOR),
    DemoUser("uitzender", Role.EMPLOYER_CLERK, for_employer=True),
    DemoUser("burgerzaken-venlo", Role.REGISTRATION_CLERK, (VENLO,)),
    DemoUser("burgerzaken-horst", Role.REGISTRATION_CLERK, (HORST,)),
    DemoUser("burgerzaken-beide", Role.REGISTRATION_CLERK, (VENLO, HORST)),
    DemoUser("toezicht-venlo", Role.SUPERVISOR, (VENLO,)),
    DemoUser("vergunningen-venlo", Role.PERMIT_OFFICER, (VENLO,)),
    DemoUser("vergunningen-horst", Role.PERMIT_OFFICER, (HORST,)),
    DemoUser("beleid-provincie", Role.POLICY_ADVISER, (PROVINCE,)),
    DemoUser("beheer-venlo", Role.ADMINISTRATOR, (VENLO,)),
    DemoUser("privacy-venlo", Role.PRIVACY_OFFICER, (VENLO,)),
)


def add_demo_users(
    *,
    houser: Organisation,
    employer: Organisation | None,
    desks: dict[str, Organisation],
    province: Organisation,
    password: str,
) -> tuple[DemoUser, ...]:
    """Add the users with their memberships; `desks` holds the organisation of each municipality by code.

    Without an employer in the simulation nobody works for one.
    """
    for demo in DEMO_USERS:
        user = User.objects.create_user(demo.username, email=f"{demo.username}@example.nl", password=password)
        own = employer if demo.for_employer else houser
        for code in demo.municipalities or ("",):
            organisation = {"": own, PROVINCE: province}[code] if code in ("", PROVINCE) else desks[code]
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
