"""Mail that waits to be sent."""

import uuid

from django.db import models
from django.db.models import Q

from thoes.foundation.encryption.fields import EncryptedTextField


class OutgoingMail(models.Model):
    """One letter to one address. `key` says what it is about, so that nobody puts it here twice.

    The text is emptied once it is sent: what was written to whom is nobody's business after that.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=200, unique=True)
    to = EncryptedTextField(max_length=254, binding="mail.to")
    subject = EncryptedTextField(max_length=200, binding="mail.subject")
    body = EncryptedTextField(blank=True, binding="mail.body")
    stop_url = EncryptedTextField(max_length=500, blank=True, binding="mail.stop_url")
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=100, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], name="mail_that_waits", condition=Q(sent_at=None, given_up_at=None))
        ]
        constraints = [
            models.CheckConstraint(
                name="mail_sent_or_given_up", condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True)
            )
        ]
