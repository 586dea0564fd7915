"""The access log: one row per person looked at, written in the same transaction as the look."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from thoes.accounts.public import ActorKind
from thoes.foundation.modules import PERSON, Plain, holds, kinds, no_person
from thoes.privacy.auditing.models import WHO_ACTED, AuditRecord, LogCheck, LogSeal
from thoes.privacy.retention.models import RetentionTerm, Shredding


class ProcessingRecord(models.Model):
    """Someone looked at, or changed, what is known of a person, for a purpose with a legal ground."""

    id = models.BigAutoField(primary_key=True)
    trace_id = models.UUIDField()
    at = models.DateTimeField()
    holds(at, kinds.ACCESS(_("When somebody looked")))
    activity = models.CharField(max_length=60)
    holds(activity, kinds.ACCESS(_("On which page"), plain=Plain.CODE))
    purpose = models.CharField(max_length=60)
    holds(purpose, kinds.ACCESS(_("For what purpose"), plain=Plain.CODE))
    legal_ground = models.CharField(max_length=200)
    holds(legal_ground, kinds.ACCESS(_("On what ground"), plain=Plain.DECISION))
    # As what somebody looked. A worker and the holder of a code act for no organisation.
    actor_kind = models.CharField(max_length=10, default=ActorKind.MEMBER.value)
    holds(actor_kind, kinds.ACCESS(_("As what: for an organisation, as the worker or with a code"), plain=Plain.CODE))
    actor_id = models.UUIDField(null=True)
    holds(actor_id, kinds.ACCESS(_("Who looked, as a random number")))
    organisation_id = models.UUIDField(null=True)
    code_hash = models.CharField(max_length=64, blank=True)
    holds(code_hash, kinds.ACCESS(_("Which code was shown, as a hash from which it cannot be read"), plain=Plain.CODE))
    municipality_code = models.CharField(max_length=6, blank=True)
    # The task it was done for, such as a case number; chosen by the one who looked, never about the person.
    reference = models.CharField(max_length=200, blank=True)
    holds(reference, kinds.ACCESS(_("For which task, such as a case number"), plain=Plain.DECISION))
    person_id = models.UUIDField()
    holds(person_id, PERSON)
    no_person(trace_id, organisation_id, municipality_code)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "at"], name="access_to_a_person"),
            models.Index(fields=["organisation_id", "-at"], name="accesses_of_organisation"),
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
    holds(answer, kinds.NUMBER(_("The ids and codes of the answer; no name"), plain=Plain.CODE))
    organisation_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    holds(person_id, PERSON)
    code_hash = models.CharField(max_length=64, blank=True)
    holds(code_hash, kinds.ACCESS(_("Which code was shown, as a hash from which it cannot be read"), plain=Plain.CODE))
    at = models.DateTimeField()
    no_person(what, organisation_id, at)

    class Meta:
        indexes = [models.Index(fields=["at"], name="answers_to_forget")]
