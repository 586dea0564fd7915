"""Permits of a site, who took them over, and the papers that belong to a site.

A site may have several permits at once, each for its own purpose. Whether one is valid on a day is not stored; it
follows from its days. Days are from `valid_from` up to, not including, `valid_until`.
"""

import uuid

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.encryption.fields import EncryptedTextField
from thoes.foundation.modules import Plain, StaffField, holds, kinds, no_person
from thoes.housing.models.sites import Site


class PermitKind(models.TextChoices):
    """On what law a permit rests."""

    ENVIRONMENTAL = "environmental", _("Environmental permit (omgevingsvergunning)")
    LETTING = "letting", _("Letting permit (verhuurvergunning)")
    OPERATING = "operating", _("Operating permit (exploitatievergunning)")


@pghistory.track()
class Permit(models.Model):
    """A permit as the municipality recorded it, with its conditions. One recorded by mistake is voided, not removed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="permits")
    kind = models.CharField(max_length=20, choices=PermitKind.choices)
    number = models.CharField(max_length=60)
    holds(number, kinds.HANDLING(_("The number of the permit"), plain=Plain.CODE))
    holder = EncryptedTextField(max_length=200, binding="permit.holder")
    holds(holder, kinds.NAME(_("Who holds the permit")))
    holder_is_private = models.BooleanField(default=False)
    holds(holder_is_private, kinds.NAME(_("Whether that is a private person")))
    capacity = models.PositiveIntegerField(null=True, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    withdrawn_from = models.DateField(null=True, blank=True)
    # None where it is not known.
    may_be_transferred = models.BooleanField(null=True, blank=True)
    needs_quality_label = models.BooleanField(default=False)
    needs_manager = models.BooleanField(default=False)
    longest_stay_months = models.PositiveSmallIntegerField(null=True, blank=True)
    plan_due = models.DateField(null=True, blank=True)
    plan_received = models.DateField(null=True, blank=True)
    # As the municipality counted them when it recorded the permit; for its own rule on a share of the street.
    homes_in_street = models.PositiveIntegerField(null=True, blank=True)
    conditions = EncryptedTextField(max_length=2_000, blank=True, binding="permit.conditions")
    holds(conditions, kinds.TEXT(_("Conditions, as they were written down")))
    voided = models.BooleanField(default=False)
    recorded_by = StaffField(null=True)
    recorded_at = models.DateTimeField()
    no_person(
        site, kind, capacity, valid_from, valid_until, withdrawn_from, may_be_transferred, needs_quality_label,
        needs_manager, longest_stay_months, plan_due, plan_received, homes_in_street, voided, recorded_at,
    )  # fmt: skip

    class Meta:
        ordering = ["-valid_from", "kind"]
        constraints = [
            models.CheckConstraint(name="permit_kind_known", condition=Q(kind__in=PermitKind.values)),
            models.CheckConstraint(
                name="permit_lasts_a_day", condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from"))
            ),
            models.CheckConstraint(name="permit_allows_somebody", condition=Q(capacity=None) | Q(capacity__gt=0)),
            models.UniqueConstraint(
                fields=["site", "kind", "number"], name="permit_once_per_site", condition=Q(voided=False)
            ),
        ]
        indexes = [models.Index(fields=["valid_until"], name="permits_by_end")]


class PermitTransfer(models.Model):
    """A permit went to another holder from a day on; `holder` is who had it before. Only added to."""

    id = models.BigAutoField(primary_key=True)
    permit = models.ForeignKey(Permit, on_delete=models.PROTECT, related_name="transfers")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    from_date = models.DateField()
    holds(from_date, kinds.HANDLING(_("From which day")))
    holder = EncryptedTextField(max_length=200, binding="permit_transfer.holder")
    holds(holder, kinds.NAME(_("Who holds the permit")))
    holder_is_private = models.BooleanField(default=False)
    holds(holder_is_private, kinds.NAME(_("Whether that is a private person")))
    recorded_by = StaffField(null=True)
    recorded_at = models.DateTimeField()
    no_person(permit, site, recorded_at)

    class Meta:
        ordering = ["-from_date", "-id"]


class DocumentKind(models.TextChoices):
    """What a paper is; not a word about anybody."""

    PERMIT = "permit", _("Permit or decision")
    CERTIFICATE = "certificate", _("Certificate or audit report")
    DRAWING = "drawing", _("Drawing or floor plan")
    PLAN = "plan", _("Management plan")
    LETTER = "letter", _("Letter")


class Cleaning(models.TextChoices):
    """Whether what a camera or a program wrote in a file was taken out."""

    WAITS = "waits", _("waits")
    CLEAN = "clean", _("taken out")
    FAILED = "failed", _("could not be taken out")


class Document(models.Model):
    """A paper of a site. The file lies in a private folder under its own identifier and is only handed out to keep."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="documents")
    permit = models.ForeignKey(Permit, null=True, blank=True, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)
    title = models.CharField(max_length=120)
    holds(title, kinds.TEXT(_("What the paper is called"), plain=Plain.THING))
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    # Of the file as it was sent; what is kept was made anew from it.
    sha256 = models.CharField(max_length=64)
    holds(sha256, kinds.HANDLING(_("The fingerprint of the file, whose contents may name people"), plain=Plain.CODE))
    cleaning = models.CharField(max_length=10, choices=Cleaning.choices, default=Cleaning.WAITS)
    uploaded_by = StaffField(null=True)
    organisation = models.ForeignKey("places.Organisation", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    no_person(site, permit, kind, media_type, size, cleaning, organisation, uploaded_at)

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(name="document_kind_known", condition=Q(kind__in=DocumentKind.values)),
            models.CheckConstraint(name="document_cleaning_known", condition=Q(cleaning__in=Cleaning.values)),
        ]
