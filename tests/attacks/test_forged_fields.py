"""The own page, with other people's ids in its fields; and what no page would send."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from tests.attacks.conftest import World
from tests.attacks.looking import addresses, fingerprint, secrets_in
from thoes.housing.models import Site
from thoes.register.models import Worker

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HOSTILE = ("'); DROP TABLE register_stay; --<script>alert(1)</script>", "\x00", "%\\٣💣")


@pytest.fixture
def own_site(other_provider, venlo, make_site) -> Site:
    """A site of the housing provider that attacks, in the same municipality."""
    return make_site(other_provider, venlo)


@pytest.fixture
def site_in_weert(other_provider, weert, make_site) -> Site:
    return make_site(other_provider, weert)


def test_a_provider_does_nothing_to_the_stays_beds_and_workers_of_another(world, own_site, attacker) -> None:
    client, value = attacker("another site manager"), world.values
    today, bed = timezone.localdate().isoformat(), own_site.units.first().beds.first().pk
    board = f"/sites-board/{own_site.pk}"
    arrival = {"family_name": "Nieuw", "arrival": today, "document_kind": "passport"}
    before = fingerprint()

    answers = [
        client.post(f"{board}/check-in/", {**arrival, "bed": str(value["bed_id"]), "nonce": str(uuid.uuid4())}),
        client.get(f"{board}/check-in/?worker={value['worker_id']}"),
        client.post(
            f"{board}/check-in/?worker={value['worker_id']}",
            {**arrival, "bed": str(bed), "nonce": str(uuid.uuid4()), "worker": str(value["worker_id"])},
        ),
        client.get(f"{board}/check-in/known/?family_name=wegwisser"),
        client.get(f"{board}/check-out/?stay={value['stay_id']}"),
        client.post(
            f"{board}/check-out/", {"stay": str(value["stay_id"]), "departure": today, "nonce": str(uuid.uuid4())}
        ),
        client.post(
            f"{board}/move/",
            {
                "stay": str(value["stay_id"]),
                f"bed-{value['stay_id']}": str(bed),
                "on": today,
                "nonce": str(uuid.uuid4()),
            },
        ),
        client.post(
            reverse("stay-lists:runs"), {"site": str(value["site_id"]), "file": SimpleUploadedFile("l.csv", b"naam\nX")}
        ),
        client.get("/search/?q=wegwisserova"),
        client.get("/duplicates/"),
        client.get("/actions/"),
    ]

    assert [secrets_in(answer, to="") for answer in answers] == [[]] * len(answers)
    changed = {table for table, content in fingerprint().items() if before[table] != content}
    assert changed == set()


def test_a_clerk_does_nothing_to_the_people_of_another_municipality(world, site_in_weert, attacker) -> None:
    client, value = attacker("weert registration_clerk"), world.values
    person, today = f"{value['person_id']}:", timezone.localdate()
    before = fingerprint()

    answers = [
        client.post("/registration/steps/", {"person": person, "do": "informed", "batch": str(uuid.uuid4())}),
        client.post("/registration/letters/", {"person": person}),
        client.get("/registration/?q=wegwisserova&who=all"),
        client.get("/registration/?file=xlsx&q=wegwisserova"),
        client.get("/requests/new/?q=wegwisserova"),
        client.get("/duplicates/"),
    ]

    assert [secrets_in(answer, to="") for answer in answers] == [[]] * len(answers)
    changed = {table for table, content in fingerprint().items() if before[table] != content}
    assert changed == set()
    client.post(
        f"/registration/sessions/plan/{site_in_weert.pk}/",
        {
            "person": person, "on": (today + timedelta(days=3)).isoformat(), "starts": "17:00", "slot_minutes": "10",
            "desks": "1", "session": str(uuid.uuid4()),
        },
    )  # fmt: skip
    changed = {table for table, content in fingerprint().items() if before[table] != content}
    # The session itself is the clerk's own; nobody of Venlo got a place in it.
    assert changed <= {"registration_session"}


def test_a_supervisor_cannot_name_a_site_outside_the_own_area(world, attacker) -> None:
    client, site_id = attacker("weert supervisor"), world.values["site_id"]
    client.post("/night-register/purpose/", {"reason": "regular", "reference": "Z-1"})

    for path in ("/night-register/stays/", "/night-register/stays.pdf", "/night-register/stays.csv"):
        answer = client.get(f"{path}?site={site_id}&from=2026-01-01&until=2026-12-31")
        assert secrets_in(answer, to="") == []


def test_the_attacked_see_their_own_secrets(world, alice, logged_in) -> None:
    """Otherwise the other tests would prove nothing."""
    page = logged_in(alice).get(f"/sites-board/{world.values['site_id']}/")

    assert secrets_in(page, to="") == ["Wegwisserova", "Doelwitska", "Schuilstraat"]


def _own_pages(client: Client, world: World, names: set[str]) -> list[str]:
    found = []
    for namespace, name, parts in addresses(get_resolver(), with_parts=False):
        if name in names:
            continue
        found.append(reverse(name, kwargs={part: world.value(namespace, part) for part in parts}))
    return found


@pytest.mark.parametrize("who", ["alice", "bob", "sofie", "vera"])
@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_field_and_no_search_box_breaks_on_what_nobody_would_type(who, hostile, world, request, logged_in) -> None:
    client = logged_in(request.getfixturevalue(who))
    before = set(Worker.objects.values_list("family_name", flat=True))
    fields = dict.fromkeys(FIELDS, hostile)
    wrong = []

    for path in _own_pages(client, world, LEAVES):
        for method in (client.get, client.post):
            answer = method(path, fields)
            if answer.status_code >= 500 or (not answer.streaming and b"<script>alert" in answer.content):
                wrong.append(f"{method.__name__} {path} answers {answer.status_code}")

    assert not wrong, "\n".join(wrong)
    assert set(Worker.objects.values_list("family_name", flat=True)) <= {*before, hostile}


# What pages read from an address or a form, as far as more than one does.
FIELDS = (
    "q", "site", "provider", "sort", "page", "part", "tab", "who", "urgency", "on", "as_known", "from", "until",
    "day", "person", "stay", "worker", "bed", "to", "show", "do", "batch", "clerk", "family_name", "arrival",
    "departure", "municipality", "phase", "stay", "scenario", "kind", "nonce", "number", "unit", "seen", "session",
    "next", "back", "language", "access", "permit", "quality_label", "shown", "desk", "row", "outcome", "reason", "reference",
    "purpose", "year", "status", "scheme", "capacity",
)  # fmt: skip
# They end the session that the test needs.
LEAVES = {"accounts:logout", "accounts:end-other-sessions"}
