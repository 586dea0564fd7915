"""The database refuses a role that no module brings; which these are is known only once all modules are there."""

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate
from psycopg import sql

from thoes.accounts.permissions import all_roles


def keep_roles_known() -> None:
    """Look after every migration that the database knows the roles of today."""
    post_migrate.connect(_after_migrating, sender=apps.get_app_config("accounts"), dispatch_uid="accounts.roles")


def _after_migrating(**kwargs: Any) -> None:
    # Not valid: a membership in a role of an older version stays as it is, and holds no permission.
    known = sql.SQL(", ").join(sql.Literal(str(role)) for role in all_roles())
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "ALTER TABLE accounts_membership DROP CONSTRAINT IF EXISTS membership_role_known,"
                " ADD CONSTRAINT membership_role_known CHECK (role IN ({})) NOT VALID"
            ).format(known)
        )
