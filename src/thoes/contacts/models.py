"""Who helps, what others say of it, what was checked, and who answers for a municipality."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.contacts.domain.listing import HelperKind, Listing, as_facts, listing_of
from thoes.foundation.encryption.fields import EncryptedTextField
from thoes.foundation.modules import Plain, StaffField, holds, kinds, no_person


class How(models.TextChoices):
    """How somebody knows that it is right."""

    PAGE = "page", _("Read on the official page")
    CALLED = "called", _("Called the number")
    MAIL = "mail", _("Asked by e-mail")
    OWN = "own", _("Said by the municipality itself")


class Act(models.TextChoices):
    """What was done about a contact."""

    RIGHT = "right", _("Checked, and it is right")
    CHANGED = "changed", _("Changed, and checked")
    TAKEN = "taken", _("What somebody else said turned out to be right")
    DROPPED = "dropped", _("What somebody else said turned out to be wrong")
    GONE = "gone", _("Does not exist any more")
    BACK = "back", _("Put back in the list")


class Origin(models.TextChoices):
    """Where a proposal comes from."""

    RESEARCH = "research", _("Public pages that were read beforehand")
    FILE = "file", _("A list that was handed in")
    MUNICIPALITY = "municipality", _("The contact of the municipality itself")


class _Described(models.Model):
    """A listing: what a list is narrowed by in columns, the rest as facts (`domain/listing.py`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=[(each.value, each.value) for each in sorted(HelperKind)])
    municipality = models.ForeignKey(
        "places.Municipality", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    facts = models.JSONField(default=dict)
    no_person(name, kind, municipality, facts)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def listing(self) -> Listing:
        return listing_of(self.name, self.kind, self.municipality_id or "", self.facts)

    @listing.setter
    def listing(self, listing: Listing) -> None:
        self.name, self.kind, self.facts = listing.name, listing.kind.value, as_facts(listing)
        self.municipality_id = listing.municipality or None


class Contact(_Described):
    """A helper, with the last check of our own. Its `key` stands in addresses, and in the seed where it comes from there."""

    key = models.SlugField(max_length=80, unique=True)
    checked_on = models.DateField(null=True, blank=True)
    checked_how = models.CharField(max_length=10, choices=How.choices, blank=True)
    checked_for = models.CharField(max_length=200, blank=True)
    checked_by = StaffField(null=True)
    # The first day on which it was not there any more.
    gone_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()
    no_person(key, checked_on, checked_how, checked_for, gone_on, made_at)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contact_kind_known", condition=Q(kind__in=[each.value for each in sorted(HelperKind)])
            ),
            models.CheckConstraint(
                name="a_check_says_how_and_for_whom",
                condition=Q(checked_on=None, checked_how="", checked_for="")
                | (Q(checked_on__isnull=False) & ~Q(checked_how="") & ~Q(checked_for="")),
            ),
        ]


class Proposal(_Described):
    """What somebody else says that a contact is, until somebody looked which is right."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="proposals")
    origin = models.CharField(max_length=20, choices=Origin.choices)
    # Sealed all the same: somebody may write a name where none is asked.
    why = EncryptedTextField(max_length=300, blank=True, binding="contact_proposal.why")
    holds(why, kinds.TEXT(_("What was said with a proposal about an office")))
    made_by = StaffField(null=True)
    made_for = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField()
    decided_by = StaffField(null=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    no_person(contact, origin, made_for, made_at, decided_at)

    class Meta:
        indexes = [models.Index(fields=["contact"], name="open_proposals", condition=Q(decided_at=None))]


class Wrong(models.TextChoices):
    """What a reader found wrong with a contact."""

    NUMBER = "number", _("The number did not work")
    HOURS = "hours", _("It was closed when it said open")
    LANGUAGE = "language", _("No one spoke the language of the reader")
    PLACE = "place", _("It has moved or does not exist any more")


class ReaderReport(models.Model):
    """That somebody unknown found something wrong with a contact: what, in which language they read, and on which day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="reports")
    wrong = models.CharField(max_length=10, choices=Wrong.choices)
    language = models.CharField(max_length=2)
    said_on = models.DateField()
    # When a keeper looked at the contact with this beside it.
    settled_at = models.DateTimeField(null=True, blank=True)
    no_person(contact, wrong, language, said_on, settled_at)

    class Meta:
        constraints = [models.CheckConstraint(name="reader_report_known", condition=Q(wrong__in=Wrong.values))]
        indexes = [models.Index(fields=["contact"], name="open_reader_reports", condition=Q(settled_at=None))]

    def __str__(self) -> str:
        return self.wrong


class CheckRecord(models.Model):
    """That something was done about a contact: what it was and what it became. Never changed."""

    id = models.BigAutoField(primary_key=True)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="records")
    act = models.CharField(max_length=10, choices=Act.choices)
    how = models.CharField(max_length=10, choices=How.choices, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    done_by = StaffField(null=True)
    done_for = models.CharField(max_length=200)
    done_at = models.DateTimeField()
    no_person(contact, act, how, before, after, done_for, done_at)

    class Meta:
        triggers = [pgtrigger.Protect(name="checks_stay", operation=pgtrigger.Update | pgtrigger.Delete)]


class Seat(models.TextChoices):
    """As what somebody answers for a municipality."""

    CONTACT = "contact", _("Contact person")
    DEPUTY = "deputy", _("Deputy")


class ContactPerson(models.Model):
    """Who answers for a municipality, from a day on. The name is there only when that person agreed to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=10, choices=Seat.choices)
    function = models.CharField(max_length=120)
    holds(function, kinds.WORK(_("What the contact person does at the municipality"), plain=Plain.STAFF))
    name = EncryptedTextField(max_length=120, blank=True, binding="contact_person.name")
    holds(name, kinds.NAME(_("The name, when the contact person agreed that it is shown")))
    agreed_on = models.DateField(null=True, blank=True)
    holds(agreed_on, kinds.HANDLING(_("When the contact person agreed that the name is shown")))
    email = EncryptedTextField(max_length=254, binding="contact_person.email")
    holds(email, kinds.CONTACT(_("The address at work that we write to")))
    is_personal_address = models.BooleanField(default=True)
    phone = EncryptedTextField(max_length=30, blank=True, binding="contact_person.phone")
    holds(phone, kinds.CONTACT(_("The telephone number at work")))
    away_from = models.DateField(null=True, blank=True)
    holds(away_from, kinds.WORK(_("From when the contact person is away")))
    away_until = models.DateField(null=True, blank=True)
    holds(away_until, kinds.WORK(_("Until when the contact person is away; not that day itself")))
    ended_on = models.DateField(null=True, blank=True)
    holds(ended_on, kinds.WORK(_("Since when somebody else answers")))
    recorded_by = StaffField(null=True)
    recorded_at = models.DateTimeField()
    no_person(municipality, seat, is_personal_address, recorded_at)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "seat"], condition=Q(ended_on=None), name="one_person_in_a_seat"
            ),
            models.CheckConstraint(name="a_name_was_agreed_to", condition=Q(name="") | Q(agreed_on__isnull=False)),
            models.CheckConstraint(
                name="away_for_at_least_a_day",
                condition=Q(away_until=None) | Q(away_from__isnull=False, away_until__gt=models.F("away_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.function


class Confirmation(models.Model):
    """That a municipality was asked whether what we have is right: by which letters, and when it answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    reminded_on = models.DateField(null=True, blank=True)
    deputy_asked_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    # When the next question took the place of this one, which nobody answered, or when one of who was asked left.
    lapsed_on = models.DateField(null=True, blank=True)
    # Whether the contact person who gave no answer has left since.
    is_of_former = models.BooleanField(default=False)
    no_person(municipality, asked_on, reminded_on, deputy_asked_on, answered_on, lapsed_on, is_of_former)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality"],
                condition=Q(answered_on=None, lapsed_on=None),
                name="one_question_waits_for_an_answer",
            )
        ]
