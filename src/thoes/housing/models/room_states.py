"""What a room is like for who comes: beds that are not offered for a while, and a note. Only added to; both end, nothing is
deleted.

No norm looks at this: how many people may sleep somewhere does not change by it, only what is offered.
"""

import uuid
from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.encryption.fields import EncryptedTextField
from thoes.foundation.modules import StaffField, holds, kinds, no_person
from thoes.housing.models.sites import Bed, Site, Unit

NOTE_LENGTH = 200


class BlockReason(models.TextChoices):
    """Why a bed is not offered."""

    REPAIR = "repair", _("Repair")
    CLEANING = "cleaning", _("Cleaning")
    TO_CLEAN = "to_clean", _("To be cleaned after a departure")
    OTHER = "other", _("Something else")


class BedBlock(models.Model):
    """Nights in which a bed is not offered, from a day up to, not including, another; None until somebody lifts it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bed = models.ForeignKey(Bed, on_delete=models.PROTECT, related_name="blocks")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=BlockReason.choices)
    from_date = models.DateField()
    until = models.DateField(null=True, blank=True)
    recorded_by = StaffField(null=True)
    recorded_at = models.DateTimeField()
    lifted_by = StaffField(null=True)
    lifted_at = models.DateTimeField(null=True)
    no_person(bed, site, reason, from_date, until, recorded_at, lifted_at)

    class Meta:
        ordering = ["from_date", "recorded_at"]
        indexes = [models.Index(fields=["bed"], name="blocks_in_force", condition=Q(lifted_at=None))]
        constraints = [
            models.CheckConstraint(name="bed_block_reason_known", condition=Q(reason__in=BlockReason.values)),
            models.CheckConstraint(
                name="bed_block_lasts_a_night", condition=Q(until=None) | Q(until__gt=F("from_date"))
            ),
        ]

    def blocks(self, night: date) -> bool:
        """Whether the bed is not offered in a night, as long as nobody lifted it."""
        return self.from_date <= night and (self.until is None or night < self.until)


def offered(from_date: date, until: date | None) -> Q:
    """Beds that no block touches in the nights from a day up to, not including, another (for ever, for None)."""
    blocks = BedBlock.objects.filter(bed=OuterRef("pk"), lifted_at=None)
    blocks = blocks.filter(Q(until=None) | Q(until__gt=from_date))
    return ~Q(Exists(blocks if until is None else blocks.filter(from_date__lt=until)))


class RoomNote(models.Model):
    """A short note about a room, for who works there. Not about people: the form says so, and a BSN is refused."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="notes")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    text = EncryptedTextField(max_length=NOTE_LENGTH, binding="room_note.text")
    holds(text, kinds.TEXT(_("What a room needs or has; names of people do not belong in it")))
    written_by = StaffField(null=True)
    written_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    no_person(unit, site, written_at, ended_at)

    class Meta:
        ordering = ["-written_at"]
        constraints = [
            models.UniqueConstraint(fields=["unit"], name="one_note_of_a_room_now", condition=Q(ended_at=None))
        ]
