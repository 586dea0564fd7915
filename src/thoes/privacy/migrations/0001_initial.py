import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LogCheck",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("records", models.PositiveBigIntegerField()),
                ("seals", models.PositiveBigIntegerField()),
                ("has_anchor", models.BooleanField()),
                ("problems", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="LogSeal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("log", models.CharField(max_length=20)),
                ("number", models.PositiveBigIntegerField()),
                ("sealed_at", models.DateTimeField()),
                ("algorithm", models.CharField(max_length=20)),
                ("layout", models.PositiveSmallIntegerField()),
                ("after_id", models.BigIntegerField()),
                ("up_to_id", models.BigIntegerField()),
                (
                    "record_ids",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                ("hashes", models.BinaryField()),
                ("previous_seal_hash", models.BinaryField()),
                ("seal_hash", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="ProcessingRecord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("trace_id", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("activity", models.CharField(max_length=60)),
                ("purpose", models.CharField(max_length=60)),
                ("legal_ground", models.CharField(max_length=200)),
                ("actor_kind", models.CharField(default="member", max_length=10)),
                ("actor_id", models.UUIDField(null=True)),
                ("organisation_id", models.UUIDField(null=True)),
                ("code_hash", models.CharField(blank=True, max_length=64)),
                ("municipality_code", models.CharField(blank=True, max_length=6)),
                ("reference", models.CharField(blank=True, max_length=200)),
                ("person_id", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="RetentionTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(max_length=60)),
                ("organisation_id", models.UUIDField()),
                ("municipality_code", models.CharField(blank=True, max_length=6)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.CharField(
                        choices=[("days", "days"), ("weeks", "weeks"), ("months", "months"), ("years", "years")],
                        max_length=10,
                    ),
                ),
                ("ground", models.CharField(max_length=300)),
                ("set_by", models.UUIDField()),
                ("set_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Shredding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("shredder", models.CharField(max_length=60)),
                ("purpose", models.CharField(max_length=60)),
                ("organisation_id", models.UUIDField(null=True)),
                ("municipality_code", models.CharField(blank=True, max_length=6)),
                ("controller_name", models.CharField(max_length=200)),
                ("ended_by", models.DateField()),
                ("subjects", models.PositiveIntegerField()),
                ("rows", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="StoredAnswer",
            fields=[
                ("nonce", models.UUIDField(primary_key=True, serialize=False)),
                ("what", models.CharField(max_length=60)),
                ("answer", models.JSONField()),
                ("organisation_id", models.UUIDField(null=True)),
                ("person_id", models.UUIDField(null=True)),
                ("code_hash", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="AuditRecord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("trace_id", models.UUIDField()),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("access", "looked"),
                            ("change", "changed something"),
                            ("download", "took a file"),
                            ("command", "ran a command on the server"),
                        ],
                        max_length=10,
                    ),
                ),
                ("event", models.CharField(max_length=80)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("done", "done"),
                            ("shown_again", "came back as a page"),
                            ("refused", "refused"),
                            ("failed", "went wrong on our side"),
                        ],
                        max_length=12,
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=60)),
                ("actor_kind", models.CharField(blank=True, max_length=10)),
                ("user_id", models.UUIDField(null=True)),
                ("organisation_id", models.UUIDField(null=True)),
                ("code_hash", models.CharField(blank=True, max_length=64)),
                ("role", models.CharField(blank=True, max_length=30)),
                ("subject_kind", models.CharField(blank=True, max_length=40)),
                ("subject_id", models.UUIDField(null=True)),
                ("network", models.CharField(blank=True, max_length=50)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation_id", "-at"], name="audit_of_organisation"),
                    models.Index(fields=["trace_id"], name="audit_by_trace"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("action__in", ["access", "change", "download", "command"])),
                        name="audit_action_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["done", "shown_again", "refused", "failed"])),
                        name="audit_outcome_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("actor_kind", ""),
                            models.Q(("actor_kind", "member"), ("code_hash", ""), ("organisation_id__isnull", False)),
                            models.Q(("actor_kind", "worker"), ("code_hash", ""), ("organisation_id", None)),
                            models.Q(
                                ("actor_kind", "code"),
                                ("organisation_id", None),
                                models.Q(("code_hash", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="done_by_somebody",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="auditrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="audit_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bf952b204dc80d0574dde61d355703c6561f90b3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_audit_stays_2f47b",
                    table="privacy_auditrecord",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="logcheck",
            index=models.Index(fields=["-at"], name="latest_check"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="logcheck",
            trigger=pgtrigger.compiler.Trigger(
                name="checks_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="532d28437a758d454f4485870b52b26ab8d88a27",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_checks_stay_69b4a",
                    table="privacy_logcheck",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="logseal",
            constraint=models.UniqueConstraint(fields=("log", "number"), name="one_seal_of_a_number"),
        ),
        migrations.AddConstraint(
            model_name="logseal",
            constraint=models.CheckConstraint(
                condition=models.Q(("up_to_id__gt", models.F("after_id"))), name="a_seal_reaches_further"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="logseal",
            trigger=pgtrigger.compiler.Trigger(
                name="seals_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="06b09df58834ae21a88469fcc15d8704975df4c5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_seals_stay_d4441",
                    table="privacy_logseal",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="processingrecord",
            index=models.Index(fields=["person_id", "at"], name="access_to_a_person"),
        ),
        migrations.AddIndex(
            model_name="processingrecord",
            index=models.Index(fields=["organisation_id", "-at"], name="accesses_of_organisation"),
        ),
        migrations.AddConstraint(
            model_name="processingrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("actor_kind", "member"), ("code_hash", ""), ("organisation_id__isnull", False)),
                    models.Q(("actor_kind", "worker"), ("code_hash", ""), ("organisation_id", None)),
                    models.Q(
                        ("actor_kind", "code"), ("organisation_id", None), models.Q(("code_hash", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="look_by_somebody",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="processingrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f9762c7a75d2e694a0ce4815b7d29810106e172c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ab5ca",
                    table="privacy_processingrecord",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="retentionterm",
            index=models.Index(fields=["purpose", "municipality_code", "organisation_id"], name="terms_of_a_purpose"),
        ),
        migrations.AddConstraint(
            model_name="retentionterm",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground", ""), _negated=True), name="a_term_has_a_ground"
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionterm",
            constraint=models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="a_term_lasts"),
        ),
        migrations.AddConstraint(
            model_name="retentionterm",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit__in", ["days", "weeks", "months", "years"])), name="term_unit_known"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="retentionterm",
            trigger=pgtrigger.compiler.Trigger(
                name="terms_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e8f8b8ae6d2ff0cd8ee06e1f356c156bd034b781",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_terms_stay_2d9cf",
                    table="privacy_retentionterm",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddField(
            model_name="shredding",
            name="term",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="shreddings", to="privacy.retentionterm"
            ),
        ),
        migrations.AddIndex(
            model_name="storedanswer",
            index=models.Index(fields=["at"], name="answers_to_forget"),
        ),
        migrations.AddIndex(
            model_name="shredding",
            index=models.Index(fields=["at"], name="shreddings_by_moment"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shredding",
            trigger=pgtrigger.compiler.Trigger(
                name="shreddings_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="10177f43f84ed536eb89810ea292df9109ae660a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_shreddings_stay_a97fa",
                    table="privacy_shredding",
                    when="BEFORE",
                ),
            ),
        ),
    ]
