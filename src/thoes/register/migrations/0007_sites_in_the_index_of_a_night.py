"""The people of a night are counted per site; a municipality and a region follow from that, rounded where they must be."""

import django.contrib.postgres.indexes
from django.db import migrations, models

import thoes.register.models


class Migration(migrations.Migration):
    dependencies = [("register", "0006_indexes_of_stays")]

    operations = [
        migrations.RemoveIndex(model_name="stay", name="current_stays_of_a_night"),
        migrations.AddIndex(
            model_name="stay",
            index=django.contrib.postgres.indexes.GistIndex(
                thoes.register.models.Nights("arrival", "departure"),
                condition=models.Q(("known_until__isnull", True), ("voided", False)),
                include=("arrival", "departure", "site"),
                name="current_stays_of_a_night",
            ),
        ),
    ]
