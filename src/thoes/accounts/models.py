"""Users and their memberships. What a membership allows stands in `permissions.py`."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Someone who may log in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


class Role(models.TextChoices):
    """What someone does for an organisation."""

    SITE_MANAGER = "site_manager", _("Site manager")
    REGISTRATION_CLERK = "registration_clerk", _("Registration clerk")
    SUPERVISOR = "supervisor", _("Designated supervisor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Membership(models.Model):
    """A user acts for an organisation in a role. One user may hold several and chooses which."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    # A plain identifier: organisations live in `places`, which stands above this module.
    organisation_id = models.UUIDField()
    organisation_kind = models.CharField(max_length=20)
    organisation_name = models.CharField(max_length=200)
    municipality_code = models.CharField(max_length=6, blank=True)
    role = models.CharField(max_length=30, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation_id", "role"], name="membership_once"),
            models.CheckConstraint(name="membership_role_known", condition=models.Q(role__in=Role.values)),
        ]
