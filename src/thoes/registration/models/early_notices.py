"""Who does not want the weekly letter."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thoes.foundation.modules import holds, kinds, no_person


class DigestStopped(models.Model):
    """A user wants no weekly letter about an organisation. Both are plain identifiers."""

    user_id = models.UUIDField()
    holds(user_id, kinds.ACCOUNT(_("The account, as a random number")))
    organisation_id = models.UUIDField()
    no_person(organisation_id)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user_id", "organisation_id"], name="digest_stopped_once")]
