"""Runs of a match, the lines that wait for a person, and whom each line may be about. No BSN, no A-number, no file."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.encryption.fields import EncryptedDateField, EncryptedTextField


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
    sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    throw_away_on = models.DateField()
    thrown_away_at = models.DateTimeField(null=True)
    lines_read = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    confirmed = models.PositiveIntegerField(default=0)
    # What was left out of an answer of the BRP: [{"code": "brp_secret", "facts": {"count": 2}}]. Of a list its file says it.
    notices = models.JSONField(default=list)

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
    family_name = EncryptedTextField(max_length=100, binding="match_line.family_name")
    date_of_birth = EncryptedDateField(null=True, binding="match_line.date_of_birth")
    address = EncryptedTextField(max_length=200, blank=True, binding="match_line.address")
    registered_on = models.DateField()
    register = models.CharField(max_length=3, choices=RegisterChoice.choices)
    confirmed_person = models.ForeignKey("register.Person", null=True, on_delete=models.PROTECT, related_name="+")
    batch = models.UUIDField(null=True)

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
    verdict = models.CharField(max_length=10)
    name = models.CharField(max_length=10)
    birth = models.CharField(max_length=10)
    address = models.CharField(max_length=10)
    has_rival = models.BooleanField(default=False)
    declined = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "person"], name="proposed_once_for_a_line")]
