"""What readers say of the articles of the guide. Who they are is not kept: no person, no address, no hour."""

from django.db import models

from thoes.foundation.encryption.fields import EncryptedTextField
from thoes.foundation.modules import no_person
from thoes.guide.keeping.models import ArticleVersion as ArticleVersion
from thoes.guide.layers.models import Layer as Layer
from thoes.guide.layers.models import LayerVersion as LayerVersion
from thoes.guide.links.models import LinkCheck as LinkCheck


class ArticleFeedback(models.Model):
    """One answer to "was this clear?" about an article in a language, on a day; `remark` may be empty."""

    article = models.SlugField(max_length=80)
    language = models.CharField(max_length=2)
    was_clear = models.BooleanField()
    # Sealed all the same: somebody may write a name where none is asked.
    remark = EncryptedTextField(blank=True, binding="guide_feedback.remark")
    said_on = models.DateField()
    no_person(article, language, was_clear, remark, said_on)

    class Meta:
        indexes = [models.Index(fields=["said_on"], name="guide_feedback_by_day")]

    def __str__(self) -> str:
        return f"{self.article} ({self.language})"
