"""What an office itself says of its processing, and its breaches and exercises of breaches with the steps that were taken."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Plain, StaffField, holds, kinds, no_person


class OfficeStatement(models.Model):
    """What Thoes cannot know and AVG art. 30 asks: who is responsible, how to reach the officer, who else is involved.

    A field that is empty is a task, and is shown as one. Nobody is named: a function and how to reach it is enough.
    """

    organisation = models.ForeignKey("places.Organisation", on_delete=models.PROTECT, related_name="+")
    controller = models.CharField(max_length=300, blank=True)
    holds(controller, kinds.TEXT(_("Who is responsible"), plain=Plain.THING))
    officer_contact = models.CharField(max_length=300, blank=True)
    holds(officer_contact, kinds.CONTACT(_("How to reach the privacy officer, as a function"), plain=Plain.THING))
    joint_controllers = models.TextField(max_length=2_000, blank=True)
    holds(joint_controllers, kinds.TEXT(_("Who is responsible together"), plain=Plain.THING))
    processors = models.TextField(max_length=2_000, blank=True)
    holds(processors, kinds.TEXT(_("Who processes on behalf of the office"), plain=Plain.THING))
    transfers = models.TextField(max_length=2_000, blank=True)
    holds(transfers, kinds.TEXT(_("What goes outside the European Economic Area"), plain=Plain.THING))
    said_by = StaffField()
    said_at = models.DateTimeField()
    no_person(organisation, said_at)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-said_at"], name="statements_of_office")]
        triggers = [pgtrigger.Protect(name="statements_stay", operation=pgtrigger.Update | pgtrigger.Delete)]


class Scope(models.TextChoices):
    """What may have come into the wrong hands."""

    ACCOUNT = "account", _("What one account looked at")
    ORGANISATION = "organisation", _("Everything that colleagues looked at")
    FILE = "file", _("What was on one page or in one file")
    TABLE = "table", _("What stands in one table")


class Breach(models.Model):
    """A data breach, or an exercise of one: what happened, whom it is about in numbers, and what came of it.

    `known_at` is the moment on which the office became aware; the clock of AVG art. 33 runs from there. `counted` holds
    numbers and names of organisations, never a person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("places.Organisation", on_delete=models.PROTECT, related_name="+")
    is_exercise = models.BooleanField()
    what_happened = models.TextField(max_length=2_000)
    holds(
        what_happened, kinds.TEXT(_("What happened, as the officer wrote it; a BSN is refused"), plain=Plain.DECISION)
    )
    scope = models.CharField(max_length=20, choices=Scope.choices)
    account = models.UUIDField(null=True)
    holds(account, kinds.ACCOUNT(_("Which account it is about, as a random number")))
    activity = models.CharField(max_length=60, blank=True)
    table = models.CharField(max_length=80, blank=True)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    known_at = models.DateTimeField()
    counted = models.JSONField()
    counted_at = models.DateTimeField()
    nonce = models.UUIDField(unique=True)
    started_by = StaffField()
    started_at = models.DateTimeField()
    result = models.TextField(max_length=2_000, blank=True)
    holds(result, kinds.TEXT(_("What came of the breach"), plain=Plain.DECISION))
    closed_by = StaffField(null=True)
    closed_at = models.DateTimeField(null=True)
    no_person(
        organisation, is_exercise, scope, activity, table, since, until, known_at, counted, counted_at, nonce,
        started_at, closed_at,
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["organisation", "-known_at"], name="breaches_of_office")]
        constraints = [
            models.CheckConstraint(name="breach_scope_known", condition=Q(scope__in=Scope.values)),
            models.CheckConstraint(
                name="a_breach_says_what_leaked",
                condition=Q(scope="organisation")
                | Q(scope="account", account__isnull=False)
                | (Q(scope="file") & ~Q(activity=""))
                | (Q(scope="table") & ~Q(table="")),
            ),
            models.CheckConstraint(name="a_breach_lasts", condition=Q(until__gt=F("since"))),
            models.CheckConstraint(
                name="a_closed_breach_has_a_result",
                condition=Q(closed_at=None, result="") | (Q(closed_at__isnull=False) & ~Q(result="")),
            ),
        ]


class BreachTask(models.TextChoices):
    """What is to be done, in this order."""

    STOP = "stop", _("Stop the leak: end the access, change passwords, get the file back")
    KEEP = "keep", _("Keep the traces: print this record, and leave the logs alone")
    WEIGH = "weigh", _("Weigh the risk for the people concerned, and write down why")
    NOTIFY = "notify", _("Notify the Autoriteit Persoonsgegevens, or write down why that is not needed")
    TELL_OFFICES = "tell_offices", _("Tell the housing providers and municipalities whose data they are too")
    TELL_PEOPLE = "tell_people", _("Tell the people concerned, in their own language, when the risk for them is high")
    LEARN = "learn", _("Write down what must change, by when and by whom")


class BreachStep(models.Model):
    """One step was taken. Taken back: `undone_at`; what stood there stays."""

    id = models.BigAutoField(primary_key=True)
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=20, choices=BreachTask.choices)
    note = models.CharField(max_length=500, blank=True)
    holds(note, kinds.TEXT(_("What was done, as the officer wrote it"), plain=Plain.DECISION))
    done_by = StaffField()
    done_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    no_person(breach, step, done_at, undone_at)

    class Meta:
        constraints = [
            models.CheckConstraint(name="breach_step_known", condition=Q(step__in=BreachTask.values)),
            models.UniqueConstraint(
                fields=["breach", "step"], name="a_step_is_taken_once", condition=Q(undone_at__isnull=True)
            ),
        ]
