"""A linkage of lists: what it is for, and what is left of it. Nobody stands in it; its lists are files of `intake`."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import StaffField, no_person

LONGEST_TITLE, LONGEST_PURPOSE, LONGEST_LIST_NAME = 80, 500, 40


class LinkageStatus(models.TextChoices):
    """Where a linkage stands. Only GATHERING waits for a person."""

    GATHERING = "gathering", _("Lists wait to be linked")
    LINKING = "linking", _("Is being linked")
    DONE = "done", _("The lists are linked")


class ListLinkage(models.Model):
    """Lists that are linked, or were: then `histories` and `estimate` are all that is left of them.

    `histories` are pairs of a row of 0 and 1, one for each of `lists`, and how many people have it. `precision` and `recall`
    are None where the lists were linked by pseudonym. `refusal_code` says why the last try to link them came to nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("places.Organisation", on_delete=models.CASCADE)
    title = models.CharField(max_length=LONGEST_TITLE)
    # What somebody wrote down before a list was handed in.
    purpose = models.CharField(max_length=LONGEST_PURPOSE)
    status = models.CharField(max_length=20, choices=LinkageStatus.choices, default=LinkageStatus.GATHERING)
    step = models.PositiveSmallIntegerField(default=0)
    refusal_code = models.CharField(max_length=60, blank=True)
    refusal_facts = models.JSONField(default=dict)
    lists = ArrayField(models.CharField(max_length=LONGEST_LIST_NAME), default=list)
    histories = models.JSONField(default=list)
    links = models.PositiveIntegerField(null=True)
    precision = models.FloatField(null=True)
    recall = models.FloatField(null=True)
    repeated = models.PositiveIntegerField(default=0)
    nameless = models.PositiveIntegerField(default=0)
    estimate = models.JSONField(default=dict)
    handled_by = StaffField()
    started_at = models.DateTimeField()
    linked_at = models.DateTimeField(null=True)
    no_person(
        organisation, title, purpose, status, step, refusal_code, refusal_facts, lists, histories, links, precision, recall,
        repeated, nameless, estimate, started_at, linked_at,
    )  # fmt: skip

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(name="linkage_status_known", condition=Q(status__in=LinkageStatus.values)),
            models.CheckConstraint(
                name="linkage_is_done_with_its_histories",
                condition=Q(status="done", linked_at__isnull=False) & ~Q(histories=[])
                | ~Q(status="done") & Q(linked_at=None, histories=[]),
            ),
        ]

    @property
    def seen(self) -> int:
        """How many stand in one list or more."""
        return sum(round(count) for _cell, count in self.histories)
