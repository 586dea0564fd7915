"""What a bed costs per week, from a day on. Only added to; a price recorded by mistake is voided."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import StaffField, no_person
from thoes.housing.models.sites import Site


class Inclusion(models.TextChoices):
    """What is part of a price."""

    ENERGY = "energy", _("Gas, water and electricity")
    INTERNET = "internet", _("Internet")
    LINEN = "linen", _("Bed linen and towels")
    LAUNDRY = "laundry", _("Use of washing machines")
    CLEANING = "cleaning", _("Cleaning of shared rooms")
    TAXES = "taxes", _("Municipal taxes")
    TRANSPORT = "transport", _("Transport to work")


class BedPrice(models.Model):
    """The price of one bed for one week at a site, which holds until the next one begins."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="prices")
    from_date = models.DateField()
    per_week = models.DecimalField(max_digits=7, decimal_places=2)
    includes = ArrayField(models.CharField(max_length=20, choices=Inclusion.choices), default=list, blank=True)
    voided = models.BooleanField(default=False)
    recorded_by = StaffField(null=True)
    recorded_at = models.DateTimeField()
    no_person(site, from_date, per_week, includes, voided, recorded_at)

    class Meta:
        ordering = ["-from_date"]
        constraints = [
            models.CheckConstraint(name="bed_price_is_no_debt", condition=Q(per_week__gte=0)),
            models.UniqueConstraint(
                fields=["site", "from_date"], name="one_bed_price_a_day", condition=Q(voided=False)
            ),
        ]

    @property
    def inclusion_names(self) -> list[str]:
        """What is included, in words, in a fixed order."""
        return [str(each.label) for each in Inclusion if each in self.includes]
