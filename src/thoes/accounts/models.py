"""Users, their memberships, invitations, and the record of what was done with them.

What a membership allows stands in `permissions.py`.
"""

import uuid

import pgtrigger
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thoes.accounts.permissions import role_choices
from thoes.foundation.modules import DONE_BY, Plain, StaffField, holds, kinds, no_person


class User(AbstractUser):
    """Someone who may log in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


class Membership(models.Model):
    """A user acts for an organisation in a role. One user may hold several and chooses which.

    A membership that ends is removed; that it was there, and who ended it, stays in `AccountEvent`.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    holds(user, kinds.ACCOUNT(_("The account, as a random number")))
    # A plain identifier: organisations live in `places`, which stands above this module.
    organisation_id = models.UUIDField()
    holds(organisation_id, kinds.WORK(_("Which organisation")))
    organisation_kind = models.CharField(max_length=20)
    organisation_name = models.CharField(max_length=200)
    holds(organisation_name, kinds.WORK(_("Which organisation"), plain=Plain.THING))
    municipality_code = models.CharField(max_length=6, blank=True)
    role = models.CharField(max_length=30, choices=role_choices)
    holds(role, kinds.ACCOUNT(_("The role")))
    since = models.DateTimeField(default=timezone.now)
    holds(since, kinds.ACCOUNT(_("Since when")))
    # When an administrator last said that this person still needs these rights.
    confirmed_at = models.DateTimeField(null=True)
    holds(confirmed_at, kinds.ACCOUNT(_("When the access was last confirmed")))
    no_person(organisation_kind, municipality_code)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation_id", "role"], name="membership_once"),
        ]
        indexes = [models.Index(fields=["organisation_id"], name="members_of_organisation")]


class Invitation(models.Model):
    """A link in an e-mail with which one person becomes a member, once, before a day.

    `serial` counts the times it was sent: a link that was sent earlier no longer works.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    holds(email, kinds.CONTACT(_("E-mail address"), plain=Plain.STAFF))
    organisation_id = models.UUIDField()
    holds(organisation_id, kinds.WORK(_("Which organisation")))
    organisation_kind = models.CharField(max_length=20)
    organisation_name = models.CharField(max_length=200)
    holds(organisation_name, kinds.WORK(_("Which organisation"), plain=Plain.THING))
    municipality_code = models.CharField(max_length=6, blank=True)
    role = models.CharField(max_length=30, choices=role_choices)
    holds(role, kinds.ACCOUNT(_("The role")))
    serial = models.PositiveIntegerField(default=1)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    holds(invited_by, DONE_BY)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    holds(accepted_at, kinds.ACCOUNT(_("When it was accepted")))
    withdrawn_at = models.DateTimeField(null=True)
    holds(withdrawn_at, kinds.ACCOUNT(_("When it was withdrawn")))
    no_person(organisation_kind, municipality_code, serial, sent_at, expires_at)

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
        BROKER_LINKED = "broker_linked", _("linked the account of their own organisation")
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
    holds(at, kinds.HANDLING(_("When it was done")))
    verb = models.CharField(max_length=30, choices=Verb.choices)
    holds(verb, kinds.LOGIN(_("What was done")))
    # Who did it; empty for somebody who is not known (a failed log-in) and for the terminal of the server.
    actor_id = StaffField(null=True)
    # On whom, or on which invitation.
    subject_id = models.UUIDField(null=True)
    holds(subject_id, kinds.ACCOUNT(_("With whose account, as a random number")))
    organisation_id = models.UUIDField(null=True)
    role = models.CharField(max_length=30, blank=True)
    holds(role, kinds.ACCOUNT(_("The role"), plain=Plain.CODE))
    role_before = models.CharField(max_length=30, blank=True)
    holds(role_before, kinds.ACCOUNT(_("The role before"), plain=Plain.CODE))
    # The network address it came from.
    origin = models.GenericIPAddressField(null=True)
    holds(origin, kinds.LOGIN(_("The network address it came from")))
    # Everything of one request, job or command has one; empty for what is older than the trace.
    trace_id = models.UUIDField(null=True)
    no_person(organisation_id, trace_id)

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "-at"], name="events_of_organisation"),
            models.Index(fields=["subject_id", "-at"], name="events_on_somebody"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]
