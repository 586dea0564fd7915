"""What an office itself says of its processing. Only added to; the latest statement holds."""

import pgtrigger
from django.db import models


class OfficeStatement(models.Model):
    """What Thoes cannot know and AVG art. 30 asks: who is responsible, how to reach the officer, who else is involved.

    A field that is empty is a task, and is shown as one. Nobody is named: a function and how to reach it is enough.
    """

    organisation = models.ForeignKey("places.Organisation", on_delete=models.PROTECT, related_name="+")
    controller = models.CharField(max_length=300, blank=True)
    officer_contact = models.CharField(max_length=300, blank=True)
    joint_controllers = models.TextField(max_length=2_000, blank=True)
    processors = models.TextField(max_length=2_000, blank=True)
    transfers = models.TextField(max_length=2_000, blank=True)
    said_by = models.UUIDField()
    said_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "-said_at"], name="statements_of_office")]
        triggers = [pgtrigger.Protect(name="statements_stay", operation=pgtrigger.Update | pgtrigger.Delete)]
