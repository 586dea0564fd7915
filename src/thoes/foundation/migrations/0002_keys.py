"""Make the key file: from here on what identifies somebody is encrypted.

Only here is it ever made by itself. In an installation that came past this migration and has no key file any more, the file
was lost, and a new one would hide that.
"""

from django.db import migrations
from django.utils import timezone

from thoes.foundation.encryption.keys import ensure_keys


def make_keys(apps, schema_editor):
    ensure_keys(on=timezone.localdate())


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_outbox")]

    operations = [migrations.RunPython(make_keys, migrations.RunPython.noop)]
