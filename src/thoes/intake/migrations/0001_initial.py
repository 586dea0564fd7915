import uuid

import django.db.models.deletion
from django.db import migrations, models

import thoes.foundation.encryption.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="RememberedColumns",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("organisation_id", models.UUIDField()),
                ("kind", models.CharField(max_length=20)),
                ("fingerprint", models.CharField(max_length=32)),
                ("columns", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation_id", "kind", "fingerprint"), name="columns_remembered_once_a_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("organisation_id", models.UUIDField()),
                ("organisation_name", models.CharField(max_length=200)),
                ("asked", models.JSONField(default=dict)),
                ("about", models.CharField(blank=True, max_length=200)),
                ("uploaded_by", models.UUIDField()),
                ("uploaded_at", models.DateTimeField()),
                (
                    "file_name",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="import_run.file_name", blank=True, max_length=200
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting to be read"),
                            ("columns", "Asks what the columns mean"),
                            ("read", "Checked, not taken in yet"),
                            ("running", "Is being taken in"),
                            ("done", "Taken in"),
                            ("failed", "Not readable"),
                            ("undoing", "Is being undone"),
                            ("undone", "Undone"),
                        ],
                        default="queued",
                        max_length=20,
                    ),
                ),
                ("columns", models.JSONField(default=dict)),
                (
                    "sheets",
                    thoes.foundation.encryption.fields.EncryptedJSONField(binding="import_run.sheets", default=list),
                ),
                (
                    "notices",
                    thoes.foundation.encryption.fields.EncryptedJSONField(binding="import_run.notices", default=list),
                ),
                ("left_out", models.JSONField(default=dict)),
                ("refusal_code", models.CharField(blank=True, max_length=60)),
                (
                    "refusal_facts",
                    thoes.foundation.encryption.fields.EncryptedJSONField(
                        binding="import_run.refusal_facts", default=dict
                    ),
                ),
                ("lines_total", models.PositiveIntegerField(default=0)),
                ("lines_done", models.PositiveIntegerField(default=0)),
                ("new", models.PositiveIntegerField(default=0)),
                ("changed", models.PositiveIntegerField(default=0)),
                ("unchanged", models.PositiveIntegerField(default=0)),
                ("rejected", models.PositiveIntegerField(default=0)),
                ("act", models.UUIDField(null=True)),
                ("receipt_number", models.CharField(max_length=14, null=True, unique=True)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation_id", "kind", "-uploaded_at"], name="files_of_an_organisation")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["queued", "columns", "read", "running", "done", "failed", "undoing", "undone"],
                            )
                        ),
                        name="run_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("receipt_number__isnull", True), ("finished_at__isnull", False), _connector="OR"
                        ),
                        name="a_receipt_for_what_was_taken_in",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RejectedLine",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("sheet", models.CharField(max_length=100)),
                ("line", models.PositiveIntegerField()),
                (
                    "problems",
                    thoes.foundation.encryption.fields.EncryptedJSONField(
                        binding="rejected_line.problems", default=list
                    ),
                ),
                (
                    "cells",
                    thoes.foundation.encryption.fields.EncryptedJSONField(binding="rejected_line.cells", default=list),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rejected_lines", to="intake.run"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("run", "sheet", "line"), name="a_line_is_returned_once")
                ],
            },
        ),
    ]
