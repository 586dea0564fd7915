"""What readers typed goes from questions that are answered, and is found again by a keyed mark."""

from django.db import migrations, models
from django.utils.crypto import salted_hmac


def forget(apps, schema_editor) -> None:  # type: ignore[no-untyped-def]
    """The mark of before was a hash without a key; the one of now is keyed over it (`guide/readers/questions.py`)."""
    questions = apps.get_model("guide", "Question").objects
    for pk, mark in list(questions.values_list("pk", "mark")):
        keyed = salted_hmac("thoes.guide.question", mark, algorithm="sha256").hexdigest()[:32]
        questions.filter(pk=pk).update(mark=keyed)
    questions.exclude(article="").exclude(asked="").update(asked="")


class Migration(migrations.Migration):
    dependencies = [("guide", "0004_begun_articles")]

    operations = [
        migrations.AddField("question", "typed_on", models.DateField(blank=True, null=True)),
        # There is no way back to what was forgotten, nor to a mark without a key.
        migrations.RunPython(forget, migrations.RunPython.noop),
    ]
