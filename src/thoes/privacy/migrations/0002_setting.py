"""What a view may ask from its first day: on whose behalf. Until the seal is in place (after migrating) for nobody."""

from django.db import migrations

NOBODY = """
DO $do$ BEGIN
  IF to_regprocedure('thoes_setting(text)') IS NULL THEN
    CREATE FUNCTION thoes_setting(name text) RETURNS text LANGUAGE sql STABLE AS $$ SELECT NULL::text $$;
  END IF;
END $do$
"""


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]

    operations = [migrations.RunSQL(NOBODY, migrations.RunSQL.noop)]
