"""Quality labels of a site and the shortcomings that an audit found. Days are up to, not including, `valid_until`."""

import uuid

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Plain, StaffField, holds, kinds, no_person
from thoes.housing.models.sites import Site


class LabelScheme(models.TextChoices):
    """The private quality labels of the sector."""

    SNF = "snf", "SNF"
    AKF = "akf", "AKF"


class QualityLabelSource(models.TextChoices):
    """Who says that a site has a quality label."""

    PROVIDER = "provider", _("said by the housing provider")
    AUTHORITY = "authority", _("recorded by an authority")
    EXTRACT = "extract", _("from an extract of the register of the quality label")


class QualityLabelStatus(models.TextChoices):
    """What the register of a quality label says that a certificate is worth; not stated where it is empty."""

    VALID = "valid", _("valid")
    SUSPENDED = "suspended", _("suspended")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ENDED = "ended", _("ended")


class DateRange(Func):
    """PostgreSQL's daterange(from, until): without its last day, open for NULL."""

    function = "daterange"
    output_field = DateRangeField()


@pghistory.track()
class QualityLabel(models.Model):
    """A certificate of a site; from `ended_from` on it was suspended or taken away before its time.

    Whether it holds on a day follows from its days alone, so a `status` that is not "valid" has a day from which it ended.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="quality_labels")
    scheme = models.CharField(max_length=10, choices=LabelScheme.choices)
    certificate = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    ended_from = models.DateField(null=True, blank=True)
    # As the extract states it; empty for who recorded the quality label by hand, and where the extract states none.
    status = models.CharField(max_length=10, choices=QualityLabelStatus.choices, blank=True)
    last_audit = models.DateField(null=True, blank=True)
    next_audit = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=12, choices=QualityLabelSource.choices)
    source_day = models.DateField()
    voided = models.BooleanField(default=False)
    recorded_by = StaffField(null=True)
    recorded_at = models.DateTimeField()
    no_person(
        site, scheme, certificate, valid_from, valid_until, ended_from, status, last_audit, next_audit, source,
        source_day, voided, recorded_at,
    )  # fmt: skip

    class Meta:
        ordering = ["scheme", "-valid_from"]
        constraints = [
            models.CheckConstraint(name="quality_label_scheme_known", condition=Q(scheme__in=LabelScheme.values)),
            models.CheckConstraint(
                name="quality_label_source_known", condition=Q(source__in=QualityLabelSource.values)
            ),
            models.CheckConstraint(
                name="quality_label_status_known_and_followed_by_its_days",
                condition=Q(status__in=["", QualityLabelStatus.VALID.value])
                | Q(status__in=QualityLabelStatus.values)
                & (Q(ended_from__isnull=False) | Q(valid_until__isnull=False)),
            ),
            models.CheckConstraint(
                name="quality_label_lasts_a_day", condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from"))
            ),
            ExclusionConstraint(
                name="one_quality_label_of_a_scheme_at_a_time",
                expressions=[
                    ("site", RangeOperators.EQUAL),
                    ("scheme", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(voided=False),
            ),
        ]
        indexes = [models.Index(fields=["valid_until"], name="quality_labels_by_end")]


@pghistory.track()
class Shortcoming(models.Model):
    """Something an audit of a quality label found not to be right, with the day by which it must be mended."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    quality_label = models.ForeignKey(QualityLabel, on_delete=models.PROTECT, related_name="shortcomings")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=500)
    holds(text, kinds.TEXT(_("What was found, as it was written down"), plain=Plain.THING))
    found_on = models.DateField()
    repair_by = models.DateField(null=True, blank=True)
    repaired_on = models.DateField(null=True, blank=True)
    recorded_by = StaffField(null=True)
    recorded_at = models.DateTimeField()
    no_person(quality_label, site, found_on, repair_by, repaired_on, recorded_at)

    class Meta:
        ordering = ["repaired_on", "repair_by", "found_on"]
        constraints = [
            models.CheckConstraint(
                name="shortcoming_mended_after_found",
                condition=Q(repaired_on=None) | Q(repaired_on__gte=F("found_on")),
            ),
        ]


class SentReminder(models.Model):
    """An organisation was told that something ends on a day; once for each thing, day and term."""

    id = models.BigAutoField(primary_key=True)
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    subject = models.UUIDField()
    ends = models.DateField()
    days_before = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "subject", "ends", "days_before"], name="reminded_once")
        ]
