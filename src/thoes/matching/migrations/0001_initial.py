import uuid

import django.db.models.deletion
from django.db import migrations, models

import thoes.foundation.encryption.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_initial"),
        ("register", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="MatchRun",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "source",
                    models.CharField(
                        choices=[("file", "A list of the municipality"), ("brp", "Asked of the BRP")], max_length=10
                    ),
                ),
                (
                    "title",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="match_run.title", blank=True, max_length=200
                    ),
                ),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("throw_away_on", models.DateField()),
                ("thrown_away_at", models.DateTimeField(null=True)),
                ("lines_read", models.PositiveIntegerField(default=0)),
                ("known", models.PositiveIntegerField(default=0)),
                ("left_out", models.PositiveIntegerField(default=0)),
                ("confirmed", models.PositiveIntegerField(default=0)),
                ("notices", models.JSONField(default=list)),
                (
                    "municipality",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="places.municipality"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MatchLine",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sheet", models.CharField(blank=True, max_length=100)),
                ("line", models.PositiveIntegerField()),
                (
                    "given_name",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="match_line.given_name", blank=True, max_length=100
                    ),
                ),
                (
                    "family_name",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="match_line.family_name", max_length=100
                    ),
                ),
                (
                    "date_of_birth",
                    thoes.foundation.encryption.fields.EncryptedDateField(
                        binding="match_line.date_of_birth", null=True
                    ),
                ),
                (
                    "address",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="match_line.address", blank=True, max_length=200
                    ),
                ),
                ("registered_on", models.DateField()),
                (
                    "register",
                    models.CharField(
                        choices=[("brp", "BRP, as a resident"), ("rni", "RNI, as a non-resident")], max_length=3
                    ),
                ),
                ("batch", models.UUIDField(null=True)),
                (
                    "confirmed_person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="places.municipality"),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="matching.matchrun"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("verdict", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=10)),
                ("birth", models.CharField(max_length=10)),
                ("address", models.CharField(max_length=10)),
                ("has_rival", models.BooleanField(default=False)),
                ("declined", models.BooleanField(default=False)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="proposals", to="matching.matchline"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="places.municipality"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="matchrun",
            index=models.Index(fields=["municipality", "-made_at"], name="matches_of_a_municipality"),
        ),
        migrations.AddConstraint(
            model_name="matchrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["file", "brp"])), name="match_source_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="matchrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("thrown_away_at", None), models.Q(("sha256", ""), _negated=True)),
                fields=("municipality", "sha256"),
                name="a_list_is_matched_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="matchline",
            constraint=models.UniqueConstraint(fields=("run", "sheet", "line"), name="a_line_is_matched_once"),
        ),
        migrations.AddConstraint(
            model_name="matchline",
            constraint=models.CheckConstraint(
                condition=models.Q(("register__in", ["brp", "rni"])), name="match_register_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="matchline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("batch", None), ("confirmed_person", None)),
                    models.Q(("batch__isnull", False), ("confirmed_person__isnull", False)),
                    _connector="OR",
                ),
                name="a_confirmed_line_has_a_step",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(fields=("line", "person"), name="proposed_once_for_a_line"),
        ),
    ]
