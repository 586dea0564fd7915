"""Every three letters of a name instead of its beginnings: one byte of each, apart for each housing provider (ADR 24)."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

from thoes.foundation.encryption.cipher import keyed_hash
from thoes.foundation.encryption.keys import keyring
from thoes.register.domain.names import search_key
from thoes.register.name_search import name_columns

BATCH = 2_000


def write_fragments(apps, schema_editor):
    """Open every name once and write what it is found by."""
    _fill(
        apps.get_model("register", "Worker"),
        "name_fragments",
        lambda worker: name_columns(worker.provider_id, worker.given_name, worker.family_name)["name_fragments"],
    )


def write_beginnings(apps, schema_editor):
    """The way back: the first three letters of each word, as the code of before looks for them."""
    _fill(
        apps.get_model("register", "Worker"),
        "name_beginnings",
        lambda worker: sorted(
            {_beginning(word[:3]) for word in search_key(worker.given_name, worker.family_name).split()}
        ),
    )


def _beginning(letters):
    made = keyed_hash(letters, key=keyring().newest, binding=b"worker.name_beginnings")
    return int.from_bytes(made[:8], "big", signed=True)


def _fill(model, column, numbers_of):
    workers = model.objects.filter(erased_at=None).only("provider_id", "given_name", "family_name").order_by("pk")
    batch = []
    for worker in workers.iterator(chunk_size=BATCH):
        setattr(worker, column, numbers_of(worker))
        batch.append(worker)
        if len(batch) == BATCH:
            model.objects.bulk_update(batch, [column], batch_size=500)
            batch = []
    if batch:
        model.objects.bulk_update(batch, [column], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("places", "0003_boundaries"), ("register", "0007_sites_in_the_index_of_a_night")]

    operations = [
        migrations.RemoveConstraint(model_name="worker", name="worker_has_a_name"),
        migrations.AddField(
            model_name="worker",
            name="name_fragments",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(), default=list, editable=False, size=None
            ),
        ),
        migrations.RunPython(write_fragments, migrations.RunPython.noop),
        # On the way back the column is there again before this, so that it can be filled.
        migrations.RunPython(migrations.RunPython.noop, write_beginnings),
        migrations.RemoveIndex(model_name="worker", name="worker_by_beginnings"),
        migrations.RemoveField(model_name="worker", name="name_beginnings"),
        migrations.AddIndex(
            model_name="worker",
            index=django.contrib.postgres.indexes.GinIndex(fields=["name_fragments"], name="worker_by_fragments"),
        ),
        migrations.AddConstraint(
            model_name="worker",
            constraint=models.CheckConstraint(
                name="worker_has_a_name",
                condition=models.Q(
                    models.Q(("erased_at", None), models.Q(("family_name", ""), _negated=True)),
                    models.Q(
                        ("date_of_birth", None),
                        ("document_kind", ""),
                        ("document_number", ""),
                        ("erased_at__isnull", False),
                        ("family_name", ""),
                        ("given_name", ""),
                        ("name_fragments", []),
                        ("name_key", b""),
                        ("nationality", ""),
                        ("residence", ""),
                    ),
                    _connector="OR",
                ),
            ),
        ),
    ]
