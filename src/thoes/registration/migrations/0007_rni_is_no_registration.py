"""The RNI becomes a mark that goes along with every step, and its state says no longer that somebody stays short."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registration", "0006_lighter_assessments")]

    operations = [
        migrations.AddField(
            model_name="followup",
            name="rni_since",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="followup",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "Not taken up yet"),
                    ("informed", "Informed"),
                    ("appointment", "Appointment"),
                    ("registered", "Registered in the BRP"),
                    ("already_registered", "Was registered already"),
                    ("rni", "In the RNI"),
                    ("not_found", "Not found at the address"),
                    ("departed", "Departed"),
                    ("not_obliged", "Not obliged"),
                ],
                max_length=20,
            ),
        ),
    ]
