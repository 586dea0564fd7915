"""What readers say of the guide, and what they ask of it. Who they are is not kept: no person, no address, no hour."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.encryption.fields import EncryptedTextField
from thoes.foundation.modules import no_person
from thoes.guide.layers.models import Layer


class About(models.TextChoices):
    """Of what something is said."""

    ARTICLE = "article", _("Article")
    SEARCH = "search", _("A search that found nothing")
    PATH = "path", _("Question path")
    WORDS = "words", _("Word list")
    PAGE = "page", _("Page of a municipality")
    """Of any organisation in the table; those of a municipality alone are shown to others than its editor."""


class Said(models.TextChoices):
    """What a reader thought of it."""

    CLEAR = "clear", _("Clear")
    NOT_CLEAR = "not_clear", _("Not clear")
    NOT_RIGHT = "not_right", _("Not right, or not for this reader")


class ReaderFeedback(models.Model):
    """One answer to "was this clear?" in a language, on a day; `remark` may be empty, and holds the words of a search.

    `key` is the name of the article or path, or the page of a layer; "" where there is one of its kind (the word list, the
    first page of a layer, a search). `layer` is that in which it was read: of one that a code opens only for its own pages.
    """

    about = models.CharField(max_length=10, choices=About.choices, default=About.ARTICLE)
    key = models.SlugField(max_length=80, blank=True)
    layer = models.ForeignKey(Layer, null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2)
    said = models.CharField(max_length=10, choices=Said.choices)
    # Sealed all the same: somebody may write a name where none is asked.
    remark = EncryptedTextField(blank=True, binding="guide_feedback.remark")
    said_on = models.DateField()
    no_person(about, key, layer, language, said, remark, said_on)

    class Meta:
        indexes = [models.Index(fields=["said_on"], name="guide_feedback_by_day")]
        constraints = [
            models.CheckConstraint(
                name="guide_feedback_known", condition=Q(about__in=About.values, said__in=Said.values)
            )
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.key} ({self.language})"


class Question(models.Model):
    """What readers ask, as an editor took it up: asked for until an article answers it, and shown to everybody then.

    `asked` are the words that readers searched for; "" where an editor wrote it without a search, once an article answers it,
    and a year after `typed_on`: the first day on which they were typed that is known, None where none is. `mark` finds a
    search again that says the same, and tells nobody without the secret of the installation what it says. `wording` is the
    question as the editors say it, by language.
    """

    mark = models.CharField(max_length=32, unique=True)
    asked = EncryptedTextField(blank=True, binding="guide_question.asked")
    language = models.CharField(max_length=2)
    wording = models.JSONField(default=dict)
    is_rumour = models.BooleanField(default=False)
    article = models.SlugField(max_length=80, blank=True)
    taken_up_on = models.DateField()
    typed_on = models.DateField(null=True, blank=True)
    no_person(mark, asked, language, wording, is_rumour, article, taken_up_on, typed_on)

    class Meta:
        constraints = [
            # Nobody reads a question without its answer, nor an answer without its question.
            models.CheckConstraint(
                name="guide_question_answered_has_words", condition=Q(article="") | Q(wording__has_key="nl")
            )
        ]

    def __str__(self) -> str:
        return self.mark
