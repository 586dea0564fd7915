"""Runs of a match, the lines that wait for a person, and whom each line may be about. No BSN, no A-number, no file."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.encryption.fields import EncryptedDateField, EncryptedTextField
from thoes.foundation.modules import PERSON, Plain, StaffField, holds, kinds, no_person


class Source(models.TextChoices):
    """Where the lines of a run come from."""

    FILE = "file", _("A list of the municipality")
    BRP = "brp", _("Asked of the BRP")


class RegisterChoice(models.TextChoices):
    """In which part somebody stands, in words."""

    BRP = "brp", _("BRP, as a resident")
    RNI = "rni", _("RNI, as a non-resident")


class MatchRun(models.Model):
    """One list, or one question to the BRP. The counts stay; the lines are thrown away on `throw_away_on`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    source = models.CharField(max_length=10, choices=Source.choices)
    title = EncryptedTextField(max_length=200, blank=True, binding="match_run.title")
    holds(title, kinds.TEXT(_("What the list was called")))
    sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    made_by = StaffField()
    throw_away_on = models.DateField()
    thrown_away_at = models.DateTimeField(null=True)
    lines_read = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    confirmed = models.PositiveIntegerField(default=0)
    # What was left out of an answer of the BRP: [{"code": "brp_secret", "facts": {"count": 2}}]. Of a list its file says it.
    notices = models.JSONField(default=list)
    holds(notices, kinds.LIST(_("What was noticed about the list"), plain=Plain.CODE))
    no_person(
        municipality, source, sha256, made_at, throw_away_on, thrown_away_at, lines_read, known, left_out, confirmed
    )

    class Meta:
        indexes = [models.Index(fields=["municipality", "-made_at"], name="matches_of_a_municipality")]
        constraints = [
            models.CheckConstraint(name="match_source_known", condition=Q(source__in=Source.values)),
            models.UniqueConstraint(
                fields=["municipality", "sha256"],
                name="a_list_is_matched_once",
                condition=Q(thrown_away_at=None) & ~Q(sha256=""),
            ),
        ]


class MatchLine(models.Model):
    """A line that is about nobody we know of yet, or that waits for a person, or that was confirmed.

    `batch` is the step of the desk that confirming it took.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="lines")
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    sheet = models.CharField(max_length=100, blank=True)
    line = models.PositiveIntegerField()
    given_name = EncryptedTextField(max_length=100, blank=True, binding="match_line.given_name")
    holds(given_name, kinds.NAME(_("Given name")))
    family_name = EncryptedTextField(max_length=100, binding="match_line.family_name")
    holds(family_name, kinds.NAME(_("Family name")))
    date_of_birth = EncryptedDateField(null=True, binding="match_line.date_of_birth")
    holds(date_of_birth, kinds.BIRTH(_("Date of birth")))
    address = EncryptedTextField(max_length=200, blank=True, binding="match_line.address")
    holds(address, kinds.RESIDENCE(_("Address in the list")))
    registered_on = models.DateField()
    holds(registered_on, kinds.REGISTRATION(_("Since which day")))
    register = models.CharField(max_length=3, choices=RegisterChoice.choices)
    holds(register, kinds.REGISTRATION(_("BRP or RNI")))
    confirmed_person = models.ForeignKey("register.Person", null=True, on_delete=models.PROTECT, related_name="+")
    holds(confirmed_person, PERSON)
    batch = models.UUIDField(null=True)
    no_person(run, municipality, sheet, line, batch)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "sheet", "line"], name="a_line_is_matched_once"),
            models.CheckConstraint(name="match_register_known", condition=Q(register__in=RegisterChoice.values)),
            models.CheckConstraint(
                name="a_confirmed_line_has_a_step",
                condition=Q(confirmed_person=None, batch=None) | Q(confirmed_person__isnull=False, batch__isnull=False),
            ),
        ]

    @property
    def name(self) -> str:
        return f"{self.family_name}, {self.given_name}" if self.given_name else self.family_name


class Proposal(models.Model):
    """A person whom a line may be about, and why. `declined`: somebody said it is another person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(MatchLine, on_delete=models.CASCADE, related_name="proposals")
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="+")
    holds(person, PERSON)
    verdict = models.CharField(max_length=10)
    holds(verdict, kinds.HANDLING(_("Certain, likely or doubtful"), plain=Plain.CODE))
    name = models.CharField(max_length=10)
    holds(name, kinds.HANDLING(_("How the name compares, as a code"), plain=Plain.CODE))
    birth = models.CharField(max_length=10)
    holds(birth, kinds.HANDLING(_("How the date of birth compares, as a code"), plain=Plain.CODE))
    address = models.CharField(max_length=10)
    holds(address, kinds.HANDLING(_("How the address compares, as a code"), plain=Plain.CODE))
    has_rival = models.BooleanField(default=False)
    holds(has_rival, kinds.HANDLING(_("Whether somebody else may be meant")))
    declined = models.BooleanField(default=False)
    holds(declined, kinds.HANDLING(_("Whether the clerk said no")))
    no_person(line, municipality)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "person"], name="proposed_once_for_a_line")]
