"""Requests of workers about their own data, at the organisation where they were made."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.encryption.fields import EncryptedTextField
from thoes.foundation.modules import PERSON, StaffField, holds, kinds, no_person


class RequestKind(models.TextChoices):
    """What is asked, after AVG art. 15, 16, 17, 18 and 21."""

    ACCESS = "access", _("See all their own data")
    CORRECTION = "correction", _("Correct data")
    ERASURE = "erasure", _("Erase data")
    RESTRICTION = "restriction", _("Restrict the use of data")
    OBJECTION = "objection", _("Object to the use of data")


class RequestOutcome(models.TextChoices):
    """What came of it."""

    GRANTED = "granted", _("Done as asked")
    PARTLY = "partly", _("Done in part")
    REFUSED = "refused", _("Not done")


class Proof(models.TextChoices):
    """With what the person showed who it was; never a number, never a copy."""

    PASSPORT = "passport", _("Passport")
    IDENTITY_CARD = "identity_card", _("Identity card")
    RESIDENCE_PERMIT = "residence_permit", _("Residence permit")
    OTHER = "other", _("In another way")


class Request(models.Model):
    """A request, its term and its answer. `person` is emptied when the request itself is erased.

    `due_on` is the last day to answer; `extended_on` the day on which it was made later, once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("places.Organisation", on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey("places.Municipality", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("register.Person", null=True, on_delete=models.PROTECT, related_name="+")
    holds(person, PERSON)
    kind = models.CharField(max_length=20, choices=RequestKind.choices)
    holds(kind, kinds.HANDLING(_("What is asked")))
    received_on = models.DateField()
    holds(received_on, kinds.HANDLING(_("When it was asked")))
    due_on = models.DateField()
    holds(due_on, kinds.HANDLING(_("The last day to answer")))
    proof = models.CharField(max_length=20, choices=Proof.choices)
    holds(proof, kinds.DOCUMENT(_("With which kind of document somebody showed who it was; no number, no copy")))
    text = EncryptedTextField(max_length=2_000, blank=True, binding="request.text")
    holds(text, kinds.TEXT(_("What the worker asked")))
    recorded_at = models.DateTimeField()
    recorded_by = StaffField()
    nonce = models.UUIDField(unique=True)
    extended_on = models.DateField(null=True)
    holds(extended_on, kinds.HANDLING(_("When the term was made longer")))
    extension_reason = EncryptedTextField(max_length=500, blank=True, binding="request.extension_reason")
    holds(extension_reason, kinds.TEXT(_("Why it took longer")))
    outcome = models.CharField(max_length=10, choices=RequestOutcome.choices, blank=True)
    holds(outcome, kinds.HANDLING(_("What came of it")))
    answer = EncryptedTextField(max_length=2_000, blank=True, binding="request.answer")
    holds(answer, kinds.TEXT(_("The answer")))
    answered_at = models.DateTimeField(null=True)
    holds(answered_at, kinds.HANDLING(_("When it was answered")))
    answered_by = StaffField(null=True)
    erased_at = models.DateTimeField(null=True)
    holds(erased_at, kinds.HANDLING(_("When the request was erased")))
    no_person(organisation, municipality, recorded_at, nonce)

    class Meta:
        indexes = [models.Index(fields=["organisation", "due_on"], name="requests_by_due_day")]
        constraints = [
            models.CheckConstraint(name="request_kind_known", condition=Q(kind__in=RequestKind.values)),
            models.CheckConstraint(
                name="an_answered_request_has_an_outcome",
                condition=Q(answered_at=None, outcome="")
                | Q(answered_at__isnull=False, outcome__in=RequestOutcome.values),
            ),
            models.CheckConstraint(
                name="a_request_is_about_somebody",
                condition=Q(person__isnull=False, erased_at=None)
                | Q(person=None, erased_at__isnull=False, answered_at__isnull=False, text="", answer=""),
            ),
        ]


class FullOverview(models.Model):
    """A clerk wants everything of the person of a request put together, over all housing providers and municipalities.

    The reason is for a colleague, who confirms it or turns it down, and for the privacy officer. `alone`: nobody else of the
    organisation could confirm when it was asked. `ended_by` turned it down, or withdrew it. `addresses` is how many were
    opened, the last time. Emptied of its words with the request.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="full_overviews")
    organisation = models.ForeignKey("places.Organisation", on_delete=models.PROTECT, related_name="+")
    # Of whom it was asked: a request that leads to somebody else by now opens nothing of that person.
    person = models.ForeignKey("register.Person", null=True, on_delete=models.PROTECT, related_name="+")
    holds(person, PERSON)
    reason = EncryptedTextField(max_length=500, blank=True, binding="full_overview.reason")
    holds(reason, kinds.TEXT(_("Why everything was needed")))
    asked_by = StaffField()
    asked_at = models.DateTimeField()
    alone = models.BooleanField()
    confirmed_by = StaffField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    ended_by = StaffField(null=True)
    ended_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    holds(opened_at, kinds.HANDLING(_("When it was opened last")))
    times_opened = models.PositiveSmallIntegerField(default=0)
    holds(times_opened, kinds.HANDLING(_("How often it was opened")))
    addresses = models.PositiveIntegerField(null=True)
    holds(addresses, kinds.HANDLING(_("How many addresses were put together")))
    no_person(request, organisation, asked_at, alone, confirmed_at, ended_at)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-asked_at"], name="full_overviews_asked")]
        constraints = [
            models.CheckConstraint(
                name="nobody_confirms_the_own_wish",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_at__isnull=False) & ~Q(confirmed_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="nothing_opens_unconfirmed",
                condition=Q(opened_at=None, times_opened=0) | Q(alone=True) | Q(confirmed_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_full_overview_waits", fields=["request"], condition=Q(ended_at=None, opened_at=None)
            ),
        ]
