"""Who looked at whom: numbers and colleagues, of the own organisation only, and looking here is written down as well."""

import io
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.accountability.access_review import colleagues
from thoes.accounts.models import Membership, User
from thoes.accounts.public import actor_of
from thoes.housing.public import SUPERVISE_NIGHT_REGISTER
from thoes.privacy.models import AuditRecord, ProcessingRecord
from thoes.privacy.public import (
    ANSWER_REQUEST,
    WATCH_OVER_USE,
    LogFilter,
    as_tenant,
    check_logs,
    most_accessed,
    seal_logs,
)
from thoes.privacy.tests.acting import look_at
from thoes.register.models import Worker
from thoes.register.public import BRP_REGISTRATION, REGISTRATION_CLERK, Declared, DeclaredWorker, check_in
from thoes.rights.models import Proof, RequestKind
from thoes.rights.services import Asked, take_request

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ACCESS_LOG, REFUSALS = "accountability:access-log", "accountability:refusals"


def _access(actor, persons, *, at=None, purpose=BRP_REGISTRATION, reference="") -> None:
    look_at(
        actor=actor,
        activity="registration.worklist",
        purpose=purpose,
        persons=persons,
        at=at or timezone.now(),
        reference=reference,
    )


def _filter(actor, **narrow) -> LogFilter:
    return LogFilter(actor.organisation_id, **narrow)


@pytest.fixture
def make_clerk(bob):
    """make_clerk("ben") -> another registration clerk of Venlo."""

    def make(name: str):
        own = Membership.objects.get(user_id=bob.user_id)
        return actor_of(
            Membership.objects.create(
                user=User.objects.create_user(name, password="test-only-password"),
                organisation_id=own.organisation_id,
                organisation_kind=own.organisation_kind,
                organisation_name=own.organisation_name,
                municipality_code=own.municipality_code,
                role=REGISTRATION_CLERK,
            )
        )

    return make


@pytest.fixture
def slept(alice, site) -> Worker:
    line = Declared(
        site_id=site.pk,
        arrival=timezone.localdate() - timedelta(days=3),
        worker=DeclaredWorker(family_name="Geheimska", given_name="Anna"),
    )
    check_in(actor=alice, arrivals=[line], at=timezone.now(), nonce=None)
    return Worker.objects.get()


@pytest.mark.parametrize("who", ["alice", "bob", "sofie", "vera", "paula"])
def test_who_is_no_privacy_officer_sees_no_log(who, request, logged_in) -> None:
    client = logged_in(request.getfixturevalue(who))

    pages = [
        reverse(ACCESS_LOG),
        reverse(REFUSALS),
        reverse(ACCESS_LOG) + "?file=xlsx",
        reverse(REFUSALS) + "?file=xlsx",
    ]
    assert {client.get(page).status_code for page in pages} == {403}
    assert {Client().get(page).status_code for page in pages} == {302}


def test_the_page_shows_colleagues_and_numbers_and_never_a_name(fleur, bob, slept, logged_in) -> None:
    _access(bob, [slept.person_id])

    page = logged_in(fleur).get(reverse(ACCESS_LOG))

    assert str(slept.person_id).encode() in page.content
    assert b"bob" in page.content
    assert b"Geheimska" not in page.content
    assert b"Anna" not in page.content


def test_an_officer_of_another_organisation_sees_none_of_these_looks(fleur, pim, bob, logged_in) -> None:
    person = uuid4()
    _access(bob, [person])

    page = logged_in(pim).get(reverse(ACCESS_LOG), {"person": str(person)})

    # What stands there is the own look of this moment.
    assert [line["by"] for line in page.context["listing"].shown] == ["pim"]


def test_an_officer_meets_no_page_with_people(fleur, pim, slept, logged_in) -> None:
    paths = ("/search/?q=geheimska", "/registration/", "/requests/", "/account/people/", "/sites/")

    for officer in (fleur, pim):
        assert {path: logged_in(officer).get(path).status_code for path in paths} == dict.fromkeys(paths, 403)


def test_looking_at_one_person_is_a_look_and_looking_at_the_list_a_line_of_the_audit_log(fleur, bob, logged_in) -> None:
    person, client = uuid4(), logged_in(fleur)
    _access(bob, [person])

    client.get(reverse(ACCESS_LOG))
    assert not ProcessingRecord.objects.filter(actor_id=fleur.user_id).exists()
    assert AuditRecord.objects.get(user_id=fleur.user_id).event == ACCESS_LOG
    client.get(reverse(ACCESS_LOG), {"person": str(person)})

    mine = ProcessingRecord.objects.get(actor_id=fleur.user_id)
    assert (mine.person_id, mine.purpose) == (person, WATCH_OVER_USE)


def test_somebody_who_looked_at_far_more_people_stands_on_top_beside_what_is_usual(fleur, bob, make_clerk) -> None:
    people = [uuid4() for _ in range(9)]
    for name, number in (("ben", 2), ("bea", 3)):
        _access(make_clerk(name), people[:number])
    _access(bob, people)

    with as_tenant(fleur, WATCH_OVER_USE):
        lines = colleagues(fleur, _filter(fleur))

    assert [(line.name, line.count.persons, line.usual) for line in lines] == [
        ("bob", 9, 2.5),
        ("bea", 3, 5.5),
        ("ben", 2, 6),
    ]


def test_who_has_no_colleague_in_the_role_is_compared_with_nobody(fleur, bob, sofie) -> None:
    _access(sofie, [uuid4()], purpose=SUPERVISE_NIGHT_REGISTER)

    with as_tenant(fleur, WATCH_OVER_USE):
        (line,) = colleagues(fleur, _filter(fleur))

    assert (line.name, line.usual) == ("sofie", None)


@pytest.mark.parametrize(
    ("utc", "expected"),
    [("19:59", 0), ("20:00", 1), ("03:59", 1), ("04:00", 0)],
)
def test_the_night_is_that_of_the_clock_on_the_wall(fleur, bob, utc, expected) -> None:
    # In May Limburg is two hours ahead: 22:00 there is 20:00 UTC.
    _access(bob, [uuid4()], at=datetime.fromisoformat(f"2026-05-14T{utc}:00").replace(tzinfo=UTC))

    with as_tenant(fleur, WATCH_OVER_USE):
        (line,) = colleagues(fleur, _filter(fleur))

    assert line.count.at_night == expected


def test_a_person_whom_many_looked_at_is_named_by_number_and_the_officer_does_not_count(fleur, bob, make_clerk) -> None:
    many, one = uuid4(), uuid4()
    _access(bob, [many, one])
    _access(make_clerk("ben"), [many])
    for _ in range(3):
        _access(fleur, [many, one], purpose=WATCH_OVER_USE)

    with as_tenant(fleur, WATCH_OVER_USE):
        assert [(row.person_id, row.users, row.accesses) for row in most_accessed(_filter(fleur))] == [(many, 2, 2)]


def test_the_filters_narrow_by_period_colleague_purpose_and_number(fleur, bob, sofie, logged_in) -> None:
    today, person, client = timezone.localdate(), uuid4(), logged_in(fleur)
    _access(bob, [person, uuid4()])
    _access(sofie, [person], purpose=SUPERVISE_NIGHT_REGISTER)
    _access(bob, [person], at=timezone.now() - timedelta(days=40))

    def count(**query: str) -> int:
        return client.get(reverse(ACCESS_LOG), query).context["page"].paginator.count

    assert count() == 3
    assert count(since=str(today - timedelta(days=50))) == 4
    assert count(user=str(sofie.user_id)) == 1
    assert count(purpose=BRP_REGISTRATION) == 2
    # Of one person all looks, of before the last month too, and this look itself.
    assert count(person=str(person)) == 3 + 1
    assert count(until=str(today - timedelta(days=35)), since=str(today - timedelta(days=50))) == 1


def test_a_filter_that_makes_no_sense_is_said_and_shows_the_last_month(fleur, bob, logged_in) -> None:
    _access(bob, [uuid4()])

    page = logged_in(fleur).get(reverse(ACCESS_LOG), {"person": "Geheimska"})

    assert page.context["listing"].form.errors
    assert page.context["page"].paginator.count == 1


def test_the_spreadsheet_has_no_name_of_a_worker_and_everybody_in_it_is_written_down(
    fleur, bob, slept, logged_in
) -> None:
    _access(bob, [slept.person_id])

    answer = logged_in(fleur).get(reverse(ACCESS_LOG), {"file": "xlsx"})

    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert (rows[1][1], rows[1][3]) == ("bob", str(slept.person_id))
    assert isinstance(rows[1][0], datetime)
    assert not any("Geheimska" in str(cell) for row in rows for cell in row)
    mine = ProcessingRecord.objects.get(actor_id=fleur.user_id)
    assert (mine.activity, mine.person_id) == ("accountability.access_log_file", slept.person_id)


def test_from_a_look_the_officer_comes_to_the_request_and_reads_no_word_of_it(fleur, bob, slept, logged_in) -> None:
    asked = Asked(RequestKind.OBJECTION, timezone.localdate(), Proof.PASSPORT, "Mijn geheime verhaal")
    with as_tenant(bob, BRP_REGISTRATION):
        row = take_request(actor=bob, person_id=slept.person_id, asked=asked, at=timezone.now(), nonce=uuid4())
    _access(bob, [slept.person_id], purpose=ANSWER_REQUEST, reference=f"request {row.pk}")
    client = logged_in(fleur)

    page = client.get(reverse(ACCESS_LOG))
    state = client.get(reverse("accountability:request", args=[row.pk]))

    assert reverse("accountability:request", args=[row.pk]).encode() in page.content
    assert state.context["state"].due_on == row.due_on
    assert b"geheime" not in page.content + state.content
    assert b"Geheimska" not in page.content + state.content


def test_a_request_of_another_organisation_is_not_there(pim, bob, slept, logged_in) -> None:
    with as_tenant(bob, BRP_REGISTRATION):
        asked = Asked(RequestKind.ACCESS, timezone.localdate(), Proof.PASSPORT)
        row = take_request(actor=bob, person_id=slept.person_id, asked=asked, at=timezone.now(), nonce=uuid4())

    assert logged_in(pim).get(reverse("accountability:request", args=[row.pk])).status_code == 404


def test_what_was_refused_to_a_colleague_is_shown_with_why(fleur, sofie, pim, logged_in) -> None:
    logged_in(sofie).get("/registration/")

    (line,) = logged_in(fleur).get(reverse(REFUSALS)).context["listing"].shown
    assert (line["by"], line["line"].code) == ("sofie", "not_permitted")
    assert line["why"]
    assert list(logged_in(pim).get(reverse(REFUSALS)).context["listing"].shown) == []


def test_the_page_asks_a_fixed_number_of_queries(
    fleur, bob, make_clerk, logged_in, django_assert_max_num_queries
) -> None:
    for number in range(5):
        _access(make_clerk(f"clerk{number}"), [uuid4() for _ in range(12)])
    client = logged_in(fleur)
    client.get(reverse(ACCESS_LOG))

    with django_assert_max_num_queries(30):
        client.get(reverse(ACCESS_LOG))


def test_the_state_of_the_logs_says_whether_they_were_verified_and_names_nobody(
    fleur, bob, slept, logged_in, tmp_path
) -> None:
    _access(bob, [slept.person_id])
    client, url = logged_in(fleur), reverse("accountability:log")

    assert client.get(url).context["state"].checked_at is None
    seal_logs(at=timezone.now())
    check_logs(at=timezone.now(), anchor=tmp_path / "anchor.json")
    page = client.get(url)

    assert page.context["state"].is_whole
    assert b"Geheimska" not in page.content
    assert logged_in(bob).get(url).status_code == 403
