"""What a municipality's policy for housing says, and the effort agreements between province and municipalities.

Nothing recorded means that Thoes does not know, not that there is nothing. Both are public matters; no person stands in them.
"""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Plain, StaffField, holds, kinds, no_person


@pghistory.track()
class MunicipalPolicy(models.Model):
    """The policy of a municipality as somebody there recorded it. What nobody filled in stays None or empty."""

    municipality = models.OneToOneField(
        "places.Municipality", primary_key=True, on_delete=models.PROTECT, related_name="housing_policy"
    )
    # True: adopted. False: the municipality says that it has none. None: not known.
    is_adopted = models.BooleanField(null=True, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    title = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=300, blank=True)
    arranges = models.TextField(max_length=2_000, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    holds(contact, kinds.CONTACT(_("Whom to ask at the municipality"), plain=Plain.THING))
    allows_inside = models.BooleanField(null=True, blank=True)
    allows_outside = models.BooleanField(null=True, blank=True)
    most_km_to_work = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    most_km_to_shops = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    most_km_to_stop = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    most_beds = models.PositiveIntegerField(null=True, blank=True)
    quality_label_required = models.BooleanField(null=True, blank=True)
    recorded_by = StaffField(null=True)
    recorded_at = models.DateTimeField()
    no_person(
        municipality, is_adopted, adopted_on, title, link, arranges, allows_inside, allows_outside,
        most_km_to_work, most_km_to_shops, most_km_to_stop, most_beds, quality_label_required, recorded_at,
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="only_adopted_policy_has_a_day", condition=Q(adopted_on=None) | Q(is_adopted=True)
            ),
        ]


class EffortAgreement(models.Model):
    """What province and municipality agreed to bring about (inspanningsafspraak)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)
    holds(text, kinds.TEXT(_("What was agreed"), plain=Plain.THING))
    units = models.PositiveIntegerField(null=True, blank=True)
    agreed_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    link = models.URLField(max_length=300, blank=True)
    voided = models.BooleanField(default=False)
    recorded_by = StaffField(null=True)
    recorded_at = models.DateTimeField()
    no_person(municipality, units, agreed_on, due_on, met_on, link, voided, recorded_at)

    class Meta:
        ordering = ["municipality__name", models.F("due_on").asc(nulls_last=True)]
