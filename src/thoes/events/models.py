"""Events, the calendars that they come from, and what was done about them."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.events.domain.dates import last_day
from thoes.events.domain.event import MOST_IN_TITLE, Event, as_facts, event_of, merged
from thoes.foundation.encryption.fields import EncryptedTextField
from thoes.foundation.modules import StaffField, no_person


class Asked(models.TextChoices):
    """What came of asking a calendar."""

    SAME = "same", _("Nothing changed")
    NEW = "new", _("Something changed, and waits for a look")
    GONE = "gone", _("There is no calendar there any more")
    UNREACHABLE = "unreachable", _("Could not be reached")
    NO_CALENDAR = "no_calendar", _("What is there is no calendar")
    TOO_LARGE = "too_large", _("What is there is too large")
    ZONE = "zone", _("It describes a time zone in a way that we do not take")


class EventCalendar(models.Model):
    """A calendar that events are taken from: files of it, or an address that is asked every day.

    The address is sealed: that of many calendars is the only thing that keeps others from changing or reading them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("places.Municipality", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=100)
    link = EncryptedTextField(max_length=500, blank=True, binding="event_calendar.link")
    # On whose behalf it is asked: what it says is handed over as if this member had brought the file.
    kept_by = StaffField()
    kept_for = models.UUIDField()
    asked_on = models.DateField(null=True)
    outcome = models.CharField(max_length=12, choices=Asked.choices, blank=True)
    # By their hashes what was handed over last to be looked at, and what was taken in last.
    fingerprint = models.CharField(max_length=64, blank=True)
    taken_fingerprint = models.CharField(max_length=64, blank=True)
    # The reading that may be undone as a whole (the newest), and what had been taken in before it.
    reading = models.UUIDField(null=True)
    fingerprint_before = models.CharField(max_length=64, blank=True)
    # The first day on which nobody takes anything from it any more, and the act by which that is undone.
    gone_on = models.DateField(null=True)
    removal = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    no_person(municipality, name, link, kept_for, asked_on, outcome, fingerprint, taken_fingerprint, made_at)
    no_person(reading, fingerprint_before, gone_on, removal)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_removed_calendar_has_the_act_that_undoes_it",
                condition=Q(gone_on=None, removal=None) | Q(gone_on__isnull=False, removal__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name


class KeptEvent(models.Model):
    """An event: what a calendar says of it (`source`), what its keeper wrote (`own`), and columns to narrow a list by.

    Without a municipality it is for all of Limburg, and the province keeps it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("places.Municipality", null=True, on_delete=models.PROTECT, related_name="+")
    calendar = models.ForeignKey(EventCalendar, null=True, on_delete=models.PROTECT, related_name="events")
    uid = models.CharField(max_length=255, blank=True)
    source = models.JSONField(default=dict)
    own = models.JSONField(default=dict)
    title = models.CharField(max_length=MOST_IN_TITLE)
    last_on = models.DateField(null=True)
    is_hidden = models.BooleanField(default=False)
    # The first day on which it was taken away.
    gone_on = models.DateField(null=True)
    checked_on = models.DateField()
    checked_for = models.CharField(max_length=200)
    checked_by = StaffField(null=True)
    # When its calendar said the same last.
    seen_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    made_at = models.DateTimeField()
    no_person(
        municipality, calendar, uid, source, own, title, last_on, is_hidden, gone_on, checked_on, checked_for, seen_on,
        version, changed_at, made_at,
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "uid"], condition=Q(calendar__isnull=False), name="one_event_for_a_uid"
            ),
            models.CheckConstraint(
                name="an_event_of_a_calendar_has_its_uid",
                condition=(Q(calendar=None) & Q(uid="")) | (Q(calendar__isnull=False) & ~Q(uid="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def event(self) -> Event:
        return event_of(merged(self.source, self.own))

    def lay(self, *, source: dict[str, object] | None = None, own: dict[str, object] | None = None) -> Event:
        """Take over these facts and what follows from them; an `EventError` where they cannot be right together."""
        self.source = self.source if source is None else source
        self.own = self.own if own is None else own
        event = self.event
        if not self.calendar_id:
            self.own = as_facts(event)
        self.title, self.last_on = event.title, last_day(event)
        return event


class Act(models.TextChoices):
    """What was done about an event."""

    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    TRANSLATED = "translated", _("Words in another language written")
    RIGHT = "right", _("Checked, and it is right")
    DATE_CANCELLED = "date_cancelled", _("One date cancelled")
    DATE_MOVED = "date_moved", _("One date moved")
    DATE_BACK = "date_back", _("One date put back")
    CANCELLED = "cancelled", _("Cancelled as a whole")
    HELD = "held", _("Is held after all")
    GONE = "gone", _("Taken away")
    BACK = "back", _("Put back")
    TAKEN = "taken", _("Taken from a calendar")
    LOST = "lost", _("Not in its calendar any more")
    LEFT = "left", _("Taken away with its calendar")
    FREED = "freed", _("Stays, though its calendar was removed")
    MENDED = "mended", _("What could not be read was left out")
    UNDONE = "undone", _("The last act undone")


class EventRecord(models.Model):
    """That something was done about an event: what it was and what it became. Never changed; it goes when the event goes."""

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(KeptEvent, on_delete=models.CASCADE, related_name="records")
    act = models.CharField(max_length=16, choices=Act.choices)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    done_by = StaffField(null=True)
    done_for = models.CharField(max_length=200)
    done_at = models.DateTimeField()
    # The act on a whole calendar that this was a part of, by which it is undone with the others.
    batch = models.UUIDField(null=True, db_index=True)
    no_person(event, act, before, after, done_for, done_at, batch)

    class Meta:
        triggers = [pgtrigger.Protect(name="event_records_stay", operation=pgtrigger.Update)]
