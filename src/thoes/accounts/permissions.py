"""What each role may do. Code asks for a permission, never for a role; this table is the only place that joins them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thoes.accounts.models import Role


class Permission(models.TextChoices):
    """Something a person may do, within the territory of the organisation the person acts for.

    The words are those of the page of rights: they follow "You may".
    """

    SEE_OWN_SITES = "see_own_sites", _("see the own sites and who sleeps there")
    MANAGE_SITES = "manage_sites", _("add and change sites, rooms and beds")
    RECORD_STAYS = "record_stays", _("check people in and out, and correct stays")
    UPLOAD_LISTS = "upload_lists", _("hand over lists of stays")
    SEE_REGISTRATION_DUTY = "see_registration_duty", _("see who must register in the municipality, and why")
    RECORD_REGISTRATION = "record_registration", _("record that somebody is registered")
    SEE_NIGHT_REGISTER = "see_night_register", _("see the night register of a site in the municipality")
    SEE_HOUSING = "see_housing", _("see sites, permits and quality marks in the own territory, without people")
    MANAGE_PERMITS = "manage_permits", _("record permits, and what the municipality shows and asks of housing")
    RECORD_MARKS = "record_marks", _("record quality marks, and take in an extract of their register")
    CHECK_SITES = (
        "check_sites",
        _("check sites with the list, as houser or as municipality, and follow what was found"),
    )
    SEE_PIPELINE = "see_pipeline", _("see plans for new housing in the own territory, and the need for it")
    MANAGE_PIPELINE = (
        "manage_pipeline",
        _("record plans for new housing, the dialogue with neighbours, companies that come, and the policy"),
    )
    PROPOSE_HOUSING = "propose_housing", _("propose new housing to a municipality, and follow the own plans")
    MANAGE_EFFORTS = "manage_efforts", _("record what province and municipality agreed to bring about")
    SET_LOCAL_FIELDS = "set_local_fields", _("say which extra fields the municipality asks for, and on what ground")
    CHECK_OWN_WORKERS = (
        "check_own_workers",
        _("see of the own workers whether they are registered: yes, no or not known"),
    )
    MERGE_WORKERS = "merge_workers", _("say that two workers are one person")
    SET_RETENTION = (
        "set_retention",
        _("say how long names are kept, and on what ground, and print the proof of erasure"),
    )
    ANSWER_REQUESTS = (
        "answer_requests",
        _("take requests of workers about their own data, hand out what is known of them, and answer"),
    )
    SEE_PROCESSING = (
        "see_processing",
        _("see the register of processing and the draft of the DPIA, and fill in what is yours to say there"),
    )
    SEE_LOOKS = (
        "see_looks",
        _("see which colleague looked at which person number, and what was refused; never who a person is"),
    )
    HANDLE_BREACHES = "handle_breaches", _("handle a data breach, or an exercise of one, in numbers and without names")
    MANAGE_MEMBERS = "manage_members", _("invite people, change their role, end their access and review it")


_SITE_MANAGER = frozenset(
    {
        Permission.SEE_OWN_SITES,
        Permission.MANAGE_SITES,
        Permission.RECORD_STAYS,
        Permission.UPLOAD_LISTS,
        Permission.MERGE_WORKERS,
        Permission.RECORD_MARKS,
        Permission.CHECK_SITES,
        Permission.PROPOSE_HOUSING,
    }
)

PERMISSIONS: dict[str, frozenset[Permission]] = {
    Role.SITE_MANAGER: _SITE_MANAGER,
    # A small houser has one person for everything; the administrator therefore does a site manager's work too.
    Role.HOUSER_ADMINISTRATOR: _SITE_MANAGER
    | {Permission.MANAGE_MEMBERS, Permission.SET_RETENTION, Permission.ANSWER_REQUESTS},
    Role.REGISTRATION_CLERK: frozenset(
        {
            Permission.SEE_REGISTRATION_DUTY,
            Permission.RECORD_REGISTRATION,
            Permission.MERGE_WORKERS,
            Permission.ANSWER_REQUESTS,
        }
    ),
    Role.SUPERVISOR: frozenset({Permission.SEE_NIGHT_REGISTER, Permission.SEE_HOUSING, Permission.CHECK_SITES}),
    Role.PERMIT_OFFICER: frozenset(
        {
            Permission.SEE_HOUSING,
            Permission.MANAGE_PERMITS,
            Permission.RECORD_MARKS,
            Permission.CHECK_SITES,
            Permission.SEE_PIPELINE,
            Permission.MANAGE_PIPELINE,
            Permission.MANAGE_EFFORTS,
        }
    ),
    Role.EMPLOYER_CLERK: frozenset({Permission.CHECK_OWN_WORKERS}),
    Role.EMPLOYER_ADMINISTRATOR: frozenset({Permission.CHECK_OWN_WORKERS, Permission.MANAGE_MEMBERS}),
    Role.ADMINISTRATOR: frozenset({Permission.SET_LOCAL_FIELDS, Permission.SET_RETENTION, Permission.MANAGE_MEMBERS}),
    Role.POLICY_ADVISER: frozenset(
        {Permission.SEE_HOUSING, Permission.RECORD_MARKS, Permission.SEE_PIPELINE, Permission.MANAGE_EFFORTS}
    ),
    Role.PROVINCE_ADMINISTRATOR: frozenset({Permission.MANAGE_MEMBERS}),
    # Watches over the use of personal data, and therefore sees none: nothing here shows who a person is.
    Role.PRIVACY_OFFICER: frozenset(
        {
            Permission.SET_RETENTION,
            Permission.SEE_PROCESSING,
            Permission.SEE_LOOKS,
            Permission.HANDLE_BREACHES,
        }
    ),
}

# The roles that somebody of a kind of organisation can be given.
ROLES_OF_KIND: dict[str, tuple[Role, ...]] = {
    # Not the clerk of an employer: a houser writes down who the employer is, and must not open registrations with it. A
    # houser that lends workers too is an employer of its own here, which the operator adds.
    "houser": (Role.SITE_MANAGER, Role.HOUSER_ADMINISTRATOR, Role.PRIVACY_OFFICER),
    "employer": (Role.EMPLOYER_CLERK, Role.EMPLOYER_ADMINISTRATOR),
    "municipality": (
        Role.REGISTRATION_CLERK,
        Role.PERMIT_OFFICER,
        Role.SUPERVISOR,
        Role.ADMINISTRATOR,
        Role.PRIVACY_OFFICER,
    ),
    "province": (Role.POLICY_ADVISER, Role.PROVINCE_ADMINISTRATOR, Role.PRIVACY_OFFICER),
}

# Whoever works for an authority logs in with a second factor (BIO2 5.17.01).
OFFICIAL_KINDS = frozenset({"municipality", "province"})

# Rights over other people's rights are special rights, reviewed more often (BIO2 8.02.01).
SPECIAL = frozenset({Permission.MANAGE_MEMBERS})


def may(role: str, permission: str) -> bool:
    """Whether this role holds this permission; an unknown role holds none."""
    return permission in PERMISSIONS.get(role, frozenset())


def roles_with(permission: Permission) -> list[str]:
    """The roles that hold this permission."""
    return [role for role, held in PERMISSIONS.items() if permission in held]


def is_special(role: str) -> bool:
    """Whether a role carries special rights."""
    return bool(PERMISSIONS.get(role, frozenset()) & SPECIAL)


def roles_for(kind: str) -> tuple[Role, ...]:
    """The roles that an organisation of this kind can give, the everyday one first."""
    return ROLES_OF_KIND.get(kind, ())


def is_role_of(role: str, kind: str) -> bool:
    """Whether an organisation of this kind can give the role."""
    return role in roles_for(kind)


def role_name(role: str) -> str:
    """What a role is called in the language of the page; a role of an older version is shown as it was written."""
    return str(Role(role).label) if role in Role.values else role
