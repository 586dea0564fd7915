"""Assessments of the registration duty, and what a municipality recorded about registration."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import PERSON, Plain, StaffField, holds, kinds, no_person
from thoes.registration.models.held_steps import StepsOfPerson


class Status(models.TextChoices):
    """Where a person stands, in the order of urgency for a registration desk."""

    DUTY_COUNTED = "duty_counted", _("Must register: the nights have been reached")
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
    holds(person, PERSON)
    on = models.DateField()
    status = models.CharField(max_length=20, choices=Status.choices)
    holds(status, kinds.DUTY(_("The outcome")))
    counted_from = models.DateField(null=True)
    holds(counted_from, kinds.DUTY(_("From when the counted nights gave a duty")))
    expected_from = models.DateField(null=True)
    holds(expected_from, kinds.DUTY(_("From when the expected stay gave a duty")))
    duty_from = models.DateField(null=True)
    holds(duty_from, kinds.DUTY(_("From which day there is a duty")))
    register_by = models.DateField(null=True)
    holds(register_by, kinds.DUTY(_("The last day to register")))
    nights_in_window = models.PositiveSmallIntegerField()
    holds(nights_in_window, kinds.STAY(_("Nights in the half year")))
    approaching_on = models.DateField(null=True)
    holds(approaching_on, kinds.DUTY(_("When the duty comes near")))
    # The index below begins with it.
    municipality = models.ForeignKey("places.Municipality", null=True, on_delete=models.PROTECT, db_index=False)
    holds(municipality, kinds.STAY(_("The municipality")))
    site = models.ForeignKey("housing.Site", null=True, on_delete=models.PROTECT)
    holds(site, kinds.STAY(_("The site")))
    code = models.CharField(max_length=60)
    holds(code, kinds.DUTY(_("The reason, as a code"), plain=Plain.CODE))
    facts = models.JSONField(default=dict)
    holds(
        facts,
        kinds.DUTY(
            _("The nights and days that were counted, and where else somebody has a bed in their own municipality"),
            plain=Plain.CODE,
        ),
    )
    is_present = models.BooleanField(default=False)
    holds(is_present, kinds.STAY(_("Whether somebody sleeps here tonight")))
    no_person(on)
    steps = StepsOfPerson()

    class Meta:
        indexes = [
            # The worklist is counted and put in order from it alone: the rows of one municipality lie scattered, and are wide.
            models.Index(
                fields=["municipality", "status", "register_by"],
                include=["is_present", "duty_from", "counted_from", "approaching_on", "on", "person"],
                name="duty_of_a_municipality",
            ),
            # As of which day everybody was assessed last stands on every worklist.
            models.Index(fields=["on"], name="day_of_assessment"),
        ]


class BrpRegistration(models.Model):
    """A municipality recorded that someone is registered. Holds no BSN and no number of the BRP."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="registrations")
    holds(person, PERSON)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    holds(municipality, kinds.REGISTRATION(_("Where somebody is registered")))
    registered_on = models.DateField()
    holds(registered_on, kinds.REGISTRATION(_("Since which day")))
    ended_on = models.DateField(null=True)
    holds(ended_on, kinds.REGISTRATION(_("Until which day")))
    recorded_at = models.DateTimeField()
    recorded_by = StaffField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    holds(withdrawn_at, kinds.HANDLING(_("When it was withdrawn")))
    # The registration of another place that ended because of this one, so that taking this back gives it back.
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    no_person(recorded_at, replaces)

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
