"""Initiatives for new housing: what is planned where, in which phase since when, and the steps with their days.

Whether an initiative is late or stands still is not stored; it follows from its days.
"""

import uuid

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.encryption.fields import EncryptedTextField
from thoes.foundation.modules import Plain, StaffField, holds, kinds, no_person
from thoes.pipeline.domain.phases import Phase


class InitiativePhase(models.TextChoices):
    """The phases of `domain.phases`, in words."""

    IDEA = Phase.IDEA.value, _("Idea")
    TALKS = Phase.TALKS.value, _("Talks with the municipality")
    DIALOGUE = Phase.DIALOGUE.value, _("Dialogue with neighbours")
    APPLICATION = Phase.APPLICATION.value, _("Permit applied for")
    PERMIT = Phase.PERMIT.value, _("Permit granted")
    BUILDING = Phase.BUILDING.value, _("Being built")
    OPEN = Phase.OPEN.value, _("Open")
    DROPPED = Phase.DROPPED.value, _("Dropped")


class KindOfStay(models.TextChoices):
    """For how long people stay, as the vision of 2020 divides the need."""

    SHORT = "short", _("Short stay")
    MID = "mid", _("Mid stay")
    LONG = "long", _("Long stay")


class Tenure(models.TextChoices):
    """How a dwelling for a long stay is offered."""

    RENT = "rent", _("(Social) rent")
    SALE = "sale", _("Sale")


@pghistory.track()
class Initiative(models.Model):
    """A plan for housing. One recorded by mistake is voided, not removed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    holds(title, kinds.TEXT(_("What the plan is called"), plain=Plain.THING))
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT, related_name="+")
    # Where, in words: a street or neighbourhood. Seen by the province too, so no house of somebody.
    place = models.CharField(max_length=120)
    holds(place, kinds.TEXT(_("Where it would come"), plain=Plain.THING))
    provider = models.ForeignKey(
        "places.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="initiatives"
    )
    # A business that is not in Thoes; a private person stands in `PrivateInitiator`.
    initiator = models.CharField(max_length=120, blank=True)
    holds(initiator, kinds.NAME(_("Who wants it, when that is an organisation"), plain=Plain.THING))
    was_proposed = models.BooleanField(default=False)
    # None where it is not known: vacant property that is used again, or new; inside the built-up area, or outside it.
    is_reuse = models.BooleanField(null=True, blank=True)
    in_built_up_area = models.BooleanField(null=True, blank=True)
    phase = models.CharField(max_length=20, choices=InitiativePhase.choices, default=InitiativePhase.IDEA)
    phase_since = models.DateField()
    chance = models.PositiveSmallIntegerField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    km_to_work = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    km_to_shops = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    km_to_stop = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    will_have_quality_label = models.BooleanField(null=True, blank=True)
    summary = models.TextField(max_length=2_000, blank=True)
    holds(summary, kinds.TEXT(_("What it is about"), plain=Plain.THING))
    site = models.ForeignKey(
        "housing.Site", null=True, blank=True, on_delete=models.PROTECT, related_name="initiatives"
    )
    voided = models.BooleanField(default=False)
    recorded_by = StaffField(null=True)
    recorded_at = models.DateTimeField()
    no_person(
        municipality, provider, was_proposed, is_reuse, in_built_up_area, phase, phase_since, chance, expected_on,
        km_to_work, km_to_shops, km_to_stop, will_have_quality_label, site, voided, recorded_at,
    )  # fmt: skip

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(name="initiative_phase_known", condition=Q(phase__in=InitiativePhase.values)),
            models.CheckConstraint(
                name="initiative_chance_is_a_share", condition=Q(chance=None) | Q(chance__range=(0, 100))
            ),
        ]
        indexes = [models.Index(fields=["municipality", "phase"], name="initiatives_here_by_phase")]

    def __str__(self) -> str:
        return self.title


class PrivateInitiator(models.Model):
    """The private person behind a plan; in a table of its own, which the province cannot read."""

    initiative = models.OneToOneField(
        Initiative, primary_key=True, on_delete=models.CASCADE, related_name="private_initiator"
    )
    name = EncryptedTextField(max_length=120, binding="private_initiator.name")
    holds(name, kinds.NAME(_("Who wants it")))
    no_person(initiative)


class PlannedPart(models.Model):
    """How many beds and dwellings of one kind an initiative brings."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="parts")
    stay = models.CharField(max_length=10, choices=KindOfStay.choices)
    tenure = models.CharField(max_length=10, choices=Tenure.choices, blank=True)
    beds = models.PositiveIntegerField(default=0)
    dwellings = models.PositiveIntegerField(default=0)
    no_person(initiative, stay, tenure, beds, dwellings)

    class Meta:
        ordering = ["-stay", "tenure"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "stay", "tenure"], name="planned_part_once"),
            models.CheckConstraint(name="planned_part_brings_something", condition=Q(beds__gt=0) | Q(dwellings__gt=0)),
            models.CheckConstraint(name="planned_stay_known", condition=Q(stay__in=KindOfStay.values)),
            models.CheckConstraint(
                name="tenure_is_of_long_stays",
                condition=Q(stay="long", tenure__in=Tenure.values) | (~Q(stay="long") & Q(tenure="")),
            ),
        ]


class PhaseChange(models.Model):
    """An initiative came into a phase on a day. Only added to."""

    id = models.BigAutoField(primary_key=True)
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="phase_changes")
    phase = models.CharField(max_length=20, choices=InitiativePhase.choices)
    from_date = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    holds(reason, kinds.TEXT(_("Why"), plain=Plain.THING))
    recorded_by = StaffField(null=True)
    recorded_at = models.DateTimeField()
    no_person(initiative, phase, from_date, recorded_at)

    class Meta:
        ordering = ["-from_date", "-id"]


class PlanStep(models.Model):
    """Something to do for an initiative, by a day if one is agreed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="steps")
    title = models.CharField(max_length=120)
    holds(title, kinds.TEXT(_("What is to be done"), plain=Plain.THING))
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    voided = models.BooleanField(default=False)
    recorded_by = StaffField(null=True)
    recorded_at = models.DateTimeField()
    no_person(initiative, due_on, done_on, voided, recorded_at)

    class Meta:
        ordering = [models.F("due_on").asc(nulls_last=True), "recorded_at"]
