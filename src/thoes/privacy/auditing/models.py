"""The audit log, the seals that chain the logs, and how each verification ended. All are only added to.

The audit log of BIO2 8.15 stands in two tables that hold no event twice: what was done with accounts and rights is in
`accounts_accountevent`, because `accounts` stands below this module; everything else is in `AuditRecord`. Both carry
the trace id of the processing log, and all three are sealed alike.
"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import Plain, StaffField, holds, kinds, no_person


def _append_only(name: str) -> list[pgtrigger.Trigger]:
    return [pgtrigger.Protect(name=name, operation=pgtrigger.Update | pgtrigger.Delete)]


class Action(models.TextChoices):
    """What kind of thing was done."""

    ACCESS = "access", _("looked")
    CHANGE = "change", _("changed something")
    DOWNLOAD = "download", _("took a file")
    COMMAND = "command", _("ran a command on the server")


class Outcome(models.TextChoices):
    """How it ended."""

    DONE = "done", _("done")
    # A form that was not complete, or a step in between: what was sent came back as a page.
    SHOWN_AGAIN = "shown_again", _("came back as a page")
    REFUSED = "refused", _("refused")
    FAILED = "failed", _("went wrong on our side")


# What a record must hold of each kind of actor, and what not. Migrations know these words too.
WHO_ACTED = (
    Q(actor_kind="member", organisation_id__isnull=False, code_hash="")
    | Q(actor_kind="worker", organisation_id=None, code_hash="")
    | (Q(actor_kind="code", organisation_id=None) & ~Q(code_hash=""))
)


class AuditRecord(models.Model):
    """Somebody did something, or was refused. Identifiers and codes only: no name, no address, no free text.

    `subject` is what it was about: the kind and the id of a site, a permit, a request; of people only the random number
    that erasing forgets, never the id of a worker or a stay, which outlive their identity.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    holds(at, kinds.HANDLING(_("When it was done")))
    trace_id = models.UUIDField()
    action = models.CharField(max_length=10, choices=Action.choices)
    holds(action, kinds.ACCESS(_("Whether somebody looked, changed something or took a file")))
    # The name of the page or command, such as `register:check-in`.
    event = models.CharField(max_length=80)
    holds(event, kinds.ACCESS(_("On which page"), plain=Plain.CODE))
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    holds(outcome, kinds.ACCESS(_("How it ended")))
    # Why not: the code of the refusal, or of the answer.
    code = models.CharField(max_length=60, blank=True)
    holds(code, kinds.ACCESS(_("Why it was refused, as a code"), plain=Plain.CODE))
    # As what somebody acted; empty for a command, a job, and who did not choose an organisation yet.
    actor_kind = models.CharField(max_length=10, blank=True)
    holds(actor_kind, kinds.ACCESS(_("As what: for an organisation, as the worker or with a code"), plain=Plain.CODE))
    user_id = StaffField(null=True)
    organisation_id = models.UUIDField(null=True)
    code_hash = models.CharField(max_length=64, blank=True)
    holds(code_hash, kinds.ACCESS(_("Which code was shown, as a hash from which it cannot be read"), plain=Plain.CODE))
    role = models.CharField(max_length=30, blank=True)
    holds(role, kinds.ACCOUNT(_("The role"), plain=Plain.CODE))
    subject_kind = models.CharField(max_length=40, blank=True)
    holds(subject_kind, kinds.ACCESS(_("What it was about"), plain=Plain.CODE))
    subject_id = models.UUIDField(null=True)
    holds(subject_id, kinds.NUMBER(_("What it was about, as a number; of people only the number that erasing forgets")))
    # The network it came from, never the whole address: 192.0.2.0/24.
    network = models.CharField(max_length=50, blank=True)
    holds(network, kinds.LOGIN(_("The network it came from, not the whole address"), plain=Plain.STAFF))
    no_person(trace_id, organisation_id)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "-at"], name="audit_of_organisation"),
            models.Index(fields=["trace_id"], name="audit_by_trace"),
        ]
        constraints = [
            models.CheckConstraint(name="audit_action_known", condition=Q(action__in=Action.values)),
            models.CheckConstraint(name="audit_outcome_known", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(name="done_by_somebody", condition=Q(actor_kind="") | WHO_ACTED),
        ]
        triggers = _append_only("audit_stays")


class LogSeal(models.Model):
    """A link of the chain over one log: all its records with an id above `after_id` up to `up_to_id`.

    `hashes` holds one hash per record, in the order of `record_ids`, each over the record and the hash before it;
    `seal_hash` covers these, the other fields and the seal before this one. How to compute them is named by
    `algorithm` and `layout`, so that both can change.
    """

    id = models.BigAutoField(primary_key=True)
    log = models.CharField(max_length=20)
    number = models.PositiveBigIntegerField()
    sealed_at = models.DateTimeField()
    algorithm = models.CharField(max_length=20)
    layout = models.PositiveSmallIntegerField()
    after_id = models.BigIntegerField()
    up_to_id = models.BigIntegerField()
    record_ids = ArrayField(models.BigIntegerField())
    hashes = models.BinaryField()
    previous_seal_hash = models.BinaryField()
    seal_hash = models.BinaryField()
    no_person(log, algorithm)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["log", "number"], name="one_seal_of_a_number"),
            models.CheckConstraint(name="a_seal_reaches_further", condition=Q(up_to_id__gt=models.F("after_id"))),
        ]
        triggers = _append_only("seals_stay")


class LogCheck(models.Model):
    """The logs were verified. `problems` are codes with plain facts, empty when all is well."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    records = models.PositiveBigIntegerField()
    seals = models.PositiveBigIntegerField()
    has_anchor = models.BooleanField()
    problems = models.JSONField(default=list)
    no_person(problems)

    class Meta:
        indexes = [models.Index(fields=["-at"], name="latest_check")]
        triggers = _append_only("checks_stay")
