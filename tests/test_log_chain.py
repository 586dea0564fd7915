"""The chain over the logs: what was done to them as the owner of the database, with every trigger off, is found."""

import hashlib
import json
import re
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from thoes.cli.doctor import doctor
from thoes.cli.verify_log import verify_log
from thoes.housing.public import KEEP_NIGHT_REGISTER
from thoes.privacy.auditing import sealing
from thoes.privacy.auditing.anchors import read_anchor
from thoes.privacy.auditing.checking import check_logs
from thoes.privacy.auditing.hashing import FIRST, as_text, record_hash
from thoes.privacy.auditing.verifying import problems_in, verify_logs
from thoes.privacy.models import AuditRecord, LogCheck, LogSeal, ProcessingRecord
from thoes.privacy.public import Action, Outcome, record_action, seal_logs, state_of_the_logs
from thoes.privacy.tests.acting import look_at

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NO_PATIENCE = timedelta(0)


@pytest.fixture(autouse=True)
def _own_home(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr("thoes.privacy.auditing.anchors.home", lambda: tmp_path)


@pytest.fixture
def access(alice):
    """access(3) -> three records in the processing log, and their ids."""

    def access(number: int = 1) -> list[int]:
        look_at(
            actor=alice,
            activity="test",
            purpose=KEEP_NIGHT_REGISTER,
            persons=[uuid4() for _ in range(number)],
            at=timezone.now(),
        )
        return list(ProcessingRecord.objects.order_by("-pk").values_list("pk", flat=True)[:number])[::-1]

    return access


@pytest.fixture
def three_seals(access) -> list[int]:
    """Three seals over three records each; gives the ids of the records."""
    ids = []
    for _ in range(3):
        ids += access(3)
        _seal()
    return ids


def _seal() -> int:
    return seal_logs(at=timezone.now(), patience=NO_PATIENCE)


def _found() -> list[tuple[str, dict]]:
    return [(problem.code, problem.facts) for problem in problems_in(verify_logs())]


def _codes() -> list[str]:
    return [code for code, _ in _found()]


def _tamper(statement: str, *values: object, table: str = "privacy_processingrecord") -> None:
    """As who owns the database and switched off what protects the table."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def _another_connection() -> psycopg.Connection:
    address = connection.settings_dict
    return psycopg.connect(
        host=str(address["HOST"]),
        port=str(address["PORT"] or "") or None,
        user=str(address["USER"]),
        password=str(address["PASSWORD"]),
        dbname=str(address["NAME"]),
    )


def test_what_nobody_touched_is_whole(three_seals) -> None:
    (processing, *_rest) = verify_logs()

    assert _found() == []
    assert (processing.records, processing.seals, processing.waiting) == (9, 3, 0)


@pytest.mark.parametrize(
    "column", ["at", "purpose", "actor_id", "organisation_id", "person_id", "reference", "trace_id"]
)
def test_a_changed_record_is_found_by_its_number(three_seals, column) -> None:
    value = {"at": timezone.now() - timedelta(days=1), "purpose": "other", "reference": "other"}.get(column, uuid4())

    _tamper(f"UPDATE privacy_processingrecord SET {column} = %s WHERE id = %s", value, three_seals[4])  # noqa: S608

    ((code, facts),) = _found()
    assert (code, facts["record"], facts["seal"]) == ("record_changed", three_seals[4], 2)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", facts["when"])


def test_a_removed_record_is_found_by_its_number(three_seals) -> None:
    _tamper("DELETE FROM privacy_processingrecord WHERE id = %s", three_seals[3])

    ((code, facts),) = _found()
    assert (code, facts["record"]) == ("record_missing", three_seals[3])


def test_the_last_record_removed_is_found_by_its_seal(three_seals) -> None:
    _tamper("DELETE FROM privacy_processingrecord WHERE id = %s", three_seals[-1])

    assert [(code, facts["record"]) for code, facts in _found()] == [("record_missing", three_seals[-1])]


def test_a_record_put_in_between_is_found(three_seals) -> None:
    _tamper("UPDATE privacy_processingrecord SET id = 0 WHERE id = %s", three_seals[3])

    assert [(code, facts["record"]) for code, facts in _found()] == [
        ("record_added", 0),
        ("record_missing", three_seals[3]),
    ]


def test_two_records_swapped_are_both_found(three_seals) -> None:
    first, second = three_seals[1], three_seals[7]
    _tamper(
        "UPDATE privacy_processingrecord new SET person_id = old.person_id FROM privacy_processingrecord old"
        " WHERE (new.id, old.id) IN ((%s, %s), (%s, %s))",
        first,
        second,
        second,
        first,
    )

    assert [(code, facts["record"]) for code, facts in _found()] == [
        ("record_changed", first),
        ("record_changed", second),
    ]


@pytest.mark.parametrize("column", ["sealed_at", "hashes", "record_ids", "up_to_id"])
def test_a_changed_seal_is_found(three_seals, column) -> None:
    seal = LogSeal.objects.get(log="processing", number=3)
    value = {
        "sealed_at": timezone.now() + timedelta(days=1),
        "hashes": bytes(96),
        "record_ids": three_seals[:3],
        "up_to_id": seal.up_to_id + 5,
    }[column]

    _tamper(f"UPDATE privacy_logseal SET {column} = %s WHERE id = %s", value, seal.pk, table="privacy_logseal")  # noqa: S608

    assert _found() == [("seal_changed", {"seal": 3})]


def test_a_record_changed_with_the_seal_made_to_fit_is_found_at_the_next_seal(three_seals) -> None:
    _tamper("UPDATE privacy_processingrecord SET purpose = 'other' WHERE id = %s", three_seals[5])
    seal = LogSeal.objects.get(log="processing", number=2)
    row = next(record for record in sealing.LOGS[0].records() if record["id"] == three_seals[5])
    seal.hashes = bytes(seal.hashes)[:64] + record_hash("sha256", before=bytes(seal.hashes)[32:64], content=row)
    seal.seal_hash = sealing.hash_of_seal(seal)
    _tamper(
        "UPDATE privacy_logseal SET hashes = %s, seal_hash = %s WHERE id = %s",
        seal.hashes,
        seal.seal_hash,
        seal.pk,
        table="privacy_logseal",
    )

    assert _codes() == ["seals_do_not_join", "record_changed"]


def test_a_removed_seal_is_found_with_its_number(three_seals) -> None:
    _tamper("DELETE FROM privacy_logseal WHERE number = 2", table="privacy_logseal")

    assert _found() == [("seal_missing", {"first": 2, "last": 2})]


def test_an_end_cut_off_is_found_by_the_anchor_alone(three_seals, tmp_path) -> None:
    assert check_logs(at=timezone.now()).problems == ()
    _tamper("DELETE FROM privacy_processingrecord WHERE id >= %s", three_seals[6])
    _tamper("DELETE FROM privacy_logseal WHERE number = 3", table="privacy_logseal")

    assert _found() == []
    (problem,) = check_logs(at=timezone.now()).problems
    assert (problem.code, problem.facts) == ("end_cut_off", {"seal": 3, "last": 2})
    assert read_anchor(tmp_path / "log-anchor.json")["processing"][0] == 3


def test_a_chain_made_anew_is_found_by_the_anchor_alone(three_seals) -> None:
    check_logs(at=timezone.now())
    _tamper("UPDATE privacy_processingrecord SET purpose = 'other' WHERE id = %s", three_seals[0])
    _tamper("DELETE FROM privacy_logseal", table="privacy_logseal")
    _seal()
    for _ in range(2):
        record_action(action=Action.ACCESS, event="more", outcome=Outcome.DONE, at=timezone.now())
    _seal()

    assert _found() == []
    assert [problem.code for problem in check_logs(at=timezone.now()).problems] == ["end_cut_off"]


def test_another_seal_at_the_number_of_the_anchor_is_found(three_seals, access) -> None:
    check_logs(at=timezone.now())
    _tamper("DELETE FROM privacy_logseal WHERE number = 3", table="privacy_logseal")
    _seal()
    access()
    _seal()

    assert [problem.code for problem in check_logs(at=timezone.now()).problems] == ["anchor_differs"]


def test_all_three_logs_are_chained(three_seals, logged_in, alice) -> None:
    record_action(action=Action.ACCESS, event="test", outcome=Outcome.DONE, at=timezone.now(), actor=alice)
    logged_in(alice)
    _seal()

    reports = verify_logs()

    assert [(report.log, report.records > 0, report.waiting) for report in reports] == [
        ("processing", True, 0),
        ("audit", True, 0),
        ("accounts", True, 0),
    ]


def test_sealing_again_without_new_records_makes_no_seal(three_seals) -> None:
    assert _seal() == 0
    assert LogSeal.objects.filter(log="processing").count() == 3


def test_many_records_are_sealed_in_parts_that_join(access, monkeypatch) -> None:
    monkeypatch.setattr(sealing, "MOST_IN_A_SEAL", 4)
    access(10)

    sealed = _seal()

    assert sealed == 10
    assert [len(ids) for ids in LogSeal.objects.order_by("number").values_list("record_ids", flat=True)] == [4, 4, 2]
    assert _found() == []


def test_a_record_is_hashed_as_the_documentation_says() -> None:
    content = {"b": None, "a": "é", "at": timezone.datetime(2026, 5, 14, 12, tzinfo=timezone.get_fixed_timezone(120))}

    assert as_text(content) == '{"a":"é","at":"2026-05-14T10:00:00.000000Z","b":null}'.encode()
    assert record_hash("sha256", before=FIRST, content={}) == hashlib.sha256(b"record" + bytes(32) + b"{}").digest()


@pytest.mark.parametrize(
    "table", ["privacy_auditrecord", "privacy_logseal", "privacy_logcheck", "accounts_accountevent"]
)
def test_the_tables_refuse_a_change_and_a_removal(three_seals, alice, logged_in, table) -> None:
    logged_in(alice)
    record_action(action=Action.ACCESS, event="test", outcome=Outcome.DONE, at=timezone.now(), actor=alice)
    check_logs(at=timezone.now())

    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            connection.cursor().execute(statement)


def test_the_command_says_what_is_wrong_and_ends_with_one(three_seals) -> None:
    assert CliRunner().invoke(verify_log).exit_code == 0
    _tamper("UPDATE privacy_processingrecord SET purpose = 'other' WHERE id = %s", three_seals[0])

    text, data = CliRunner().invoke(verify_log), CliRunner().invoke(verify_log, ["--format", "json"])

    assert (text.exit_code, data.exit_code) == (1, 1)
    assert f"Processing log: Record {three_seals[0]} was changed" in text.output
    found = json.loads(data.stdout)
    assert (found["whole"], found["problems"][0]["code"]) == (False, "record_changed")


def test_the_command_keeps_an_anchor_where_it_is_told_and_refuses_another_file(three_seals, tmp_path) -> None:
    outside = tmp_path / "elsewhere.json"

    first = CliRunner().invoke(verify_log, ["--anchor", str(outside)])
    outside_seal = read_anchor(outside)["processing"][0]
    outside.write_text("no anchor")
    second = CliRunner().invoke(verify_log, ["--anchor", str(outside)])

    assert (first.exit_code, outside_seal) == (0, 3)
    assert second.exit_code == 1
    assert "is no anchor" in second.output


def test_the_doctor_tells_how_the_last_verification_ended(three_seals) -> None:
    check_logs(at=timezone.now())
    good = CliRunner().invoke(doctor).output
    _tamper("DELETE FROM privacy_processingrecord WHERE id = %s", three_seals[0])
    check_logs(at=timezone.now())

    bad = CliRunner().invoke(doctor).output

    assert "good   logs" in good
    assert "wrong  logs" in bad
    assert f"Record {three_seals[0]} is gone" in bad


def test_the_state_tells_what_waits_and_what_was_found(three_seals, access) -> None:
    access()
    check_logs(at=timezone.now())

    state = state_of_the_logs()

    assert (state.is_whole, state.problems, LogCheck.objects.count()) == (True, (), 1)
    assert state.chains[0].seals == 3
    assert state.waiting_since is not None


@pytest.mark.django_db(transaction=True)
def test_a_record_that_commits_late_with_a_lower_id_waits_for_its_seal_and_gets_one(alice) -> None:
    with _another_connection() as late:
        late.execute(
            "INSERT INTO privacy_auditrecord (at, trace_id, action, event, outcome, code, role, subject_kind, network,"
            " actor_kind, code_hash) VALUES (now(), gen_random_uuid(), 'access', 'late', 'done', '', '', '', '', '', '')"
        )
        record_action(action=Action.ACCESS, event="early", outcome=Outcome.DONE, at=timezone.now())
        while_writing = _seal()
        late.commit()
    afterwards = _seal()

    (seal,) = LogSeal.objects.filter(log="audit")
    in_order = list(AuditRecord.objects.filter(pk__in=seal.record_ids).order_by("pk").values_list("event", flat=True))
    assert in_order == ["late", "early"]
    assert (while_writing, afterwards) == (0, 2)
    assert _found() == []


@pytest.mark.django_db(transaction=True)
def test_an_id_that_was_taken_back_leaves_a_gap_that_is_no_problem(alice) -> None:
    with transaction.atomic():
        record_action(action=Action.ACCESS, event="taken back", outcome=Outcome.DONE, at=timezone.now())
        transaction.set_rollback(True)
    record_action(action=Action.ACCESS, event="kept", outcome=Outcome.DONE, at=timezone.now())
    _seal()

    assert _found() == []
    assert LogSeal.objects.get(log="audit").record_ids == [AuditRecord.objects.get().pk]
