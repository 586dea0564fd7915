import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("housing", "0001_initial"),
        ("places", "0001_initial"),
        ("register", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskDetails",
            fields=[
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="places.municipality",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("hours", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("website", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="BrpRegistration",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("registered_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.UUIDField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "municipality",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="places.municipality"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="registrations", to="register.person"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="registration.brpregistration",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DigestStopped",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("user_id", models.UUIDField()),
                ("organisation_id", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user_id", "organisation_id"), name="digest_stopped_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="EffectCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("obliged", models.PositiveIntegerField()),
                ("registered", models.PositiveIntegerField()),
                ("took_days_of", models.PositiveIntegerField()),
                ("median_days", models.PositiveIntegerField(null=True)),
                (
                    "municipality",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="places.municipality"),
                ),
                (
                    "provider",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to="places.organisation"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Not taken up yet"),
                            ("informed", "Informed"),
                            ("appointment", "Appointment"),
                            ("registered", "Registered in the BRP"),
                            ("already_registered", "Was registered already"),
                            ("rni", "In the RNI"),
                            ("not_found", "Not found at the address"),
                            ("departed", "Departed"),
                            ("not_obliged", "Not obliged"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("leaves_soon", "Leaves before the four months"),
                            ("sleeps_elsewhere", "Mostly sleeps somewhere else"),
                            ("other_municipality", "Is registered in another municipality"),
                            ("twice_in_register", "Is in the register twice"),
                            ("other", "Another reason, kept in our own system"),
                        ],
                        max_length=30,
                    ),
                ),
                ("on", models.DateField()),
                ("next_on", models.DateField()),
                ("rni_since", models.DateField(null=True)),
                ("assigned_to", models.UUIDField(null=True)),
                ("batch", models.UUIDField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.UUIDField(null=True)),
                ("superseded_at", models.DateTimeField(null=True)),
                (
                    "municipality",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="places.municipality"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="follow_ups", to="register.person"
                    ),
                ),
                (
                    "previous",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next",
                        to="registration.followup",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="registration.brpregistration"
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="registration.followup",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("on", models.DateField()),
                ("starts", models.TimeField()),
                ("slot_minutes", models.PositiveSmallIntegerField()),
                ("desks", models.PositiveSmallIntegerField()),
                ("version", models.PositiveIntegerField(default=0)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                ("cancelled_at", models.DateTimeField(null=True)),
                (
                    "municipality",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="places.municipality"),
                ),
                ("site", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="housing.site")),
            ],
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("row", models.PositiveSmallIntegerField()),
                ("desk", models.PositiveSmallIntegerField()),
                ("language", models.CharField(max_length=2)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("expected", "Expected"),
                            ("done", "Registered"),
                            ("no_show", "Did not come"),
                            ("removed", "Taken off the list"),
                        ],
                        default="expected",
                        max_length=20,
                    ),
                ),
                ("batch", models.UUIDField(null=True)),
                ("version", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.UUIDField()),
                (
                    "municipality",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="places.municipality"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="slots", to="register.person"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="slots", to="registration.session"
                    ),
                ),
            ],
            options={
                "ordering": ["row", "desk"],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="register.person",
                    ),
                ),
                ("on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("duty_counted", "Must register: the nights have been reached"),
                            ("duty_expected", "Must register: plans to stay"),
                            ("approaching", "Soon"),
                            ("moved", "Moved: must report it"),
                            ("leaving", "Leaves: must report it"),
                            ("registered", "Registered"),
                            ("none", "Not yet"),
                        ],
                        max_length=20,
                    ),
                ),
                ("counted_from", models.DateField(null=True)),
                ("expected_from", models.DateField(null=True)),
                ("duty_from", models.DateField(null=True)),
                ("register_by", models.DateField(null=True)),
                ("nights_in_window", models.PositiveSmallIntegerField()),
                ("approaching_on", models.DateField(null=True)),
                ("code", models.CharField(max_length=60)),
                ("facts", models.JSONField(default=dict)),
                ("is_present", models.BooleanField(default=False)),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to="places.municipality"
                    ),
                ),
                ("site", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="housing.site")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["municipality", "status", "register_by"], name="duty_of_a_municipality")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="brpregistration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), ("ended_on__gt", models.F("registered_on")), _connector="OR"
                ),
                name="registration_ends_after_it_began",
            ),
        ),
        migrations.AddConstraint(
            model_name="brpregistration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True), ("withdrawn_at__isnull", True)),
                fields=("person",),
                name="one_registration_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="effectcount",
            constraint=models.UniqueConstraint(
                fields=("municipality", "provider", "on"), name="effect_counted_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="effectcount",
            constraint=models.CheckConstraint(
                condition=models.Q(("registered__lte", models.F("obliged"))), name="registered_are_obliged"
            ),
        ),
        migrations.AddIndex(
            model_name="followup",
            index=models.Index(fields=["batch"], name="follow_ups_of_an_action"),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at", None)),
                fields=("person", "municipality"),
                name="one_follow_up_holds",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.UniqueConstraint(fields=("batch", "person"), name="once_in_an_action"),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "open",
                            "informed",
                            "appointment",
                            "registered",
                            "already_registered",
                            "rni",
                            "not_found",
                            "departed",
                            "not_obliged",
                        ],
                    )
                ),
                name="follow_up_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "reason__in",
                            ["leaves_soon", "sleeps_elsewhere", "other_municipality", "twice_in_register", "other"],
                        ),
                        ("state", "not_obliged"),
                    ),
                    models.Q(models.Q(("state", "not_obliged"), _negated=True), ("reason", "")),
                    _connector="OR",
                ),
                name="not_obliged_has_a_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followup",
            trigger=pgtrigger.compiler.Trigger(
                name="follow_ups_stay",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="330a55a91b1f61c8cc16cda3c980e5b5a7b5376d",
                    operation="DELETE",
                    pgid="pgtrigger_follow_ups_stay_4a736",
                    table="registration_followup",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="followup",
            trigger=pgtrigger.compiler.Trigger(
                name="only_supersede_a_follow_up",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.superseded_at IS NOT NULL OR (to_jsonb(OLD) - 'superseded_at') IS DISTINCT FROM (to_jsonb(NEW) - 'superseded_at'))",
                    func="RAISE EXCEPTION 'a follow-up is added to, never changed';",
                    hash="c24dc489e89cc206bd8cdb930bd03ca4b17b4d1b",
                    operation="UPDATE",
                    pgid="pgtrigger_only_supersede_a_follow_up_b8ba7",
                    table="registration_followup",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(fields=["municipality", "on"], name="sessions_of_a_municipality"),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("slot_minutes__range", (5, 120))), name="slots_have_a_length"
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(condition=models.Q(("desks__range", (1, 20))), name="session_has_desks"),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["expected", "done", "no_show", "removed"])), name="outcome_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "removed"), _negated=True),
                fields=("session", "person"),
                name="once_at_a_session",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "removed"), _negated=True),
                fields=("session", "row", "desk"),
                name="one_person_at_a_desk",
            ),
        ),
    ]
