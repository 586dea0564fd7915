"""Let a look name the task it was done for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="processingrecord",
            name="reference",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
    ]
