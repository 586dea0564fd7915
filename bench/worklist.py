"""The worklist of a municipality with 20,000 workers, as a whole page with row security, beside the list made in Python."""

import uuid
from collections import Counter
from datetime import datetime, timedelta

from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.report import compare, seconds
from thoes.accounts.public import Actor, Membership, Role, User, actor_of
from thoes.housing.public import Bed, Site, Unit
from thoes.places.public import Municipality, Organisation, OrganisationKind
from thoes.privacy.public import seen_by
from thoes.register.public import Change, Person, Stay, Verb, Worker
from thoes.registration.domain.follow_up import State
from thoes.registration.public import Assessment, assess_persons
from thoes.registration.queries import names_of
from thoes.registration.queries import worklist as worklist_of
from thoes.registration.services import Step, take_steps

WORKERS, SITES, FOLLOWED = 20_000, 200, 2_000
MUNICIPALITY = "GM0983"


def run() -> None:
    """Fill one municipality, then open the first page, a filtered one and a search."""
    actor = _fill()
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(pk=actor.user_id))
    alternative = seconds(lambda: _in_python(actor))
    for title, path in (
        ("The worklist of 20,000 workers, a whole page", "/registration/"),
        ("The same, part “set aside”, by date", "/registration/?tab=aside&sort=next"),
        ("The same, searched by name", "/registration/?q=meetlatbcd"),
    ):
        assert client.get(path).status_code == 200
        ours = seconds(lambda path=path: client.get(path), runs=9)
        compare(
            title, ours=ours, alternative=alternative, named="all rows as objects, counted in Python", goal="300 ms"
        )


def _in_python(actor: Actor) -> list[tuple[str, str]]:
    """What a page without queries of its own would do: fetch all, count, sort, and name those on the first page."""
    with seen_by(actor):
        rows = list(worklist_of(actor).order_by())
        Counter((row.status, row.register_by is not None, row.state) for row in rows)  # type: ignore[attr-defined]
        rows.sort(key=lambda row: (row.register_by is None, row.register_by, str(row.person_id)))
        first = [row.person_id for row in rows[:50]]
        names = names_of(first, actor=actor)
        return [(names.get(row.person_id, ""), row.site.name if row.site else "") for row in rows[:50]]


def _fill() -> Actor:
    now = timezone.now()
    municipality = Municipality.objects.get(code=MUNICIPALITY)
    desk = Organisation.objects.create(
        name="Meetlat Gemeente", kind=OrganisationKind.MUNICIPALITY, municipality=municipality, is_simulated=True
    )
    user = User.objects.create_user("bench-desk", password=uuid.uuid4().hex)
    actor = actor_of(
        Membership.objects.create(
            user=user, organisation_id=desk.pk, organisation_kind=desk.kind, organisation_name=desk.name,
            municipality_code=MUNICIPALITY, role=Role.REGISTRATION_CLERK,
        )
    )  # fmt: skip
    persons = _people(municipality, now)
    assess_persons(persons=persons, on=timezone.localdate())
    for state, chosen in ((State.INFORMED, persons[:FOLLOWED]), (State.RNI, persons[FOLLOWED : 2 * FOLLOWED])):
        take_steps(actor=actor, seen=dict.fromkeys(chosen), step=Step(to=state), at=now, batch=uuid.uuid4())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    assert Assessment.objects.filter(municipality=MUNICIPALITY).count() >= WORKERS
    return actor


def _people(municipality: Municipality, now: datetime) -> list[uuid.UUID]:
    houser = Organisation.objects.create(name="Meetlat Wonen BV", kind=OrganisationKind.HOUSER, is_simulated=True)
    change = Change.objects.create(verb=Verb.IMPORT, organisation=houser, recorded_at=now)
    sites = Site.objects.bulk_create(
        Site(
            code=f"BENCH-W{n}", name=f"Meetverblijf {n}", street="Meetweg", house_number=str(n), postcode="0000 AA",
            town="Venlo", municipality=municipality, houser=houser,
        )
        for n in range(SITES)
    )  # fmt: skip
    units = Unit.objects.bulk_create(Unit(site=site, name="K1") for site in sites)
    beds = Bed.objects.bulk_create(Bed(unit=units[n % SITES], name=str(n)) for n in range(WORKERS))
    persons = Person.objects.bulk_create([Person() for _ in range(WORKERS)], batch_size=5_000)
    names = ["Meetlat" + "".join(chr(97 + int(digit)) for digit in str(n)) for n in range(WORKERS)]
    workers = Worker.objects.bulk_create(
        [
            Worker(
                person=person, houser=houser, family_name=name, given_name="Proef", search_key=f"{name.lower()} proef"
            )
            for person, name in zip(persons, names, strict=True)
        ],
        batch_size=5_000,
    )
    today = timezone.localdate()
    Stay.objects.bulk_create(
        [
            Stay(
                worker=worker, bed=beds[n], site=sites[n % SITES], municipality=municipality,
                arrival=today - timedelta(days=n % 400), known_from=now, opened_by=change,
            )
            for n, worker in enumerate(workers)
        ],
        batch_size=5_000,
    )  # fmt: skip
    return [person.pk for person in persons]
