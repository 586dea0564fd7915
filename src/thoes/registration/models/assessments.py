"""Assessments of the registration duty, and what a municipality recorded about registration."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a person stands, in the order of urgency for a registration desk."""

    DUTY_COUNTED = "duty_counted", _("Must register: the nights are there")
    DUTY_EXPECTED = "duty_expected", _("Must register: plans to stay")
    APPROACHING = "approaching", _("Soon")
    MOVED = "moved", _("Moved: must report it")
    LEAVING = "leaving", _("Leaves: must report it")
    REGISTERED = "registered", _("Registered")
    NONE = "none", _("Not yet")


class Assessment(models.Model):
    """The registration duty of one person as it stood on a day. An indication for a person who decides.

    `municipality` and `site` are where a registration would be made. `facts` holds what was counted and the parameters
    used with their source, so that the answer can be explained later.
    """

    person = models.OneToOneField("register.Person", primary_key=True, on_delete=models.CASCADE)
    on = models.DateField()
    status = models.CharField(max_length=20, choices=Status.choices)
    counted_from = models.DateField(null=True)
    expected_from = models.DateField(null=True)
    duty_from = models.DateField(null=True)
    register_by = models.DateField(null=True)
    nights_in_window = models.PositiveSmallIntegerField()
    approaching_on = models.DateField(null=True)
    # The index below begins with it.
    municipality = models.ForeignKey("places.Municipality", null=True, on_delete=models.PROTECT, db_index=False)
    site = models.ForeignKey("housing.Site", null=True, on_delete=models.PROTECT)
    code = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)
    is_present = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["municipality", "status", "register_by"], name="duty_of_a_municipality")]


class BrpRegistration(models.Model):
    """A municipality recorded that someone is registered. Holds no BSN and no number of the BRP."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="registrations")
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    registered_on = models.DateField()
    ended_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    # The registration of another place that ended because of this one, so that taking this back gives it back.
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="registration_ends_after_it_began",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("registered_on")),
            ),
            models.UniqueConstraint(
                fields=["person"],
                name="one_registration_at_a_time",
                condition=Q(ended_on__isnull=True, withdrawn_at__isnull=True),
            ),
        ]
