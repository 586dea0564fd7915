"""What the monitor publishes: numbers that everybody may read; and the scenarios and linkages of lists of an organisation.

No exact number of people is kept here.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import no_person
from thoes.monitor.linkage.models import ListLinkage
from thoes.monitor.quoted.models import QuotedFigure, QuotedVersion

LONGEST_NAME = 80
__all__ = [
    "LONGEST_NAME",
    "ListLinkage",
    "Publication",
    "PublishedCount",
    "PublishedShare",
    "QuotedFigure",
    "QuotedVersion",
    "SavedScenario",
    "Why",
]


class Why(models.TextChoices):
    """What made somebody or something count."""

    NIGHTLY = "nightly", _("every night")
    ASKED = "asked", _("asked for")


class Publication(models.Model):
    """One time that was counted. The list of them is the changelog of the figures."""

    made_at = models.DateTimeField()
    night = models.DateField()
    why = models.CharField(max_length=10, choices=Why.choices)
    months = ArrayField(models.DateField(), default=list)
    no_person(made_at, night, why, months)

    class Meta:
        ordering = ["-made_at"]


class PublishedCount(models.Model):
    """A number as everybody may know it, of an area in a night or a month, of all or of one value of a split.

    `shown` is None where it is not told. Who knows how Thoes rounds, and everything that was published with it, can tell that
    the number lies from `low` up to and including `high`. Of an estimate these two are its interval. `period` is the night, or
    the last night of a month. `version` is that of the indicator by which was counted.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT)
    indicator = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    period = models.DateField()
    area = models.CharField(max_length=10)
    split = models.CharField(max_length=20, blank=True)
    value = models.CharField(max_length=20, blank=True)
    shown = models.PositiveIntegerField(null=True)
    low = models.PositiveIntegerField()
    high = models.PositiveIntegerField()
    no_person(publication, indicator, version, period, area, split, value, shown, low, high)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "indicator", "split", "value", "area"], name="published_once_of_a_period"
            ),
            models.CheckConstraint(name="published_bounds_in_order", condition=models.Q(low__lte=models.F("high"))),
        ]


class PublishedShare(models.Model):
    """The share of who came that stayed longer than `days`, of an area, of all or of one value of a split.

    `gap` is how many nights away end no stay. `percent` is None where it is not told; `low` and `high` are its interval.
    `period` is the night up to which people were followed.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT)
    version = models.PositiveSmallIntegerField()
    period = models.DateField()
    area = models.CharField(max_length=10)
    split = models.CharField(max_length=20, blank=True)
    value = models.CharField(max_length=20, blank=True)
    gap = models.PositiveSmallIntegerField()
    days = models.PositiveIntegerField()
    percent = models.PositiveSmallIntegerField(null=True)
    low = models.PositiveSmallIntegerField(null=True)
    high = models.PositiveSmallIntegerField(null=True)
    no_person(publication, version, period, area, split, value, gap, days, percent, low, high)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "split", "value", "area", "gap", "days"], name="share_published_once_of_a_period"
            ),
            models.CheckConstraint(
                name="published_share_in_its_interval",
                condition=models.Q(percent=None, low=None, high=None)
                | models.Q(low__lte=models.F("percent"), high__gte=models.F("percent"), high__lte=100),
            ),
        ]


class SavedScenario(models.Model):
    """What an organisation filled in at "what if", under a name of its own: assumptions, of nobody.

    `answers` are those of the form, by the name of the question; they make the address that shows the outcome.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("places.Organisation", on_delete=models.CASCADE)
    title = models.CharField(max_length=LONGEST_NAME)
    answers = models.JSONField()
    saved_at = models.DateTimeField()
    no_person(organisation, title, answers, saved_at)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "title"], name="saved_scenario_has_one_name"),
        ]
