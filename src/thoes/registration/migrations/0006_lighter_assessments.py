import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """An assessment is written at every check-in and looked through by PostgreSQL every minute."""

    dependencies = [
        ("places", "0003_boundaries"),
        ("registration", "0004_digests"),
    ]

    operations = [
        migrations.AlterField(
            model_name="assessment",
            name="municipality",
            field=models.ForeignKey(
                db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, to="places.municipality"
            ),
        ),
        # Nobody looks for an assessment by its facts; to sort them for its statistics kept a core busy for half a second.
        migrations.RunSQL(
            'ALTER TABLE "registration_assessment" ALTER COLUMN "facts" SET STATISTICS 0',
            'ALTER TABLE "registration_assessment" ALTER COLUMN "facts" SET STATISTICS -1',
        ),
    ]
