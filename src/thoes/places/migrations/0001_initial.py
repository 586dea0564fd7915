import uuid

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
            name="Municipality",
            fields=[
                ("code", models.CharField(max_length=6, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60, unique=True)),
                (
                    "local_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("date_of_birth", "Date of birth"),
                                ("nationality", "Nationality"),
                                ("document_number", "Document number"),
                                ("expected_departure", "Expected departure"),
                                ("employer", "Employer"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("local_ground", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                ("code", models.CharField(max_length=10, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name="Boundary",
            fields=[
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="places.municipality",
                    ),
                ),
                ("path", models.TextField()),
                ("label_x", models.FloatField()),
                ("label_y", models.FloatField()),
                ("map_width", models.PositiveIntegerField()),
                ("map_height", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=300)),
                ("loaded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="LocalFieldsDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("date_of_birth", "Date of birth"),
                                ("nationality", "Nationality"),
                                ("document_number", "Document number"),
                                ("expected_departure", "Expected departure"),
                                ("employer", "Employer"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("ground", models.CharField(blank=True, max_length=300)),
                ("decided_by", models.UUIDField()),
                ("decided_at", models.DateTimeField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="places.municipality"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("housing_provider", "Housing provider"),
                            ("employer", "Employer or agency"),
                            ("municipality", "Municipality"),
                            ("province", "Province"),
                        ],
                        max_length=20,
                    ),
                ),
                ("is_simulated", models.BooleanField(default=False)),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="places.municipality"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="municipality",
            name="region",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="places.region"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="localfieldsdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="decisions_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="713506d3799bd762605cdec4d24eedf4b6973c4c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_decisions_stay_1b481",
                    table="places_localfieldsdecision",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["housing_provider", "employer", "municipality", "province"])),
                name="organisation_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "municipality"), _negated=True), ("municipality__isnull", False), _connector="OR"
                ),
                name="municipality_organisation_has_territory",
            ),
        ),
        migrations.AddConstraint(
            model_name="municipality",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("local_fields", []), models.Q(("local_ground", ""), _negated=True), _connector="OR"
                ),
                name="local_fields_need_a_ground",
            ),
        ),
    ]
