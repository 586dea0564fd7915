import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_initial"),
        ("register", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SupplierAnswer",
            fields=[
                ("worker_id", models.UUIDField(primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                (
                    "answer",
                    models.CharField(
                        choices=[("yes", "Registered"), ("no", "Not registered"), ("unknown", "Not known yet")],
                        max_length=10,
                    ),
                ),
                ("reported", models.BooleanField()),
            ],
            options={
                "db_table": "work_supplieranswer",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="AnswerReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "shown",
                    models.CharField(
                        choices=[("yes", "Registered"), ("no", "Not registered"), ("unknown", "Not known yet")],
                        max_length=10,
                    ),
                ),
                (
                    "claim",
                    models.CharField(
                        choices=[
                            ("registered", "This person is registered"),
                            ("not_registered", "This person is not registered"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reported_at", models.DateTimeField()),
                ("reported_by", models.UUIDField()),
                ("next_on", models.DateField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("mended", "The labour supplier was right: we mended it"),
                            ("right", "Our answer was right"),
                        ],
                        max_length=10,
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.UUIDField(null=True)),
                (
                    "municipality",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="places.municipality"),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="places.organisation"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answer_reports", to="register.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["municipality", "next_on"], name="reports_of_a_municipality")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("person", "organisation"),
                        name="one_open_report",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("outcome", "")),
                            models.Q(("closed_at__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_closed_report_has_an_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplierDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answers", models.BooleanField()),
                ("ground", models.CharField(blank=True, max_length=300)),
                ("decided_by", models.UUIDField(null=True)),
                ("decided_at", models.DateTimeField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplier_decisions",
                        to="places.municipality",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answers", False), models.Q(("ground", ""), _negated=True), _connector="OR"
                        ),
                        name="answering_needs_a_ground",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supplierdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="supplier_decisions_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9435c8a3f4b7c5155269022c509b1c176e647171",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_supplier_decisions_stay_f724a",
                    table="work_supplierdecision",
                    when="BEFORE",
                ),
            ),
        ),
    ]
