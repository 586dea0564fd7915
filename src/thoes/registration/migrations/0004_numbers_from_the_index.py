"""What the numbers above a worklist are counted from stands in its index; the last day of assessment has one of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registration", "0003_outcomes_of_a_slot"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="assessment",
            name="duty_of_a_municipality",
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(
                fields=["municipality", "status", "register_by"],
                include=("is_present", "duty_from", "counted_from", "approaching_on", "on", "person"),
                name="duty_of_a_municipality",
            ),
        ),
        migrations.AddIndex(
            model_name="assessment",
            index=models.Index(fields=["on"], name="day_of_assessment"),
        ),
    ]
