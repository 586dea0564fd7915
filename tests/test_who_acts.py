"""A member, a worker or the holder of a code, each for one purpose: asked with raw SQL, in a small table of the test."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from thoes.accounts.models import User
from thoes.accounts.public import ActingWorker, Actor, CodeHolder, needs
from thoes.foundation.modules import RowPolicy, any_of, holder_of_code, own_organisation, same_person
from thoes.housing.public import HOUSING_PERMITS, KEEP_NIGHT_REGISTER, SEE_OWN_SITES, SUPERVISE_NIGHT_REGISTER
from thoes.housing.services import PermitFacts, record_permit
from thoes.privacy.models import AuditRecord, ProcessingRecord
from thoes.privacy.public import (
    ANSWER_REQUEST,
    Action,
    NoPurpose,
    Outcome,
    all_purposes,
    as_tenant,
    cross_tenant,
    record_access,
    record_action,
)
from thoes.privacy.row_security import protected_tables, statements_of
from thoes.privacy.web.middleware import NeedToKnowMiddleware
from thoes.register.models import Worker
from thoes.register.public import BRP_REGISTRATION
from thoes.register.services import Declared, check_in
from thoes.register.services.workers import DeclaredWorker

pytestmark = pytest.mark.django_db

CODE = "voorbeeld-7R2K-9QWX-31MD"
_MINE = any_of(same_person(), holder_of_code("code_hash"), own_organisation())


@pytest.fixture
def anna() -> ActingWorker:
    return ActingWorker(user_id=uuid4(), person_id=uuid4())


@pytest.fixture
def piotr() -> ActingWorker:
    return ActingWorker(user_id=uuid4(), person_id=uuid4())


@pytest.fixture
def reports(anna, alice) -> None:
    """A table as a room to come will have it: a report of a worker, one with a code, and one of an organisation."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE sample_report (said text, person_id uuid, code_hash text, organisation_id uuid);"
            " GRANT SELECT, INSERT, UPDATE, DELETE ON sample_report TO thoes_app, thoes_across;"
            + statements_of("sample_report", RowPolicy(see=_MINE, write=_MINE, why="Whoever reported it"))
        )
        for row in (
            ("Anna", anna.person_id, None, None),
            ("code", None, CodeHolder.of(CODE).code_hash, None),
            ("Alice", None, None, alice.organisation_id),
            ("nobody", None, None, None),
        ):
            cursor.execute("INSERT INTO sample_report VALUES (%s, %s, %s, %s)", row)


def _read() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT said FROM sample_report ORDER BY said")
        return [said for (said,) in cursor.fetchall()]


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 (a name from this file)
        return int(cursor.fetchone()[0])


def _set(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [f"thoes.{name}", value])


@pytest.fixture
def slept(alice, site) -> Worker:
    """A worker in a bed of Alice's, with a permit at the site."""
    line = Declared(
        site_id=site.pk,
        arrival=timezone.localdate(),
        worker=DeclaredWorker(family_name="Voorbeeldska", given_name="Anna"),
    )
    check_in(actor=alice, arrivals=[line], at=timezone.now(), nonce=None)
    return Worker.objects.get()


# Who acts


def test_each_kind_of_actor_sees_its_own_rows_and_no_other(reports, anna, piotr, alice, charlie) -> None:
    seen = []
    for actor in (anna, piotr, CodeHolder.of(f" {CODE}\n"), CodeHolder.of("another"), alice, charlie):
        with as_tenant(actor, KEEP_NIGHT_REGISTER):
            seen.append(_read())

    assert seen == [["Anna"], [], ["code"], [], ["Alice"], []]


def test_who_is_nobody_and_who_says_no_purpose_sees_no_row(reports, anna, alice) -> None:
    for actor, purpose in ((None, ANSWER_REQUEST), (anna, None), (CodeHolder.of(CODE), None), (alice, None)):
        with as_tenant(actor, purpose):
            assert _read() == []


def test_a_worker_and_the_holder_of_a_code_write_their_own_rows_only(reports, anna, piotr) -> None:
    with as_tenant(anna, ANSWER_REQUEST), connection.cursor() as cursor:
        cursor.execute("UPDATE sample_report SET said = 'mine'")
        assert cursor.rowcount == 1
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            cursor.execute("INSERT INTO sample_report VALUES ('false', %s, NULL, NULL)", [piotr.person_id])
    with as_tenant(CodeHolder.of(CODE), ANSWER_REQUEST), connection.cursor() as cursor:
        cursor.execute("DELETE FROM sample_report")
        assert cursor.rowcount == 1


@pytest.mark.parametrize("name", ["person", "code", "kind"])
def test_who_becomes_another_person_under_the_seal_sees_nothing(reports, anna, piotr, name) -> None:
    values = {"person": str(anna.person_id), "code": CodeHolder.of(CODE).code_hash, "kind": "province"}
    with as_tenant(piotr, ANSWER_REQUEST):
        _set(name, values[name])
        assert _read() == []
    with as_tenant(anna, ANSWER_REQUEST):
        _set(name, values[name] if name != "person" else str(piotr.person_id))
        assert _read() == []


@pytest.mark.parametrize("purpose", all_purposes())
def test_a_worker_and_the_holder_of_a_code_see_no_row_of_an_organisation(purpose, slept, vera, site, anna) -> None:
    _permit(vera, site)
    for actor in (anna, CodeHolder.of(CODE)):
        with as_tenant(actor, purpose):
            assert {table: _count(table) for table in protected_tables() if _count(table)} == {}


def _permit(vera: Actor, site: object) -> None:
    facts = PermitFacts("letting", "Z-2026-1", "Jan Voorbeeld", timezone.localdate(), None, holder_is_private=True)
    record_permit(actor=vera, site_id=site.pk, facts=facts, at=timezone.now())


def test_a_provider_that_looks_at_housing_is_not_taken_for_the_province(
    slept, vera, site, charlie, alice, paula
) -> None:
    _permit(vera, site)
    seen = []
    for actor in (charlie, alice, paula):
        with as_tenant(actor, HOUSING_PERMITS):
            seen.append((_count("housing_permit"), _count("register_stay")))

    assert seen == [(0, 0), (1, 1), (1, 0)]


def test_each_kind_of_actor_is_written_in_both_logs(anna, alice) -> None:
    holder = CodeHolder.of(CODE)
    for actor in (alice, anna, holder):
        with as_tenant(actor, KEEP_NIGHT_REGISTER):
            record_access(activity="test", persons=[anna.person_id], at=timezone.now())
            record_action(action=Action.ACCESS, event="t", outcome=Outcome.DONE, at=timezone.now(), actor=actor)

    expected = [
        ("member", alice.user_id, alice.organisation_id, ""),
        ("worker", anna.user_id, None, ""),
        ("code", None, None, holder.code_hash),
    ]
    accesses, acts = ProcessingRecord.objects.order_by("pk"), AuditRecord.objects.order_by("pk")
    assert list(accesses.values_list("actor_kind", "actor_id", "organisation_id", "code_hash")) == expected
    assert list(acts.values_list("actor_kind", "user_id", "organisation_id", "code_hash")) == expected


def test_a_worker_sees_every_look_at_itself_and_writes_none_in_the_name_of_another(anna, piotr, alice) -> None:
    for actor, person in ((alice, anna.person_id), (anna, anna.person_id), (alice, piotr.person_id)):
        with as_tenant(actor, KEEP_NIGHT_REGISTER):
            record_access(activity="test", persons=[person], at=timezone.now())

    with as_tenant(anna, ANSWER_REQUEST):
        assert sorted(ProcessingRecord.objects.values_list("actor_kind", flat=True)) == ["member", "worker"]
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            record_access(activity="test", persons=[piotr.person_id], at=timezone.now())


@pytest.mark.parametrize(
    "false", [{"organisation_id": None}, {"code_hash": "x"}, {"actor_kind": "worker"}, {"actor_kind": ""}]
)
def test_the_database_refuses_a_look_by_nobody_and_by_two_kinds_at_once(false, alice) -> None:
    access = {
        "trace_id": uuid4(), "at": timezone.now(), "activity": "t", "purpose": "x", "legal_ground": "x",
        "person_id": uuid4(), "actor_kind": "member", "organisation_id": alice.organisation_id,
    }  # fmt: skip
    ProcessingRecord.objects.create(**access)
    with pytest.raises(IntegrityError, match="look_by_somebody"), transaction.atomic():
        ProcessingRecord.objects.create(**access | false)


# What for


def test_a_supervisor_with_two_duties_sees_the_rows_of_the_declared_one_only(slept, vera, site, sofie) -> None:
    _permit(vera, site)
    seen = {}
    for purpose in (SUPERVISE_NIGHT_REGISTER, HOUSING_PERMITS):
        with as_tenant(sofie, purpose):
            seen[purpose] = {table: _count(table) for table in ("register_stay", "register_worker", "housing_permit")}

    assert seen == {
        SUPERVISE_NIGHT_REGISTER: {"register_stay": 1, "register_worker": 1, "housing_permit": 0},
        HOUSING_PERMITS: {"register_stay": 0, "register_worker": 0, "housing_permit": 1},
    }


@pytest.mark.parametrize(
    ("who", "purpose"),
    [
        ("bob", SUPERVISE_NIGHT_REGISTER),
        ("sofie", BRP_REGISTRATION),
        ("vera", SUPERVISE_NIGHT_REGISTER),
        ("pim", KEEP_NIGHT_REGISTER),
        ("alice", ANSWER_REQUEST),
    ],
)
def test_who_declares_a_purpose_of_another_role_sees_nobody_and_logs_nothing(who, purpose, slept, request) -> None:
    with as_tenant(request.getfixturevalue(who), purpose):
        assert (_count("register_stay"), _count("register_worker")) == (0, 0)
        with pytest.raises(NoPurpose):
            record_access(activity="test", persons=[slept.person_id], at=timezone.now())


def test_a_look_outside_a_declared_purpose_is_not_written(slept) -> None:
    with pytest.raises(NoPurpose):
        record_access(activity="test", persons=[slept.person_id], at=timezone.now())

    assert not ProcessingRecord.objects.exists()


def test_what_is_counted_over_borders_is_part_of_the_task_in_which_it_is_asked(slept, bob) -> None:
    with as_tenant(bob, BRP_REGISTRATION), cross_tenant():
        record_access(activity="test", persons=[slept.person_id], at=timezone.now())

    assert ProcessingRecord.objects.get().purpose == BRP_REGISTRATION


def test_a_page_that_shows_people_and_declares_no_purpose_shows_nobody(slept, alice, rf) -> None:
    @needs(SEE_OWN_SITES)
    def forgets(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(Worker.objects.count()))

    @needs(SEE_OWN_SITES, purpose=KEEP_NIGHT_REGISTER)
    def declares(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(Worker.objects.count()))

    request = rf.get("/")
    request.user, request.actor = User.objects.get(pk=alice.user_id), alice
    middleware = NeedToKnowMiddleware(forgets)

    assert [middleware.process_view(request, view, (), {}).content for view in (forgets, declares)] == [b"0", b"1"]
