"""Checks of a site with the list: what was said of each item, what was found, and the photos.

What was said is added to, never changed: an answer that is replaced stays. Once a check is closed the row policies take no
more answers, until a correction opens it again; that correction stays in `CheckStep`.
"""

import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Plain, StaffField, holds, kinds, no_person
from thoes.housing.public import Site, Unit
from thoes.inspections.domain.checks import CheckKind, FindingState, ItemOutcome, Move, Responsible, Severity


def _values(words: type[CheckKind | FindingState | Move | ItemOutcome | Responsible | Severity]) -> list[str]:
    return [str(word) for word in words]


def _stays(name: str, *, but: str = "") -> list[pgtrigger.Trigger]:
    """Nobody changes a row, but for one column once; requests cannot remove it, the shredder can."""
    changed = f"(to_jsonb(OLD) - '{but}') IS DISTINCT FROM (to_jsonb(NEW) - '{but}')"
    condition = pgtrigger.Condition(f"OLD.{but} IS NOT NULL OR {changed}" if but else "OLD.* IS DISTINCT FROM NEW.*")
    return [
        pgtrigger.Trigger(
            name=f"{name}_stay_as_they_are",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=condition,
            func="RAISE EXCEPTION 'the history of a check is added to, never changed';",
        ),
        pgtrigger.Trigger(
            name=f"{name}_stay",
            when=pgtrigger.Before,
            operation=pgtrigger.Delete,
            func="IF CURRENT_USER = 'thoes_app' THEN"
            " RAISE EXCEPTION 'the history of a check is added to, never removed'; END IF; RETURN OLD;",
        ),
    ]


class Check(models.Model):
    """One visit to a site with the list. Open until `closed_at`; from `handed_over_at` on the other side sees it too."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="checks")
    kind = models.CharField(max_length=12)
    list_version = models.CharField(max_length=7)
    # The rooms that are looked at, in the order in which they were chosen.
    rooms = ArrayField(models.UUIDField(), default=list, blank=True)
    started_on = models.DateField()
    started_at = models.DateTimeField()
    started_by = StaffField(null=True)
    organisation = models.ForeignKey("places.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    holds(role, kinds.ACCOUNT(_("In which role somebody did it"), plain=Plain.CODE))
    closed_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    voided = models.BooleanField(default=False)
    no_person(site, kind, list_version, rooms, started_on, started_at, organisation, closed_at, handed_over_at, voided)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(name="check_kind_known", condition=Q(kind__in=_values(CheckKind))),
            models.CheckConstraint(
                name="check_handed_over_when_closed", condition=Q(closed_at=None) | Q(handed_over_at__isnull=False)
            ),
            models.CheckConstraint(
                name="check_voided_is_not_handed_over", condition=Q(voided=False) | Q(handed_over_at=None)
            ),
            models.UniqueConstraint(
                fields=["site", "kind"], name="one_open_check_of_a_kind", condition=Q(closed_at=None, voided=False)
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and not self.voided


class CheckStep(models.Model):
    """Something that was done with a check as a whole, with the reason where one is asked."""

    id = models.BigAutoField(primary_key=True)
    check_made = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="steps", db_column="check_id")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=14)
    reason = models.CharField(max_length=500, blank=True)
    holds(reason, kinds.TEXT(_("Why, as it was written down"), plain=Plain.THING))
    by = StaffField(null=True)
    organisation = models.ForeignKey("places.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    holds(role, kinds.ACCOUNT(_("In which role somebody did it"), plain=Plain.CODE))
    at = models.DateTimeField()
    no_person(check_made, site, what, organisation, at)

    class Meta:
        ordering = ["-at", "-id"]
        triggers = _stays("steps_of_checks")


class CheckAnswer(models.Model):
    """What was said of an item, for the site or for one room; the one without `replaced_at` holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    check_made = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="answers", db_column="check_id")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=40)
    outcome = models.CharField(max_length=16, blank=True)
    note = models.CharField(max_length=500, blank=True)
    holds(note, kinds.TEXT(_("A note about the building; names are asked not to be written in it"), plain=Plain.THING))
    number = models.DecimalField(max_digits=8, decimal_places=1, null=True, blank=True)
    answered_by = StaffField(null=True)
    answered_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    no_person(check_made, site, unit, item, outcome, number, answered_at, replaced_at)

    class Meta:
        ordering = ["answered_at"]
        constraints = [
            models.CheckConstraint(name="answer_outcome_known", condition=Q(outcome__in=_values(ItemOutcome))),
            models.CheckConstraint(name="answer_number_is_no_debt", condition=Q(number=None) | Q(number__gte=0)),
            models.UniqueConstraint(
                fields=["check_made", "item", "unit"],
                name="one_answer_of_an_item_holds",
                condition=Q(replaced_at=None),
                nulls_distinct=False,
            ),
        ]
        triggers = _stays("answers_of_checks", but="replaced_at")


class Finding(models.Model):
    """What was not in order, by when and by whom it must be mended, and where it stands. Its history is `FindingStep`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    check_made = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="findings", db_column="check_id")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="findings")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=40)
    severity = models.CharField(max_length=8)
    # None until somebody chose a day; the last day on which the repair is in time.
    repair_by = models.DateField(null=True, blank=True)
    responsible = models.CharField(max_length=10, default=Responsible.PROVIDER.value)
    state = models.CharField(max_length=10, default=FindingState.OPEN.value)
    found_on = models.DateField()
    repaired_on = models.DateField(null=True, blank=True)
    no_person(check_made, site, unit, item, severity, repair_by, responsible, state, found_on, repaired_on)

    class Meta:
        ordering = ["repair_by", "found_on"]
        constraints = [
            models.CheckConstraint(name="finding_state_known", condition=Q(state__in=_values(FindingState))),
            models.CheckConstraint(name="finding_severity_known", condition=Q(severity__in=_values(Severity))),
            models.CheckConstraint(name="finding_responsible_known", condition=Q(responsible__in=_values(Responsible))),
            models.CheckConstraint(
                name="finding_repaired_after_found",
                condition=Q(repaired_on=None) | Q(repaired_on__gte=models.F("found_on")),
            ),
            models.UniqueConstraint(
                fields=["check_made", "item", "unit"], name="one_finding_of_an_item", nulls_distinct=False
            ),
        ]
        indexes = [models.Index(fields=["repair_by"], name="findings_by_term")]


class FindingStep(models.Model):
    """One move about a finding, with what held after it. Only added to; an undo is a row too."""

    id = models.BigAutoField(primary_key=True)
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="steps")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    move = models.CharField(max_length=10)
    state_before = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    severity = models.CharField(max_length=8)
    repair_by = models.DateField(null=True, blank=True)
    responsible = models.CharField(max_length=10)
    repaired_on_before = models.DateField(null=True, blank=True)
    repaired_on = models.DateField(null=True, blank=True)
    text = models.CharField(max_length=500, blank=True)
    holds(text, kinds.TEXT(_("An answer or a reason, as it was written down"), plain=Plain.THING))
    by = StaffField(null=True)
    organisation = models.ForeignKey("places.Organisation", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    holds(role, kinds.ACCOUNT(_("In which role somebody did it"), plain=Plain.CODE))
    at = models.DateTimeField()
    no_person(
        finding, site, move, state_before, state, severity, repair_by, responsible, repaired_on_before,
        repaired_on, organisation, at,
    )  # fmt: skip

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(name="finding_step_known", condition=Q(move__in=_values(Move))),
            models.CheckConstraint(
                name="sent_back_with_a_reason", condition=~Q(move=Move.SEND_BACK.value) | ~Q(text="")
            ),
        ]
        triggers = _stays("steps_of_findings")


def of_item(item: str, unit_id: uuid.UUID | None) -> Q:
    """Rows about one item, of the site as a whole or of one room."""
    return Q(item=item, unit=None) if unit_id is None else Q(item=item, unit=unit_id)


class CheckPhoto(models.Model):
    """A photo of an item, or of a repair where `finding` is given. The file was made anew and holds the picture alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    check_made = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="photos", db_column="check_id")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=40)
    finding = models.ForeignKey(Finding, null=True, blank=True, on_delete=models.PROTECT, related_name="photos")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    taken_in_by = StaffField(null=True)
    organisation = models.ForeignKey("places.Organisation", on_delete=models.PROTECT, related_name="+")
    taken_in_at = models.DateTimeField()
    no_person(check_made, site, unit, item, finding, width, height, size, organisation, taken_in_at)

    class Meta:
        ordering = ["taken_in_at"]
