"""The layer of an organisation, and what it wrote in it, each time it was saved."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.encryption.fields import EncryptedTextField
from thoes.foundation.modules import StaffField, no_person


class Layer(models.Model):
    """Of one organisation. That of a municipality is opened by its name; any other by a code that nobody can guess.

    The code is kept sealed, to show it again to its owner; it is found by its hash.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.OneToOneField("places.Organisation", on_delete=models.PROTECT, related_name="+")
    municipality = models.OneToOneField("places.Municipality", null=True, on_delete=models.PROTECT, related_name="+")
    code = EncryptedTextField(blank=True, binding="guide_layer.code")
    code_hash = models.CharField(max_length=64, null=True, unique=True)
    no_person(organisation, municipality, code, code_hash)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="guide_layer_is_opened_in_one_way",
                condition=Q(municipality__isnull=False, code_hash=None) | Q(municipality=None, code_hash__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class LayerAct(models.TextChoices):
    """What somebody did by saving a page."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Not shown any more")


class LayerVersion(models.Model):
    """A page of a layer in a language, as it was saved once; only added to.

    `article` is the shared article under which it stands; "" for a page of its own.
    """

    layer = models.ForeignKey(Layer, on_delete=models.PROTECT)
    page = models.UUIDField()
    article = models.SlugField(max_length=80, blank=True)
    language = models.CharField(max_length=2)
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=LayerAct.choices)
    title = models.CharField(max_length=90)
    body = models.TextField()
    next_check = models.DateField()
    made_at = models.DateTimeField()
    made_by = StaffField()
    no_person(layer, page, article, language, number, act, title, body, next_check, made_at)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["layer", "page", "language", "number"], name="guide_layer_version_number"),
            models.CheckConstraint(name="guide_layer_act_known", condition=Q(act__in=LayerAct.values)),
        ]
        triggers = [pgtrigger.Protect(name="layer_versions_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.page} ({self.language}, {self.number})"
