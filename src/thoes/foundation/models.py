"""Mail that waits to be sent."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thoes.foundation.encryption.fields import EncryptedTextField
from thoes.foundation.modules import Plain, holds, kinds, no_person


class OutgoingMail(models.Model):
    """One letter to one address. `key` says what it is about, so that nobody puts it here twice.

    The text is emptied once it is sent: what was written to whom is nobody's business after that.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=200, unique=True)
    to = EncryptedTextField(max_length=254, binding="mail.to")
    holds(to, kinds.CONTACT(_("E-mail address")))
    subject = EncryptedTextField(max_length=200, binding="mail.subject")
    holds(subject, kinds.TEXT(_("The subject")))
    body = EncryptedTextField(blank=True, binding="mail.body")
    holds(body, kinds.TEXT(_("The text; no name of a worker stands in it")))
    stop_url = EncryptedTextField(max_length=500, blank=True, binding="mail.stop_url")
    holds(stop_url, kinds.CONTACT(_("The link with which somebody stops it")))
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=100, blank=True)
    holds(last_error, kinds.TEXT(_("What the mail server answered"), plain=Plain.CODE))
    no_person(key, made_at, next_try_at, tries, sent_at, given_up_at)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], name="mail_that_waits", condition=Q(sent_at=None, given_up_at=None))
        ]
        constraints = [
            models.CheckConstraint(
                name="mail_sent_or_given_up", condition=Q(sent_at__isnull=True) | Q(given_up_at__isnull=True)
            )
        ]
