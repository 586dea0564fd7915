"""Sessions on site: a day at a site, a slot per person. What came of it stands in the follow-ups."""

import uuid
from datetime import time

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import PERSON, Plain, StaffField, holds, kinds, no_person
from thoes.registration.domain.slots import time_of


class DeskDetails(models.Model):
    """How people reach the desk of a municipality; it stands under every letter."""

    municipality = models.OneToOneField("places.Municipality", primary_key=True, on_delete=models.PROTECT)
    name = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    website = models.CharField(max_length=200, blank=True)
    no_person(name, address, hours, phone, website)

    @property
    def lines(self) -> tuple[str, ...]:
        """What is filled in, in the order of a letter."""
        return tuple(line for line in (self.name, self.address, self.hours, self.phone, self.website) if line)


class Session(models.Model):
    """Clerks come to a site for a day. `version` goes up with every change that moves people."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    site = models.ForeignKey("housing.Site", on_delete=models.PROTECT)
    on = models.DateField()
    starts = models.TimeField()
    slot_minutes = models.PositiveSmallIntegerField()
    desks = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = StaffField()
    cancelled_at = models.DateTimeField(null=True)
    no_person(municipality, site, on, starts, slot_minutes, desks, version, made_at, cancelled_at)

    class Meta:
        indexes = [models.Index(fields=["municipality", "on"], name="sessions_of_a_municipality")]
        constraints = [
            models.CheckConstraint(name="slots_have_a_length", condition=Q(slot_minutes__range=(5, 120))),
            models.CheckConstraint(name="session_has_desks", condition=Q(desks__range=(1, 20))),
        ]

    def time_of(self, row: int) -> time:
        """When a row of this session begins."""
        return time_of(row, starts=self.starts, slot_minutes=self.slot_minutes)


class SlotOutcome(models.TextChoices):
    """What came of a slot."""

    EXPECTED = "expected", _("Expected")
    DONE = "done", _("Registered")
    NO_SHOW = "no_show", _("Did not come")
    NO_PAPERS = "no_papers", _("Came without papers")
    LEAVES_SOON = "leaves_soon", _("Leaves before the four months")
    ELSEWHERE = "elsewhere", _("Is registered in another municipality")
    REMOVED = "removed", _("Taken off the list")


class Slot(models.Model):
    """One person's place at a session: a row of the day and a desk.

    `batch` is the step that its outcome took, so that it can be taken back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="slots")
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="slots")
    holds(person, PERSON)
    row = models.PositiveSmallIntegerField()
    holds(row, kinds.HANDLING(_("Which time")))
    desk = models.PositiveSmallIntegerField()
    holds(desk, kinds.HANDLING(_("Which desk")))
    language = models.CharField(max_length=2)
    holds(language, kinds.HANDLING(_("In which language the letter was made"), plain=Plain.CODE))
    outcome = models.CharField(max_length=20, choices=SlotOutcome.choices, default=SlotOutcome.EXPECTED)
    holds(outcome, kinds.HANDLING(_("Whether somebody came, and what came of it")))
    batch = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = StaffField()
    no_person(session, municipality, batch, version, changed_at)

    class Meta:
        ordering = ["row", "desk"]
        constraints = [
            models.CheckConstraint(name="outcome_known", condition=Q(outcome__in=SlotOutcome.values)),
            models.UniqueConstraint(
                fields=["session", "person"], name="once_at_a_session", condition=~Q(outcome="removed")
            ),
            models.UniqueConstraint(
                fields=["session", "row", "desk"],
                name="one_person_at_a_desk",
                condition=~Q(outcome="removed"),
            ),
        ]

    @property
    def begins(self) -> time:
        return self.session.time_of(self.row)
