"""Make the key file, and the extension with which PostgreSQL keeps two stays out of one bed.

Only here is a key file ever made by itself. In an installation that came past this migration and has no key file any
more, the file was lost, and a new one would hide that.
"""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations
from django.utils import timezone

from thoes.foundation.encryption.keys import ensure_keys


def make_keys(apps, schema_editor):
    ensure_keys(on=timezone.localdate())


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]
    run_before = [("housing", "0001_initial"), ("register", "0001_initial")]

    operations = [migrations.RunPython(make_keys, migrations.RunPython.noop), BtreeGistExtension()]
