"""Figures of others, by the version of their source. Nobody stands in them, and everybody may read them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import StaffField, no_person
from thoes.monitor.domain.quoted_numbers import Missing


class FigureUnit(models.TextChoices):
    """What is counted."""

    PERSONS = "persons", _("persons")
    JOBS = "jobs", _("jobs; somebody with two jobs counts twice")


class FigureWhere(models.TextChoices):
    """Where those who are counted belong."""

    LIVES = "lives", _("who lives there")
    WORKS = "works", _("who works there")
    BOTH = "lives_and_works", _("who lives and works there")


class FigureWay(models.TextChoices):
    """How the figures came about."""

    COUNTED = "counted", _("counted in registers")
    ESTIMATED = "estimated", _("estimated")
    FORECAST = "forecast", _("forecast")


class FigureMoment(models.TextChoices):
    """To what time within its period a figure belongs."""

    FIRST_DAY = "first_day", _("on the first day of the period")
    LAST_DAY = "last_day", _("on the last day of the period")
    AVERAGE = "average", _("on average over the period")
    DURING = "during", _("everybody of the whole period")


class Licence(models.TextChoices):
    """On what terms the source may be used again. Only what is open goes into the open data."""

    UNKNOWN = "", _("not known, or not open: show the figures, do not give them away as a file")
    CC_BY = "cc_by_4", _("CC BY 4.0: free to use with the name of the source")
    CC0 = "cc0", _("CC0: free to use")

    @property
    def link(self) -> str:
        """The page of the licence; "" where there is none."""
        return {
            "cc_by_4": "https://creativecommons.org/licenses/by/4.0/deed.nl",
            "cc0": "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
        }.get(self.value, "")


class MissingReason(models.TextChoices):
    """Why there is no number; none of these is a zero."""

    NONE = "", _("there is a number")
    DASH = Missing.DASH.value, _("a dash in the source: nothing, or not there")
    ABSENT = Missing.ABSENT.value, _("no data")
    CONFIDENTIAL = Missing.CONFIDENTIAL.value, _("confidential")
    NOT_YET = Missing.NOT_YET.value, _("not known, or not yet")
    NOT_POSSIBLE = Missing.NOT_POSSIBLE.value, _("not applicable")
    EMPTY = Missing.EMPTY.value, _("empty in the source")


class QuotedVersion(models.Model):
    """One version of a source as it was taken in, with what its figures count.

    `definition` goes up when a version of the same source counts something else than the one before it; figures of two
    definitions are no series.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("places.Organisation", on_delete=models.PROTECT)
    source = models.CharField(max_length=120)
    source_key = models.CharField(max_length=120)
    version = models.CharField(max_length=40)
    definition = models.PositiveSmallIntegerField(default=1)
    population = models.CharField(max_length=300)
    moment = models.CharField(max_length=20, choices=FigureMoment.choices)
    unit = models.CharField(max_length=20, choices=FigureUnit.choices)
    where = models.CharField(max_length=20, choices=FigureWhere.choices)
    way = models.CharField(max_length=20, choices=FigureWay.choices)
    is_not = models.CharField(max_length=300)
    link = models.URLField(max_length=300, blank=True)
    licence = models.CharField(max_length=20, choices=Licence.choices, blank=True)
    # Titles and notes of the file: what a mark behind a number means stands there.
    notes = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    taken_in_at = models.DateTimeField()
    taken_in_by = StaffField()
    no_person(
        organisation, source, source_key, version, definition, population, moment, unit, where, way, is_not, link, licence,
        notes, sha256, taken_in_at,
    )  # fmt: skip

    class Meta:
        ordering = ["source", "-taken_in_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "source_key", "version"], name="quoted_version_taken_in_once"
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Whether its figures may be given away as a file: on the terms of a source that everybody can look up."""
        return self.licence != Licence.UNKNOWN and bool(self.link)

    @property
    def licence_link(self) -> str:
        return Licence(self.licence).link


class QuotedFigure(models.Model):
    """One figure: of an area and a period, of everybody ("") or of a group as the source calls it.

    `number` is None with the reason in `missing`. `mark` stood behind the number, `cell` is where it stood in the file.
    """

    id = models.BigAutoField(primary_key=True)
    version = models.ForeignKey(QuotedVersion, on_delete=models.CASCADE, related_name="figures")
    area = models.CharField(max_length=10)
    period = models.CharField(max_length=10)
    last = models.DateField()
    group = models.CharField(max_length=200, blank=True)
    number = models.PositiveBigIntegerField(null=True)
    missing = models.CharField(max_length=20, choices=MissingReason.choices, blank=True)
    mark = models.CharField(max_length=20, blank=True)
    cell = models.CharField(max_length=120, blank=True)
    no_person(version, area, period, last, group, number, missing, mark, cell)

    class Meta:
        ordering = ["last", "group", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "area", "period", "group"], name="quoted_figure_stands_once"),
            models.CheckConstraint(
                name="quoted_figure_is_a_number_or_says_why_not",
                condition=Q(number=None) & ~Q(missing="") | Q(number__isnull=False, missing=""),
            ),
        ]
        indexes = [models.Index(fields=["area", "last"], name="quoted_figures_of_an_area")]
