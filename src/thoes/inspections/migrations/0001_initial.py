import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("housing", "0001_initial"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Check",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=12)),
                ("list_version", models.CharField(max_length=7)),
                (
                    "rooms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), blank=True, default=list, size=None
                    ),
                ),
                ("started_on", models.DateField()),
                ("started_at", models.DateTimeField()),
                ("started_by", models.UUIDField(null=True)),
                ("role", models.CharField(max_length=30)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("handed_over_at", models.DateTimeField(blank=True, null=True)),
                ("voided", models.BooleanField(default=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.organisation"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="housing.site"
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at"],
            },
        ),
        migrations.CreateModel(
            name="CheckAnswer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("item", models.CharField(max_length=40)),
                ("outcome", models.CharField(blank=True, max_length=16)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("number", models.DecimalField(blank=True, decimal_places=1, max_digits=8, null=True)),
                ("answered_by", models.UUIDField(null=True)),
                ("answered_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
                (
                    "check_made",
                    models.ForeignKey(
                        db_column="check_id",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="inspections.check",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="housing.site"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["answered_at"],
            },
        ),
        migrations.CreateModel(
            name="CheckStep",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("what", models.CharField(max_length=14)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("by", models.UUIDField(null=True)),
                ("role", models.CharField(max_length=30)),
                ("at", models.DateTimeField()),
                (
                    "check_made",
                    models.ForeignKey(
                        db_column="check_id",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="inspections.check",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.organisation"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="housing.site"),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("item", models.CharField(max_length=40)),
                ("severity", models.CharField(max_length=8)),
                ("repair_by", models.DateField(blank=True, null=True)),
                ("responsible", models.CharField(default="provider", max_length=10)),
                ("state", models.CharField(default="open", max_length=10)),
                ("found_on", models.DateField()),
                ("repaired_on", models.DateField(blank=True, null=True)),
                (
                    "check_made",
                    models.ForeignKey(
                        db_column="check_id",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="inspections.check",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="housing.site"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["repair_by", "found_on"],
            },
        ),
        migrations.CreateModel(
            name="CheckPhoto",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("item", models.CharField(max_length=40)),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                ("size", models.PositiveIntegerField()),
                ("taken_in_by", models.UUIDField(null=True)),
                ("taken_in_at", models.DateTimeField()),
                (
                    "check_made",
                    models.ForeignKey(
                        db_column="check_id",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="inspections.check",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.organisation"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="housing.site"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.unit",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="photos",
                        to="inspections.finding",
                    ),
                ),
            ],
            options={
                "ordering": ["taken_in_at"],
            },
        ),
        migrations.CreateModel(
            name="FindingStep",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("move", models.CharField(max_length=10)),
                ("state_before", models.CharField(max_length=10)),
                ("state", models.CharField(max_length=10)),
                ("severity", models.CharField(max_length=8)),
                ("repair_by", models.DateField(blank=True, null=True)),
                ("responsible", models.CharField(max_length=10)),
                ("repaired_on_before", models.DateField(blank=True, null=True)),
                ("repaired_on", models.DateField(blank=True, null=True)),
                ("text", models.CharField(blank=True, max_length=500)),
                ("by", models.UUIDField(null=True)),
                ("role", models.CharField(max_length=30)),
                ("at", models.DateTimeField()),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="inspections.finding"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.organisation"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="housing.site"),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["self_check", "inspection"])), name="check_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed_at", None), ("handed_over_at__isnull", False), _connector="OR"),
                name="check_handed_over_when_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(("voided", False), ("handed_over_at", None), _connector="OR"),
                name="check_voided_is_not_handed_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None), ("voided", False)),
                fields=("site", "kind"),
                name="one_open_check_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["", "in_order", "not_in_order", "not_applicable", "not_looked_at"])
                ),
                name="answer_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", None), ("number__gte", 0), _connector="OR"),
                name="answer_number_is_no_debt",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at", None)),
                fields=("check_made", "item", "unit"),
                name="one_answer_of_an_item_holds",
                nulls_distinct=False,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="answers_of_checks_stay_as_they_are",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.replaced_at IS NOT NULL OR (to_jsonb(OLD) - 'replaced_at') IS DISTINCT FROM (to_jsonb(NEW) - 'replaced_at'))",
                    func="RAISE EXCEPTION 'the history of a check is added to, never changed';",
                    hash="dd6c72c64998d87384448a61c4d5044baa8f0535",
                    operation="UPDATE",
                    pgid="pgtrigger_answers_of_checks_stay_as_they_are_b4501",
                    table="inspections_checkanswer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="answers_of_checks_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF CURRENT_USER = 'thoes_app' THEN RAISE EXCEPTION 'the history of a check is added to, never removed'; END IF; RETURN OLD;",
                    hash="a280a42e3149f690c60badb63737297785bbd96a",
                    operation="DELETE",
                    pgid="pgtrigger_answers_of_checks_stay_ad7eb",
                    table="inspections_checkanswer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkstep",
            trigger=pgtrigger.compiler.Trigger(
                name="steps_of_checks_stay_as_they_are",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="RAISE EXCEPTION 'the history of a check is added to, never changed';",
                    hash="7267cb2e54c6438a026131efda79dcb7a7958ab8",
                    operation="UPDATE",
                    pgid="pgtrigger_steps_of_checks_stay_as_they_are_d4eed",
                    table="inspections_checkstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="checkstep",
            trigger=pgtrigger.compiler.Trigger(
                name="steps_of_checks_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF CURRENT_USER = 'thoes_app' THEN RAISE EXCEPTION 'the history of a check is added to, never removed'; END IF; RETURN OLD;",
                    hash="d5c64731e4c77e75685add56025c4022f0d0b785",
                    operation="DELETE",
                    pgid="pgtrigger_steps_of_checks_stay_a11ce",
                    table="inspections_checkstep",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["repair_by"], name="findings_by_term"),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "answered", "sent_back", "mended", "withdrawn"])),
                name="finding_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("severity__in", ["minor", "serious", "danger"])), name="finding_severity_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("responsible__in", ["provider", "owner", "supplier", "residents"])),
                name="finding_responsible_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("repaired_on", None), ("repaired_on__gte", models.F("found_on")), _connector="OR"),
                name="finding_repaired_after_found",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                fields=("check_made", "item", "unit"), name="one_finding_of_an_item", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="findingstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "move__in",
                        ["describe", "answer", "accept", "send_back", "mend", "withdraw", "find_again", "undo"],
                    )
                ),
                name="finding_step_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="findingstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("move", "send_back"), _negated=True),
                    models.Q(("text", ""), _negated=True),
                    _connector="OR",
                ),
                name="sent_back_with_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingstep",
            trigger=pgtrigger.compiler.Trigger(
                name="steps_of_findings_stay_as_they_are",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func="RAISE EXCEPTION 'the history of a check is added to, never changed';",
                    hash="25b134d11d0780ae013f94a7c3df2c16f9d08afa",
                    operation="UPDATE",
                    pgid="pgtrigger_steps_of_findings_stay_as_they_are_a5cc4",
                    table="inspections_findingstep",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="findingstep",
            trigger=pgtrigger.compiler.Trigger(
                name="steps_of_findings_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="IF CURRENT_USER = 'thoes_app' THEN RAISE EXCEPTION 'the history of a check is added to, never removed'; END IF; RETURN OLD;",
                    hash="7000cc949d4e7863f40f3d2170bfb6338dfb24d3",
                    operation="DELETE",
                    pgid="pgtrigger_steps_of_findings_stay_6b2f4",
                    table="inspections_findingstep",
                    when="BEFORE",
                ),
            ),
        ),
    ]
