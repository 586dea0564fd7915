"""A lender is answered by what the desk did where the worker lives, and not where the lender's own bed is.

Who has a bed of this lender and a later one elsewhere stands on the worklist of that other place.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("thoes.registration.migrations.0005_lender_purpose").Migration.operations[0].sql
OF_THE_BED = "f.municipality_id = s.municipality_id"
OF_HOME = (
    "f.municipality_id = (SELECT d.municipality_id FROM registration_assessment d WHERE d.person_id = w.person_id)"
)


class Migration(migrations.Migration):
    dependencies = [("registration", "0007_rni_is_no_registration")]

    operations = [migrations.RunSQL(BEFORE.replace(OF_THE_BED, OF_HOME), BEFORE)]
