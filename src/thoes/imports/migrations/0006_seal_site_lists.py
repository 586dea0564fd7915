"""Lists of sites that wait lay plain on the disk."""

from pathlib import Path

from django.conf import settings
from django.db import migrations

from thoes.foundation.encryption.files import seal_folder, unseal_folder


def seal(apps, schema_editor):
    seal_folder(Path(settings.MEDIA_ROOT) / "site-list-files")


def unseal(apps, schema_editor):
    unseal_folder(Path(settings.MEDIA_ROOT) / "site-list-files")


class Migration(migrations.Migration):
    dependencies = [("imports", "0005_extract_columns")]

    operations = [migrations.RunPython(seal, unseal)]
