"""One municipality with 20,000 workers, filled once for the parts that look at it."""

import uuid
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from bench.names import name_of
from bench.scale import scaled
from thoes.accounts.public import Actor, Membership, User, actor_of
from thoes.foundation.modules import Role
from thoes.housing.public import SUPERVISOR, Bed, Site, Unit
from thoes.places.public import Municipality, Organisation, OrganisationKind
from thoes.register.public import REGISTRATION_CLERK, Change, Person, Stay, Verb, Worker, name_columns
from thoes.registration.domain.follow_up import State
from thoes.registration.public import Assessment, assess_persons
from thoes.registration.services import Step, take_steps

# The least is what a full page of each part of the worklist needs.
WORKERS, SITES, FOLLOWED = scaled(20_000, least=800), scaled(200, least=4), scaled(2_000, least=60)
# Worker n arrived n days ago, and from here on it begins anew.
MOST_NIGHTS = 400
MUNICIPALITY, CLERK = "GM0983", "bench-desk"


def clerk() -> Actor:
    """The registration clerk of the municipality, which is filled first where it is not."""
    member = Membership.objects.filter(user__username=CLERK).first()
    return actor_of(member) if member else _fill()


def supervisor() -> Actor:
    """A designated supervisor of the same municipality."""
    desk = Organisation.objects.get(pk=clerk().organisation_id)
    return _member(desk, f"bench-{uuid.uuid4().hex[:8]}", SUPERVISOR)


def _member(desk: Organisation, username: str, role: Role) -> Actor:
    return actor_of(
        Membership.objects.create(
            user=User.objects.create_user(username, password=uuid.uuid4().hex), organisation_id=desk.pk,
            organisation_kind=desk.kind, organisation_name=desk.name, municipality_code=MUNICIPALITY, role=role,
        )
    )  # fmt: skip


def _fill() -> Actor:
    now = timezone.now()
    municipality = Municipality.objects.get(code=MUNICIPALITY)
    desk = Organisation.objects.create(
        name="Meetlat Gemeente", kind=OrganisationKind.MUNICIPALITY, municipality=municipality, is_simulated=True
    )
    actor = _member(desk, CLERK, REGISTRATION_CLERK)
    persons = _people(municipality, now)
    assess_persons(persons=persons, on=timezone.localdate())
    for state, chosen in ((State.INFORMED, persons[:FOLLOWED]), (State.RNI, persons[FOLLOWED : 2 * FOLLOWED])):
        take_steps(actor=actor, seen=dict.fromkeys(chosen), step=Step(to=state), at=now, batch=uuid.uuid4())
    # As a register in daily use is: else the database cleans up after the filling while something is measured.
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")
    assert Assessment.objects.filter(municipality=MUNICIPALITY).count() >= WORKERS
    return actor


def _people(municipality: Municipality, now: datetime) -> list[uuid.UUID]:
    provider = Organisation.objects.create(name="Meetlat Wonen BV", kind=OrganisationKind.PROVIDER, is_simulated=True)
    change = Change.objects.create(verb=Verb.IMPORT, organisation=provider, recorded_at=now)
    sites = Site.objects.bulk_create(
        Site(
            code=f"BENCH-W{n}", name=f"Meetverblijf {n}", street="Meetweg", house_number=str(n), postcode="0000 AA",
            town="Venlo", municipality=municipality, provider=provider,
        )
        for n in range(SITES)
    )  # fmt: skip
    units = Unit.objects.bulk_create(Unit(site=site, name="K1") for site in sites)
    beds = Bed.objects.bulk_create(Bed(unit=units[n % SITES], name=str(n)) for n in range(WORKERS))
    persons = Person.objects.bulk_create([Person() for _ in range(WORKERS)], batch_size=5_000)
    workers = Worker.objects.bulk_create(
        [
            Worker(
                person=person, provider=provider, family_name=family, given_name=given, residence="Testowo",
                **name_columns(provider.pk, given, family),
            )
            for person, (family, given) in zip(persons, map(name_of, range(WORKERS)), strict=True)
        ],
        batch_size=5_000,
    )  # fmt: skip
    today = timezone.localdate()
    Stay.objects.bulk_create(
        [
            Stay(
                worker=worker, bed=beds[n], site=sites[n % SITES], municipality=municipality,
                arrival=today - timedelta(days=n % MOST_NIGHTS), known_from=now, opened_by=change,
            )
            for n, worker in enumerate(workers)
        ],
        batch_size=5_000,
    )  # fmt: skip
    return [person.pk for person in persons]
