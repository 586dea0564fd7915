import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import thoes.foundation.encryption.fields
import thoes.housing.models.quality_labels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bed",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=40)),
                ("position", models.PositiveIntegerField(default=0)),
                ("out_of_use_from", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="Permit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("environmental", "Environmental permit (omgevingsvergunning)"),
                            ("letting", "Letting permit (verhuurvergunning)"),
                            ("operating", "Operating permit (exploitatievergunning)"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.CharField(max_length=60)),
                (
                    "holder",
                    thoes.foundation.encryption.fields.EncryptedTextField(binding="permit.holder", max_length=200),
                ),
                ("holder_is_private", models.BooleanField(default=False)),
                ("capacity", models.PositiveIntegerField(blank=True, null=True)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("withdrawn_from", models.DateField(blank=True, null=True)),
                ("may_be_transferred", models.BooleanField(blank=True, null=True)),
                ("needs_quality_label", models.BooleanField(default=False)),
                ("needs_manager", models.BooleanField(default=False)),
                ("longest_stay_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("plan_due", models.DateField(blank=True, null=True)),
                ("plan_received", models.DateField(blank=True, null=True)),
                ("homes_in_street", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "conditions",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="permit.conditions", blank=True, max_length=2000
                    ),
                ),
                ("voided", models.BooleanField(default=False)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-valid_from", "kind"],
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=20, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("street", models.CharField(max_length=120)),
                ("house_number", models.CharField(max_length=20)),
                ("postcode", models.CharField(max_length=7)),
                ("town", models.CharField(max_length=80)),
                ("permitted_capacity", models.PositiveIntegerField(blank=True, null=True)),
                ("contact_phone", models.CharField(blank=True, max_length=30)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("dwelling", "Ordinary dwelling"),
                            ("complex", "Dwellings in a building complex"),
                            ("living_units", "Living units where residential use is allowed"),
                            ("hotel", "Hotel or guest house"),
                            ("recreation", "Recreation park"),
                            ("other_units", "Other units"),
                        ],
                        max_length=20,
                    ),
                ),
                ("first_applied_on", models.DateField(blank=True, null=True)),
                ("living_area", models.DecimalField(blank=True, decimal_places=1, max_digits=8, null=True)),
                ("showers", models.PositiveIntegerField(blank=True, null=True)),
                ("toilets", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "facilities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("internet", "Internet"),
                                ("laundry", "Washing machines"),
                                ("parking", "Parking"),
                                ("bicycles", "Bicycles"),
                                ("transport", "Transport to work"),
                                ("living_room", "Shared living room"),
                                ("outdoors", "Garden or outdoor space"),
                                ("cooling", "Cooling"),
                                ("step_free", "Step-free access"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("price_per_week", models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                ("price_includes", models.CharField(blank=True, max_length=300)),
                ("km_to_work", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                (
                    "municipality",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="places.municipality"),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sites", to="places.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="PublicListing",
            fields=[
                (
                    "site",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="public_listing",
                        serialize=False,
                        to="housing.site",
                    ),
                ),
                ("is_shown", models.BooleanField()),
                ("name", models.CharField(max_length=120)),
                ("address", models.CharField(max_length=240)),
                ("decided_by", models.UUIDField()),
                ("decided_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PermitTransfer",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("from_date", models.DateField()),
                (
                    "holder",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="permit_transfer.holder", max_length=200
                    ),
                ),
                ("holder_is_private", models.BooleanField(default=False)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "permit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="transfers", to="housing.permit"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="housing.site"),
                ),
            ],
            options={
                "ordering": ["-from_date", "-id"],
            },
        ),
        migrations.CreateModel(
            name="PermitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("environmental", "Environmental permit (omgevingsvergunning)"),
                            ("letting", "Letting permit (verhuurvergunning)"),
                            ("operating", "Operating permit (exploitatievergunning)"),
                        ],
                        max_length=20,
                    ),
                ),
                ("number", models.CharField(max_length=60)),
                (
                    "holder",
                    thoes.foundation.encryption.fields.EncryptedTextField(binding="permit.holder", max_length=200),
                ),
                ("holder_is_private", models.BooleanField(default=False)),
                ("capacity", models.PositiveIntegerField(blank=True, null=True)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("withdrawn_from", models.DateField(blank=True, null=True)),
                ("may_be_transferred", models.BooleanField(blank=True, null=True)),
                ("needs_quality_label", models.BooleanField(default=False)),
                ("needs_manager", models.BooleanField(default=False)),
                ("longest_stay_months", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("plan_due", models.DateField(blank=True, null=True)),
                ("plan_received", models.DateField(blank=True, null=True)),
                ("homes_in_street", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "conditions",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="permit.conditions", blank=True, max_length=2000
                    ),
                ),
                ("voided", models.BooleanField(default=False)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="housing.permit",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="housing.site",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="permit",
            name="site",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="permits", to="housing.site"
            ),
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("permit", "Permit or decision"),
                            ("certificate", "Certificate or audit report"),
                            ("drawing", "Drawing or floor plan"),
                            ("plan", "Management plan"),
                            ("letter", "Letter"),
                        ],
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("media_type", models.CharField(max_length=40)),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "cleaning",
                    models.CharField(
                        choices=[("waits", "waits"), ("clean", "taken out"), ("failed", "could not be taken out")],
                        default="waits",
                        max_length=10,
                    ),
                ),
                ("uploaded_by", models.UUIDField(null=True)),
                ("uploaded_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.organisation"
                    ),
                ),
                (
                    "permit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="housing.permit",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="housing.site"
                    ),
                ),
            ],
            options={
                "ordering": ["-uploaded_at"],
            },
        ),
        migrations.CreateModel(
            name="BedPrice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("from_date", models.DateField()),
                ("per_week", models.DecimalField(decimal_places=2, max_digits=7)),
                (
                    "includes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("energy", "Gas, water and electricity"),
                                ("internet", "Internet"),
                                ("linen", "Bed linen and towels"),
                                ("laundry", "Use of washing machines"),
                                ("cleaning", "Cleaning of shared rooms"),
                                ("taxes", "Municipal taxes"),
                                ("transport", "Transport to work"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("voided", models.BooleanField(default=False)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="prices", to="housing.site"
                    ),
                ),
            ],
            options={
                "ordering": ["-from_date"],
            },
        ),
        migrations.CreateModel(
            name="PublicRegisterDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_public", models.BooleanField()),
                ("ground", models.CharField(blank=True, max_length=300)),
                ("decided_by", models.UUIDField()),
                ("decided_at", models.DateTimeField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_register_decisions",
                        to="places.municipality",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="QualityLabel",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("scheme", models.CharField(choices=[("snf", "SNF"), ("akf", "AKF")], max_length=10)),
                ("certificate", models.CharField(max_length=60)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("ended_from", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("valid", "valid"),
                            ("suspended", "suspended"),
                            ("withdrawn", "withdrawn"),
                            ("ended", "ended"),
                        ],
                        max_length=10,
                    ),
                ),
                ("last_audit", models.DateField(blank=True, null=True)),
                ("next_audit", models.DateField(blank=True, null=True)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("provider", "said by the housing provider"),
                            ("authority", "recorded by an authority"),
                            ("extract", "from an extract of the register of the quality label"),
                        ],
                        max_length=12,
                    ),
                ),
                ("source_day", models.DateField()),
                ("voided", models.BooleanField(default=False)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quality_labels", to="housing.site"
                    ),
                ),
            ],
            options={
                "ordering": ["scheme", "-valid_from"],
            },
        ),
        migrations.CreateModel(
            name="QualityLabelEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("scheme", models.CharField(choices=[("snf", "SNF"), ("akf", "AKF")], max_length=10)),
                ("certificate", models.CharField(max_length=60)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("ended_from", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("valid", "valid"),
                            ("suspended", "suspended"),
                            ("withdrawn", "withdrawn"),
                            ("ended", "ended"),
                        ],
                        max_length=10,
                    ),
                ),
                ("last_audit", models.DateField(blank=True, null=True)),
                ("next_audit", models.DateField(blank=True, null=True)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("provider", "said by the housing provider"),
                            ("authority", "recorded by an authority"),
                            ("extract", "from an extract of the register of the quality label"),
                        ],
                        max_length=12,
                    ),
                ),
                ("source_day", models.DateField()),
                ("voided", models.BooleanField(default=False)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="housing.qualitylabel",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="housing.site",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SentReminder",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("organisation_id", models.UUIDField()),
                ("subject", models.UUIDField()),
                ("ends", models.DateField()),
                ("days_before", models.PositiveSmallIntegerField()),
                ("sent_at", models.DateTimeField()),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="housing.site"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Shortcoming",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", models.CharField(max_length=500)),
                ("found_on", models.DateField()),
                ("repair_by", models.DateField(blank=True, null=True)),
                ("repaired_on", models.DateField(blank=True, null=True)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "quality_label",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shortcomings",
                        to="housing.qualitylabel",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="housing.site"),
                ),
            ],
            options={
                "ordering": ["repaired_on", "repair_by", "found_on"],
            },
        ),
        migrations.CreateModel(
            name="ShortcomingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("text", models.CharField(max_length=500)),
                ("found_on", models.DateField()),
                ("repair_by", models.DateField(blank=True, null=True)),
                ("repaired_on", models.DateField(blank=True, null=True)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="housing.shortcoming",
                    ),
                ),
                (
                    "quality_label",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="housing.qualitylabel",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="housing.site",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SiteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("code", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=120)),
                ("street", models.CharField(max_length=120)),
                ("house_number", models.CharField(max_length=20)),
                ("postcode", models.CharField(max_length=7)),
                ("town", models.CharField(max_length=80)),
                ("permitted_capacity", models.PositiveIntegerField(blank=True, null=True)),
                ("contact_phone", models.CharField(blank=True, max_length=30)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("dwelling", "Ordinary dwelling"),
                            ("complex", "Dwellings in a building complex"),
                            ("living_units", "Living units where residential use is allowed"),
                            ("hotel", "Hotel or guest house"),
                            ("recreation", "Recreation park"),
                            ("other_units", "Other units"),
                        ],
                        max_length=20,
                    ),
                ),
                ("first_applied_on", models.DateField(blank=True, null=True)),
                ("living_area", models.DecimalField(blank=True, decimal_places=1, max_digits=8, null=True)),
                ("showers", models.PositiveIntegerField(blank=True, null=True)),
                ("toilets", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "facilities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("internet", "Internet"),
                                ("laundry", "Washing machines"),
                                ("parking", "Parking"),
                                ("bicycles", "Bicycles"),
                                ("transport", "Transport to work"),
                                ("living_room", "Shared living room"),
                                ("outdoors", "Garden or outdoor space"),
                                ("cooling", "Cooling"),
                                ("step_free", "Step-free access"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("price_per_week", models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True)),
                ("price_includes", models.CharField(blank=True, max_length=300)),
                ("km_to_work", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="places.municipality",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="housing.site",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="places.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=40)),
                ("position", models.PositiveIntegerField(default=0)),
                ("bedroom_area", models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True)),
                ("bedrooms", models.PositiveSmallIntegerField(default=1)),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="units", to="housing.site"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="BedEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("name", models.CharField(max_length=40)),
                ("position", models.PositiveIntegerField(default=0)),
                ("out_of_use_from", models.DateField(blank=True, null=True)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="housing.bed",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="housing.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="bed",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="beds", to="housing.unit"
            ),
        ),
        migrations.CreateModel(
            name="UnitEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("name", models.CharField(max_length=40)),
                ("position", models.PositiveIntegerField(default=0)),
                ("bedroom_area", models.DecimalField(blank=True, decimal_places=1, max_digits=6, null=True)),
                ("bedrooms", models.PositiveSmallIntegerField(default=1)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="housing.unit",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="housing.site",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["", "dwelling", "complex", "living_units", "hotel", "recreation", "other_units"])
                ),
                name="site_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(("living_area", None), ("living_area__gt", 0), _connector="OR"),
                name="site_area_is_positive",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="site",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "housing_siteevent" ("code", "contact_phone", "facilities", "first_applied_on", "house_number", "id", "kind", "km_to_work", "living_area", "municipality_id", "name", "permitted_capacity", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "price_includes", "price_per_week", "provider_id", "showers", "street", "toilets", "town") VALUES (NEW."code", NEW."contact_phone", NEW."facilities", NEW."first_applied_on", NEW."house_number", NEW."id", NEW."kind", NEW."km_to_work", NEW."living_area", NEW."municipality_id", NEW."name", NEW."permitted_capacity", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."postcode", NEW."price_includes", NEW."price_per_week", NEW."provider_id", NEW."showers", NEW."street", NEW."toilets", NEW."town"); RETURN NULL;',
                    hash="50f0ee02e10017fc93f960d3da1174374f800e6d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_86920",
                    table="housing_site",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="site",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "housing_siteevent" ("code", "contact_phone", "facilities", "first_applied_on", "house_number", "id", "kind", "km_to_work", "living_area", "municipality_id", "name", "permitted_capacity", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "price_includes", "price_per_week", "provider_id", "showers", "street", "toilets", "town") VALUES (NEW."code", NEW."contact_phone", NEW."facilities", NEW."first_applied_on", NEW."house_number", NEW."id", NEW."kind", NEW."km_to_work", NEW."living_area", NEW."municipality_id", NEW."name", NEW."permitted_capacity", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."postcode", NEW."price_includes", NEW."price_per_week", NEW."provider_id", NEW."showers", NEW."street", NEW."toilets", NEW."town"); RETURN NULL;',
                    hash="379afebf2cbddd8d854be1cd9b602935323845f6",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_03089",
                    table="housing_site",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="permit",
            index=models.Index(fields=["valid_until"], name="permits_by_end"),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["environmental", "letting", "operating"])), name="permit_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until", None), ("valid_until__gt", models.F("valid_from")), _connector="OR"),
                name="permit_lasts_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity", None), ("capacity__gt", 0), _connector="OR"),
                name="permit_allows_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="permit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided", False)), fields=("site", "kind", "number"), name="permit_once_per_site"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="permit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "housing_permitevent" ("capacity", "conditions", "holder", "holder_is_private", "homes_in_street", "id", "kind", "longest_stay_months", "may_be_transferred", "needs_manager", "needs_quality_label", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_due", "plan_received", "recorded_at", "recorded_by", "site_id", "valid_from", "valid_until", "voided", "withdrawn_from") VALUES (NEW."capacity", NEW."conditions", NEW."holder", NEW."holder_is_private", NEW."homes_in_street", NEW."id", NEW."kind", NEW."longest_stay_months", NEW."may_be_transferred", NEW."needs_manager", NEW."needs_quality_label", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_due", NEW."plan_received", NEW."recorded_at", NEW."recorded_by", NEW."site_id", NEW."valid_from", NEW."valid_until", NEW."voided", NEW."withdrawn_from"); RETURN NULL;',
                    hash="d544fb0e805381d4a616a28989c043688015a5a4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f8e2a",
                    table="housing_permit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="permit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "housing_permitevent" ("capacity", "conditions", "holder", "holder_is_private", "homes_in_street", "id", "kind", "longest_stay_months", "may_be_transferred", "needs_manager", "needs_quality_label", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_due", "plan_received", "recorded_at", "recorded_by", "site_id", "valid_from", "valid_until", "voided", "withdrawn_from") VALUES (NEW."capacity", NEW."conditions", NEW."holder", NEW."holder_is_private", NEW."homes_in_street", NEW."id", NEW."kind", NEW."longest_stay_months", NEW."may_be_transferred", NEW."needs_manager", NEW."needs_quality_label", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_due", NEW."plan_received", NEW."recorded_at", NEW."recorded_by", NEW."site_id", NEW."valid_from", NEW."valid_until", NEW."voided", NEW."withdrawn_from"); RETURN NULL;',
                    hash="4192b41d03b5a4a36d587c83a265334fce9fda16",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cf356",
                    table="housing_permit",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["permit", "certificate", "drawing", "plan", "letter"])),
                name="document_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("cleaning__in", ["waits", "clean", "failed"])), name="document_cleaning_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="bedprice",
            constraint=models.CheckConstraint(condition=models.Q(("per_week__gte", 0)), name="bed_price_is_no_debt"),
        ),
        migrations.AddConstraint(
            model_name="bedprice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided", False)), fields=("site", "from_date"), name="one_bed_price_a_day"
            ),
        ),
        migrations.AddIndex(
            model_name="publicregisterdecision",
            index=models.Index(fields=["municipality", "-decided_at"], name="register_decisions"),
        ),
        migrations.AddConstraint(
            model_name="publicregisterdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_public", False), models.Q(("ground", ""), _negated=True), _connector="OR"),
                name="a_public_register_needs_a_ground",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="publicregisterdecision",
            trigger=pgtrigger.compiler.Trigger(
                name="register_decisions_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="551d53673b42d4d91e940ac4f5126ccb22ab8b19",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_register_decisions_stay_e8036",
                    table="housing_publicregisterdecision",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="qualitylabel",
            index=models.Index(fields=["valid_until"], name="quality_labels_by_end"),
        ),
        migrations.AddConstraint(
            model_name="qualitylabel",
            constraint=models.CheckConstraint(
                condition=models.Q(("scheme__in", ["snf", "akf"])), name="quality_label_scheme_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="qualitylabel",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["provider", "authority", "extract"])),
                name="quality_label_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="qualitylabel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["", "valid"]),
                    models.Q(
                        ("status__in", ["valid", "suspended", "withdrawn", "ended"]),
                        models.Q(("ended_from__isnull", False), ("valid_until__isnull", False), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="quality_label_status_known_and_followed_by_its_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="qualitylabel",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_until", None), ("valid_until__gt", models.F("valid_from")), _connector="OR"),
                name="quality_label_lasts_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="qualitylabel",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("voided", False)),
                expressions=[
                    ("site", "="),
                    ("scheme", "="),
                    (thoes.housing.models.quality_labels.DateRange("valid_from", "valid_until"), "&&"),
                ],
                name="one_quality_label_of_a_scheme_at_a_time",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="qualitylabel",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "housing_qualitylabelevent" ("certificate", "ended_from", "id", "last_audit", "next_audit", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "scheme", "site_id", "source", "source_day", "status", "valid_from", "valid_until", "voided") VALUES (NEW."certificate", NEW."ended_from", NEW."id", NEW."last_audit", NEW."next_audit", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by", NEW."scheme", NEW."site_id", NEW."source", NEW."source_day", NEW."status", NEW."valid_from", NEW."valid_until", NEW."voided"); RETURN NULL;',
                    hash="5a2e3cad08372e9cb710ff1bf00ec9c48f699e60",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_20d4a",
                    table="housing_qualitylabel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="qualitylabel",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "housing_qualitylabelevent" ("certificate", "ended_from", "id", "last_audit", "next_audit", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by", "scheme", "site_id", "source", "source_day", "status", "valid_from", "valid_until", "voided") VALUES (NEW."certificate", NEW."ended_from", NEW."id", NEW."last_audit", NEW."next_audit", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by", NEW."scheme", NEW."site_id", NEW."source", NEW."source_day", NEW."status", NEW."valid_from", NEW."valid_until", NEW."voided"); RETURN NULL;',
                    hash="c0bb7cd883ac06f086c06fb6160f169ba19dbc3c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f7db0",
                    table="housing_qualitylabel",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="sentreminder",
            constraint=models.UniqueConstraint(
                fields=("organisation_id", "subject", "ends", "days_before"), name="reminded_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="shortcoming",
            constraint=models.CheckConstraint(
                condition=models.Q(("repaired_on", None), ("repaired_on__gte", models.F("found_on")), _connector="OR"),
                name="shortcoming_mended_after_found",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shortcoming",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "housing_shortcomingevent" ("found_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quality_label_id", "recorded_at", "recorded_by", "repair_by", "repaired_on", "site_id", "text") VALUES (NEW."found_on", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quality_label_id", NEW."recorded_at", NEW."recorded_by", NEW."repair_by", NEW."repaired_on", NEW."site_id", NEW."text"); RETURN NULL;',
                    hash="b9faa539a5fc30116e5e1c248711ddcd7d623864",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9e1f2",
                    table="housing_shortcoming",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="shortcoming",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "housing_shortcomingevent" ("found_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quality_label_id", "recorded_at", "recorded_by", "repair_by", "repaired_on", "site_id", "text") VALUES (NEW."found_on", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quality_label_id", NEW."recorded_at", NEW."recorded_by", NEW."repair_by", NEW."repaired_on", NEW."site_id", NEW."text"); RETURN NULL;',
                    hash="ec9f2809fa86ebc8ca64336a1f26712a52cfcab8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b5caa",
                    table="housing_shortcoming",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(fields=("site", "name"), name="unit_name_once_per_site"),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(condition=models.Q(("bedrooms__gte", 1)), name="unit_has_a_bedroom"),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("bedroom_area", None), ("bedroom_area__gt", 0), _connector="OR"),
                name="unit_area_is_positive",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "housing_unitevent" ("bedroom_area", "bedrooms", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "site_id") VALUES (NEW."bedroom_area", NEW."bedrooms", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."site_id"); RETURN NULL;',
                    hash="1232c15d3bb6d586914dd848c2541ad89ed6090c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0ff17",
                    table="housing_unit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "housing_unitevent" ("bedroom_area", "bedrooms", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "site_id") VALUES (NEW."bedroom_area", NEW."bedrooms", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."site_id"); RETURN NULL;',
                    hash="179fbde40478d1792e1b11bae0e5937a4389bd3b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_af69c",
                    table="housing_unit",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="bed",
            constraint=models.UniqueConstraint(fields=("unit", "name"), name="bed_name_once_per_unit"),
        ),
        migrations.AddConstraint(
            model_name="bed",
            constraint=models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="bed_has_a_name"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bed",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "housing_bedevent" ("id", "name", "out_of_use_from", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "unit_id") VALUES (NEW."id", NEW."name", NEW."out_of_use_from", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."unit_id"); RETURN NULL;',
                    hash="7e2fb72a3014e93ec1a49b912249feb6f8c0198f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_99eb9",
                    table="housing_bed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bed",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "housing_bedevent" ("id", "name", "out_of_use_from", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "unit_id") VALUES (NEW."id", NEW."name", NEW."out_of_use_from", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."unit_id"); RETURN NULL;',
                    hash="bfe492d8affefeca06bc583a09104ccf9b46d901",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_43fa7",
                    table="housing_bed",
                    when="AFTER",
                ),
            ),
        ),
    ]
