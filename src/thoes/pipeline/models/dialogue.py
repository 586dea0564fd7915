"""The dialogue with neighbours (omgevingsdialoog): meetings, questions with answers, agreements and whether they are kept.

Written down without names: what was asked counts, not who asked it.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Plain, StaffField, holds, kinds, no_person
from thoes.pipeline.models.initiatives import Initiative


class Topic(models.TextChoices):
    """What neighbours ask about."""

    NUMBERS = "numbers", _("How many people, and for how long")
    TRAFFIC = "traffic", _("Traffic and parking")
    NUISANCE = "nuisance", _("Noise and nuisance")
    MANAGEMENT = "management", _("Management and contact")
    BUILDING = "building", _("The building and its surroundings")
    PROCEDURE = "procedure", _("Procedure and permit")
    OTHER = "other", _("Something else")


class Part(models.Model):
    """What the tables of the dialogue share. What was written down by mistake is voided."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    voided = models.BooleanField(default=False)
    recorded_by = StaffField(null=True)
    recorded_at = models.DateTimeField()
    no_person(voided, recorded_at)

    class Meta:
        abstract = True


class Meeting(Part):
    """An invitation to neighbours, and how many came. Numbers stay empty until they are known."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    place = models.CharField(max_length=120)
    holds(place, kinds.TEXT(_("Where it was held"), plain=Plain.THING))
    invited = models.CharField(max_length=200)
    households = models.PositiveIntegerField(null=True, blank=True)
    visitors = models.PositiveIntegerField(null=True, blank=True)
    no_person(initiative, held_on, invited, households, visitors)

    class Meta:
        ordering = ["-held_on"]


class Question(Part):
    """A question of neighbours and its answer."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="questions")
    asked_on = models.DateField()
    topic = models.CharField(max_length=20, choices=Topic.choices)
    holds(topic, kinds.HANDLING(_("What it is about")))
    text = models.CharField(max_length=500)
    holds(text, kinds.TEXT(_("The question; who asked it is not kept"), plain=Plain.THING))
    answer = models.CharField(max_length=1_000, blank=True)
    holds(answer, kinds.TEXT(_("The answer"), plain=Plain.THING))
    answered_on = models.DateField(null=True, blank=True)
    no_person(initiative, asked_on, answered_on)

    class Meta:
        ordering = [F("answered_on").desc(nulls_first=True), "-asked_on"]
        constraints = [
            models.CheckConstraint(name="question_topic_known", condition=Q(topic__in=Topic.values)),
            models.CheckConstraint(
                name="answer_has_a_day", condition=Q(answer="", answered_on=None) | ~Q(answer="") & ~Q(answered_on=None)
            ),
        ]


class Agreement(Part):
    """What was agreed with neighbours; `kept` stays None until somebody looked."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="agreements")
    agreed_on = models.DateField()
    text = models.CharField(max_length=500)
    holds(text, kinds.TEXT(_("What was agreed"), plain=Plain.THING))
    due_on = models.DateField(null=True, blank=True)
    kept = models.BooleanField(null=True, blank=True)
    looked_on = models.DateField(null=True, blank=True)
    no_person(initiative, agreed_on, due_on, kept, looked_on)

    class Meta:
        ordering = [F("due_on").asc(nulls_last=True), "-agreed_on"]
        constraints = [
            models.CheckConstraint(
                name="kept_has_a_day", condition=Q(kept=None, looked_on=None) | ~Q(kept=None) & ~Q(looked_on=None)
            ),
        ]
