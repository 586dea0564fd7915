"""What readers say of every kind of page, and the questions that editors take up."""

import django.db.models.deletion
from django.db import migrations, models

import thoes.foundation.encryption.fields


def what_was_said(apps, schema_editor) -> None:  # type: ignore[no-untyped-def]
    """What stood as yes or no, and a search under the name of an article."""
    feedback = apps.get_model("guide", "ReaderFeedback")
    feedback.objects.filter(was_clear=False).update(said="not_clear")
    feedback.objects.filter(key="search").update(about="search", key="")


def back(apps, schema_editor) -> None:  # type: ignore[no-untyped-def]
    feedback = apps.get_model("guide", "ReaderFeedback")
    feedback.objects.filter(about="search").update(key="search")
    feedback.objects.exclude(about__in=["article", "search"]).delete()
    feedback.objects.exclude(said="clear").update(was_clear=False)


class Migration(migrations.Migration):
    dependencies = [("guide", "0002_keeping")]

    operations = [
        migrations.RenameModel("ArticleFeedback", "ReaderFeedback"),
        migrations.RenameField("readerfeedback", "article", "key"),
        migrations.AlterField("readerfeedback", "key", models.SlugField(blank=True, max_length=80)),
        migrations.AddField(
            "readerfeedback",
            "about",
            models.CharField(
                choices=[
                    ("article", "Article"),
                    ("search", "A search that found nothing"),
                    ("path", "Question path"),
                    ("words", "Word list"),
                    ("page", "Page of a municipality"),
                ],
                default="article",
                max_length=10,
            ),
        ),
        migrations.AddField(
            "readerfeedback",
            "said",
            models.CharField(
                choices=[
                    ("clear", "Clear"),
                    ("not_clear", "Not clear"),
                    ("not_right", "Not right, or not for this reader"),
                ],
                default="clear",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AlterField("readerfeedback", "was_clear", models.BooleanField(default=True)),
        migrations.RunPython(what_was_said, back),
        migrations.RemoveField("readerfeedback", "was_clear"),
        migrations.AddField(
            "readerfeedback",
            "layer",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guide.layer"
            ),
        ),
        migrations.AddConstraint(
            "readerfeedback",
            models.CheckConstraint(
                condition=models.Q(
                    ("about__in", ["article", "search", "path", "words", "page"]),
                    ("said__in", ["clear", "not_clear", "not_right"]),
                ),
                name="guide_feedback_known",
            ),
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=32, unique=True)),
                (
                    "asked",
                    thoes.foundation.encryption.fields.EncryptedTextField(binding="guide_question.asked", blank=True),
                ),
                ("language", models.CharField(max_length=2)),
                ("wording", models.JSONField(default=dict)),
                ("is_rumour", models.BooleanField(default=False)),
                ("article", models.SlugField(blank=True, max_length=80)),
                ("taken_up_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("article", ""), ("wording__has_key", "nl"), _connector="OR"),
                        name="guide_question_answered_has_words",
                    )
                ],
            },
        ),
    ]
