"""The log of looks: one row per person looked at, written in the same transaction as the look."""

import pgtrigger
from django.db import models

from thoes.accounts.public import ActorKind
from thoes.privacy.auditing.models import WHO_ACTED, AuditRecord, LogCheck, LogSeal
from thoes.privacy.retention.models import RetentionTerm, Shredding

__all__ = ["AuditRecord", "LogCheck", "LogSeal", "ProcessingRecord", "RetentionTerm", "Shredding", "StoredAnswer"]


class ProcessingRecord(models.Model):
    """Someone looked at, or changed, what is known of a person, for a purpose with a legal ground."""

    id = models.BigAutoField(primary_key=True)
    trace_id = models.UUIDField()
    at = models.DateTimeField()
    activity = models.CharField(max_length=60)
    purpose = models.CharField(max_length=60)
    legal_ground = models.CharField(max_length=200)
    # As what somebody looked. A worker and the holder of a code act for no organisation.
    actor_kind = models.CharField(max_length=10, default=ActorKind.MEMBER)
    actor_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    code_hash = models.CharField(max_length=64, blank=True)
    municipality_code = models.CharField(max_length=6, blank=True)
    # The task it was done for, such as a case number; chosen by the one who looked, never about the person.
    reference = models.CharField(max_length=200, blank=True)
    person_id = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "at"], name="looks_at_a_person"),
            models.Index(fields=["organisation_id", "-at"], name="looks_of_organisation"),
        ]
        constraints = [models.CheckConstraint(name="look_by_somebody", condition=WHO_ACTED)]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class StoredAnswer(models.Model):
    """What a write came to, for who sends it again. Only who wrote it gets it, and it is soon removed."""

    nonce = models.UUIDField(primary_key=True)
    # Which write, such as `register.check_in`.
    what = models.CharField(max_length=60)
    answer = models.JSONField()
    organisation_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    code_hash = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="answers_to_forget")]
