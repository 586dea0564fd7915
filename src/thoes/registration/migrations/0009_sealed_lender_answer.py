"""The view of a lender goes by settings that carry a seal, as the policies do: set by anybody else they open nothing."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("thoes.registration.migrations.0008_lender_answer_by_home").Migration.operations[0].sql
SEALED = BEFORE.replace(
    "NULLIF(current_setting('thoes.organisation', true), '')::uuid", "(SELECT thoes_setting('organisation')::uuid)"
).replace("current_setting('thoes.purpose', true)", "(SELECT thoes_setting('purpose'))")


class Migration(migrations.Migration):
    dependencies = [("privacy", "0005_seal"), ("registration", "0008_lender_answer_by_home")]

    operations = [migrations.RunSQL(SEALED, BEFORE)]
