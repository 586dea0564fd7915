"""What readers find wrong with a contact."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0001_contacts")]

    operations = [
        migrations.CreateModel(
            name="ReaderReport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "wrong",
                    models.CharField(
                        choices=[
                            ("number", "The number did not work"),
                            ("hours", "It was closed when it said open"),
                            ("language", "No one spoke the language of the reader"),
                            ("place", "It has moved or does not exist any more"),
                        ],
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(max_length=2)),
                ("said_on", models.DateField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reports", to="contacts.contact"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at", None)), fields=["contact"], name="open_reader_reports"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("wrong__in", ["number", "hours", "language", "place"])),
                        name="reader_report_known",
                    )
                ],
            },
        ),
    ]
