"""Nobody looks for an assessment by its facts; to sort them for its statistics kept a core busy for half a second."""

from django.db import migrations

FACTS = 'ALTER TABLE "registration_assessment" ALTER COLUMN "facts" SET STATISTICS '


class Migration(migrations.Migration):
    dependencies = [("registration", "0001_initial")]

    operations = [migrations.RunSQL(FACTS + "0", FACTS + "-1")]
