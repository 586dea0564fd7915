"""Users, their memberships, invitations, and the record of what was done with them.

What a membership allows stands in `permissions.py`.
"""

import uuid

import pgtrigger
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Someone who may log in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


class Role(models.TextChoices):
    """What someone does for an organisation."""

    SITE_MANAGER = "site_manager", _("Site manager")
    HOUSER_ADMINISTRATOR = "houser_administrator", _("Administrator of the houser")
    REGISTRATION_CLERK = "registration_clerk", _("Registration clerk")
    SUPERVISOR = "supervisor", _("Designated supervisor")
    PERMIT_OFFICER = "permit_officer", _("Housing and permits officer")
    EMPLOYER_CLERK = "employer_clerk", _("Clerk of an employer or agency")
    EMPLOYER_ADMINISTRATOR = "employer_administrator", _("Administrator of an employer or agency")
    ADMINISTRATOR = "administrator", _("Administrator")
    POLICY_ADVISER = "policy_adviser", _("Policy adviser of the province")
    PROVINCE_ADMINISTRATOR = "province_administrator", _("Administrator of the province")
    PRIVACY_OFFICER = "privacy_officer", _("Privacy officer")


class Membership(models.Model):
    """A user acts for an organisation in a role. One user may hold several and chooses which.

    A membership that ends is removed; that it was there, and who ended it, stays in `AccountEvent`.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    # A plain identifier: organisations live in `places`, which stands above this module.
    organisation_id = models.UUIDField()
    organisation_kind = models.CharField(max_length=20)
    organisation_name = models.CharField(max_length=200)
    municipality_code = models.CharField(max_length=6, blank=True)
    role = models.CharField(max_length=30, choices=Role.choices)
    since = models.DateTimeField(default=timezone.now)
    # When an administrator last said that this person still needs these rights.
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation_id", "role"], name="membership_once"),
            models.CheckConstraint(name="membership_role_known", condition=models.Q(role__in=Role.values)),
        ]
        indexes = [models.Index(fields=["organisation_id"], name="members_of_organisation")]


class Invitation(models.Model):
    """A link in an e-mail with which one person becomes a member, once, before a day.

    `serial` counts the times it was sent: a link that was sent earlier no longer works.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    organisation_id = models.UUIDField()
    organisation_kind = models.CharField(max_length=20)
    organisation_name = models.CharField(max_length=200)
    municipality_code = models.CharField(max_length=6, blank=True)
    role = models.CharField(max_length=30, choices=Role.choices)
    serial = models.PositiveIntegerField(default=1)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_expires_later", condition=models.Q(expires_at__gt=models.F("sent_at"))
            ),
            models.CheckConstraint(
                name="invitation_one_end",
                condition=models.Q(accepted_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["organisation_id", "email", "role"],
                name="invitation_open_once",
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]


class AccountEvent(models.Model):
    """Somebody did something with an account or with rights: the audit log of BIO2 8.15. Never changed, never removed.

    Identifiers only, no foreign keys and no names: the record outlives the account.
    """

    class Verb(models.TextChoices):
        LOGGED_IN = "logged_in", _("logged in")
        LOGIN_FAILED = "login_failed", _("failed to log in")
        LOGGED_OUT = "logged_out", _("logged out")
        PASSWORD_CHANGED = "password_changed", _("changed the password")
        FACTOR_ADDED = "factor_added", _("added a second step")
        FACTOR_REMOVED = "factor_removed", _("removed a second step")
        FACTORS_RESET = "factors_reset", _("removed every second step of somebody")
        BROKER_LINKED = "broker_linked", _("linked the account of the own organisation")
        INVITED = "invited", _("invited somebody")
        INVITED_AGAIN = "invited_again", _("sent an invitation again")
        INVITATION_WITHDRAWN = "invitation_withdrawn", _("withdrew an invitation")
        JOINED = "joined", _("accepted an invitation")
        ROLE_CHANGED = "role_changed", _("changed a role")
        ACCESS_CONFIRMED = "access_confirmed", _("confirmed that access is still needed")
        ACCESS_ENDED = "access_ended", _("ended access")
        SESSION_ENDED = "session_ended", _("ended a session")

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=30, choices=Verb.choices)
    # Who did it; empty for somebody who is not known (a failed log-in) and for the terminal of the server.
    actor_id = models.UUIDField(null=True)
    # On whom, or on which invitation.
    subject_id = models.UUIDField(null=True)
    organisation_id = models.UUIDField(null=True)
    role = models.CharField(max_length=30, blank=True)
    role_before = models.CharField(max_length=30, blank=True)
    # The network address it came from.
    origin = models.GenericIPAddressField(null=True)
    # Everything of one request, job or command has one; empty for what is older than the trace.
    trace_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "-at"], name="events_of_organisation"),
            models.Index(fields=["subject_id", "-at"], name="events_on_somebody"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
