"""Companies that a municipality brings in, and the beds that come with them at the same time ("gelijktijdig")."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Plain, StaffField, holds, kinds, no_person
from thoes.pipeline.models.initiatives import Initiative


class Acquisition(models.Model):
    """A company that comes or grows. Its plans may be secret: only its municipality and the province read it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT, related_name="+")
    company = models.CharField(max_length=120)
    # Workers from abroad who need a bed; None while nobody can say.
    workers = models.PositiveIntegerField(null=True, blank=True)
    opens_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    holds(note, kinds.TEXT(_("A note about the company"), plain=Plain.THING))
    voided = models.BooleanField(default=False)
    recorded_by = StaffField(null=True)
    recorded_at = models.DateTimeField()
    no_person(municipality, company, workers, opens_on, voided, recorded_at)

    class Meta:
        ordering = [models.F("opens_on").asc(nulls_last=True), "company"]

    def __str__(self) -> str:
        return self.company


class AcquisitionBeds(models.Model):
    """Beds of an initiative that are meant for the workers of a company."""

    acquisition = models.ForeignKey(Acquisition, on_delete=models.CASCADE, related_name="linked")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="acquisitions")
    beds = models.PositiveIntegerField()
    no_person(acquisition, initiative, beds)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["acquisition", "initiative"], name="beds_linked_once"),
            models.CheckConstraint(name="linked_beds_are_some", condition=Q(beds__gt=0)),
        ]
