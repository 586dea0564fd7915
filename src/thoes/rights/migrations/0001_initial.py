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
            name="Request",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("access", "See all their own data"),
                            ("correction", "Correct data"),
                            ("objection", "Object to the use of data"),
                        ],
                        max_length=20,
                    ),
                ),
                ("received_on", models.DateField()),
                ("due_on", models.DateField()),
                (
                    "proof",
                    models.CharField(
                        choices=[
                            ("passport", "Passport"),
                            ("identity_card", "Identity card"),
                            ("residence_permit", "Residence permit"),
                            ("other", "In another way"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "text",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="request.text", blank=True, max_length=2000
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.UUIDField()),
                ("nonce", models.UUIDField(unique=True)),
                ("extended_on", models.DateField(null=True)),
                (
                    "extension_reason",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="request.extension_reason", blank=True, max_length=500
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("granted", "Done as asked"), ("partly", "Done in part"), ("refused", "Not done")],
                        max_length=10,
                    ),
                ),
                (
                    "answer",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="request.answer", blank=True, max_length=2000
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by", models.UUIDField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.municipality",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FullOverview",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "reason",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="full_overview.reason", blank=True, max_length=500
                    ),
                ),
                ("asked_by", models.UUIDField()),
                ("asked_at", models.DateTimeField()),
                ("alone", models.BooleanField()),
                ("confirmed_by", models.UUIDField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("ended_by", models.UUIDField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("times_opened", models.PositiveSmallIntegerField(default=0)),
                ("addresses", models.PositiveIntegerField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="full_overviews", to="rights.request"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="request",
            index=models.Index(fields=["organisation", "due_on"], name="requests_by_due_day"),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["access", "correction", "objection"])), name="request_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at", None), ("outcome", "")),
                    models.Q(("answered_at__isnull", False), ("outcome__in", ["granted", "partly", "refused"])),
                    _connector="OR",
                ),
                name="an_answered_request_has_an_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="request",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("erased_at", None), ("person__isnull", False)),
                    models.Q(
                        ("answer", ""),
                        ("answered_at__isnull", False),
                        ("erased_at__isnull", False),
                        ("person", None),
                        ("text", ""),
                    ),
                    _connector="OR",
                ),
                name="a_request_is_about_somebody",
            ),
        ),
        migrations.AddIndex(
            model_name="fulloverview",
            index=models.Index(fields=["organisation", "-asked_at"], name="full_overviews_asked"),
        ),
        migrations.AddConstraint(
            model_name="fulloverview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at", None), ("confirmed_by", None)),
                    models.Q(
                        ("confirmed_at__isnull", False), models.Q(("confirmed_by", models.F("asked_by")), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="nobody_confirms_the_own_wish",
            ),
        ),
        migrations.AddConstraint(
            model_name="fulloverview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("opened_at", None), ("times_opened", 0)),
                    ("alone", True),
                    ("confirmed_at__isnull", False),
                    _connector="OR",
                ),
                name="nothing_opens_unconfirmed",
            ),
        ),
        migrations.AddConstraint(
            model_name="fulloverview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None), ("opened_at", None)),
                fields=("request",),
                name="one_full_overview_waits",
            ),
        ),
    ]
