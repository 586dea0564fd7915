"""Persons, workers, changes and stays.

A stay is kept as versions. A correction closes the version that was believed and opens a new one, so both questions
can be asked: who slept here on a day (valid), and what did we know of it at a moment (known). The database refuses two
people in one bed and one worker in two beds, for what is believed now.
"""

import uuid

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thoes.foundation.encryption.fields import EncryptedDateField, EncryptedTextField
from thoes.foundation.modules import PERSON, Plain, StaffField, holds, kinds, no_person

CURRENT = Q(known_until__isnull=True, voided=False)


class Nights(Func):
    """The nights of a stay as a range: `departure` itself no longer counts, an open stay has no end."""

    function = "DATERANGE"
    output_field = DateRangeField()


class Person(models.Model):
    """The pseudonymous identity behind one or more workers; the nights of a person are counted together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holds(id, PERSON)


class DocumentKind(models.TextChoices):
    """The nature of the document that was shown (Sr art. 438); never its number, never a copy."""

    PASSPORT = "passport", _("Passport")
    IDENTITY_CARD = "identity_card", _("Identity card")
    RESIDENCE_PERMIT = "residence_permit", _("Residence permit")
    OTHER = "other", _("Other travel document")


@pghistory.track(level=pghistory.Statement, exclude=["name_key", "name_fragments"])
class Worker(models.Model):
    """What one housing provider recorded of a person. Two housing providers have two workers; a confirmed merge gives
    them one person.

    Who it is stands here encrypted. `name_key` and `name_fragments` are keyed hashes, made by `name_search.py`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="workers")
    holds(person, PERSON)
    provider = models.ForeignKey("places.Organisation", on_delete=models.PROTECT)
    given_name = EncryptedTextField(max_length=100, blank=True, binding="worker.given_name")
    holds(given_name, kinds.NAME(_("Given name")))
    family_name = EncryptedTextField(max_length=100, binding="worker.family_name")
    holds(family_name, kinds.NAME(_("Family name")))
    residence = EncryptedTextField(max_length=100, blank=True, binding="worker.residence")
    holds(residence, kinds.RESIDENCE(_("Place of residence, as article 438 Sr asks")))
    document_kind = models.CharField(max_length=30, choices=DocumentKind.choices, blank=True)
    holds(document_kind, kinds.DOCUMENT(_("Kind of identity document, never a copy")))
    date_of_birth = EncryptedDateField(null=True, blank=True, binding="worker.date_of_birth")
    holds(date_of_birth, kinds.BIRTH(_("Date of birth, where the municipality asks it on a ground of its own")))
    # Not encrypted: a nationality by itself names nobody, and is counted.
    nationality = models.CharField(max_length=2, blank=True)
    holds(
        nationality,
        kinds.NATIONALITY(_("Nationality, where the municipality asks it on a ground of its own"), plain=Plain.CODE),
    )
    document_number = EncryptedTextField(max_length=30, blank=True, binding="worker.document_number")
    holds(
        document_number,
        kinds.DOCUMENT(_("Number of the document, where the municipality asks it on a ground of its own; never a BSN")),
    )
    name_key = models.BinaryField(default=b"", editable=False)
    holds(name_key, kinds.NAME(_("A keyed hash of the whole name, to find the worker again")))
    name_fragments = ArrayField(models.IntegerField(), default=list, editable=False)
    holds(name_fragments, kinds.NAME(_("Keyed hashes of three letters of the name each, to search by")))
    # When the identity was erased: from then on this is nobody, kept for the counts of the stays that hang on it.
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    holds(erased_at, kinds.HANDLING(_("When the name was erased")))
    no_person(provider)

    class Meta:
        indexes = [
            models.Index(fields=["provider", "name_key"], name="worker_by_name"),
            GinIndex(fields=["name_fragments"], name="worker_by_fragments"),
        ]
        constraints = [
            models.CheckConstraint(
                name="worker_has_a_name",
                condition=Q(erased_at=None) & ~Q(family_name="")
                | Q(
                    erased_at__isnull=False,
                    family_name="",
                    given_name="",
                    residence="",
                    document_kind="",
                    date_of_birth=None,
                    nationality="",
                    document_number="",
                    name_key=b"",
                    name_fragments=[],
                ),
            ),
            models.CheckConstraint(
                name="worker_document_kind_known", condition=Q(document_kind__in=["", *DocumentKind.values])
            ),
        ]

    @property
    def name(self) -> str:
        if not self.family_name:
            return gettext("Name erased")
        return f"{self.family_name}, {self.given_name}" if self.given_name else self.family_name


class Verb(models.TextChoices):
    """What a change did."""

    CHECK_IN = "check_in", _("Checked in")
    MOVE = "move", _("Moved")
    CHECK_OUT = "check_out", _("Checked out")
    CORRECT = "correct", _("Corrected")
    VOID = "void", _("Voided")
    IMPORT = "import", _("Uploaded")
    UNDO = "undo", _("Undone")


class Change(models.Model):
    """One write action. It is the receipt, the unit of undo, and what makes a repeated request harmless."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    verb = models.CharField(max_length=20, choices=Verb.choices)
    actor_id = StaffField(null=True)
    organisation = models.ForeignKey("places.Organisation", on_delete=models.PROTECT)
    recorded_at = models.DateTimeField()
    holds(recorded_at, kinds.HANDLING(_("When it was done")))
    nonce = models.UUIDField(unique=True, null=True)
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    no_person(verb, organisation, nonce, undoes)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-recorded_at"], name="changes_of_organisation")]


class Stay(models.Model):
    """One version of a stay: one worker, one bed, from `arrival` up to, not including, `departure`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stay_id = models.UUIDField(default=uuid.uuid4)
    # The indexes below and the exclusion constraints serve these; every index more slows a long list down.
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="stays", db_index=False)
    holds(worker, kinds.NUMBER(_("Which worker it is, as a random number")))
    bed = models.ForeignKey("housing.Bed", on_delete=models.PROTECT, db_index=False)
    holds(bed, kinds.STAY(_("The bed")))
    site = models.ForeignKey("housing.Site", on_delete=models.PROTECT, db_index=False)
    holds(site, kinds.STAY(_("The site")))
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT, db_index=False)
    holds(municipality, kinds.STAY(_("The municipality")))
    employer = models.ForeignKey("places.Organisation", null=True, blank=True, on_delete=models.PROTECT, db_index=False)
    holds(employer, kinds.WORK(_("For whom somebody works, where it was said")))
    arrival = models.DateField()
    holds(arrival, kinds.STAY(_("Day of arrival")))
    departure = models.DateField(null=True, blank=True)
    holds(departure, kinds.STAY(_("Day of departure")))
    expected_departure = models.DateField(null=True, blank=True)
    holds(expected_departure, kinds.STAY(_("Expected day of departure")))
    voided = models.BooleanField(default=False)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="opened")
    closed_by = models.ForeignKey(Change, null=True, on_delete=models.PROTECT, related_name="closed", db_index=False)
    no_person(stay_id, voided, known_from, known_until, opened_by, closed_by)

    class Meta:
        indexes = [
            models.Index(fields=["stay_id", "known_from"], name="versions_of_a_stay"),
            models.Index(fields=["site", "arrival", "departure"], name="stays_of_a_site"),
            models.Index(fields=["municipality"], name="stays_of_a_municipality"),
            models.Index(fields=["worker"], name="stays_of_a_worker"),
            models.Index(fields=["employer"], name="stays_of_an_employer", condition=Q(employer__isnull=False)),
            models.Index(fields=["closed_by"], name="stays_that_were_closed", condition=Q(closed_by__isnull=False)),
            # Counts a night everywhere without the table; what it covers must be named for PostgreSQL to see that.
            GistIndex(
                Nights("arrival", "departure"),
                name="current_stays_of_a_night",
                condition=CURRENT,
                include=["arrival", "departure", "site"],
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["stay_id"], name="one_current_version", condition=Q(known_until__isnull=True)
            ),
            models.CheckConstraint(
                name="stay_lasts_a_night", condition=Q(departure__isnull=True) | Q(departure__gt=F("arrival"))
            ),
            models.CheckConstraint(
                name="stay_expected_after_arrival",
                condition=Q(expected_departure__isnull=True) | Q(expected_departure__gt=F("arrival")),
            ),
            models.CheckConstraint(
                name="version_known_for_a_while",
                condition=Q(known_until__isnull=True) | Q(known_until__gte=F("known_from")),
            ),
            ExclusionConstraint(
                name="one_person_in_a_bed",
                expressions=[
                    ("bed", RangeOperators.EQUAL),
                    (Nights("arrival", "departure"), RangeOperators.OVERLAPS),
                ],
                condition=CURRENT,
            ),
            ExclusionConstraint(
                name="one_bed_for_a_worker",
                expressions=[
                    ("worker", RangeOperators.EQUAL),
                    (Nights("arrival", "departure"), RangeOperators.OVERLAPS),
                ],
                condition=CURRENT,
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="versions_stay", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="only_close_a_version",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.known_until IS NOT NULL"),
                func="RAISE EXCEPTION 'a closed version of a stay cannot change';",
            ),
            pgtrigger.Trigger(
                name="facts_of_a_version_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "((OLD.stay_id, OLD.worker_id, OLD.bed_id, OLD.arrival, OLD.known_from, OLD.voided)"
                    " IS DISTINCT FROM"
                    " (NEW.stay_id, NEW.worker_id, NEW.bed_id, NEW.arrival, NEW.known_from, NEW.voided)"
                    " OR OLD.departure IS DISTINCT FROM NEW.departure"
                    " OR OLD.expected_departure IS DISTINCT FROM NEW.expected_departure)"
                ),
                func="RAISE EXCEPTION 'correct a stay by a new version';",
            ),
        ]


class Merge(models.Model):
    """Two workers were said to be one person. The nights are counted together until it is undone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_kept")
    holds(kept_person, PERSON)
    merged_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_given")
    holds(merged_person, PERSON)
    # The two that were compared; `workers` are all that got another person by it, and go back when it is undone.
    # Empty once the identity of that worker was erased; then the merge can no longer be undone.
    first = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    holds(first, kinds.NUMBER(_("The first of two workers")))
    second = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="+")
    holds(second, kinds.NUMBER(_("The second of two workers")))
    workers = models.ManyToManyField(Worker, related_name="merges")
    decided_by = StaffField()
    organisation = models.ForeignKey("places.Organisation", on_delete=models.PROTECT)
    decided_at = models.DateTimeField()
    holds(decided_at, kinds.HANDLING(_("When it was decided")))
    undone_at = models.DateTimeField(null=True)
    holds(undone_at, kinds.HANDLING(_("When it was undone")))
    no_person(organisation)


class NotTheSame(models.Model):
    """Someone looked at a proposed duplicate and said these are two people; it is not proposed again."""

    first = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    holds(first, kinds.NUMBER(_("The first of two workers")))
    second = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    holds(second, kinds.NUMBER(_("The second of two workers")))
    decided_by = StaffField()
    decided_at = models.DateTimeField()
    holds(decided_at, kinds.HANDLING(_("When it was decided")))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="not_the_same_once")]


class ProposedDuplicate(models.Model):
    """Two workers who may be one person, found by comparing names; a person decides. Made anew every night.

    `hints` are codes of `Hint`; `distance` orders the list and is never shown.
    """

    first = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="+")
    holds(first, kinds.NUMBER(_("The first of two workers")))
    second = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="+")
    holds(second, kinds.NUMBER(_("The second of two workers")))
    hints = models.JSONField(default=list)
    holds(hints, kinds.HANDLING(_("What is the same and what differs, as codes"), plain=Plain.CODE))
    distance = models.PositiveSmallIntegerField()
    holds(distance, kinds.HANDLING(_("How far the names lie apart")))
    found_at = models.DateTimeField()
    no_person(found_at)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="proposed_once")]


class Round(models.Model):
    """Somebody walked past the beds of a site in a night and said who was seen. The last one of a night is what counts.

    `made_at` is the moment on the phone; it may have been sent later. Numbers stay; who it was about goes after a week.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey("housing.Site", on_delete=models.PROTECT)
    night = models.DateField()
    made_by = StaffField()
    made_at = models.DateTimeField()
    holds(made_at, kinds.HANDLING(_("When the round was made")))
    received_at = models.DateTimeField()
    nonce = models.UUIDField(unique=True)
    expected = models.PositiveSmallIntegerField()
    seen = models.PositiveSmallIntegerField()
    absent = models.PositiveSmallIntegerField()
    no_person(site, night, received_at, nonce, expected, seen, absent)

    class Meta:
        indexes = [models.Index(fields=["site", "-night", "-made_at"], name="rounds_of_a_site")]
        constraints = [
            models.CheckConstraint(
                name="round_answers_who_was_expected", condition=Q(expected__gte=F("seen") + F("absent"))
            ),
        ]

    @property
    def is_whole(self) -> bool:
        """Whether of everybody it was said: then the register is confirmed."""
        return self.seen + self.absent == self.expected


class WasSeen(models.TextChoices):
    """What a round says of somebody; never why."""

    SEEN = "seen", _("Seen")
    ABSENT = "absent", _("Not there")


class RoundAnswer(models.Model):
    """What a round said of one worker. It checks nobody out."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answers")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    holds(worker, kinds.NUMBER(_("Which worker it is, as a random number")))
    answer = models.CharField(max_length=10, choices=WasSeen.choices)
    holds(answer, kinds.STAY(_("Whether somebody was seen in their own bed")))
    no_person(round)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "worker"], name="one_answer_in_a_round"),
            models.CheckConstraint(name="round_answer_known", condition=Q(answer__in=WasSeen.values)),
        ]
