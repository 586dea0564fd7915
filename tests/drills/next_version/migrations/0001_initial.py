from django.db import migrations, models


def give_every_worker_a_welcome(apps, schema_editor):
    welcome = apps.get_model("next_version", "Welcome")
    workers = apps.get_model("register", "Worker").objects.order_by("pk")
    welcome.objects.bulk_create(welcome(worker_id=worker.pk, of=worker.family_name) for worker in workers)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("housing", "0001_initial"), ("register", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE housing_site ADD COLUMN storeys integer NOT NULL DEFAULT 1",
            "ALTER TABLE housing_site DROP COLUMN storeys",
        ),
        migrations.CreateModel(
            name="Welcome",
            fields=[
                ("worker", models.OneToOneField("register.Worker", models.PROTECT, primary_key=True)),
                ("of", models.TextField()),
            ],
        ),
        migrations.RunPython(give_every_worker_a_welcome, migrations.RunPython.noop),
    ]
