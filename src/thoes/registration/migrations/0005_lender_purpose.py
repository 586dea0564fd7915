"""The view of a lender opens for the purpose of a lender only: not for whoever else acts for the same organisation."""

from importlib import import_module

from django.db import migrations

OPEN = import_module("thoes.registration.migrations.0004_lenders_and_letters").LENDER_ANSWER
PURPOSE = "  AND current_setting('thoes.purpose', true) = 'check_own_workers'\n"


class Migration(migrations.Migration):
    dependencies = [("registration", "0004_lenders_and_letters")]

    operations = [
        migrations.RunSQL(
            OPEN.replace("CREATE VIEW", "CREATE OR REPLACE VIEW") + PURPOSE,
            OPEN.replace("CREATE VIEW", "CREATE OR REPLACE VIEW"),
        )
    ]
