"""Fill an installation: `python -m tests.drills.filling`. Two housing providers, a municipality, their people, a list
and its job.

Everybody in it is made up. What stands in it is read again by `reading.py`.
"""

import os
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thoes.config.settings")
django.setup()

from allauth.mfa.totp.internal.auth import TOTP  # noqa: E402
from django.utils import timezone  # noqa: E402

from thoes.accounts.models import Membership, User  # noqa: E402
from thoes.accounts.public import Actor, actor_of  # noqa: E402
from thoes.foundation.modules import Role  # noqa: E402
from thoes.housing.models import Bed, Site, Unit  # noqa: E402
from thoes.housing.public import SITE_MANAGER  # noqa: E402
from thoes.imports.tests.handing_in import handed_in  # noqa: E402
from thoes.intake import jobs  # noqa: E402
from thoes.places.models import Municipality, Organisation  # noqa: E402
from thoes.privacy.public import check_logs, seal_logs  # noqa: E402
from thoes.privacy.tests.acting import look_at  # noqa: E402
from thoes.register.models import Worker  # noqa: E402
from thoes.register.public import BRP_REGISTRATION, REGISTRATION_CLERK, Declared, DeclaredWorker, check_in  # noqa: E402
from thoes.registration.public import assess_persons  # noqa: E402

PASSWORD = "drie-losse-woorden"
# What the app with codes of Bob knows.
CODE_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LIST = "naam;aankomst\nLijstska, Olga;1 november 2026\n"


def fill() -> None:
    venlo = Municipality.objects.get(name="Venlo")
    alice = _member("alice", _organisation("Huisvester Voorbeeld", "housing_provider"), SITE_MANAGER)
    charlie = _member("charlie", _organisation("Huisvester Anders", "housing_provider"), SITE_MANAGER)
    bob = _member("bob", _organisation("Gemeente Venlo", "municipality", venlo), REGISTRATION_CLERK)
    TOTP.activate(User.objects.get(username="bob"), CODE_SECRET)
    site = _site(alice, venlo, "P1")
    for actor, place, names in (
        (alice, site, (("Nepski", "Żółty"), ("Voorbeeldova", "Ewa"))),
        (charlie, _site(charlie, venlo, "A1"), (("Andersova", "Olena"),)),
    ):
        for family, given in names:
            _arrive(actor, place, family, given)
    today, now = timezone.localdate(), timezone.now()
    assess_persons(persons=None, on=today)
    look_at(
        actor=bob,
        activity="drill",
        purpose=BRP_REGISTRATION,
        persons=list(Worker.objects.values_list("person_id", flat=True)),
        at=now,
    )
    run = handed_in(alice, site, LIST.encode(), name="lijst.csv", at=now)
    jobs.check.defer(run=str(run.pk))
    seal_logs(at=timezone.now(), patience=timedelta(0))
    check_logs(at=timezone.now())


def _organisation(name: str, kind: str, municipality: Municipality | None = None) -> Organisation:
    return Organisation.objects.create(name=name, kind=kind, municipality=municipality)


def _member(username: str, organisation: Organisation, role: Role) -> Actor:
    user = User.objects.create_user(username, email=f"{username}@example.nl", password=PASSWORD)
    return actor_of(
        Membership.objects.create(
            user=user,
            organisation_id=organisation.pk,
            organisation_kind=organisation.kind,
            organisation_name=organisation.name,
            municipality_code=organisation.municipality_id or "",
            role=role,
        )
    )


def _site(provider: Actor, municipality: Municipality, code: str) -> Site:
    site = Site.objects.create(
        code=code, name=f"Testhoeve {code}", street="Proefweg", house_number="1", postcode="0000 AA",
        town=municipality.name, municipality=municipality, provider_id=provider.organisation_id,
    )  # fmt: skip
    unit = Unit.objects.create(site=site, name="K1", position=1)
    for bed in range(4):
        Bed.objects.create(unit=unit, name="ABCD"[bed], position=bed)
    return site


def _arrive(actor: Actor, site: Site, family: str, given: str) -> None:
    line = Declared(
        site_id=site.pk,
        arrival=timezone.localdate() - timedelta(days=150),
        worker=DeclaredWorker(family_name=family, given_name=given, residence="Opole"),
    )
    _, (result,) = check_in(actor=actor, arrivals=[line], at=timezone.now(), nonce=None)
    assert result.refusal is None, result


if __name__ == "__main__":
    from thoes.foundation.database_roles import ACROSS_ROLE, ConnectAs, connect_as

    connect_as(ConnectAs.APPLICATION, role=ACROSS_ROLE)
    fill()
