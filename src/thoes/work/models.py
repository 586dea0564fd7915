"""Registered yes or no, for the labour supplier: the answer, what a labour supplier says is wrong, and who decided to
answer.
"""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import PERSON, StaffField, holds, kinds, no_person


class Answer(models.TextChoices):
    """All that a labour supplier gets to know. Never why."""

    YES = "yes", _("Registered")
    NO = "no", _("Not registered")
    UNKNOWN = "unknown", _("Not known yet")


class SupplierAnswer(models.Model):
    """A worker of the organisation of the actor, tonight, with the answer: a view, made in the migration.

    The database itself narrows it to the stays of which that organisation is the employer, and gives no other column:
    no address, no nights, no reason. `reported` says that the organisation reported this answer and the desk is at it.
    """

    worker_id = models.UUIDField(primary_key=True)
    holds(worker_id, kinds.NUMBER(_("Which worker it is, as a random number")))
    person_id = models.UUIDField()
    holds(person_id, PERSON)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    holds(answer, kinds.REGISTRATION(_("Yes, no or not known")))
    reported = models.BooleanField()
    holds(reported, kinds.HANDLING(_("Whether a report about it is open")))

    class Meta:
        managed = False
        db_table = "work_supplieranswer"


class SupplierDecision(models.Model):
    """A municipality decided to answer labour suppliers or not, on a ground of its own. The latest holds; none is changed."""

    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT, related_name="supplier_decisions")
    answers = models.BooleanField()
    ground = models.CharField(max_length=300, blank=True)
    decided_by = StaffField(null=True)
    decided_at = models.DateTimeField()
    no_person(municipality, answers, ground, decided_at)

    class Meta:
        constraints = [
            models.CheckConstraint(name="answering_needs_a_ground", condition=Q(answers=False) | ~Q(ground="")),
        ]
        triggers = [
            pgtrigger.Protect(name="supplier_decisions_stay", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class Claim(models.TextChoices):
    """What a labour supplier says instead."""

    REGISTERED = "registered", _("This person is registered")
    NOT_REGISTERED = "not_registered", _("This person is not registered")


class ReportOutcome(models.TextChoices):
    """What the desk found."""

    MENDED = "mended", _("The labour supplier was right: we mended it")
    RIGHT = "right", _("Our answer was right")


class AnswerReport(models.Model):
    """A labour supplier says that an answer is wrong: a task for the desk of the place where the person sleeps."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="answer_reports")
    holds(person, PERSON)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    organisation = models.ForeignKey("places.Organisation", on_delete=models.PROTECT)
    holds(organisation, kinds.WORK(_("Which labour supplier")))
    shown = models.CharField(max_length=10, choices=Answer.choices)
    holds(shown, kinds.REGISTRATION(_("The answer that was shown")))
    claim = models.CharField(max_length=20, choices=Claim.choices)
    holds(claim, kinds.REGISTRATION(_("What the labour supplier says it is")))
    reported_at = models.DateTimeField()
    reported_by = StaffField()
    next_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=ReportOutcome.choices, blank=True)
    holds(outcome, kinds.HANDLING(_("What came of it")))
    closed_at = models.DateTimeField(null=True)
    closed_by = StaffField(null=True)
    no_person(municipality, reported_at, next_on, closed_at)

    class Meta:
        indexes = [models.Index(fields=["municipality", "next_on"], name="reports_of_a_municipality")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"], name="one_open_report", condition=Q(closed_at=None)
            ),
            models.CheckConstraint(
                name="a_closed_report_has_an_outcome",
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
            ),
        ]
