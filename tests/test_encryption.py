"""No name is readable in the database or the files; it is found all the same, and the keys can be changed while it works."""

import json
import tarfile
from collections import Counter
from datetime import timedelta
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, connection, models, transaction
from django.urls import reverse
from django.utils import timezone

from tests.looking_everywhere import where, where_readable
from thoes.cli import keys as key_commands
from thoes.cli.archives.restoring import restore_archive
from thoes.cli.backup import backup
from thoes.cli.keys import rotate_keys
from thoes.foundation.encryption import rotation
from thoes.foundation.encryption.checking import complaints
from thoes.foundation.encryption.fields import EncryptedField
from thoes.foundation.encryption.keys import EncryptionError, add_key, ensure_keys, key_file, keyring
from thoes.foundation.models import OutgoingMail
from thoes.foundation.modules import held_in, modules
from thoes.foundation.outbox import put_in_outbox
from thoes.housing.models import Permit, PermitKind, PermitTransfer
from thoes.imports.tests.handing_in import checked
from thoes.matching.models import MatchLine, MatchRun
from thoes.pipeline.models import Initiative, PrivateInitiator
from thoes.register.models import Worker
from thoes.register.public import Declared, DeclaredWorker, check_in, workers_named
from thoes.register.services.workers import correct_worker
from thoes.registration.public import assess_persons
from thoes.rights.models import Proof, Request, RequestKind

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FAMILY, GIVEN, HOME, NUMBER, BORN = "Wegwisser", "Zbigniewa", "Opoleskie", "ZZX123456", "1987-06-05"
EVERYTHING = (FAMILY, GIVEN, HOME, NUMBER, BORN)
PLACES = {
    "register_worker", "register_workerevent", "intake_run", "intake_rejectedline", "matching_matchline",
    "rights_request", "housing_permit", "housing_permitevent", "housing_permittransfer", "pipeline_privateinitiator",
    "foundation_outgoingmail",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path, monkeypatch) -> None:
    settings.THOES_KEY_FILE = tmp_path / "keys" / "names.json"
    settings.MEDIA_ROOT = tmp_path / "files"
    ensure_keys(on=timezone.localdate())
    monkeypatch.setattr(key_commands, "_UNTIL_ALL_KNOW_IT", 0)


@pytest.fixture
def sleeps():
    """sleeps(actor, site, "Family", "Given") -> the worker, who came 150 nights ago."""

    def sleeps(actor, site, family=FAMILY, given=GIVEN, **facts) -> Worker:
        line = Declared(
            site_id=site.pk,
            arrival=timezone.localdate() - timedelta(days=150),
            worker=DeclaredWorker(family_name=family, given_name=given, **facts),
        )
        _, (result,) = check_in(actor=actor, arrivals=[line], at=timezone.now(), nonce=None)
        assert result.refusal is None
        return Worker.objects.get(stays__stay_id=result.stay_id)

    return sleeps


@pytest.fixture
def everywhere(alice, bob, vera, venlo, site, sleeps) -> Worker:
    """Somebody whose name, home, number and birth date stand in every place they can."""
    today, at = timezone.localdate(), timezone.now()
    facts = {"residence": HOME, "document_number": NUMBER, "date_of_birth": today.fromisoformat(BORN)}
    worker = sleeps(alice, site, **facts)
    correct_worker(
        actor=alice, worker_id=worker.pk, facts=DeclaredWorker(family_name=FAMILY, given_name=f"{GIVEN} Ewa", **facts)
    )
    text = f"naam;aankomst\n{GIVEN} {FAMILY};gisteren\n"
    checked(alice, site, text.encode(), name=f"{FAMILY}.csv", at=at)
    match = MatchRun.objects.create(
        municipality=venlo, source="file", title=f"{FAMILY}.csv", made_at=at, made_by=bob.user_id, throw_away_on=today
    )
    MatchLine.objects.create(
        run=match, municipality=venlo, line=2, given_name=GIVEN, family_name=FAMILY, date_of_birth=BORN,
        address=f"{HOME} 1", registered_on=today, register="brp",
    )  # fmt: skip
    Request.objects.create(
        organisation_id=bob.organisation_id, municipality=venlo, person=worker.person, kind=RequestKind.ACCESS,
        received_on=today, due_on=today, proof=Proof.PASSPORT, text=f"{FAMILY}: {NUMBER}", recorded_at=at,
        recorded_by=bob.user_id, nonce=uuid4(), extension_reason=FAMILY,
    )  # fmt: skip
    permit = Permit.objects.create(
        site=site, kind=PermitKind.LETTING, number="Z-1", holder=f"{GIVEN} {FAMILY}", holder_is_private=True,
        valid_from=today, conditions=f"Only for {FAMILY}", recorded_at=at,
    )  # fmt: skip
    PermitTransfer.objects.create(permit=permit, site=site, from_date=today, holder=FAMILY, recorded_at=at)
    plan = Initiative.objects.create(title="Hof", municipality=venlo, place="Straat", phase_since=today, recorded_at=at)
    PrivateInitiator.objects.create(initiative=plan, name=FAMILY)
    put_in_outbox(key="k", to=f"{FAMILY.lower()}@example.nl", subject=FAMILY, body=f"{GIVEN} {FAMILY}", at=at)
    return Worker.objects.get(pk=worker.pk)


def test_nothing_that_identifies_is_readable_in_any_table_or_file(everywhere, settings) -> None:
    assert set(where(FAMILY, settings.MEDIA_ROOT)) >= PLACES

    assert {text: where_readable(text, settings.MEDIA_ROOT) for text in EVERYTHING} == {text: [] for text in EVERYTHING}


def test_every_text_of_somebody_is_encrypted_or_says_beside_it_why_it_identifies_nobody() -> None:
    described = [
        (field, table.fields.get(field.column))
        for module in modules()
        for table in module.tables
        if table.model.__module__.startswith(("thoes.", "tests."))
        for field in table.model._meta.concrete_fields
    ]

    assert described
    assert [str(field) for field, held in described if held and _may_identify(field) and not held.plain] == []
    assert [str(field) for field, held in described if held and held.plain and not _may_identify(field)] == []


def test_every_text_in_a_table_without_people_was_said_to_be_of_nobody() -> None:
    texts = [
        field
        for module in modules()
        for table in module.without_people
        for field in table.model._meta.concrete_fields
        if _may_identify(field)
    ]

    assert texts
    assert [str(field) for field in texts if held_in(field) is not None] == []


def _may_identify(field: models.Field) -> bool:
    if isinstance(field, EncryptedField) or field.choices or field.is_relation or field.name.startswith("pgh_"):
        return False
    if field.primary_key and field.name == "code":
        return False
    inner = field.base_field if isinstance(field, ArrayField) else field
    if isinstance(inner, models.CharField | models.TextField | models.JSONField) and not inner.choices:
        # Lists of codes of local fields are choices of a municipality.
        return not isinstance(field, ArrayField) or field.name not in ("local_fields", "fields")
    return "birth" in field.name


@pytest.mark.parametrize(
    "text",
    ["zoltyn", "Żół", "żółtyński", "ania zolt", "Zolt Ania", "ZOLTYNSKI, ANIA", "oltyn", "an", "zo an"],
)
def test_a_name_is_found_by_its_beginning_with_or_without_accents_swapped_and_in_the_middle(
    text, alice, site, sleeps
) -> None:
    found = sleeps(alice, site, "Żółtyński", "Ania")
    sleeps(alice, site, "Nowak", "Jan")

    assert [one.worker_id for one in workers_named(Worker.objects.all(), text)] == [found.pk]


def test_a_name_in_cyrillic_is_found_in_latin_and_the_other_way_round(alice, site, sleeps) -> None:
    cyrillic, latin = sleeps(alice, site, "Шевченко", "Олена"), sleeps(alice, site, "Bondar", "Ivan")

    assert [one.worker_id for one in workers_named(Worker.objects.all(), "shevch")] == [cyrillic.pk]
    assert [one.worker_id for one in workers_named(Worker.objects.all(), "Бондар")] == [latin.pk]


def test_every_search_page_finds_within_its_own_borders(alice, charlie, bob, site, sleeps, logged_in) -> None:
    sleeps(alice, site, "Żółtyński", "Ania")
    assess_persons(persons=None, on=timezone.localdate())
    pages = [reverse("register:search"), reverse("registration:worklist")]

    for text in ("zolt", "ltyns"):
        seen = [logged_in(actor).get(page, {"q": text}) for actor, page in zip((alice, bob), pages, strict=True)]
        assert ["Żółtyński" in answer.content.decode() for answer in seen] == [True, True]
    assert "Żółtyński" not in logged_in(charlie).get(pages[0], {"q": "zolt"}).content.decode()


def test_the_same_name_has_another_key_at_another_provider(
    alice, charlie, site, other_provider, venlo, make_site, sleeps
) -> None:
    own, other = sleeps(alice, site), sleeps(charlie, make_site(other_provider, venlo))

    assert own.family_name == other.family_name
    assert bytes(own.name_key) != bytes(other.name_key)


def test_the_database_still_refuses_a_worker_without_a_name(alice, site, sleeps) -> None:
    worker = sleeps(alice, site)

    with pytest.raises(DatabaseError, match="worker_has_a_name"), transaction.atomic():
        Worker.objects.filter(pk=worker.pk).update(family_name="")


def test_a_name_that_is_too_long_is_refused_as_before(alice, site, sleeps) -> None:
    worker = sleeps(alice, site)

    with pytest.raises(DatabaseError):
        Worker.objects.filter(pk=worker.pk).update(family_name="x" * 101)


def test_after_a_rotation_everything_reads_and_is_found_and_the_old_key_can_go(everywhere, settings, alice) -> None:
    old, history = keyring().newest, Worker.pgh_event_model.objects.count()

    answer = CliRunner().invoke(rotate_keys)

    assert answer.exit_code == 0, answer.output
    assert rotation.keys_in_use() == {keyring().newest.name} != {old.name}
    assert CliRunner().invoke(rotate_keys, ["--retire"]).exit_code == 0
    assert [key.name for key in keyring().keys] == [keyring().newest.name]
    assert set(where(FAMILY, settings.MEDIA_ROOT)) >= PLACES
    assert list(complaints()) == []
    assert Worker.pgh_event_model.objects.count() == history
    assert [one.worker_id for one in workers_named(Worker.objects.all(), FAMILY)] == [everywhere.pk]
    assert _known_again(alice, everywhere)


def _known_again(alice, worker: Worker) -> bool:
    """Whether the housing provider finds its own worker by the whole name."""
    line = Declared(
        site_id=worker.stays.get().site_id,
        arrival=timezone.localdate() - timedelta(days=150),
        worker=DeclaredWorker(family_name=worker.given_name, given_name=worker.family_name, residence=HOME),
    )
    check_in(actor=alice, arrivals=[line], at=timezone.now(), nonce=None)
    return Worker.objects.count() == 1


def test_a_rotation_that_was_killed_goes_on_and_meanwhile_both_keys_read_and_find(
    alice, site, sleeps, monkeypatch
) -> None:
    names = ["Aalbers", "Bondar", "Czerny", "Dudek"]
    workers = [sleeps(alice, site, name, "Ewa") for name in names]
    monkeypatch.setattr(rotation, "BATCH", 1)
    done = Counter()

    def dying(model):
        for rows in rotation.renew_rows(model):
            done[model] += rows
            yield rows
            if done[Worker] == 2:
                raise KeyboardInterrupt

    monkeypatch.setattr(key_commands, "renew_rows", dying)
    assert CliRunner().invoke(rotate_keys).exit_code != 0
    begun = keyring().newest

    assert rotation.count_stale(Worker) == 2
    assert {one.family_name for one in workers_named(Worker.objects.all(), "ewa")} == set(names)
    for worker in workers:
        assert _found_by_key(alice, site, worker)
    refused = CliRunner().invoke(rotate_keys, ["--retire"])
    assert (refused.exit_code, "is still needed" in refused.output) == (1, True)
    assert len(keyring().keys) == 2
    monkeypatch.setattr(key_commands, "renew_rows", rotation.renew_rows)

    assert CliRunner().invoke(rotate_keys).exit_code == 0

    assert keyring().newest == begun
    assert rotation.keys_in_use() == {begun.name}


def _found_by_key(alice, site, worker: Worker) -> bool:
    before = Worker.objects.count()
    line = Declared(
        site_id=site.pk,
        arrival=timezone.localdate() - timedelta(days=150),
        worker=DeclaredWorker(family_name=worker.family_name, given_name=worker.given_name),
    )
    check_in(actor=alice, arrivals=[line], at=timezone.now(), nonce=None)
    return Worker.objects.count() == before


def test_a_second_rotation_begins_only_after_the_old_key_is_out(alice, site, sleeps) -> None:
    sleeps(alice, site)
    CliRunner().invoke(rotate_keys)
    first = keyring().newest

    again = CliRunner().invoke(rotate_keys)

    assert (again.exit_code, keyring().newest) == (0, first)


def test_what_a_server_wrote_with_the_old_key_meanwhile_is_taken_along(alice, site, sleeps, monkeypatch) -> None:
    sleeps(alice, site, "Aalbers")
    rounds = []

    def late(model):
        yield from rotation.renew_rows(model)
        if model is Worker and not rounds:
            rounds.append(1)
            Worker.objects.update(residence="Opole")
            with connection.cursor() as cursor:
                old = keyring().keys[0]
                cursor.execute("UPDATE register_worker SET name_key = %s || substring(name_key FROM 5)", [old.id])

    monkeypatch.setattr(key_commands, "renew_rows", late)

    assert CliRunner().invoke(rotate_keys).exit_code == 0

    assert rotation.keys_in_use() == {keyring().newest.name}


def test_the_wrong_key_file_is_said_with_what_to_do_and_changes_nothing(everywhere, settings, tmp_path) -> None:
    needed = keyring().newest.name
    settings.THOES_KEY_FILE = tmp_path / "elsewhere.json"
    ensure_keys(on=timezone.localdate())

    (complaint,) = complaints()
    refused = CliRunner().invoke(rotate_keys)

    assert needed in complaint
    assert "Put back the key file that belongs to this database" in complaint
    assert (refused.exit_code, needed in refused.output, len(keyring().keys)) == (1, True, 1)


def test_a_lost_key_file_is_said_and_not_made_anew(everywhere) -> None:
    key_file().unlink()

    (complaint,) = complaints()

    assert "Put the file back" in complaint
    assert not key_file().exists()


def test_keys_that_others_can_read_are_complained_of(alice, site, sleeps) -> None:
    sleeps(alice, site)
    key_file().chmod(0o644)

    assert [complaint for complaint in complaints() if "chmod 600" in complaint]


@pytest.mark.slow
def test_a_backup_holds_no_key_says_which_it_needs_and_is_not_put_back_without(everywhere, tmp_path, settings) -> None:
    archive, needed = tmp_path / "thoes.tar.gz", keyring().newest.name
    made = CliRunner().invoke(backup, [str(archive)])
    assert made.exit_code == 0, made.output

    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path / "out", filter="data")
    kept = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    (key,) = json.loads(key_file().read_text())["keys"]

    assert key["encryption"].encode() not in kept
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["keys"] == [needed]
    settings.THOES_KEY_FILE = tmp_path / "nothing.json"
    with pytest.raises(EncryptionError, match=needed):
        restore_archive(archive, keys=None, at=timezone.now())


def test_whether_an_encrypted_field_is_blank_can_still_be_asked() -> None:
    put_in_outbox(key="k", to="a@example.nl", subject="s", body="b", at=timezone.now())

    assert OutgoingMail.objects.exclude(body="").count() == 1


def test_a_new_key_is_known_to_a_process_that_read_the_old_one(alice, site, sleeps) -> None:
    worker = sleeps(alice, site)
    add_key(on=timezone.localdate())
    Worker.objects.filter(pk=worker.pk).update(residence=HOME)

    assert Worker.objects.get(pk=worker.pk).residence == HOME
