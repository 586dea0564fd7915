"""Files that were handed over: what came of each, the lines that were sent back, and what columns were said to mean."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from thoes.foundation.encryption.fields import EncryptedJSONField, EncryptedTextField
from thoes.foundation.modules import StaffField, holds, kinds, no_person


class RunStatus(models.TextChoices):
    """Where a file stands. Only READ and COLUMNS wait for a person; the others go on by themselves or are over."""

    QUEUED = "queued", _("Waiting to be read")
    COLUMNS = "columns", _("Asks what the columns mean")
    READ = "read", _("Checked, not taken in yet")
    RUNNING = "running", _("Is being taken in")
    DONE = "done", _("Taken in")
    FAILED = "failed", _("Not readable")
    UNDOING = "undoing", _("Is being undone")
    UNDONE = "undone", _("Undone")


class Run(models.Model):
    """One file that was handed over. The file itself is kept, sealed, only until it is taken in or dropped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The name of its class: stay-lists, site-lists and so on.
    kind = models.CharField(max_length=20)
    # Plain identifiers: organisations live in `places`, which stands above this module.
    organisation_id = models.UUIDField()
    organisation_name = models.CharField(max_length=200)
    # What was said beside the file, and what the file is about in a few words: the site, the quality label.
    asked = models.JSONField(default=dict)
    about = models.CharField(max_length=200, blank=True)
    uploaded_by = StaffField()
    uploaded_at = models.DateTimeField()
    holds(uploaded_at, kinds.HANDLING(_("When it was handed over")))
    # Empty once it was erased; people call their files after the people in them.
    file_name = EncryptedTextField(max_length=200, blank=True, binding="import_run.file_name")
    holds(file_name, kinds.TEXT(_("What the file was called")))
    sha256 = models.CharField(max_length=64)
    status = models.CharField(max_length=20, choices=RunStatus.choices, default=RunStatus.QUEUED)
    # What somebody said of the columns in this run, per sheet: {"Blad1": {"0": "person"}}.
    columns = models.JSONField(default=dict)
    # What the page shows of the file: per sheet the column names and a few values under each.
    sheets = EncryptedJSONField(default=list, binding="import_run.sheets")
    holds(sheets, kinds.LIST(_("The first lines of each sheet, to choose the columns by")))
    notices = EncryptedJSONField(default=list, binding="import_run.notices")
    holds(notices, kinds.LIST(_("What was noticed about the list")))
    left_out = models.JSONField(default=dict)
    # What must be decided before something counts, and what was decided: `questions.py`.
    questions = EncryptedJSONField(default=list, binding="import_run.questions")
    holds(questions, kinds.LIST(_("What was asked about the list")))
    answers = EncryptedJSONField(default=dict, binding="import_run.answers")
    holds(answers, kinds.LIST(_("What was answered about the list")))
    # What was mended on the page: `edits.py`.
    edits = EncryptedJSONField(default=dict, binding="import_run.edits")
    holds(edits, kinds.LIST(_("What was mended in the list")))
    understood = EncryptedJSONField(default=list, binding="import_run.understood")
    holds(understood, kinds.LIST(_("How the list was understood, in a few sentences")))
    refusal_code = models.CharField(max_length=60, blank=True)
    refusal_facts = EncryptedJSONField(default=dict, binding="import_run.refusal_facts")
    holds(refusal_facts, kinds.LIST(_("Why the whole list was refused")))
    lines_total = models.PositiveIntegerField(default=0)
    lines_done = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    # Under which its module keeps what was carried out, to undo it: a change of the register, a match.
    act = models.UUIDField(null=True)
    receipt_number = models.CharField(max_length=14, unique=True, null=True)
    finished_at = models.DateTimeField(null=True)
    no_person(
        kind, organisation_id, organisation_name, asked, about, sha256, status, columns, left_out, refusal_code,
        lines_total, lines_done, new, changed, unchanged, rejected, act, receipt_number, finished_at,
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["organisation_id", "kind", "-uploaded_at"], name="files_of_an_organisation")]
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
        """Lines that changed something."""
        return self.new + self.changed

    @property
    def works(self) -> bool:
        """Whether something is being done with it in the background."""
        return self.status in (RunStatus.QUEUED, RunStatus.RUNNING, RunStatus.UNDOING)


class RejectedLine(models.Model):
    """A line that was sent back with everything that is wrong with it. Holds what the file held, without any BSN."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="rejected_lines")
    sheet = models.CharField(max_length=100)
    line = models.PositiveIntegerField()
    # [{"field": "arrival", "code": "date_unreadable", "facts": {}}]
    problems = EncryptedJSONField(default=list, binding="rejected_line.problems")
    holds(problems, kinds.LIST(_("What is wrong with the line")))
    cells = EncryptedJSONField(default=list, binding="rejected_line.cells")
    holds(cells, kinds.LIST(_("The line as it was handed over")))
    no_person(run, sheet, line)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "sheet", "line"], name="a_line_is_returned_once")]


class RememberedColumns(models.Model):
    """What an organisation said the columns of a kind of file mean; found again by the column names."""

    id = models.BigAutoField(primary_key=True)
    organisation_id = models.UUIDField()
    kind = models.CharField(max_length=20)
    fingerprint = models.CharField(max_length=32)
    columns = models.JSONField()
    # What was answered about such a file as a whole: shown again with the next one.
    answers = models.JSONField(default=dict)
    no_person(organisation_id, kind, fingerprint, columns, answers)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "kind", "fingerprint"], name="columns_remembered_once_a_kind"
            )
        ]
