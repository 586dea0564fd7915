"""Files of every kind stand in the tables of `intake` now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("imports", "0006_seal_site_lists"), ("intake", "0002_from_imports")]

    operations = [
        migrations.DeleteModel(name="RejectedLine"),
        migrations.DeleteModel(name="ImportRun"),
        migrations.DeleteModel(name="RememberedColumns"),
        migrations.DeleteModel(name="QualityLabelExtract"),
        migrations.DeleteModel(name="SiteList"),
    ]
