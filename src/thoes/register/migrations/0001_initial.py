import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import thoes.foundation.encryption.fields
import thoes.register.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("housing", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("check_in", "Checked in"),
                            ("move", "Moved"),
                            ("check_out", "Checked out"),
                            ("correct", "Corrected"),
                            ("void", "Voided"),
                            ("import", "Uploaded"),
                            ("undo", "Undone"),
                        ],
                        max_length=20,
                    ),
                ),
                ("actor_id", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("nonce", models.UUIDField(null=True, unique=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="places.organisation"),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="register.change",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Worker",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "given_name",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="worker.given_name", blank=True, max_length=100
                    ),
                ),
                (
                    "family_name",
                    thoes.foundation.encryption.fields.EncryptedTextField(binding="worker.family_name", max_length=100),
                ),
                (
                    "residence",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="worker.residence", blank=True, max_length=100
                    ),
                ),
                (
                    "document_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("passport", "Passport"),
                            ("identity_card", "Identity card"),
                            ("residence_permit", "Residence permit"),
                            ("other", "Other travel document"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "date_of_birth",
                    thoes.foundation.encryption.fields.EncryptedDateField(
                        binding="worker.date_of_birth", blank=True, null=True
                    ),
                ),
                ("nationality", models.CharField(blank=True, max_length=2)),
                (
                    "document_number",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="worker.document_number", blank=True, max_length=30
                    ),
                ),
                ("name_key", models.BinaryField(default=b"")),
                (
                    "name_fragments",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), default=list, editable=False, size=None
                    ),
                ),
                ("erased_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="workers", to="register.person"
                    ),
                ),
                ("provider", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="places.organisation")),
            ],
        ),
        migrations.CreateModel(
            name="Stay",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("stay_id", models.UUIDField(default=uuid.uuid4)),
                ("arrival", models.DateField()),
                ("departure", models.DateField(blank=True, null=True)),
                ("expected_departure", models.DateField(blank=True, null=True)),
                ("voided", models.BooleanField(default=False)),
                ("known_from", models.DateTimeField()),
                ("known_until", models.DateTimeField(null=True)),
                (
                    "bed",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="housing.bed"),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closed",
                        to="register.change",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.organisation",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, to="places.municipality"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="opened", to="register.change"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, to="housing.site"),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stays",
                        to="register.worker",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProposedDuplicate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hints", models.JSONField(default=list)),
                ("distance", models.PositiveSmallIntegerField()),
                ("found_at", models.DateTimeField()),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="register.worker"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="register.worker"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NotTheSame",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decided_by", models.UUIDField()),
                ("decided_at", models.DateTimeField()),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.worker"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.worker"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("decided_by", models.UUIDField()),
                ("decided_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="places.organisation"),
                ),
                (
                    "kept_person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges_kept", to="register.person"
                    ),
                ),
                (
                    "merged_person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges_given", to="register.person"
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.worker"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.worker"
                    ),
                ),
                ("workers", models.ManyToManyField(related_name="merges", to="register.worker")),
            ],
        ),
        migrations.CreateModel(
            name="WorkerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "given_name",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="worker.given_name", blank=True, max_length=100
                    ),
                ),
                (
                    "family_name",
                    thoes.foundation.encryption.fields.EncryptedTextField(binding="worker.family_name", max_length=100),
                ),
                (
                    "residence",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="worker.residence", blank=True, max_length=100
                    ),
                ),
                (
                    "document_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("passport", "Passport"),
                            ("identity_card", "Identity card"),
                            ("residence_permit", "Residence permit"),
                            ("other", "Other travel document"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "date_of_birth",
                    thoes.foundation.encryption.fields.EncryptedDateField(
                        binding="worker.date_of_birth", blank=True, null=True
                    ),
                ),
                ("nationality", models.CharField(blank=True, max_length=2)),
                (
                    "document_number",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="worker.document_number", blank=True, max_length=30
                    ),
                ),
                ("erased_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="register.person",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="register.worker",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="places.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["organisation", "-recorded_at"], name="changes_of_organisation"),
        ),
        migrations.AddIndex(
            model_name="worker",
            index=models.Index(fields=["provider", "name_key"], name="worker_by_name"),
        ),
        migrations.AddIndex(
            model_name="worker",
            index=django.contrib.postgres.indexes.GinIndex(fields=["name_fragments"], name="worker_by_fragments"),
        ),
        migrations.AddConstraint(
            model_name="worker",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("erased_at", None), models.Q(("family_name", ""), _negated=True)),
                    models.Q(
                        ("date_of_birth", None),
                        ("document_kind", ""),
                        ("document_number", ""),
                        ("erased_at__isnull", False),
                        ("family_name", ""),
                        ("given_name", ""),
                        ("name_fragments", []),
                        ("name_key", b""),
                        ("nationality", ""),
                        ("residence", ""),
                    ),
                    _connector="OR",
                ),
                name="worker_has_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="worker",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("document_kind__in", ["", "passport", "identity_card", "residence_permit", "other"])
                ),
                name="worker_document_kind_known",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="worker",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_workerevent" ("date_of_birth", "document_kind", "document_number", "erased_at", "family_name", "given_name", "id", "nationality", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "residence") SELECT new_values."date_of_birth", new_values."document_kind", new_values."document_number", new_values."erased_at", new_values."family_name", new_values."given_name", new_values."id", new_values."nationality", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."provider_id", new_values."residence" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3e7d11db068fd8cfbcb01d5ec29b0810940bb7e4",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2681f",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="register_worker",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="worker",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "register_workerevent" ("date_of_birth", "document_kind", "document_number", "erased_at", "family_name", "given_name", "id", "nationality", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider_id", "residence") SELECT new_values."date_of_birth", new_values."document_kind", new_values."document_number", new_values."erased_at", new_values."family_name", new_values."given_name", new_values."id", new_values."nationality", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."provider_id", new_values."residence" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."date_of_birth" IS DISTINCT FROM (new_values."date_of_birth") OR old_values."document_kind" IS DISTINCT FROM (new_values."document_kind") OR old_values."document_number" IS DISTINCT FROM (new_values."document_number") OR old_values."erased_at" IS DISTINCT FROM (new_values."erased_at") OR old_values."family_name" IS DISTINCT FROM (new_values."family_name") OR old_values."given_name" IS DISTINCT FROM (new_values."given_name") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."nationality" IS DISTINCT FROM (new_values."nationality") OR old_values."person_id" IS DISTINCT FROM (new_values."person_id") OR old_values."provider_id" IS DISTINCT FROM (new_values."provider_id") OR old_values."residence" IS DISTINCT FROM (new_values."residence")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="a9ddbaf2fb724631abdb8bfb29dfa0c8ffb231e0",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8e041",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="register_worker",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(fields=["stay_id", "known_from"], name="versions_of_a_stay"),
        ),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(fields=["site", "arrival", "departure"], name="stays_of_a_site"),
        ),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(fields=["municipality"], name="stays_of_a_municipality"),
        ),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(fields=["worker"], name="stays_of_a_worker"),
        ),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(
                condition=models.Q(("employer__isnull", False)), fields=["employer"], name="stays_of_an_employer"
            ),
        ),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(
                condition=models.Q(("closed_by__isnull", False)), fields=["closed_by"], name="stays_that_were_closed"
            ),
        ),
        migrations.AddIndex(
            model_name="stay",
            index=django.contrib.postgres.indexes.GistIndex(
                thoes.register.models.Nights("arrival", "departure"),
                condition=models.Q(("known_until__isnull", True), ("voided", False)),
                include=("arrival", "departure", "site"),
                name="current_stays_of_a_night",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.UniqueConstraint(
                condition=models.Q(("known_until__isnull", True)), fields=("stay_id",), name="one_current_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("departure__isnull", True), ("departure__gt", models.F("arrival")), _connector="OR"
                ),
                name="stay_lasts_a_night",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expected_departure__isnull", True),
                    ("expected_departure__gt", models.F("arrival")),
                    _connector="OR",
                ),
                name="stay_expected_after_arrival",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("known_until__isnull", True), ("known_until__gte", models.F("known_from")), _connector="OR"
                ),
                name="version_known_for_a_while",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("known_until__isnull", True), ("voided", False)),
                expressions=[("bed", "="), (thoes.register.models.Nights("arrival", "departure"), "&&")],
                name="one_person_in_a_bed",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("known_until__isnull", True), ("voided", False)),
                expressions=[("worker", "="), (thoes.register.models.Nights("arrival", "departure"), "&&")],
                name="one_bed_for_a_worker",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stay",
            trigger=pgtrigger.compiler.Trigger(
                name="versions_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="33ecb8209b288094ee94e58394d1c2f3771252de",
                    operation="DELETE",
                    pgid="pgtrigger_versions_stay_3d116",
                    table="register_stay",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stay",
            trigger=pgtrigger.compiler.Trigger(
                name="only_close_a_version",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.known_until IS NOT NULL)",
                    func="RAISE EXCEPTION 'a closed version of a stay cannot change';",
                    hash="36e9f5236ac68f3d12986480e9ab8d98d9a8cac1",
                    operation="UPDATE",
                    pgid="pgtrigger_only_close_a_version_9f2da",
                    table="register_stay",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="stay",
            trigger=pgtrigger.compiler.Trigger(
                name="facts_of_a_version_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN ((OLD.stay_id, OLD.worker_id, OLD.bed_id, OLD.arrival, OLD.known_from, OLD.voided) IS DISTINCT FROM (NEW.stay_id, NEW.worker_id, NEW.bed_id, NEW.arrival, NEW.known_from, NEW.voided) OR OLD.departure IS DISTINCT FROM NEW.departure OR OLD.expected_departure IS DISTINCT FROM NEW.expected_departure)",
                    func="RAISE EXCEPTION 'correct a stay by a new version';",
                    hash="45ee16e17216ef1688d4e1478261e424e3aa112a",
                    operation="UPDATE",
                    pgid="pgtrigger_facts_of_a_version_stay_b25bf",
                    table="register_stay",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedduplicate",
            constraint=models.UniqueConstraint(fields=("first", "second"), name="proposed_once"),
        ),
        migrations.AddConstraint(
            model_name="notthesame",
            constraint=models.UniqueConstraint(fields=("first", "second"), name="not_the_same_once"),
        ),
    ]
