"""What each role may do. Code asks for a permission, never for a role; this table is the only place that joins them."""

from enum import StrEnum

from thoes.accounts.models import Role


class Permission(StrEnum):
    """Something a person may do, within the territory of the organisation the person acts for."""

    SEE_OWN_SITES = "see_own_sites"
    MANAGE_SITES = "manage_sites"
    RECORD_STAYS = "record_stays"
    UPLOAD_LISTS = "upload_lists"
    SEE_REGISTRATION_DUTY = "see_registration_duty"
    RECORD_REGISTRATION = "record_registration"
    SEE_NIGHT_REGISTER = "see_night_register"
    SET_LOCAL_FIELDS = "set_local_fields"
    MERGE_WORKERS = "merge_workers"


PERMISSIONS: dict[str, frozenset[Permission]] = {
    Role.SITE_MANAGER: frozenset(
        {
            Permission.SEE_OWN_SITES,
            Permission.MANAGE_SITES,
            Permission.RECORD_STAYS,
            Permission.UPLOAD_LISTS,
            Permission.MERGE_WORKERS,
        }
    ),
    Role.REGISTRATION_CLERK: frozenset(
        {Permission.SEE_REGISTRATION_DUTY, Permission.RECORD_REGISTRATION, Permission.MERGE_WORKERS}
    ),
    Role.SUPERVISOR: frozenset({Permission.SEE_NIGHT_REGISTER}),
    Role.ADMINISTRATOR: frozenset({Permission.SET_LOCAL_FIELDS}),
}
