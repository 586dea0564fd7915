from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0003_kinds_by_name"),
    ]

    operations = [
        migrations.AddField(
            model_name="confirmation",
            name="is_of_former",
            field=models.BooleanField(default=False),
        ),
        # Of what lapsed before, nobody wrote down whether the contact person had left: it is held against nobody.
        migrations.RunSQL(
            "UPDATE contacts_confirmation SET is_of_former = true WHERE lapsed_on IS NOT NULL AND answered_on IS NULL",
            migrations.RunSQL.noop,
        ),
    ]
