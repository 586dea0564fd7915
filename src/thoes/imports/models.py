"""Uploads: what came of each, the lines that were sent back, and what its columns were said to mean."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from thoes.foundation.encryption.fields import EncryptedJSONField, EncryptedTextField


class RunStatus(models.TextChoices):
    """Where an upload stands. Only READ and COLUMNS wait for a person; the others go on by themselves or are over."""

    QUEUED = "queued", _("Waits to be read")
    COLUMNS = "columns", _("Asks what the columns mean")
    READ = "read", _("Checked, not taken in yet")
    RUNNING = "running", _("Is being taken in")
    DONE = "done", _("Taken in")
    FAILED = "failed", _("Not readable")
    UNDOING = "undoing", _("Is being undone")
    UNDONE = "undone", _("Undone")


class ImportRun(models.Model):
    """One uploaded list. The file itself is kept only until it is taken in or dropped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("places.Organisation", on_delete=models.PROTECT)
    site = models.ForeignKey("housing.Site", on_delete=models.PROTECT)
    uploaded_by = models.UUIDField()
    uploaded_at = models.DateTimeField()
    # Empty once it was erased; people call their files after the people in them.
    file_name = EncryptedTextField(max_length=200, blank=True, binding="import_run.file_name")
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=20, choices=RunStatus.choices, default=RunStatus.QUEUED)
    # What the reader said of the columns in this run, per sheet: {"Blad1": {"0": "person"}}.
    columns = models.JSONField(default=dict)
    # What the page shows of the file: per sheet the column names and a few values under each.
    sheets = EncryptedJSONField(default=list, binding="import_run.sheets")
    notices = EncryptedJSONField(default=list, binding="import_run.notices")
    left_out = models.JSONField(default=dict)
    refusal_code = models.CharField(max_length=60, blank=True)
    refusal_facts = EncryptedJSONField(default=dict, binding="import_run.refusal_facts")
    lines_total = models.PositiveIntegerField(default=0)
    lines_done = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    change = models.ForeignKey("register.Change", null=True, on_delete=models.PROTECT)
    receipt_number = models.CharField(max_length=14, unique=True, null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-uploaded_at"], name="uploads_of_an_organisation")]
        constraints = [
            models.CheckConstraint(name="run_status_known", condition=models.Q(status__in=RunStatus.values)),
            models.CheckConstraint(
                name="a_receipt_for_what_was_taken_in",
                condition=models.Q(receipt_number__isnull=True) | models.Q(finished_at__isnull=False),
            ),
        ]

    @property
    def shown_name(self) -> str:
        """The name of the file, or a dash when it was erased."""
        return self.file_name or "–"

    @property
    def accepted(self) -> int:
        """Lines that changed the register."""
        return self.new + self.changed

    @property
    def works(self) -> bool:
        """Whether something is being done with it in the background."""
        return self.status in (RunStatus.QUEUED, RunStatus.RUNNING, RunStatus.UNDOING)


class RejectedLine(models.Model):
    """A line that was sent back with everything that is wrong with it. Holds what the file held, without any BSN."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rejected_lines")
    sheet = models.CharField(max_length=100)
    line = models.PositiveIntegerField()
    # [{"field": "arrival", "code": "date_unreadable", "facts": {}}]
    problems = EncryptedJSONField(default=list, binding="rejected_line.problems")
    cells = EncryptedJSONField(default=list, binding="rejected_line.cells")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "sheet", "line"], name="a_line_is_rejected_once")]


class RememberedColumns(models.Model):
    """What a houser said the columns of its list mean; found again by the column names."""

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey("places.Organisation", on_delete=models.CASCADE)
    fingerprint = models.CharField(max_length=32)
    columns = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "fingerprint"], name="columns_remembered_once")]


class MarkExtract(models.Model):
    """An extract of the register of a quality mark, as looked at and perhaps taken in. The file itself is not kept.

    `good` holds the lines that wait to be taken in, `given_back` those that were sent back with their reason.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("places.Organisation", on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.UUIDField()
    uploaded_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    scheme = models.CharField(max_length=10)
    as_of = models.DateField()
    # Whether a column says what each certificate is worth, and the names of the columns that were not read.
    states_status = models.BooleanField(default=False)
    unread_columns = models.JSONField(default=list)
    good = models.JSONField(default=list)
    given_back = models.JSONField(default=list)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    # Lines at an address in the own territory where we know no site, and lines somewhere else in the country.
    unknown_here = models.PositiveIntegerField(default=0)
    elsewhere = models.PositiveIntegerField(default=0)
    receipt_number = models.CharField(max_length=14, unique=True, null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-uploaded_at"], name="extracts_of_an_organisation")]
        constraints = [
            models.CheckConstraint(
                name="an_extract_taken_in_has_a_receipt",
                condition=models.Q(receipt_number__isnull=True, finished_at__isnull=True)
                | models.Q(receipt_number__isnull=False, finished_at__isnull=False),
            ),
        ]

    @property
    def accepted(self) -> int:
        """Lines that changed a mark."""
        return self.new + self.changed


class SiteList(models.Model):
    """A list of sites, as looked at and perhaps taken in. Its file is kept until it is taken in or thrown away.

    `good` holds the lines that wait to be taken in, `given_back` those that were sent back with their reason.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey("places.Organisation", on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.UUIDField()
    uploaded_at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    # What somebody said of the columns, per sheet: {"Blad1": {"0": "name"}}; and what the page shows of them.
    columns = models.JSONField(default=dict)
    sheets = models.JSONField(default=list)
    understood = models.BooleanField(default=True)
    good = models.JSONField(default=list)
    given_back = models.JSONField(default=list)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    receipt_number = models.CharField(max_length=14, unique=True, null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-uploaded_at"], name="site_lists_of_an_organisation")]
        constraints = [
            models.CheckConstraint(
                name="a_site_list_taken_in_has_a_receipt",
                condition=models.Q(receipt_number__isnull=True, finished_at__isnull=True)
                | models.Q(receipt_number__isnull=False, finished_at__isnull=False),
            ),
        ]

    @property
    def accepted(self) -> int:
        """Lines that added or changed a site."""
        return self.new + self.changed
