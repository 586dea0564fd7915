"""The audit log: who did, took or was refused what, from where, under which trace; and nothing that says who a person is."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from thoes.accounts.models import AccountEvent
from thoes.accounts.public import Actor
from thoes.cli.export_log import export_log
from thoes.cli.main import COMMANDS, WRITTEN_DOWN, thoes
from thoes.foundation.tracing import HEADER
from thoes.housing.public import HOUSING_PERMITS, KEEP_NIGHT_REGISTER, SITE_MANAGER
from thoes.kernel.refusals import Refusal
from thoes.privacy.auditing.recording import network_of
from thoes.privacy.models import AuditRecord, ProcessingRecord
from thoes.privacy.public import (
    Action,
    LogFilter,
    Outcome,
    accesses_by,
    actions_of,
    as_tenant,
    cross_tenant,
    record_action,
    refusals_of,
)
from thoes.privacy.tests.acting import look_at
from thoes.register.public import Declared, DeclaredWorker, check_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(alice, site):
    line = Declared(
        site_id=site.pk,
        arrival=timezone.localdate() - timedelta(days=3),
        worker=DeclaredWorker(family_name="Voorbeeldska", given_name="Anna", residence="Opole"),
    )
    _, (result,) = check_in(actor=alice, arrivals=[line], at=timezone.now(), nonce=None)
    assert result.refusal is None
    return line.worker


def _last() -> AuditRecord:
    return AuditRecord.objects.order_by("-pk")[0]


def test_a_look_is_in_both_logs_under_the_id_that_the_answer_tells(worker, alice, site, logged_in) -> None:
    answer = logged_in(alice).get(reverse("register:board", args=[site.pk]), REMOTE_ADDR="192.0.2.77")

    line = _last()
    assert answer.status_code == 200
    assert {line.trace_id.hex, ProcessingRecord.objects.get().trace_id.hex} == {answer[HEADER]}
    assert (line.action, line.event, line.outcome) == (Action.ACCESS, "register:board", Outcome.DONE)
    assert (line.user_id, line.organisation_id, line.role) == (alice.user_id, alice.organisation_id, SITE_MANAGER)
    assert (line.subject_kind, line.subject_id, line.network) == ("site", site.pk, "192.0.2.0/24")


def test_a_page_that_shows_nobody_is_not_written_down(alice, logged_in) -> None:
    client = logged_in(alice)
    before = AuditRecord.objects.count()

    assert client.get(reverse("accounts:rights")).status_code == 200

    assert AuditRecord.objects.count() == before


def test_somebody_elses_site_is_a_refusal_that_says_so(charlie, site, logged_in) -> None:
    answer = logged_in(charlie).get(reverse("register:board", args=[site.pk]))

    line = _last()
    assert answer.status_code == 404
    assert (line.outcome, line.code, line.user_id) == (Outcome.REFUSED, "somebody_elses", charlie.user_id)
    assert line.trace_id.hex == answer[HEADER]


def test_an_id_that_nobody_has_is_another_refusal(charlie, logged_in) -> None:
    logged_in(charlie).get(reverse("register:board", args=[uuid4()]))

    assert (_last().outcome, _last().code) == (Outcome.REFUSED, "unknown")


def test_a_worker_of_another_provider_is_refused_without_the_id_of_the_worker(
    worker, alice, charlie, logged_in
) -> None:
    with as_tenant(alice, KEEP_NIGHT_REGISTER), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM register_worker")
        worker_id = cursor.fetchone()[0]

    logged_in(charlie).get(reverse("register:worker", args=[worker_id]))

    assert (_last().code, _last().subject_id) == ("somebody_elses", None)


def test_a_page_of_another_role_is_refused(alice, logged_in) -> None:
    answer = logged_in(alice).get(reverse("registration:worklist"))

    assert answer.status_code == 403
    assert (_last().event, _last().outcome, _last().code) == ("registration:worklist", Outcome.REFUSED, "not_permitted")


def test_a_refused_page_tells_the_number_to_mention(alice, charlie, site, logged_in) -> None:
    for answer in (
        logged_in(alice).get(reverse("registration:worklist")),
        logged_in(charlie).get(reverse("register:board", args=[site.pk])),
    ):
        assert answer[HEADER] in answer.content.decode()


def test_our_own_mistake_is_written_down_and_tells_its_number(alice, site, logged_in, monkeypatch) -> None:
    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("thoes.register.web.board.own_site", broken)
    client = logged_in(alice)
    client.raise_request_exception = False

    answer = client.get(reverse("register:board", args=[site.pk]))

    assert (answer.status_code, _last().outcome) == (500, Outcome.FAILED)
    assert answer[HEADER] in answer.content.decode()


def test_a_change_a_refused_change_and_a_form_that_came_back_are_told_apart(alice, site, logged_in) -> None:
    client, path = logged_in(alice), reverse("register:check-in", args=[site.pk])
    bed = site.units.get(name="K1").beds.get(name="A")
    fields = {
        "bed": str(bed.pk), "arrival": timezone.localdate().isoformat(), "document_kind": "passport",
        "family_name": "Proefpersoon", "given_name": "Jan", "residence": "Opole",
    }  # fmt: skip

    outcomes = []
    for sent in (fields, {**fields, "family_name": "Anderman"}, {}):
        client.post(path, {**sent, "nonce": str(uuid4())})
        outcomes.append((_last().action, _last().outcome, bool(_last().code)))

    assert outcomes == [
        (Action.CHANGE, Outcome.DONE, False),
        (Action.CHANGE, Outcome.REFUSED, True),
        (Action.CHANGE, Outcome.SHOWN_AGAIN, False),
    ]


def test_a_file_is_written_down_as_taken(worker, alice, site, logged_in) -> None:
    logged_in(alice).get(reverse("register:tonight-pdf", args=[site.pk]))

    assert (_last().action, _last().event, _last().outcome) == (Action.DOWNLOAD, "register:tonight-pdf", Outcome.DONE)


def test_what_accounts_wrote_down_is_not_written_twice(alice, logged_in) -> None:
    before = AuditRecord.objects.count()

    answer = logged_in(alice).post(reverse("accounts:logout"))

    event = AccountEvent.objects.get(verb=AccountEvent.Verb.LOGGED_OUT)
    assert event.trace_id.hex == answer[HEADER]
    assert AuditRecord.objects.count() == before


def test_nobody_without_an_account_is_written_down(site) -> None:
    Client().get(reverse("register:board", args=[site.pk]))

    assert AuditRecord.objects.count() == 0


def test_a_change_that_fails_leaves_no_line_that_says_it_was_done(alice) -> None:
    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        record_action(action=Action.CHANGE, event="test", outcome=Outcome.DONE, at=timezone.now(), actor=alice)
        transaction.set_rollback(True)

    assert AuditRecord.objects.count() == 0


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("no address", ""),
        (None, ""),
    ],
)
def test_of_an_address_the_network_is_kept(address, network) -> None:
    assert network_of(address) == network


def _act(actor: Actor, event: str, outcome: Outcome = Outcome.DONE) -> None:
    record_action(action=Action.ACCESS, event=event, outcome=outcome, at=timezone.now(), actor=actor)


@pytest.mark.parametrize("table", ["privacy_auditrecord", "privacy_processingrecord"])
def test_an_organisation_sees_its_own_lines_only(alice, charlie, table) -> None:
    for actor in (alice, charlie):
        _act(actor, "test")
        look_at(actor=actor, activity="test", purpose=KEEP_NIGHT_REGISTER, persons=[uuid4()], at=timezone.now())

    counts = []
    for actor in (alice, charlie, None):
        with as_tenant(actor, KEEP_NIGHT_REGISTER), connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
            counts.append(cursor.fetchone()[0])

    assert counts == [1, 1, 0]


ADDITIONS = {
    "privacy_auditrecord": (
        "(at, trace_id, action, event, outcome, code, role, subject_kind, network, actor_kind, code_hash, organisation_id)"
        " VALUES (now(), gen_random_uuid(), 'access', 'false', 'done', '', '', '', '', 'member', '', '{organisation}')"
    ),
    "privacy_logseal": (
        "(log, number, sealed_at, algorithm, layout, after_id, up_to_id, record_ids, hashes, previous_seal_hash, seal_hash)"
        " VALUES ('audit', 99, now(), 'sha256', 1, 0, 1, '{{1}}', '', '', '')"
    ),
    "privacy_logcheck": "(at, records, seals, has_anchor, problems) VALUES (now(), 1, 1, true, '[]')",
}


@pytest.mark.parametrize("table", ADDITIONS)
def test_the_role_of_the_application_can_not_add_change_remove_or_empty(alice, table) -> None:
    addition = f"INSERT INTO {table} " + ADDITIONS[table].format(organisation=alice.organisation_id)
    with connection.cursor() as cursor:
        # The same statement works for the owner, so it is the role that is refused below.
        cursor.execute(addition)

    changes = (f"TRUNCATE {table}", f"UPDATE {table} SET id = id + 1", f"DELETE FROM {table}")  # noqa: S608
    for statement, refusal in (
        (addition, "row-level security"),
        *((change, "permission denied") for change in changes),
    ):
        with (
            pytest.raises(DatabaseError, match=refusal),
            as_tenant(alice, KEEP_NIGHT_REGISTER),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


@pytest.mark.parametrize("table", ADDITIONS)
def test_who_sets_the_trigger_aside_can_not_change_a_log_over_all_rows_either(table) -> None:
    for change in (f"UPDATE {table} SET id = id + 1", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(DatabaseError, match="permission denied"), cross_tenant(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL pgtrigger.ignore = '{{{table}:stays}}'; {change}")


def test_the_officers_reads_filter_and_tell_no_other_organisation(alice, charlie) -> None:
    persons = [uuid4(), uuid4()]
    now = timezone.now()
    look_at(actor=alice, activity="old", purpose=KEEP_NIGHT_REGISTER, persons=persons, at=now - timedelta(9))
    look_at(actor=alice, activity="new", purpose=HOUSING_PERMITS, persons=persons[:1], at=now)
    look_at(actor=charlie, activity="his", purpose=HOUSING_PERMITS, persons=persons, at=now)
    own = alice.organisation_id

    def activities(**wanted) -> list[str]:
        with as_tenant(alice, KEEP_NIGHT_REGISTER):
            return [row.activity for row in accesses_by(LogFilter(own, **wanted)).rows]

    assert activities() == ["new", "old", "old"]
    assert activities(since=now - timedelta(1)) == ["new"]
    assert activities(until=now - timedelta(1)) == ["old", "old"]
    assert activities(purpose=HOUSING_PERMITS) == ["new"]
    assert activities(person_id=persons[1]) == ["old"]
    assert activities(user_id=charlie.user_id) == []
    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        assert accesses_by(LogFilter(charlie.organisation_id)).total == 0
        assert (accesses_by(LogFilter(own), limit=2).total, len(accesses_by(LogFilter(own), limit=2).rows)) == (3, 2)


def test_the_officer_reads_role_and_network_beside_a_look_and_the_refusals_apart(
    worker, alice, charlie, site, logged_in
) -> None:
    logged_in(alice).get(reverse("register:board", args=[site.pk]), REMOTE_ADDR="192.0.2.77")
    logged_in(charlie).get(reverse("register:board", args=[site.pk]))

    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        (access,) = accesses_by(LogFilter(alice.organisation_id)).rows
        none = refusals_of(LogFilter(alice.organisation_id)).total
    with as_tenant(charlie, KEEP_NIGHT_REGISTER):
        (refused,) = refusals_of(LogFilter(charlie.organisation_id)).rows
        downloads = actions_of(LogFilter(charlie.organisation_id), actions=[Action.DOWNLOAD]).total

    assert (access.role, access.network) == (SITE_MANAGER, "192.0.2.0/24")
    assert (refused.event, refused.code, refused.subject_id) == ("register:board", "somebody_elses", site.pk)
    assert (none, downloads) == (0, 0)


def test_the_reads_of_a_page_are_few_however_many_rows(alice, django_assert_max_num_queries) -> None:
    look_at(
        actor=alice,
        activity="test",
        purpose=KEEP_NIGHT_REGISTER,
        persons=[uuid4() for _ in range(60)],
        at=timezone.now(),
    )

    with django_assert_max_num_queries(3):
        assert accesses_by(LogFilter(alice.organisation_id)).total == 60


def test_an_exported_line_has_what_the_logbook_asks_and_nobody_of_the_staff(alice) -> None:
    person = uuid4()
    look_at(actor=alice, activity="board", purpose=KEEP_NIGHT_REGISTER, persons=[person], at=timezone.now())

    result = CliRunner().invoke(export_log)

    line = json.loads(result.stdout)
    assert (len(line["trace_id"]), len(line["span_id"]), line["status"], line["name"]) == (32, 16, "Ok", "board")
    assert line["start_time"] == line["end_time"] > 1_700_000_000_000
    assert line["attributes"] == {
        "dpl.core.processing_activity_id": "urn:thoes:processing:keep_night_register",
        "dpl.core.data_subject_id": str(person),
        "dpl.core.data_subject_id_type": "thoes-person-number",
    }
    assert str(alice.user_id) not in result.stdout


def test_a_command_that_uses_people_is_written_down(tmp_path) -> None:
    result = CliRunner().invoke(thoes, ["export-log", "--output", str(tmp_path / "log.jsonl")])
    again = CliRunner().invoke(thoes, ["export-log", "--output", str(tmp_path / "log.jsonl")])
    CliRunner().invoke(thoes, ["export-log", "--help"])

    assert (result.exit_code, again.exit_code) == (0, 1)
    lines = AuditRecord.objects.order_by("pk").values_list("action", "event", "outcome", "user_id")
    assert list(lines) == [
        ("command", "command:export-log", "done", None),
        ("command", "command:export-log", "refused", None),
    ]


# Why a command is not written down.
NOT_WRITTEN_DOWN = {
    "demo": "made-up people only",
    "serve": "its pages write down themselves",
    "worker": "its jobs write down themselves",
    "build": "makes files of the program",
    "duty": "knows no database",
    "retention": "knows no database",
    "link-lists": "knows no database",
    "estimate": "knows no database",
    "need": "knows no database",
    "forecast": "knows no database",
    "rulebook": "prints what the program holds",
    "dpia": "prints what the program declares",
    "translations": "prints what the program holds",
    "guide": "prints and writes texts that everybody may read",
    "verify-log": "keeps its own record",
    "doctor": "prints numbers and changes nothing",
}


def test_every_command_is_written_down_or_has_a_reason_why_not() -> None:
    assert sorted(COMMANDS) == sorted([*WRITTEN_DOWN, *NOT_WRITTEN_DOWN])


def test_a_list_of_sites_from_the_terminal_is_written_down_as_a_list_of_stays_is(tmp_path, provider, site) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("naam;adres;gemeente\nHof De Proef;Proefweg 70, 5911 AB Venlo;Venlo\n", encoding="utf-8")

    sites = CliRunner().invoke(thoes, ["import-sites", str(path), "--provider", provider.name])
    stays = CliRunner().invoke(thoes, ["import", str(path), "--site", site.code])

    assert (sites.exit_code, stays.exit_code) == (0, 2)
    assert list(AuditRecord.objects.order_by("pk").values_list("event", "outcome")) == [
        ("command:import-sites", "done"),
        ("command:import", "refused"),
    ]


def test_a_refusal_behind_a_page_that_is_not_there_keeps_its_code(alice, site, logged_in, monkeypatch) -> None:
    def refuse(*args, **kwargs):
        raise Http404 from Refusal("stay_gone")

    monkeypatch.setattr("thoes.register.web.board.own_site", refuse)

    logged_in(alice).get(reverse("register:board", args=[site.pk]))

    assert _last().code == "stay_gone"
