"""Where tries to log in are counted. A table like any other, so that the role of the application may use it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "CREATE TABLE IF NOT EXISTS thoes_cache ("
            "cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamp with time zone NOT NULL);"
            "CREATE INDEX IF NOT EXISTS thoes_cache_expires ON thoes_cache (expires);",
            "DROP TABLE thoes_cache",
        ),
    ]
