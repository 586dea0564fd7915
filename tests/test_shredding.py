"""Erasing: by the term that was set, from every place a name stands, repeatable, and proven by looking everywhere."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.looking_everywhere import everything, where
from thoes.accounts.models import Membership
from thoes.accounts.public import ADMINISTRATOR, PROVIDER_ADMINISTRATOR, Actor, actor_of
from thoes.cli.shred import shred as shred_command
from thoes.foundation.modules import Purpose, Role
from thoes.housing.models import Permit
from thoes.housing.public import HOUSING_PERMITS, KEEP_NIGHT_REGISTER
from thoes.imports.tests.handing_in import handed_in
from thoes.intake.models import RejectedLine
from thoes.intake.models import Run as ImportRun
from thoes.kernel.refusals import Refusal
from thoes.matching.models import MatchLine, MatchRun, Proposal
from thoes.privacy.auditing.verifying import problems_in, verify_logs
from thoes.privacy.models import ProcessingRecord, RetentionTerm, Shredding
from thoes.privacy.public import as_tenant, declared_shredders, dry_run, kept_tables, seal_logs, shred
from thoes.privacy.retention import shredding
from thoes.privacy.retention.deciding import controller_of, set_term, terms_by_purpose
from thoes.privacy.tests.acting import look_at
from thoes.register.models import Merge, Person, Stay, Worker
from thoes.register.public import (
    BRP_REGISTRATION,
    Declared,
    DeclaredWorker,
    check_in,
    check_out,
    find_duplicates,
    kept_persons,
    merge_workers,
    nights_of_persons,
)
from thoes.registration.models import Assessment, BrpRegistration, FollowUp, Session, Slot, SlotOutcome
from thoes.registration.public import assess_persons

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FAMILY, GIVEN = "Wegwisser", "Zbigniewa"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def sleep(today):
    """sleep(actor, site, "Name", arrived=200, left=100) -> the worker; left=None: is still there. Days are days ago."""

    def sleep(actor, site, family, given="Ewa", *, arrived=200, left=None) -> Worker:
        line = Declared(
            site_id=site.pk,
            arrival=today - timedelta(days=arrived),
            departure=None if left is None else today - timedelta(days=left),
            worker=DeclaredWorker(
                family_name=family, given_name=given, residence="Opole", document_number="ZZX123456", nationality="PL"
            ),
        )
        _, (result,) = check_in(actor=actor, arrivals=[line], at=timezone.now(), nonce=None)
        assert result.refusal is None
        return Worker.objects.get(stays__stay_id=result.stay_id)

    return sleep


def _as(actor: Actor, role: Role) -> Actor:
    membership = Membership.objects.get(user_id=actor.user_id)
    membership.role = role
    return actor_of(membership)


@pytest.fixture
def hanna(alice) -> Actor:
    """Administrator of Alice's housing provider."""
    return _as(alice, PROVIDER_ADMINISTRATOR)


@pytest.fixture
def ada(bob) -> Actor:
    """Administrator of Venlo."""
    return _as(bob, ADMINISTRATOR)


def _term(actor: Actor, purpose: Purpose, number: int, unit: str = "days") -> RetentionTerm | None:
    return set_term(
        actor=actor, purpose=purpose, number=number, unit=unit, ground="Proefbesluit art. 1", at=timezone.now()
    )


def _shred(today: date) -> int:
    return shred(on=today, at=timezone.now())


def _desk_work(person: UUID, venlo, bob, site, when: date) -> None:
    at, batch = timezone.now(), uuid4()
    session = Session.objects.create(
        municipality=venlo,
        site=site,
        on=when,
        starts="09:00",
        slot_minutes=15,
        desks=1,
        made_at=at,
        made_by=bob.user_id,
    )
    Slot.objects.create(
        session=session, municipality=venlo, person_id=person, row=0, desk=0, language="pl", outcome=SlotOutcome.DONE,
        changed_at=at, changed_by=bob.user_id,
    )  # fmt: skip
    registration = BrpRegistration.objects.create(
        person_id=person, municipality=venlo, registered_on=when, recorded_at=at
    )
    informed = FollowUp.objects.create(
        person_id=person, municipality=venlo, state="informed", on=when, next_on=when, batch=uuid4(), recorded_at=at,
        superseded_at=at,
    )  # fmt: skip
    FollowUp.objects.create(
        person_id=person, municipality=venlo, state="registered", on=when, next_on=when, batch=batch, recorded_at=at,
        registration=registration, previous=informed,
    )  # fmt: skip
    run = MatchRun.objects.create(
        municipality=venlo, source="file", title="uittreksel.csv", made_at=at - timedelta(days=90),
        made_by=bob.user_id, throw_away_on=when,
    )  # fmt: skip
    line = MatchLine.objects.create(
        run=run, municipality=venlo, line=2, given_name=GIVEN, family_name=FAMILY, registered_on=when, register="brp",
        confirmed_person_id=person, batch=batch,
    )  # fmt: skip
    Proposal.objects.create(
        line=line, municipality=venlo, person_id=person, verdict="certain", name="same", birth="same", address="same"
    )


@pytest.fixture
def everywhere(alice, bob, site, venlo, sleep, today, settings) -> Worker:
    """Somebody who left a hundred days ago, and whose name stands in every place it can."""
    worker = sleep(alice, site, FAMILY, GIVEN, arrived=300, left=100)
    worker.residence = "Opole Nowe"
    worker.save()
    other = sleep(alice, site, "Wegwiser", GIVEN, arrived=90, left=70)
    find_duplicates(at=timezone.now())
    merge_workers(actor=alice, first=worker.pk, second=other.pk, at=timezone.now())
    person = Worker.objects.get(pk=worker.pk).person_id
    _desk_work(person, venlo, bob, site, today - timedelta(days=110))
    look_at(actor=bob, activity="test", purpose=BRP_REGISTRATION, persons=[person], at=timezone.now())
    text = f"naam;aankomst\n{GIVEN} {FAMILY};gisteren\n"
    run = handed_in(alice, site, text.encode(), name=f"{FAMILY}.csv", at=timezone.now())
    ImportRun.objects.filter(pk=run.pk).update(
        status="done",
        sheets=[{"name": "Blad1", "fingerprint": "x", "headers": ["naam"], "fields": [], "samples": [[FAMILY]]}],
    )
    RejectedLine.objects.create(
        run=run, sheet="Blad1", line=2, problems=[{"field": "arrival", "code": "date_unreadable", "facts": {}}],
        cells=[f"{FAMILY.upper()}, {GIVEN}", "gisteren"],
    )  # fmt: skip
    assess_persons(persons=None, on=today)
    assert len(where(FAMILY, settings.MEDIA_ROOT)) >= 6
    return worker


def test_after_erasing_the_name_stands_nowhere_and_the_stay_is_still_there(
    everywhere, hanna, ada, today, settings
) -> None:
    before = Worker.objects.get(pk=everywhere.pk).person_id
    stays = Stay.objects.count()
    _term(hanna, KEEP_NIGHT_REGISTER, 1, "weeks")
    _term(ada, BRP_REGISTRATION, 1, "weeks")

    _shred(today)

    for text in (FAMILY, GIVEN, "ZZX123456", "Opole"):
        assert where(text, settings.MEDIA_ROOT) == [], text
    assert Stay.objects.count() == stays
    assert Worker.objects.filter(erased_at=None).count() == 0
    # The log still says that somebody was looked at; the number in it leads to nobody any more.
    assert ProcessingRecord.objects.filter(person_id=before).count() == 1
    assert not Person.objects.filter(pk=before).exists()
    assert [line.split(":")[0] for line in everything().splitlines() if str(before) in line] == [
        "privacy_processingrecord"
    ]
    assert (FollowUp.objects.count(), BrpRegistration.objects.count(), Slot.objects.count()) == (0, 0, 0)
    assert Assessment.objects.count() == 0


def test_erasing_breaks_no_chain_of_the_logs(everywhere, hanna, ada, today) -> None:
    seal_logs(at=timezone.now())
    _term(hanna, KEEP_NIGHT_REGISTER, 1, "weeks")
    _term(ada, BRP_REGISTRATION, 1, "weeks")

    _shred(today)

    (processing, *_others) = reports = verify_logs()
    assert Worker.objects.filter(erased_at=None).count() == 0
    assert (processing.records > 0, processing.waiting, problems_in(reports)) == (True, 0, [])


def test_without_a_term_nothing_goes_and_the_dry_run_says_whose_task_that_is(everywhere, today) -> None:
    assert _shred(today) == 0

    plans = {(plan.shredder.name, plan.controller.name): plan for plan in dry_run(on=today)}
    assert plans["register.workers", "Huisvester Voorbeeld"].term is None
    assert plans["registration.desk", "Venlo"].term is None


def test_a_dry_run_counts_what_then_goes_and_changes_nothing(everywhere, hanna, today) -> None:
    _term(hanna, KEEP_NIGHT_REGISTER, 30)
    before = everything()

    plans = [plan for plan in dry_run(on=today) if plan.shredder.name == "register.workers"]
    assert everything() == before
    _shred(today)

    (plan,) = plans
    done = Shredding.objects.get(shredder="register.workers")
    assert plan.subjects == done.subjects == 2
    assert {table: count for table, count in plan.rows.items() if count} == done.rows


@pytest.mark.parametrize(("days", "erased"), [(99, 1), (100, 1), (101, 0)])
def test_the_term_starts_with_the_end_of_the_last_stay(alice, hanna, site, sleep, today, days, erased) -> None:
    sleep(alice, site, FAMILY, left=100)
    _term(hanna, KEEP_NIGHT_REGISTER, days)

    assert _shred(today) == erased


def test_who_comes_back_is_kept_and_who_is_still_there_too(alice, hanna, site, sleep, today) -> None:
    sleep(alice, site, FAMILY, arrived=300, left=200)
    sleep(alice, site, FAMILY, arrived=20, left=5)
    sleep(alice, site, "Blijver", arrived=300)
    _term(hanna, KEEP_NIGHT_REGISTER, 30)

    assert _shred(today) == 0


def test_who_comes_back_between_the_list_and_the_erasing_is_kept(alice, hanna, site, sleep, today, monkeypatch) -> None:
    sleep(alice, site, FAMILY, arrived=300, left=200)
    _term(hanna, KEEP_NIGHT_REGISTER, 30)
    (shredder,) = [s for s in declared_shredders() if s.name == "register.workers"]
    first_list = type(shredder).due

    def due_then_back(self, controller, *, ended_by, among=None):
        found = first_list(self, controller, ended_by=ended_by, among=among)
        if among is None:
            sleep(alice, site, FAMILY, arrived=3)
        return found

    monkeypatch.setattr(type(shredder), "due", due_then_back)

    assert _shred(today) == 0


def test_erasing_again_changes_nothing(everywhere, hanna, ada, today) -> None:
    _term(hanna, KEEP_NIGHT_REGISTER, 1, "weeks")
    _term(ada, BRP_REGISTRATION, 1, "weeks")
    _shred(today)
    before = everything()

    assert _shred(today) == 0
    assert everything() == before


def test_killed_half_way_the_rest_goes_the_next_time_and_the_proof_adds_up(
    alice, hanna, site, sleep, today, monkeypatch
) -> None:
    for number in range(4):
        sleep(alice, site, f"{FAMILY}{number}", arrived=300 - number * 20, left=290 - number * 20)
    _term(hanna, KEEP_NIGHT_REGISTER, 30)
    monkeypatch.setattr(shredding, "AT_ONCE", 1)
    done: list[int] = []

    def die(count: int) -> None:
        done.append(count)
        if len(done) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shred(on=today, at=timezone.now(), on_progress=die)
    assert Worker.objects.filter(erased_at=None).count() == 2
    _shred(today)

    assert Worker.objects.filter(erased_at=None).count() == 0
    assert sum(row.rows["register_worker"] for row in Shredding.objects.all()) == 4


def test_one_provider_erases_nobody_of_another_and_cuts_the_nights_loose(
    alice, charlie, hanna, site, other_provider, venlo, make_site, bob, sleep, today
) -> None:
    own = sleep(alice, site, FAMILY, arrived=60, left=40)
    elsewhere = sleep(charlie, make_site(other_provider, venlo), FAMILY, arrived=30)
    merge_workers(actor=bob, first=own.pk, second=elsewhere.pk, at=timezone.now())
    person = Worker.objects.get(pk=elsewhere.pk).person_id
    assert len(nights_of_persons([person])) == 2
    _term(hanna, KEEP_NIGHT_REGISTER, 30)

    _shred(today)

    elsewhere.refresh_from_db()
    own.refresh_from_db()
    assert (elsewhere.family_name, elsewhere.person_id) == (FAMILY, person)
    assert own.person_id != person
    assert len(nights_of_persons([person])) == 1


def test_a_merge_that_still_says_where_desk_work_hangs_outlives_one_of_the_two(
    alice, hanna, site, other_provider, venlo, make_site, charlie, bob, sleep, today
) -> None:
    own = sleep(alice, site, FAMILY, arrived=60, left=40)
    elsewhere = sleep(charlie, make_site(other_provider, venlo), FAMILY, arrived=30)
    merge = merge_workers(actor=bob, first=own.pk, second=elsewhere.pk, at=timezone.now())
    FollowUp.objects.create(
        person_id=merge.merged_person_id, municipality=venlo, state="informed", on=today, next_on=today, batch=uuid4(),
        recorded_at=timezone.now(),
    )  # fmt: skip
    _term(hanna, KEEP_NIGHT_REGISTER, 30)

    _shred(today)

    assert kept_persons([merge.merged_person_id]) == {merge.merged_person_id: merge.kept_person_id}
    merge = Merge.objects.get()
    assert own.pk not in {merge.first_id, merge.second_id, *merge.workers.values_list("pk", flat=True)}


def test_a_desk_keeps_its_work_while_the_person_sleeps_there_or_came_by_later(
    alice, bob, ada, site, venlo, sleep, today
) -> None:
    worker = sleep(alice, site, FAMILY, arrived=300)
    _desk_work(worker.person_id, venlo, bob, site, today - timedelta(days=200))
    _term(ada, BRP_REGISTRATION, 30)
    assert _shred(today) == 0

    stay = Stay.objects.get(known_until=None)
    check_out(
        actor=alice, stay_ids=[stay.stay_id], departure=today - timedelta(days=100), at=timezone.now(), nonce=None
    )
    assert _shred(today) == 2  # the work of the desk, and the line of the match

    worker.refresh_from_db()
    assert worker.family_name == FAMILY


def test_a_private_holder_goes_when_the_term_after_the_permit_is_over(vera, ada, site, today, settings) -> None:
    permit = Permit.objects.create(
        site=site, kind="letting", number="1", holder=f"{GIVEN} {FAMILY}", holder_is_private=True,
        valid_from=today - timedelta(days=900), valid_until=today - timedelta(days=100), recorded_at=timezone.now(),
    )  # fmt: skip
    company = Permit.objects.create(
        site=site, kind="letting", number="2", holder="Voorbeeld BV", valid_from=today - timedelta(days=900),
        valid_until=today - timedelta(days=100), recorded_at=timezone.now(),
    )  # fmt: skip
    _term(ada, HOUSING_PERMITS, 100)

    assert _shred(today) == 1

    assert where(FAMILY, settings.MEDIA_ROOT) == []
    permit.refresh_from_db()
    company.refresh_from_db()
    assert (permit.number, company.holder) == ("1", "Voorbeeld BV")


def test_a_term_needs_a_ground_and_is_never_changed(hanna) -> None:
    with pytest.raises(Refusal) as refused:
        set_term(actor=hanna, purpose=KEEP_NIGHT_REGISTER, number=1, unit="years", ground=" ", at=timezone.now())
    assert refused.value.code == "term_needs_a_ground"
    assert all(row.term is None for row in terms_by_purpose(controller_of(hanna), kind="housing_provider"))

    _term(hanna, KEEP_NIGHT_REGISTER, 1, "years")
    assert _term(hanna, KEEP_NIGHT_REGISTER, 1, "years") is None
    with pytest.raises(DatabaseError), transaction.atomic():
        RetentionTerm.objects.update(number=2)


def test_the_proof_cannot_be_changed(everywhere, hanna, today) -> None:
    _term(hanna, KEEP_NIGHT_REGISTER, 30)
    _shred(today)

    with pytest.raises(DatabaseError), transaction.atomic():
        Shredding.objects.all().delete()


def test_the_command_names_numbers_and_no_person(everywhere, hanna) -> None:
    _term(hanna, KEEP_NIGHT_REGISTER, 30)

    told = CliRunner().invoke(shred_command, ["--dry-run"], catch_exceptions=False)

    assert "register_worker" in told.output
    assert FAMILY not in told.output
    assert Worker.objects.filter(erased_at=None).count() == 2


def test_the_erased_are_found_by_nobody(everywhere, alice, hanna, today) -> None:
    _term(hanna, KEEP_NIGHT_REGISTER, 30)
    _shred(today)

    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        assert str(Worker.objects.order_by("pk")[0].name) in ("Naam gewist", "Name erased")
    assert find_duplicates(at=timezone.now()) == 0


def test_every_table_with_personal_data_has_a_shredder_or_a_reason() -> None:
    """Personal is what names or links somebody, what keeps text from a list, and what hangs on such a table."""
    signs = {"person_id", "worker_id", "family_name", "given_name", "holder", "cells", "samples", "confirmed_person_id"}
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith(("thoes.", "tests."))
    ]
    columns = {m._meta.db_table: {f.column for f in m._meta.concrete_fields} for m in models if m._meta.managed}
    personal = {table for table, names in columns.items() if names & signs} | {"register_person", "intake_run"}
    for _ in models:
        personal |= {
            model._meta.db_table
            for model in models
            for field in model._meta.concrete_fields
            if field.is_relation and field.related_model and field.related_model._meta.db_table in personal
        }
    shredded = {table for shredder in declared_shredders() for table in shredder.tables}

    assert {"register_worker", "intake_rejectedline", "matching_matchline"} <= personal
    assert sorted(personal - shredded - set(kept_tables())) == []
    assert sorted(shredded - set(columns)) == []
    assert not shredded & set(kept_tables())
