"""What people wrote of the articles of the guide, each time they saved. How a text stands is never stored, only worked out."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.encryption.fields import EncryptedTextField
from thoes.foundation.modules import StaffField, no_person


class Act(models.TextChoices):
    """What somebody did by saving a text."""

    DRAFT = "draft", _("Draft")
    """Kept, and shown to nobody but those who keep the guide."""
    PUBLISHED = "published", _("Reviewed")
    """Read beside its source, and shown from now on."""
    SENT_BACK = "sent_back", _("Sent back")
    """Not right, and why; it changes nothing of what is shown."""
    WITHDRAWN = "withdrawn", _("Not shown any more")
    """Of an article that began here: no reader finds it any more, in any language."""


OF_READERS = (Act.PUBLISHED, Act.WITHDRAWN)
"""What decides what readers see."""


class ArticleVersion(models.Model):
    """The words of an article in a language as they were saved once; only added to.

    `seen_source` are the Dutch words beside which they were written, and `seen_file` is the fingerprint of what the file held
    then ("" for no file): the words are shown as long as the file holds that still. `next_check` is for the Dutch text
    only, and so is `head`: what stands above an article that began here (`begun.py`).
    """

    article = models.SlugField(max_length=80)
    language = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=Act.choices)
    title = models.CharField(max_length=90)
    summary = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    next_check = models.DateField(null=True, blank=True)
    head = models.JSONField(null=True, blank=True)
    # Sealed: somebody may write a name where none is asked.
    remark = EncryptedTextField(blank=True, binding="guide_version.remark")
    seen_source = models.JSONField()
    seen_file = models.CharField(max_length=16, blank=True)
    made_at = models.DateTimeField()
    made_as = models.CharField(max_length=40)
    made_by = StaffField()
    no_person(
        article,
        language,
        number,
        act,
        title,
        summary,
        body,
        next_check,
        head,
        remark,
        seen_source,
        seen_file,
        made_at,
        made_as,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language", "number"], name="guide_version_is_one_of_its_number"
            ),
            models.CheckConstraint(name="guide_version_act_known", condition=Q(act__in=Act.values)),
        ]
        indexes = [models.Index(fields=["act"], name="guide_version_by_act")]
        triggers = [pgtrigger.Protect(name="versions_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.article} ({self.language}, {self.number})"

    @property
    def words(self) -> dict[str, str]:
        """Title, summary and body: what somebody wrote."""
        return {"title": self.title, "summary": self.summary, "body": self.body}
