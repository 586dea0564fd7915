"""Who does not want the weekly letter."""

from django.db import models


class DigestStopped(models.Model):
    """A user wants no weekly letter about an organisation. Both are plain identifiers."""

    user_id = models.UUIDField()
    organisation_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "organisation_id"], name="digest_stopped_once")]
