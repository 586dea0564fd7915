import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Breach",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("is_exercise", models.BooleanField()),
                ("what_happened", models.TextField(max_length=2000)),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("account", "What one account looked at"),
                            ("organisation", "Everything that colleagues looked at"),
                            ("file", "What was on one page or in one file"),
                            ("table", "What stands in one table"),
                        ],
                        max_length=20,
                    ),
                ),
                ("account", models.UUIDField(null=True)),
                ("activity", models.CharField(blank=True, max_length=60)),
                ("table", models.CharField(blank=True, max_length=80)),
                ("since", models.DateTimeField(null=True)),
                ("until", models.DateTimeField(null=True)),
                ("known_at", models.DateTimeField()),
                ("counted", models.JSONField()),
                ("counted_at", models.DateTimeField()),
                ("nonce", models.UUIDField(unique=True)),
                ("started_by", models.UUIDField()),
                ("started_at", models.DateTimeField()),
                ("result", models.TextField(blank=True, max_length=2000)),
                ("closed_by", models.UUIDField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BreachStep",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("stop", "Stop the leak: end the access, change passwords, get the file back"),
                            ("keep", "Keep the traces: print this record, and leave the logs alone"),
                            ("weigh", "Weigh the risk for the people concerned, and write down why"),
                            ("notify", "Notify the Autoriteit Persoonsgegevens, or write down why that is not needed"),
                            ("tell_offices", "Tell the housing providers and municipalities whose data they are too"),
                            (
                                "tell_people",
                                "Tell the people concerned, in their own language, when the risk for them is high",
                            ),
                            ("learn", "Write down what must change, by when and by whom"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("done_by", models.UUIDField()),
                ("done_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "breach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="accountability.breach"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OfficeStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("controller", models.CharField(blank=True, max_length=300)),
                ("officer_contact", models.CharField(blank=True, max_length=300)),
                ("joint_controllers", models.TextField(blank=True, max_length=2000)),
                ("processors", models.TextField(blank=True, max_length=2000)),
                ("transfers", models.TextField(blank=True, max_length=2000)),
                ("said_by", models.UUIDField()),
                ("said_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.organisation"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="breach",
            index=models.Index(fields=["organisation", "-known_at"], name="breaches_of_office"),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(("scope__in", ["account", "organisation", "file", "table"])),
                name="breach_scope_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("scope", "organisation"),
                    models.Q(("account__isnull", False), ("scope", "account")),
                    models.Q(("scope", "file"), models.Q(("activity", ""), _negated=True)),
                    models.Q(("scope", "table"), models.Q(("table", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_breach_says_what_leaked",
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gt", models.F("since"))), name="a_breach_lasts"
            ),
        ),
        migrations.AddConstraint(
            model_name="breach",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("result", "")),
                    models.Q(("closed_at__isnull", False), models.Q(("result", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_closed_breach_has_a_result",
            ),
        ),
        migrations.AddConstraint(
            model_name="breachstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("step__in", ["stop", "keep", "weigh", "notify", "tell_offices", "tell_people", "learn"])
                ),
                name="breach_step_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="breachstep",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)), fields=("breach", "step"), name="a_step_is_taken_once"
            ),
        ),
        migrations.AddIndex(
            model_name="officestatement",
            index=models.Index(fields=["organisation", "-said_at"], name="statements_of_office"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="officestatement",
            trigger=pgtrigger.compiler.Trigger(
                name="statements_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8deaf6670f171574bcaef71df4b7a4f051e7dddc",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_statements_stay_569b7",
                    table="accountability_officestatement",
                    when="BEFORE",
                ),
            ),
        ),
    ]
