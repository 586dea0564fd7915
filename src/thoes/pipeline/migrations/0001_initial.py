import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import thoes.foundation.encryption.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("housing", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Initiative",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=120)),
                ("place", models.CharField(max_length=120)),
                ("initiator", models.CharField(blank=True, max_length=120)),
                ("was_proposed", models.BooleanField(default=False)),
                ("is_reuse", models.BooleanField(blank=True, null=True)),
                ("in_built_up_area", models.BooleanField(blank=True, null=True)),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("idea", "Idea"),
                            ("talks", "Talks with the municipality"),
                            ("dialogue", "Dialogue with neighbours"),
                            ("application", "Permit applied for"),
                            ("permit", "Permit granted"),
                            ("building", "Being built"),
                            ("open", "Open"),
                            ("dropped", "Dropped"),
                        ],
                        default="idea",
                        max_length=20,
                    ),
                ),
                ("phase_since", models.DateField()),
                ("chance", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("expected_on", models.DateField(blank=True, null=True)),
                ("km_to_work", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                ("km_to_shops", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                ("km_to_stop", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                ("will_have_quality_label", models.BooleanField(blank=True, null=True)),
                ("summary", models.TextField(blank=True, max_length=2000)),
                ("voided", models.BooleanField(default=False)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="places.organisation",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="housing.site",
                    ),
                ),
            ],
            options={
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="MunicipalPolicyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("is_adopted", models.BooleanField(blank=True, null=True)),
                ("adopted_on", models.DateField(blank=True, null=True)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("link", models.URLField(blank=True, max_length=300)),
                ("arranges", models.TextField(blank=True, max_length=2000)),
                ("contact", models.CharField(blank=True, max_length=120)),
                ("allows_inside", models.BooleanField(blank=True, null=True)),
                ("allows_outside", models.BooleanField(blank=True, null=True)),
                ("most_km_to_work", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                ("most_km_to_shops", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                ("most_km_to_stop", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                ("most_beds", models.PositiveIntegerField(blank=True, null=True)),
                ("quality_label_required", models.BooleanField(blank=True, null=True)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PhaseChange",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("idea", "Idea"),
                            ("talks", "Talks with the municipality"),
                            ("dialogue", "Dialogue with neighbours"),
                            ("application", "Permit applied for"),
                            ("permit", "Permit granted"),
                            ("building", "Being built"),
                            ("open", "Open"),
                            ("dropped", "Dropped"),
                        ],
                        max_length=20,
                    ),
                ),
                ("from_date", models.DateField()),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-from_date", "-id"],
            },
        ),
        migrations.CreateModel(
            name="PlannedPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stay",
                    models.CharField(
                        choices=[("short", "Short stay"), ("mid", "Mid stay"), ("long", "Long stay")], max_length=10
                    ),
                ),
                (
                    "tenure",
                    models.CharField(blank=True, choices=[("rent", "(Social) rent"), ("sale", "Sale")], max_length=10),
                ),
                ("beds", models.PositiveIntegerField(default=0)),
                ("dwellings", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ["-stay", "tenure"],
            },
        ),
        migrations.CreateModel(
            name="PlanStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=120)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("done_on", models.DateField(blank=True, null=True)),
                ("voided", models.BooleanField(default=False)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": [models.OrderBy(models.F("due_on"), nulls_last=True), "recorded_at"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("voided", models.BooleanField(default=False)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("asked_on", models.DateField()),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("numbers", "How many people, and for how long"),
                            ("traffic", "Traffic and parking"),
                            ("nuisance", "Noise and nuisance"),
                            ("management", "Management and contact"),
                            ("building", "The building and its surroundings"),
                            ("procedure", "Procedure and permit"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                ("answer", models.CharField(blank=True, max_length=1000)),
                ("answered_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": [models.OrderBy(models.F("answered_on"), descending=True, nulls_first=True), "-asked_on"],
            },
        ),
        migrations.CreateModel(
            name="Acquisition",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("company", models.CharField(max_length=120)),
                ("workers", models.PositiveIntegerField(blank=True, null=True)),
                ("opens_on", models.DateField(blank=True, null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("voided", models.BooleanField(default=False)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("opens_on"), nulls_last=True), "company"],
            },
        ),
        migrations.CreateModel(
            name="EffortAgreement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", models.CharField(max_length=500)),
                ("units", models.PositiveIntegerField(blank=True, null=True)),
                ("agreed_on", models.DateField()),
                ("due_on", models.DateField(blank=True, null=True)),
                ("met_on", models.DateField(blank=True, null=True)),
                ("link", models.URLField(blank=True, max_length=300)),
                ("voided", models.BooleanField(default=False)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.municipality"
                    ),
                ),
            ],
            options={
                "ordering": ["municipality__name", models.OrderBy(models.F("due_on"), nulls_last=True)],
            },
        ),
        migrations.CreateModel(
            name="PrivateInitiator",
            fields=[
                (
                    "initiative",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="private_initiator",
                        serialize=False,
                        to="pipeline.initiative",
                    ),
                ),
                (
                    "name",
                    thoes.foundation.encryption.fields.EncryptedTextField(
                        binding="private_initiator.name", max_length=120
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("voided", models.BooleanField(default=False)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("agreed_on", models.DateField()),
                ("text", models.CharField(max_length=500)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("kept", models.BooleanField(blank=True, null=True)),
                ("looked_on", models.DateField(blank=True, null=True)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agreements", to="pipeline.initiative"
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("due_on"), nulls_last=True), "-agreed_on"],
            },
        ),
        migrations.CreateModel(
            name="AcquisitionBeds",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("beds", models.PositiveIntegerField()),
                (
                    "acquisition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="linked", to="pipeline.acquisition"
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acquisitions",
                        to="pipeline.initiative",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InitiativeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ("title", models.CharField(max_length=120)),
                ("place", models.CharField(max_length=120)),
                ("initiator", models.CharField(blank=True, max_length=120)),
                ("was_proposed", models.BooleanField(default=False)),
                ("is_reuse", models.BooleanField(blank=True, null=True)),
                ("in_built_up_area", models.BooleanField(blank=True, null=True)),
                (
                    "phase",
                    models.CharField(
                        choices=[
                            ("idea", "Idea"),
                            ("talks", "Talks with the municipality"),
                            ("dialogue", "Dialogue with neighbours"),
                            ("application", "Permit applied for"),
                            ("permit", "Permit granted"),
                            ("building", "Being built"),
                            ("open", "Open"),
                            ("dropped", "Dropped"),
                        ],
                        default="idea",
                        max_length=20,
                    ),
                ),
                ("phase_since", models.DateField()),
                ("chance", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("expected_on", models.DateField(blank=True, null=True)),
                ("km_to_work", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                ("km_to_shops", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                ("km_to_stop", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                ("will_have_quality_label", models.BooleanField(blank=True, null=True)),
                ("summary", models.TextField(blank=True, max_length=2000)),
                ("voided", models.BooleanField(default=False)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
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
                        to="pipeline.initiative",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="places.organisation",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
            name="Meeting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("voided", models.BooleanField(default=False)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("held_on", models.DateField()),
                ("place", models.CharField(max_length=120)),
                ("invited", models.CharField(max_length=200)),
                ("households", models.PositiveIntegerField(blank=True, null=True)),
                ("visitors", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="pipeline.initiative"
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on"],
            },
        ),
        migrations.CreateModel(
            name="MunicipalPolicy",
            fields=[
                (
                    "municipality",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="housing_policy",
                        serialize=False,
                        to="places.municipality",
                    ),
                ),
                ("is_adopted", models.BooleanField(blank=True, null=True)),
                ("adopted_on", models.DateField(blank=True, null=True)),
                ("title", models.CharField(blank=True, max_length=200)),
                ("link", models.URLField(blank=True, max_length=300)),
                ("arranges", models.TextField(blank=True, max_length=2000)),
                ("contact", models.CharField(blank=True, max_length=120)),
                ("allows_inside", models.BooleanField(blank=True, null=True)),
                ("allows_outside", models.BooleanField(blank=True, null=True)),
                ("most_km_to_work", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                ("most_km_to_shops", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                ("most_km_to_stop", models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                ("most_beds", models.PositiveIntegerField(blank=True, null=True)),
                ("quality_label_required", models.BooleanField(blank=True, null=True)),
                ("recorded_by", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("adopted_on", None), ("is_adopted", True), _connector="OR"),
                        name="only_adopted_policy_has_a_day",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="municipalpolicy",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pipeline_municipalpolicyevent" ("adopted_on", "allows_inside", "allows_outside", "arranges", "contact", "is_adopted", "link", "most_beds", "most_km_to_shops", "most_km_to_stop", "most_km_to_work", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quality_label_required", "recorded_at", "recorded_by", "title") VALUES (NEW."adopted_on", NEW."allows_inside", NEW."allows_outside", NEW."arranges", NEW."contact", NEW."is_adopted", NEW."link", NEW."most_beds", NEW."most_km_to_shops", NEW."most_km_to_stop", NEW."most_km_to_work", NEW."municipality_id", _pgh_attach_context(), NOW(), \'insert\', NEW."municipality_id", NEW."quality_label_required", NEW."recorded_at", NEW."recorded_by", NEW."title"); RETURN NULL;',
                    hash="c6822ec7e3bd244c45b9895386fae19c660c0f90",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_39e23",
                    table="pipeline_municipalpolicy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="municipalpolicy",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pipeline_municipalpolicyevent" ("adopted_on", "allows_inside", "allows_outside", "arranges", "contact", "is_adopted", "link", "most_beds", "most_km_to_shops", "most_km_to_stop", "most_km_to_work", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quality_label_required", "recorded_at", "recorded_by", "title") VALUES (NEW."adopted_on", NEW."allows_inside", NEW."allows_outside", NEW."arranges", NEW."contact", NEW."is_adopted", NEW."link", NEW."most_beds", NEW."most_km_to_shops", NEW."most_km_to_stop", NEW."most_km_to_work", NEW."municipality_id", _pgh_attach_context(), NOW(), \'update\', NEW."municipality_id", NEW."quality_label_required", NEW."recorded_at", NEW."recorded_by", NEW."title"); RETURN NULL;',
                    hash="42a97c6dc139480f71ef15eb8b1246c3e748353e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_582fc",
                    table="pipeline_municipalpolicy",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="municipalpolicyevent",
            name="municipality",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                serialize=False,
                to="places.municipality",
            ),
        ),
        migrations.AddField(
            model_name="municipalpolicyevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="municipalpolicyevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="pipeline.municipalpolicy",
            ),
        ),
        migrations.AddField(
            model_name="phasechange",
            name="initiative",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="phase_changes", to="pipeline.initiative"
            ),
        ),
        migrations.AddField(
            model_name="plannedpart",
            name="initiative",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="pipeline.initiative"
            ),
        ),
        migrations.AddField(
            model_name="planstep",
            name="initiative",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="pipeline.initiative"
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="initiative",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="pipeline.initiative"
            ),
        ),
        migrations.AddIndex(
            model_name="initiative",
            index=models.Index(fields=["municipality", "phase"], name="initiatives_here_by_phase"),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("phase__in", ["idea", "talks", "dialogue", "application", "permit", "building", "open", "dropped"])
                ),
                name="initiative_phase_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="initiative",
            constraint=models.CheckConstraint(
                condition=models.Q(("chance", None), ("chance__range", (0, 100)), _connector="OR"),
                name="initiative_chance_is_a_share",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="initiative",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "pipeline_initiativeevent" ("chance", "expected_on", "id", "in_built_up_area", "initiator", "is_reuse", "km_to_shops", "km_to_stop", "km_to_work", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "phase_since", "place", "provider_id", "recorded_at", "recorded_by", "site_id", "summary", "title", "voided", "was_proposed", "will_have_quality_label") VALUES (NEW."chance", NEW."expected_on", NEW."id", NEW."in_built_up_area", NEW."initiator", NEW."is_reuse", NEW."km_to_shops", NEW."km_to_stop", NEW."km_to_work", NEW."municipality_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phase", NEW."phase_since", NEW."place", NEW."provider_id", NEW."recorded_at", NEW."recorded_by", NEW."site_id", NEW."summary", NEW."title", NEW."voided", NEW."was_proposed", NEW."will_have_quality_label"); RETURN NULL;',
                    hash="4b8cfdceff9ae678f6a2104e3e016c44f53cabcb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_19619",
                    table="pipeline_initiative",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="initiative",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "pipeline_initiativeevent" ("chance", "expected_on", "id", "in_built_up_area", "initiator", "is_reuse", "km_to_shops", "km_to_stop", "km_to_work", "municipality_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase", "phase_since", "place", "provider_id", "recorded_at", "recorded_by", "site_id", "summary", "title", "voided", "was_proposed", "will_have_quality_label") VALUES (NEW."chance", NEW."expected_on", NEW."id", NEW."in_built_up_area", NEW."initiator", NEW."is_reuse", NEW."km_to_shops", NEW."km_to_stop", NEW."km_to_work", NEW."municipality_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phase", NEW."phase_since", NEW."place", NEW."provider_id", NEW."recorded_at", NEW."recorded_by", NEW."site_id", NEW."summary", NEW."title", NEW."voided", NEW."was_proposed", NEW."will_have_quality_label"); RETURN NULL;',
                    hash="417692ab971ca72b7c4ee09904f39d8452a20bf9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2cd99",
                    table="pipeline_initiative",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kept", None), ("looked_on", None)),
                    models.Q(models.Q(("kept", None), _negated=True), models.Q(("looked_on", None), _negated=True)),
                    _connector="OR",
                ),
                name="kept_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="acquisitionbeds",
            constraint=models.UniqueConstraint(fields=("acquisition", "initiative"), name="beds_linked_once"),
        ),
        migrations.AddConstraint(
            model_name="acquisitionbeds",
            constraint=models.CheckConstraint(condition=models.Q(("beds__gt", 0)), name="linked_beds_are_some"),
        ),
        migrations.AddConstraint(
            model_name="plannedpart",
            constraint=models.UniqueConstraint(fields=("initiative", "stay", "tenure"), name="planned_part_once"),
        ),
        migrations.AddConstraint(
            model_name="plannedpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("beds__gt", 0), ("dwellings__gt", 0), _connector="OR"),
                name="planned_part_brings_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("stay__in", ["short", "mid", "long"])), name="planned_stay_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stay", "long"), ("tenure__in", ["rent", "sale"])),
                    models.Q(models.Q(("stay", "long"), _negated=True), ("tenure", "")),
                    _connector="OR",
                ),
                name="tenure_is_of_long_stays",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("topic__in", ["numbers", "traffic", "nuisance", "management", "building", "procedure", "other"])
                ),
                name="question_topic_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_on", None)),
                    models.Q(models.Q(("answer", ""), _negated=True), models.Q(("answered_on", None), _negated=True)),
                    _connector="OR",
                ),
                name="answer_has_a_day",
            ),
        ),
    ]
