"""A name is found however it is written: its hashes are made anew of its letters, and over the ends of words (ADR 24)."""

from django.db import migrations

from thoes.register.name_search import name_columns

BATCH = 2_000
COLUMNS = ["name_key", "name_fragments"]


def write_hashes(apps, schema_editor):
    """Open every name once and write what it is found by."""
    model = apps.get_model("register", "Worker")
    workers = model.objects.filter(erased_at=None).order_by("pk")
    batch = []
    for worker in workers.only("provider_id", "given_name", "family_name").iterator(chunk_size=BATCH):
        for column, value in name_columns(worker.provider_id, worker.given_name, worker.family_name).items():
            setattr(worker, column, value)
        batch.append(worker)
        if len(batch) == BATCH:
            model.objects.bulk_update(batch, COLUMNS, batch_size=500)
            batch = []
    if batch:
        model.objects.bulk_update(batch, COLUMNS, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("register", "0002_rounds_past_the_beds")]

    operations = [migrations.RunPython(write_hashes, migrations.RunPython.noop)]
