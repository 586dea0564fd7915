"""Need to know, kept by the database: asked with raw SQL, as the role of the application, without any of our queries."""

from datetime import date, timedelta
from uuid import uuid4

import psycopg
import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from thoes.accounts.public import ADMINISTRATOR, Actor
from thoes.foundation.modules import Role
from thoes.housing.models import Permit, PermitTransfer, QualityLabel, Shortcoming
from thoes.housing.public import (
    HOUSING_PERMITS,
    KEEP_NIGHT_REGISTER,
    SITE_MANAGER,
    SUPERVISE_NIGHT_REGISTER,
    SUPERVISOR,
)
from thoes.pipeline.models import Acquisition, Agreement, Initiative, PrivateInitiator, Question
from thoes.places.models import OrganisationKind
from thoes.privacy.context import RoleNotTaken, refuse_unknown_seal, refuse_wide_role
from thoes.privacy.models import ProcessingRecord
from thoes.privacy.public import WATCH_OVER_USE, Action, Outcome, as_tenant, cross_tenant, record_action
from thoes.privacy.row_security import protected_tables, put_in_place
from thoes.privacy.tests.acting import everyday, look_at
from thoes.register.models import Nights, Person, Stay, Worker
from thoes.register.public import BRP_REGISTRATION, REGISTRATION_CLERK
from thoes.register.queries import believed
from thoes.register.services import Declared, check_in
from thoes.register.services.workers import DeclaredWorker
from thoes.registration.models import BrpRegistration
from thoes.registration.services import assess_persons

pytestmark = pytest.mark.django_db

# A row of these says nothing about anybody by itself.
NOT_PERSONAL = {"register_person": "a random number, made to be shared over borders"}

# Views that narrow themselves, with no column but what their reader may know; each is proven in its own module.
VIEWS = {"work_supplieranswer": "work/tests/test_suppliers.py"}


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 (a name from this file)
        return int(cursor.fetchone()[0])


def _arrive(actor: Actor, site_id: object, name: str) -> None:
    today = timezone.localdate()
    line = Declared(
        site_id=site_id,
        arrival=today - timedelta(days=130),
        worker=DeclaredWorker(family_name=name, given_name="Anna", residence="Opole"),
    )
    _, results = check_in(actor=actor, arrivals=[line], at=timezone.now(), nonce=None)
    assert results[0].refusal is None


@pytest.fixture
def two_providers(alice, charlie, site, weert, make_site, other_provider) -> None:
    """Alice has one worker in Venlo, Charlie one in Weert; each was looked at once, each is assessed."""
    elsewhere = make_site(other_provider, weert)
    _arrive(alice, site.pk, "Voorbeeldska")
    _arrive(charlie, elsewhere.pk, "Andersova")
    for actor in (alice, charlie):
        worker = Worker.objects.get(provider_id=actor.organisation_id)
        look_at(
            actor=actor,
            activity="test",
            purpose=KEEP_NIGHT_REGISTER,
            persons=[worker.person_id],
            at=timezone.now(),
        )
        BrpRegistration.objects.create(
            person_id=worker.person_id,
            municipality_id=worker.stays.get().municipality_id,
            registered_on=date(2026, 1, 1),
            recorded_at=timezone.now(),
        )
    assess_persons(persons=None, on=timezone.localdate())


def _official(kind: OrganisationKind, role: Role) -> Actor:
    """Somebody of an authority that claims Venlo as its territory."""
    return Actor(uuid4(), uuid4(), f"Kantoor {kind.label}", kind, "GM0983", role)


PROVIDERS_TABLES = [
    "register_worker",
    "register_stay",
    "register_workerevent",
    "register_change",
    "privacy_processingrecord",
]
DESK_TABLES = ["registration_assessment", "registration_brpregistration"]


@pytest.mark.parametrize("table", PROVIDERS_TABLES)
def test_a_provider_sees_its_own_rows_and_no_other(two_providers, alice, table) -> None:
    with cross_tenant():
        everything = _count(table)

    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        seen = _count(table)

    assert (seen, everything) == (1, 2)


@pytest.mark.parametrize("table", DESK_TABLES)
def test_a_provider_sees_nothing_of_the_registration_desk(two_providers, alice, table) -> None:
    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        assert _count(table) == 0


@pytest.mark.parametrize("table", ["register_worker", "register_stay", *DESK_TABLES])
def test_venlo_cannot_see_weert(two_providers, bob, table) -> None:
    with as_tenant(bob, BRP_REGISTRATION):
        assert _count(table) == 1


def test_the_clerk_reads_the_worker_of_the_own_territory_by_name(two_providers, bob) -> None:
    with as_tenant(bob, BRP_REGISTRATION):
        assert list(Worker.objects.values_list("family_name", flat=True)) == ["Voorbeeldska"]


def test_a_municipality_without_a_purpose_sees_nobody(two_providers, venlo) -> None:
    administrator = _official(OrganisationKind.MUNICIPALITY, ADMINISTRATOR)

    with as_tenant(administrator, everyday(administrator)):
        assert [_count(table) for table in (*PROVIDERS_TABLES, *DESK_TABLES)] == [0] * 7


def test_a_privacy_officer_sees_the_own_log_and_no_person_at_all(two_providers, pim, fleur) -> None:
    people = sorted(protected_tables() - {"privacy_processingrecord"})

    for officer, accesses in ((pim, 1), (fleur, 0)):
        with as_tenant(officer, everyday(officer)):
            assert {table: _count(table) for table in people if _count(table)} == {}
            assert _count("privacy_processingrecord") == accesses


def test_the_log_shows_an_officer_no_other_organisation_and_takes_no_look_in_its_name(
    two_providers, pim, charlie
) -> None:
    with as_tenant(pim, WATCH_OVER_USE):
        assert not ProcessingRecord.objects.filter(organisation_id=charlie.organisation_id).exists()
        with pytest.raises(ProgrammingError), transaction.atomic():
            ProcessingRecord.objects.create(
                trace_id=uuid4(), at=timezone.now(), activity="t", purpose=WATCH_OVER_USE, legal_ground="x",
                actor_id=charlie.user_id, organisation_id=charlie.organisation_id, person_id=uuid4(),
            )  # fmt: skip


def test_the_supervisor_reads_stays_but_not_the_registration_desk(two_providers, sofie) -> None:
    with as_tenant(sofie, SUPERVISE_NIGHT_REGISTER):
        assert (_count("register_stay"), _count("registration_assessment")) == (1, 0)


@pytest.mark.parametrize("role", [REGISTRATION_CLERK, SUPERVISOR, SITE_MANAGER, ADMINISTRATOR])
def test_the_province_sees_no_person_whatever_the_role(two_providers, role) -> None:
    official = _official(OrganisationKind.PROVINCE, role)
    with as_tenant(official, everyday(official)):
        assert [_count(table) for table in (*PROVIDERS_TABLES, *DESK_TABLES)] == [0] * 7


@pytest.mark.parametrize("table", [*PROVIDERS_TABLES, *DESK_TABLES])
def test_without_a_context_there_are_no_rows(two_providers, table) -> None:
    with as_tenant(None, None):
        assert _count(table) == 0


def test_a_context_ends_with_its_block(two_providers, alice, charlie) -> None:
    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        with cross_tenant():
            assert _count("register_stay") == 2
        assert _count("register_stay") == 1
        with as_tenant(charlie, KEEP_NIGHT_REGISTER):
            assert list(Worker.objects.values_list("family_name", flat=True)) == ["Andersova"]
        assert list(Worker.objects.values_list("family_name", flat=True)) == ["Voorbeeldska"]


def test_a_context_ends_with_its_block_when_the_block_fails(two_providers, alice) -> None:
    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        with pytest.raises(ZeroDivisionError), cross_tenant():
            _ = 1 // 0

        assert _count("register_stay") == 1


def test_a_provider_cannot_write_in_another_ones_site(two_providers, alice, charlie) -> None:
    with cross_tenant():
        worker = Worker.objects.get(provider_id=charlie.organisation_id)

    with as_tenant(alice, KEEP_NIGHT_REGISTER), connection.cursor() as cursor:
        cursor.execute("UPDATE register_worker SET family_name = 'X' WHERE id = %s", [worker.pk])
        changed = cursor.rowcount
        with pytest.raises(ProgrammingError), transaction.atomic():
            Worker.objects.create(person=Person.objects.create(), provider_id=charlie.organisation_id, family_name="Y")

    assert changed == 0


def test_a_municipality_only_reads_the_register(two_providers, bob) -> None:
    with as_tenant(bob, BRP_REGISTRATION), connection.cursor() as cursor:
        cursor.execute("UPDATE register_worker SET family_name = 'X'")
        workers = cursor.rowcount
        cursor.execute("UPDATE register_stay SET known_until = now()")

        assert (workers, cursor.rowcount) == (0, 0)


@pytest.fixture
def housing_in_venlo(site, venlo) -> None:
    """A permit that went over to another, a quality label with a shortcoming, a plan with all that hangs on it."""
    day, now = date(2026, 1, 1), timezone.now()
    permit = Permit.objects.create(
        site=site, kind="letting", number="Z-1", holder="Jan Verzonnen", holder_is_private=True, valid_from=day,
        recorded_at=now,
    )  # fmt: skip
    PermitTransfer.objects.create(permit=permit, site=site, from_date=day, holder="Voorbeeld B.V.", recorded_at=now)
    label = QualityLabel.objects.create(
        site=site, scheme="snf", certificate="S-1", valid_from=day, source="authority", source_day=day, recorded_at=now
    )
    Shortcoming.objects.create(quality_label=label, site=site, text="Rookmelder", found_on=day, recorded_at=now)
    plan = Initiative.objects.create(municipality=venlo, title="Hof De Proef", phase_since=day, recorded_at=now)
    PrivateInitiator.objects.create(initiative=plan, name="Jan Verzonnen")
    Question.objects.create(initiative=plan, asked_on=day, topic="other", text="Hoeveel?", recorded_at=now)
    Agreement.objects.create(initiative=plan, agreed_on=day, text="Een hek", recorded_at=now)
    Acquisition.objects.create(municipality=venlo, company="Voorbeeld B.V.", recorded_at=now)


HOUSING_TABLES = ["housing_permit", "housing_permittransfer", "housing_qualitylabel", "housing_shortcoming"]
PLAN_TABLES = [
    "pipeline_initiative", "pipeline_privateinitiator", "pipeline_question", "pipeline_agreement", "pipeline_acquisition",
]  # fmt: skip


def _written(table: str) -> tuple[int, int]:
    """How many rows raw SQL changes, and how many it removes; nothing of it is kept."""
    with transaction.atomic(), connection.cursor() as cursor:
        key = "initiative_id" if table == "pipeline_privateinitiator" else "id"
        cursor.execute(f"UPDATE {table} SET {key} = {key}")  # noqa: S608 (names from this file)
        changed = cursor.rowcount
        cursor.execute(f"WITH gone AS (DELETE FROM {table} RETURNING 1) SELECT count(*) FROM gone")  # noqa: S608
        removed = int(cursor.fetchone()[0])
        transaction.set_rollback(True)
        return changed, removed


@pytest.mark.parametrize("table", [*HOUSING_TABLES, *PLAN_TABLES])
def test_a_supervisor_reads_housing_for_its_purpose_and_changes_nothing_of_it(
    housing_in_venlo, vera, sofie, table
) -> None:
    with as_tenant(sofie, HOUSING_PERMITS):
        assert _written(table) == (0, 0)
        assert _count(table) == 1 or table not in HOUSING_TABLES
    with as_tenant(vera, HOUSING_PERMITS):
        assert _written(table)[0] == 1


def test_a_supervisor_adds_no_permit_not_even_with_sql(housing_in_venlo, sofie, site) -> None:
    with as_tenant(sofie, HOUSING_PERMITS), pytest.raises(ProgrammingError, match="row-level security"):
        Permit.objects.create(
            site=site, kind="letting", number="Z-2", holder="X", valid_from=date(2026, 1, 1), recorded_at=timezone.now()
        )


@pytest.mark.parametrize("table", ["pipeline_privateinitiator", "pipeline_question"])
def test_a_supervisor_reads_no_private_person_behind_a_plan_and_no_question(housing_in_venlo, sofie, table) -> None:
    with as_tenant(sofie, HOUSING_PERMITS):
        assert _count(table) == 0


def test_the_roles_of_the_application_own_nothing_and_pass_no_policy() -> None:
    roles = ["thoes_app", "thoes_across"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = ANY(%s)", [roles]
        )
        owned = cursor.fetchone()[0]
        cursor.execute(
            "SELECT count(*), bool_or(rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolcanlogin)"
            " FROM pg_roles WHERE rolname = ANY(%s)",
            [roles],
        )

        assert (owned, *cursor.fetchone()) == (0, 2, False)


def test_every_table_with_personal_data_has_a_policy() -> None:
    """Personal is what names a person or a worker, and what hangs on such a table."""
    models = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("thoes.")]
    personal = {
        model._meta.db_table
        for model in models
        if {"person_id", "worker_id", "family_name"} & {field.column for field in model._meta.concrete_fields}
    } | {"register_person"}
    for _ in models:
        personal |= {
            model._meta.db_table
            for model in models
            for field in model._meta.concrete_fields
            if field.is_relation
            and field.related_model is not None
            and field.related_model._meta.db_table in personal | set(NOT_PERSONAL)
        }

    assert {"register_stay", "register_worker", "privacy_processingrecord"} <= personal
    assert sorted(personal - protected_tables() - set(NOT_PERSONAL) - set(VIEWS)) == []


def test_a_process_that_would_see_everybody_by_default_does_not_start(alice) -> None:
    # The tests are connected as the owner, as a pooler that drops the option would leave us.
    with pytest.raises(RoleNotTaken, match="PostgreSQL itself"):
        refuse_wide_role()

    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        refuse_wide_role()


def test_after_a_view_within_a_transaction_nothing_of_it_is_left(alice) -> None:
    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        pass

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('thoes.organisation', true), current_setting('thoes.purpose', true)")
        assert cursor.fetchone() == ("", "")


def _set(**settings: str) -> None:
    with connection.cursor() as cursor:
        for name, value in settings.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name if name == "role" else f"thoes.{name}", value])


def _now_set(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [f"thoes.{name}"])
        return str(cursor.fetchone()[0] or "")


@pytest.fixture
def seal_over_borders(two_providers) -> str:
    """As it is seen by who has SQL in what is counted over all."""
    with cross_tenant():
        return _now_set("seal")


@pytest.mark.parametrize("table", PROVIDERS_TABLES)
@pytest.mark.parametrize("name", ["organisation", "territory", "purpose", "watched", "may"])
def test_a_setting_that_was_changed_under_the_seal_shows_nothing_not_even_the_own_rows(
    two_providers, alice, charlie, table, name
) -> None:
    other = {"territory": "GM0988", "purpose": str(BRP_REGISTRATION)}.get(name, str(charlie.organisation_id))

    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        _set(**{name: other})

        assert _count(table) == 0


def test_a_clerk_who_moves_to_another_territory_under_the_seal_sees_nobody(two_providers, bob) -> None:
    with as_tenant(bob, BRP_REGISTRATION):
        assert _count("register_worker") == 1
        _set(territory="GM0988")
        assert _count("register_worker") == 0
        _set(territory="GM0983")
        assert _count("register_worker") == 1


def test_settings_cannot_be_shifted_into_one_another_under_one_seal(two_providers, bob) -> None:
    with as_tenant(bob, BRP_REGISTRATION):
        organisation, territory = _now_set("organisation"), _now_set("territory")
        _set(organisation="", territory=f"{organisation}\n{territory}")
        assert _count("register_worker") == 0
        _set(organisation=f"{organisation}\n{territory}", territory="")
        assert _count("register_worker") == 0


@pytest.mark.parametrize("table", [*PROVIDERS_TABLES, *DESK_TABLES])
def test_who_takes_the_wide_role_under_the_seal_of_an_actor_sees_and_changes_nothing(
    two_providers, alice, table
) -> None:
    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        _set(role="thoes_across")

        assert _count(table) == 0
        if table == "privacy_processingrecord":
            return
        with connection.cursor() as cursor:
            key = "person_id" if table == "registration_assessment" else "id"
            cursor.execute(f"UPDATE {table} SET {key} = {key}")  # noqa: S608 (names from this file)
            assert cursor.rowcount == 0
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
            assert cursor.rowcount == 0


def test_who_takes_the_wide_role_under_the_seal_of_an_actor_adds_nobody(two_providers, alice, charlie) -> None:
    person = Person.objects.create()
    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        _set(role="thoes_across")

        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Worker.objects.create(person=person, provider_id=charlie.organisation_id, family_name="Y")


def test_the_seal_of_the_wide_role_opens_nothing_for_an_organisation_and_back(seal_over_borders, alice) -> None:
    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        seal = _now_set("seal")
        _set(seal=seal_over_borders)
        assert _count("register_worker") == 0
        _set(seal=seal, role="thoes_across", organisation="")
        assert _count("register_worker") == 0


@pytest.mark.parametrize("seal", ["", "x", "0" * 64])
def test_a_seal_that_somebody_made_up_opens_nothing(two_providers, alice, seal) -> None:
    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        _set(seal=seal)
        assert _count("register_worker") == 0
        _set(role="thoes_across", organisation="")
        assert _count("register_worker") == 0


@pytest.mark.parametrize("role", ["thoes_app", "thoes_across"])
def test_the_key_of_the_seal_is_read_and_changed_by_no_role_of_the_site(alice, role) -> None:
    for statement in (
        "SELECT * FROM thoes_seal_key",
        "UPDATE thoes_seal_key SET inside = ''",
        "DELETE FROM thoes_seal_key",
    ):
        with as_tenant(alice, KEEP_NIGHT_REGISTER):
            _set(role=role)
            refused = pytest.raises(ProgrammingError, match="permission denied")
            with refused, transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


def test_a_temporary_view_in_the_place_of_a_table_is_not_what_the_site_reads(two_providers, alice) -> None:
    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY VIEW register_worker AS SELECT * FROM public.register_worker WHERE false")
            cursor.execute("SET search_path TO pg_temp, public")
        with cross_tenant():
            assert Worker.objects.count() == 2
        assert Worker.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_an_intruder_left_for_the_end_of_the_transaction_is_not_done_over_borders(two_providers, alice) -> None:
    """A cursor that outlives the transaction is read out at its end, after the line in the audit log."""
    trap = "BEGIN RETURN (SELECT count(*) FROM register_worker); END"
    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE FUNCTION pg_temp.trap() RETURNS bigint LANGUAGE plpgsql AS '{trap}'")
            cursor.execute("DECLARE left_behind CURSOR WITH HOLD FOR SELECT pg_temp.trap()")
        record_action(action=Action.ACCESS, event="t", outcome=Outcome.DONE, at=timezone.now(), actor=alice)

    with connection.cursor() as cursor:
        cursor.execute("FETCH left_behind")
        assert cursor.fetchone() == (1,)


def test_the_seal_is_in_no_text_that_another_connection_may_read(two_providers, alice) -> None:
    sent: list[str] = []
    with as_tenant(alice, KEEP_NIGHT_REGISTER):
        raw = connection.connection
        with psycopg.connect(raw.info.dsn, password=raw.info.password) as other, cross_tenant():
            ask = "SELECT query FROM pg_stat_activity WHERE pid = %s"
            sent.append(other.execute(ask, [raw.info.backend_pid]).fetchone()[0])
            seal = _now_set("seal")
    assert "set_config" in sent[0]
    assert seal not in sent[0]


def test_a_process_with_another_seal_than_the_database_knows_does_not_start(alice) -> None:
    refuse_unknown_seal()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE thoes_seal_key SET inside = 'x'")

    with pytest.raises(RoleNotTaken, match="thoes setup"):
        refuse_unknown_seal()

    put_in_place()
    refuse_unknown_seal()


def test_a_process_on_a_database_from_before_the_seal_does_not_start(alice) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER FUNCTION thoes_sees_all() RENAME TO thoes_before")

    with pytest.raises(RoleNotTaken, match="thoes setup"):
        refuse_unknown_seal()


def test_a_condition_over_borders_is_still_looked_up_in_the_index_of_nights() -> None:
    """A condition of row security that is asked with the question keeps PostgreSQL from it; one known beforehand does not."""
    with cross_tenant(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        everywhere = believed(Stay.objects.all()).alias(nights=Nights("arrival", "departure"))
        plan = everywhere.filter(nights__contains=date(2026, 5, 1)).explain()

    assert "Index Cond: (daterange" in plan
