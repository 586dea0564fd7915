"""What `accounts` says of itself, and of the tables of those who log in for us."""

from functools import partial

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from thoes.accounts.models import AccountEvent, Invitation, Membership, User
from thoes.accounts.permissions import (
    ADMINISTRATOR,
    EMPLOYER_ADMINISTRATOR,
    GIVE_ACCESS,
    MANAGE_MEMBERS,
    PROVIDER_ADMINISTRATOR,
    PROVINCE_ADMINISTRATOR,
    REGION_ADMINISTRATOR,
    STAFF,
)
from thoes.accounts.texts import REFUSAL_TEXTS
from thoes.foundation.models import OutgoingMail
from thoes.foundation.modules import MenuItem, Module, Plain, Table, kinds

BY_COLLEAGUE = _("The person who works with Thoes, or the administrator of that organisation")
BY_ITSELF = _("Thoes itself, when it happens")
BY_BROKER = _("The broker of their own organisation")

_table = partial(Table, subjects=(STAFF,), purposes=(GIVE_ACCESS,), origin=BY_ITSELF)

_TABLES = (
    _table(
        User,
        _("An account to log in with"),
        origin=BY_COLLEAGUE,
        seen_with=(MANAGE_MEMBERS,),
        foreign={
            "password": kinds.LOGIN(_("The password, as a hash from which it cannot be read"), plain=Plain.STAFF),
            "last_login": kinds.LOGIN(_("When somebody last logged in")),
            "is_superuser": kinds.ACCOUNT(_("A special right")),
            "username": kinds.ACCOUNT(_("The name to log in with"), plain=Plain.STAFF),
            "first_name": kinds.NAME(_("Given name"), plain=Plain.STAFF),
            "last_name": kinds.NAME(_("Family name"), plain=Plain.STAFF),
            "email": kinds.CONTACT(_("E-mail address"), plain=Plain.STAFF),
            "is_staff": kinds.ACCOUNT(_("A special right")),
            "is_active": kinds.ACCOUNT(_("Whether the account works")),
            "date_joined": kinds.ACCOUNT(_("Since when")),
            "id": None,
        },
    ),
    _table(
        Membership,
        _("For which organisation somebody acts, in which role"),
        origin=BY_COLLEAGUE,
        seen_with=(MANAGE_MEMBERS,),
    ),
    _table(
        Invitation,
        _("An invitation by e-mail"),
        origin=_("The administrator of the organisation"),
        seen_with=(MANAGE_MEMBERS,),
    ),
    _table(AccountEvent, _("What was done with an account or with rights"), seen_with=(MANAGE_MEMBERS,)),
    _table(
        EmailAddress,
        _("The e-mail addresses of an account"),
        origin=BY_COLLEAGUE,
        foreign={
            "id": None,
            "user_id": kinds.ACCOUNT(_("The account, as a random number")),
            "email": kinds.CONTACT(_("E-mail address")),
            "verified": kinds.ACCOUNT(_("Whether it was verified")),
            "primary": None,
        },
    ),
    _table(
        EmailConfirmation,
        _("A question to verify an e-mail address"),
        foreign={
            "id": None,
            "email_address_id": kinds.CONTACT(_("Which address")),
            "created": None,
            "sent": None,
            "key": None,
        },
    ),
    _table(
        Authenticator,
        _("A second step: a passkey, an app or recovery codes"),
        origin=BY_COLLEAGUE,
        foreign={
            "id": None,
            "user_id": kinds.ACCOUNT(_("The account, as a random number")),
            "type": kinds.LOGIN(_("Which kind")),
            "data": kinds.LOGIN(_("The secret or the public key of the second step")),
            "created_at": None,
            "last_used_at": kinds.LOGIN(_("When it was last used")),
        },
    ),
    _table(
        SocialAccount,
        _("The account of their own organisation to log in with"),
        origin=BY_BROKER,
        foreign={
            "id": None,
            "user_id": kinds.ACCOUNT(_("The account, as a random number")),
            "provider": kinds.LOGIN(_("Which broker")),
            "uid": kinds.LOGIN(_("The number of somebody at the broker")),
            "last_login": kinds.LOGIN(_("When somebody last logged in")),
            "date_joined": None,
            "extra_data": kinds.LOGIN(_("What the broker says of somebody")),
        },
    ),
    _table(
        SocialToken,
        _("What the broker hands over at a log-in"),
        origin=BY_BROKER,
        foreign={
            "id": None,
            "app_id": None,
            "account_id": kinds.ACCOUNT(_("The account, as a random number")),
            "token": kinds.LOGIN(_("A secret for the broker")),
            "token_secret": kinds.LOGIN(_("A secret for the broker")),
            "expires_at": None,
        },
    ),
    _table(
        UserSession,
        _("Where somebody is logged in"),
        seen_with=(MANAGE_MEMBERS,),
        foreign={
            "id": None,
            "user_id": kinds.ACCOUNT(_("The account, as a random number")),
            "created_at": None,
            "ip": kinds.LOGIN(_("The network address it came from")),
            "last_seen_at": kinds.LOGIN(_("When it was last used")),
            "session_key": kinds.LOGIN(_("The session")),
            "user_agent": kinds.LOGIN(_("The browser")),
            "data": kinds.LOGIN(_("What belongs to the session")),
        },
    ),
    _table(
        Session,
        _("A browser that is logged in"),
        foreign={
            "session_key": kinds.LOGIN(_("The session")),
            "session_data": kinds.LOGIN(_("What belongs to the session")),
            "expire_date": None,
        },
    ),
    _table(OutgoingMail, _("A letter that waits to be sent; its text is emptied afterwards")),
)


MODULE = Module(
    name="accounts",
    roles=(PROVIDER_ADMINISTRATOR, EMPLOYER_ADMINISTRATOR, ADMINISTRATOR, PROVINCE_ADMINISTRATOR, REGION_ADMINISTRATOR),
    permissions=(MANAGE_MEMBERS,),
    purposes=(GIVE_ACCESS,),
    subjects=(STAFF,),
    menu=(MenuItem(_("People"), "accounts:members", MANAGE_MEMBERS, order=60, icon="people"),),
    tables=_TABLES,
    refusals=REFUSAL_TEXTS,
)
