import uuid

from django.db import migrations, models

import thoes.foundation.encryption.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=200, unique=True)),
                ("to", thoes.foundation.encryption.fields.EncryptedTextField(binding="mail.to", max_length=254)),
                (
                    "subject",
                    thoes.foundation.encryption.fields.EncryptedTextField(binding="mail.subject", max_length=200),
                ),
                ("body", thoes.foundation.encryption.fields.EncryptedTextField(binding="mail.body", blank=True)),
                (
                    "stop_url",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="mail.stop_url", blank=True, max_length=500
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("next_try_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True)),
                ("given_up_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=100)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("given_up_at", None), ("sent_at", None)),
                        fields=["next_try_at"],
                        name="mail_that_waits",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sent_at__isnull", True), ("given_up_at__isnull", True), _connector="OR"),
                        name="mail_sent_or_given_up",
                    )
                ],
            },
        ),
    ]
