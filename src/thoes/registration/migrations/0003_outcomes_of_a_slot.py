"""A slot may also end with somebody without papers, who leaves soon, or who is registered elsewhere."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0001_initial"),
        ("register", "0002_rounds_past_the_beds"),
        ("registration", "0002_no_statistics_of_facts"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="slot",
            name="outcome_known",
        ),
        migrations.AlterField(
            model_name="slot",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("expected", "Expected"),
                    ("done", "Registered"),
                    ("no_show", "Did not come"),
                    ("no_papers", "Came without papers"),
                    ("leaves_soon", "Leaves before the four months"),
                    ("elsewhere", "Is registered in another municipality"),
                    ("removed", "Taken off the list"),
                ],
                default="expected",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["expected", "done", "no_show", "no_papers", "leaves_soon", "elsewhere", "removed"])
                ),
                name="outcome_known",
            ),
        ),
    ]
