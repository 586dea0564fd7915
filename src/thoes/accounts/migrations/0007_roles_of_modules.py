"""Which roles there are is said by the modules; the database is told after every migration."""

from django.db import migrations, models

import thoes.accounts.permissions


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_privacy_officer")]

    operations = [
        migrations.RemoveConstraint(model_name="membership", name="membership_role_known"),
        *(
            migrations.AlterField(
                model_name=model,
                name="role",
                field=models.CharField(choices=thoes.accounts.permissions.role_choices, max_length=30),
            )
            for model in ("membership", "invitation")
        ),
    ]
